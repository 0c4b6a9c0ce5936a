"""The annual review letters: one council's or all, their words, and those that have given words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboard.authorities.register import Authority
from dashboard.dataset.decision_words import Term, TermKind, Words
from dashboard.dataset.records import Letter
from dashboard.dataset.rows import Rows
from dashboard.vocabulary import YearEnding

MOST_FOUND: Final = 100
_WORDS_AROUND: Final = 40
_BEGINS, _ENDS = "\ue001", "\ue002"
"""Stand around what was looked for; no letter has them."""


@dataclass(frozen=True)
class FoundLetter:
    """A letter that has the words that were looked for."""

    letter: Letter
    passage: tuple[tuple[str, bool], ...]
    """Where they stand: parts of the text, and whether each is what was looked for."""


class Letters:
    """The letters of a snapshot. Any number of threads may ask it."""

    def __init__(self, rows: Rows, authority_of: Callable[[sqlite3.Row], Authority]) -> None:
        """`rows` answers a query of the snapshot's database, whose rows name an authority."""
        self._rows = rows
        self._authority_of = authority_of

    def of(self, authority: Authority | None = None) -> list[Letter]:
        """The letters of one council or of all, newest first, then by council."""
        condition = "WHERE authority_code = ?" if authority else ""
        rows = self._rows(
            "SELECT authority_code, year_ending, file, url FROM letter "
            f"JOIN authority ON code = authority_code {condition} "
            "ORDER BY year_ending DESC, name",
            (authority.code,) if authority else (),
        )
        return [self._letter(row) for row in rows]

    def one(self, authority: Authority, year: YearEnding) -> Letter | None:
        """The letter of a council and year, None if none is loaded."""
        return next((letter for letter in self.of(authority) if letter.year == year), None)

    def text(self, letter: Letter) -> str | None:
        """The words of a letter; None if its file isn't loaded or couldn't be read."""
        found = self._rows(
            "SELECT text FROM letter WHERE authority_code = ? AND year_ending = ?",
            (letter.authority.code, str(letter.year)),
        )
        text: str | None = found[0]["text"] if found else None
        return text

    def found(
        self, words: Words, authority: Authority | None = None
    ) -> tuple[int, list[FoundLetter]]:
        """How many letters have every word or phrase, and the best `MOST_FOUND` of them."""
        if not words.terms:
            return 0, []
        expression = " AND ".join(map(_expression, words.terms))
        condition = "AND authority_code = ?" if authority else ""
        asked = (expression, *((authority.code,) if authority else ()))
        matching = (
            "FROM letter_search JOIN letter ON letter.id = letter_search.rowid "
            f"WHERE letter_search MATCH ? {condition}"
        )
        number: int = self._rows(f"SELECT count(*) {matching}", asked)[0][0]
        rows = self._rows(
            "SELECT authority_code, year_ending, file, url, "
            f"snippet(letter_search, 0, '{_BEGINS}', '{_ENDS}', '…', {_WORDS_AROUND}) AS passage "
            f"{matching} ORDER BY rank, year_ending DESC, authority_code LIMIT {MOST_FOUND}",
            asked,
        )
        return number, [FoundLetter(self._letter(row), _parts(row["passage"])) for row in rows]

    def _letter(self, row: sqlite3.Row) -> Letter:
        year = YearEnding.parse(row["year_ending"])
        return Letter(self._authority_of(row), year, row["file"], row["url"])


def _expression(term: Term) -> str:
    """Any form of a word that has the same stem; FTS5 takes what stands in quotes as it is."""
    quoted = '"' + term.text.replace('"', " ") + '"'
    return f"{quoted} *" if term.kind is TermKind.BEGINNING else quoted


def _parts(passage: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for place, part in enumerate(" ".join(passage.split()).split(_BEGINS)):
        marked, _, plain = part.rpartition(_ENDS) if place else ("", "", part)
        parts += [(text, is_marked) for text, is_marked in ((marked, True), (plain, False)) if text]
    return tuple(parts)
