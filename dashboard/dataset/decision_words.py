"""The words that a reader looks for, as an expression that the full-text index takes.

SQLite's FTS5 has a language of its own (quotes, AND, NEAR, column names). Nothing that a reader
writes reaches it but inside quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pyroaring import BitMap

from dashboard.dataset.decision_marks import Marks, tokens
from dashboard.dataset.rows import Rows
from dashboard.references import asked_reference, joint_case

MOST_TERMS: Final = 12
LONGEST: Final = 200
_MOST_FORMS: Final = 200
_SHORTEST_BEGINNING: Final = 3
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


@dataclass(frozen=True)
class Looked:
    """A term as the index is asked for it."""

    expression: str
    """For `decision_search MATCH ?`."""
    forms: tuple[str, ...] = ()
    """The words of the index that a term is found by, unless it is a phrase or has too many."""


class Lexicon:
    """The words of the decisions: their forms, and where the common ones stand.

    The index holds words as they are written, so that phrases and beginnings are exact; other forms
    of a word are those that have the same stem in `decision_word_form`.
    """

    def __init__(self, rows: Rows) -> None:
        """`rows` answers a query of the snapshot's database."""
        self._rows = rows

    def looked(self, term: Term) -> Looked:
        """How a term is looked for."""
        words = tokens(term.text)
        quoted = _quoted(term.text)
        if term.kind is TermKind.PHRASE or len(words) != 1:
            is_open = term.kind is TermKind.BEGINNING
            return Looked(f"{quoted} *" if is_open else quoted)
        if term.kind is TermKind.BEGINNING:
            forms = self._beginning(words[0])
            if len(forms) > _MOST_FORMS:
                return Looked(f"{quoted} *")
        else:
            forms = (words[0], *(form for form in self._same_stem(quoted) if form != words[0]))
        return Looked(f"({' OR '.join(map(_quoted, forms))})" if forms else quoted, forms)

    def marks(self, words: Words) -> Marks:
        """What is marked in the decisions found."""
        forms: set[str] = set()
        beginnings, phrases = [], []
        for term in words.terms:
            parts = tokens(term.text)
            if len(parts) == 1 and term.kind is TermKind.BEGINNING:
                beginnings.append(parts[0])
            elif len(parts) == 1 and term.kind is TermKind.WORD:
                forms.update(self.looked(term).forms)
            elif term.kind is TermKind.BEGINNING:
                phrases.append((*parts[:-1], f"{parts[-1]}*"))
            else:
                phrases.append(parts)
        return Marks(frozenset(forms), tuple(beginnings), tuple(phrases))

    def ids(self, term: Term) -> BitMap:
        """The decisions that have a term."""
        looked = self.looked(term)
        if not looked.forms:
            return self._matching(looked.expression)
        common = self._rows(
            "SELECT word, decision_ids FROM decision_word WHERE decision_ids IS NOT NULL "
            f"AND word IN ({', '.join('?' * len(looked.forms))})",
            looked.forms,
        )
        # A word of many decisions has its set ready, which is quicker than to read its places.
        known = {row["word"]: BitMap.deserialize(row["decision_ids"]) for row in common}
        rest = [form for form in looked.forms if form not in known]
        sets = list(known.values())
        if rest:
            sets.append(self._matching(" OR ".join(map(_quoted, rest))))
        return BitMap.union(*sets)

    def _matching(self, expression: str) -> BitMap:
        statement = "SELECT rowid FROM decision_search WHERE decision_search MATCH ?"
        return BitMap([number for (number,) in self._rows(statement, (expression,))])

    def _same_stem(self, quoted: str) -> list[str]:
        forms = self._rows(
            "SELECT word FROM decision_word_form WHERE decision_word_form MATCH ? LIMIT ?",
            (quoted, _MOST_FORMS),
        )
        return [row["word"] for row in forms]

    def _beginning(self, letters: str) -> tuple[str, ...]:
        found = self._rows(
            "SELECT word FROM decision_word WHERE word >= ? AND word < ? LIMIT ?",
            (letters, letters + "\U0010ffff", _MOST_FORMS + 1),
        )
        return tuple(row["word"] for row in found)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'
