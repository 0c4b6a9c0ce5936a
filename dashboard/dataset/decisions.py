"""Searches the published decisions: by words and filters, in an order, page by page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from pyroaring import BitMap

from dashboard.authorities.register import Authority, Register
from dashboard.dataset import rows as read
from dashboard.dataset.decision_order import ByDate, ByMatch, Cursor, Listing
from dashboard.dataset.decision_sets import DecisionFilter, DecisionSets, Facets
from dashboard.dataset.decision_words import Words, full_text_expression
from dashboard.dataset.records import Decision
from dashboard.references import joint_case

PAGE_SIZE: Final = 25
MOST_RANKED: Final = 5_000
"""So many of the newest decisions found are put in order of how well they match."""
MARK_BEGINS: Final = "\ue000"
MARK_ENDS: Final = "\ue001"
"""Stand round a word that was looked for; they are letters of no language."""

_SHOWN_WHOLE: Final = 900
"""Letters of a summary; of a longer one the part with the words is shown."""
_ROWS_AT_ONCE: Final = 500

Rows = Callable[..., list[sqlite3.Row]]


class Order(StrEnum):
    """The order of a list of decisions."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class DecisionQuery:
    """What is asked for: filters, words, and the order in which the answer is listed."""

    filter: DecisionFilter = field(default_factory=DecisionFilter)
    words: Words | None = None
    order: Order = Order.NEWEST
    """The best match is the newest where no words are looked for."""


@dataclass(frozen=True)
class FoundDecision:
    """A decision with the words that were looked for between `MARK_BEGINS` and `MARK_ENDS`."""

    decision: Decision
    category: str | None
    subcategory: str | None
    summary: str | None
    """A part of it if it is long."""

    @classmethod
    def unmarked(cls, decision: Decision) -> FoundDecision:
        """A decision that was not found by words."""
        return cls(decision, decision.category, decision.subcategory, decision.summary)


@dataclass(frozen=True)
class DecisionPage:
    """One page of the decisions that were found."""

    found: tuple[FoundDecision, ...]
    total: int
    """How many were found."""
    listed: int
    """How many of them are on all pages: the newest `MOST_RANKED` at most, best match first."""
    first: int
    """The place of the page's first decision, from 0."""
    before: Cursor | None
    """Where the page before begins; None if it is the first one, or there is none."""
    after: Cursor | None
    """Where the next page begins; None on the last one."""


