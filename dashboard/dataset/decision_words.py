"""The words that a reader looks for, as an expression that the full-text index takes.

SQLite's FTS5 has a language of its own (quotes, AND, NEAR, column names). Nothing that a reader
writes reaches it but inside quotation marks.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboard.references import asked_reference, joint_case

Rows = Callable[..., list[sqlite3.Row]]

MOST_TERMS: Final = 12
LONGEST: Final = 200
_MOST_FORMS: Final = 30
_SHORTEST_BEGINNING: Final = 2
_TERM: Final = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<plain>[^\s"“”„«»]+)')


class TermKind(StrEnum):
    """How a term is looked for."""

    WORD = "word"
    """In any of its forms: "wall" finds "walls"."""
    PHRASE = "phrase"
    """These words next to each other, as they are written."""
    BEGINNING = "beginning"
    """Any word that begins so."""


@dataclass(frozen=True)
class Term:
    """One thing that every decision found has."""

    kind: TermKind
    text: str


@dataclass(frozen=True)
class Words:
    """What is looked for; nothing is found where there is no term in what was written."""

    written: str
    terms: tuple[Term, ...]
    remarks: tuple[str, ...]
    """What could not be followed, in words."""


def read_words(written: str) -> Words | None:
    """The terms in what a reader wrote; None if that is blank.

    Words in quotation marks are a phrase, a star at the end of a word asks for its beginning, a
    case reference is one term however it is written.
    """
    text = " ".join(written.replace("\0", " ").split())
    if not text:
        return None
    remarks = []
    if len(text) > LONGEST:
        text = text[:LONGEST]
        remarks.append(f"Only the first {LONGEST} characters are searched for.")
    reference = asked_reference(text)
    if reference is not None:
        # The parts of a joint case have a letter after the number, which the reader may not know.
        shared = joint_case(reference)
        kind = TermKind.BEGINNING if shared == reference else TermKind.PHRASE
        return Words(text, (Term(kind, reference),), tuple(remarks))
    terms = [term for match in _TERM.finditer(text) if (term := _term(match, remarks))]
    if not terms:
        remarks.append(f"There is no word to look for in “{text}”.")
    if len(terms) > MOST_TERMS:
        remarks.append(f"Only the first {MOST_TERMS} words are searched for.")
    return Words(text, tuple(terms[:MOST_TERMS]), tuple(dict.fromkeys(remarks)))


def _term(match: re.Match[str], remarks: list[str]) -> Term | None:
    if match["phrase"] is not None:
        return Term(TermKind.PHRASE, match["phrase"]) if _has_letters(match["phrase"]) else None
    plain = match["plain"]
    if not _has_letters(plain):
        return None
    beginning = plain.rstrip("*")
    if beginning == plain:
        return Term(TermKind.WORD, plain)
    if len(beginning) < _SHORTEST_BEGINNING:
        remarks.append(f"A star takes {_SHORTEST_BEGINNING} letters or more before it.")
        return Term(TermKind.WORD, beginning)
    return Term(TermKind.BEGINNING, beginning)


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def full_text_expression(rows: Rows, words: Words) -> str:
    """The expression for `decision_search MATCH ?`; the empty phrase, which nothing has, for none.

    The index holds words as they are written, so that phrases and beginnings are exact; other
    forms of a word are those that have the same stem in `decision_word`.
    """
    return " AND ".join(_expression(rows, term) for term in words.terms) or '""'


def _expression(rows: Rows, term: Term) -> str:
    quoted = _quoted(term.text)
    if term.kind is TermKind.BEGINNING:
        return f"{quoted} *"
    if term.kind is TermKind.PHRASE:
        return quoted
    forms = rows(
        "SELECT word FROM decision_word WHERE decision_word MATCH ? LIMIT ?", (quoted, _MOST_FORMS)
    )
    others = [_quoted(row["word"]) for row in forms if row["word"] != term.text.casefold()]
    return f"({' OR '.join([quoted, *others])})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'