class Decisions:
    """The published decisions of a snapshot. Any number of threads may ask it."""

    def __init__(
        self, rows: Rows, register: Register, authority_of: Callable[[sqlite3.Row], Authority]
    ) -> None:
        """`rows` answers a query of the snapshot's database, whose rows name an authority."""
        self._rows = rows
        self._register = register
        self._authority_of = authority_of
        self._expression = lru_cache(maxsize=64)(self._expression_of)
        self._matching = lru_cache(maxsize=64)(self._ids_that_match)
        self._ranked = lru_cache(maxsize=8)(self._best_first)

    @cached_property
    def sets(self) -> DecisionSets:
        """The decisions by everything they are filtered by; read when the first one is asked."""
        return DecisionSets(self._rows, self._register)

    def page(
        self, query: DecisionQuery, cursor: Cursor | None = None, size: int = PAGE_SIZE
    ) -> DecisionPage:
        """The page that begins at a cursor; the first one without."""
        ids = self._found(query)
        listing = self._listing(query, ids)
        first = listing.place(cursor.id_in(self.sets.order)) if cursor else 0
        # What came before a cursor may have shrunk to less than a page: that is the first page.
        numbers = [listing[place] for place in range(first, min(first + size, len(listing)))]
        return DecisionPage(
            self._with_marks(numbers, query.words),
            total=len(ids),
            listed=len(listing),
            first=first,
            before=self._cursor(listing[first - size]) if first > size else None,
            after=self._cursor(listing[first + size]) if first + size < len(listing) else None,
        )

    def facets(self, query: DecisionQuery) -> Facets:
        """How many decisions each other choice of a filter would find."""
        return self.sets.facets(query.filter, self._ids_of(query.words))

    def count(self, query: DecisionFilter) -> int:
        """How many decisions a filter leaves."""
        return len(self.sets.found(query))

    def each(self, query: DecisionQuery, at_most: int) -> Iterator[Decision]:
        """The decisions found, in their order, read some at a time."""
        listing = self._listing(query, self._found(query))
        end = min(len(listing), at_most)
        for first in range(0, end, _ROWS_AT_ONCE):
            places = range(first, min(first + _ROWS_AT_ONCE, end))
            yield from self._read([listing[place] for place in places])

    def latest(self, authority: Authority, number: int) -> tuple[list[FoundDecision], int]:
        """A council's newest decisions, and how many it has in all."""
        found = self._rows(
            "SELECT * FROM decision WHERE authority_code = ? ORDER BY id LIMIT ?",
            (authority.code, number),
        )
        total = self._rows(
            "SELECT count(*) FROM decision WHERE authority_code = ?", (authority.code,)
        )[0][0]
        return [FoundDecision.unmarked(read.decision(row, authority)) for row in found], total

    def newly_listed(
        self, at_most: int, *, council: Authority | None = None, category: str | None = None
    ) -> list[Decision]:
        """Those that came into the data last, of these the newest first."""
        asked = {"authority_code": council.code if council else None, "category": category}
        conditions = [f"{name} = ?" for name, value in asked.items() if value is not None]
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        found = self._rows(
            f"SELECT * FROM decision {where} ORDER BY listed_on DESC, id LIMIT ?",
            (*(value for value in asked.values() if value is not None), at_most),
        )
        return [self._decision(row) for row in found]

    def of_case(self, reference: str) -> list[Decision]:
        """Every decision of a case, in whichever letters its reference is written.

        A joint case has one for each council, under the same reference or with a letter after it.
        """
        shared = joint_case(reference)
        found = self._rows(
            "SELECT * FROM decision WHERE reference COLLATE NOCASE >= ? "
            "AND reference COLLATE NOCASE < ? || '{' ORDER BY reference COLLATE NOCASE, id",
            (shared, shared),
        )
        return [self._decision(row) for row in found]

    def _found(self, query: DecisionQuery) -> BitMap:
        return self.sets.found(query.filter, self._ids_of(query.words))

    def _ids_of(self, words: Words | None) -> BitMap | None:
        return None if words is None else self._matching(self._expression(words))

    def _expression_of(self, words: Words) -> str:
        return full_text_expression(self._rows, words)

    def _ids_that_match(self, expression: str) -> BitMap:
        statement = "SELECT rowid FROM decision_search WHERE decision_search MATCH ?"
        return BitMap([number for (number,) in self._rows(statement, (expression,))])

    def _listing(self, query: DecisionQuery, ids: BitMap) -> Listing:
        if query.order is Order.BEST and query.words:
            return self._ranked(query)
        return ByDate(ids, query.order is Order.OLDEST)

    def _best_first(self, query: DecisionQuery) -> ByMatch:
        """The newest that were found, by BM25: a word counts for more the rarer it is."""
        newest = self._found(query)[:MOST_RANKED]
        if not newest or query.words is None:
            return ByMatch(())
        # The plus keeps SQLite from looking each of them up by itself, and from working out how
        # rare a word is each time.
        found = self._rows(
            "SELECT rowid FROM decision_search WHERE decision_search MATCH ? "
            "AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?)) "
            "ORDER BY bm25(decision_search), rowid",
            (
                self._expression(query.words),
                newest.min(),
                newest.max(),
                json.dumps(list(newest)),
            ),
        )
        return ByMatch(tuple(number for (number,) in found))

    def _with_marks(self, numbers: Sequence[int], words: Words | None) -> tuple[FoundDecision, ...]:
        decisions = self._read(numbers)
        if words is None or not numbers:
            return tuple(map(FoundDecision.unmarked, decisions))
        marked = {
            row["rowid"]: row
            for row in self._rows(
                "SELECT rowid, highlight(decision_search, 2, ?1, ?2) AS category, "
                "highlight(decision_search, 3, ?1, ?2) AS subcategory, "
                "CASE WHEN length(summary) > ?3 THEN snippet(decision_search, 4, ?1, ?2, '…', 60) "
                "ELSE highlight(decision_search, 4, ?1, ?2) END AS summary "
                "FROM decision_search WHERE decision_search MATCH ?4 "
                f"AND rowid IN ({', '.join(map(str, numbers))})",
                (MARK_BEGINS, MARK_ENDS, _SHOWN_WHOLE, self._expression(words)),
            )
        }
        rows = (marked[number] for number in numbers)
        return tuple(
            FoundDecision(decision, row["category"], row["subcategory"], row["summary"])
            for decision, row in zip(decisions, rows, strict=True)
        )

    def _read(self, numbers: Sequence[int]) -> list[Decision]:
        """The decisions of some ids, in their order."""
        marks = ", ".join("?" * len(numbers))
        found = self._rows(f"SELECT * FROM decision WHERE id IN ({marks})", numbers)
        by_id = {row["id"]: row for row in found}
        return [self._decision(by_id[number]) for number in numbers]

    def _cursor(self, number: int) -> Cursor:
        decision = self._read([number])[0]
        return Cursor(decision.reference, decision.authority.code, decision.decided_on)

    def _decision(self, row: sqlite3.Row) -> Decision:
        return read.decision(row, self._authority_of(row))
