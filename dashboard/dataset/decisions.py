"""Searches the published decisions: by words and filters, in an order, page by page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from pyroaring import BitMap

from dashboard.authorities.register import Authority, Register
from dashboard.dataset import rows as read
from dashboard.dataset.decision_marks import Marks
from dashboard.dataset.decision_order import ByDate, ByMatch, Cursor, Listing, Order
from dashboard.dataset.decision_sets import DecisionFilter, DecisionSets, Facets
from dashboard.dataset.decision_words import Lexicon, Words
from dashboard.dataset.records import Decision
from dashboard.dataset.rows import Rows
from dashboard.references import joint_case

PAGE_SIZE: Final = 25
MOST_RANKED: Final = 10_000
"""So many decisions at most are put in order of how well they match: words that more have say
little."""

_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True)
class DecisionQuery:
    """What is asked for: filters, words, and the order in which the answer is listed."""

    filter: DecisionFilter = field(default_factory=DecisionFilter)
    words: Words | None = None
    order: Order = Order.NEWEST
    """The best match is the newest where no words are looked for."""


@dataclass(frozen=True)
class DecisionPage:
    """One page of the decisions that were found."""

    decisions: tuple[Decision, ...]
    marks: Marks
    """Of the words that were looked for."""
    total: int
    """How many were found."""
    order: Order
    """How they are listed: by date if more than `MOST_RANKED` were found."""
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
        self._lexicon = Lexicon(rows)
        self._matching = lru_cache(maxsize=64)(self._lexicon.ids)
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
        numbers = [listing[place] for place in range(first, min(first + size, len(listing)))]
        return DecisionPage(
            tuple(self._read(numbers)),
            marks=self._lexicon.marks(query.words) if query.words else Marks(),
            total=len(ids),
            order=listing.order,
            first=first,
            # What comes before may be less than a page: that is the first page.
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

    def latest(self, authority: Authority, number: int) -> tuple[list[Decision], int]:
        """A council's newest decisions, and how many it has in all."""
        found = self._rows(
            "SELECT * FROM decision WHERE authority_code = ? ORDER BY id LIMIT ?",
            (authority.code, number),
        )
        total = self._rows(
            "SELECT count(*) FROM decision WHERE authority_code = ?", (authority.code,)
        )[0][0]
        return [read.decision(row, authority) for row in found], total

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
        """The decisions that have every term; all of them where nothing was written."""
        if words is None:
            return None
        sets = [self._matching(term) for term in words.terms]
        return BitMap.intersection(*sets) if sets else BitMap()

    def _listing(self, query: DecisionQuery, ids: BitMap) -> Listing:
        if query.order is Order.BEST and query.words and len(ids) <= MOST_RANKED:
            return self._ranked(query)
        order = Order.OLDEST if query.order is Order.OLDEST else Order.NEWEST
        return ByDate(ids, order)

    def _best_first(self, query: DecisionQuery) -> ByMatch:
        """What is found, by BM25: a word counts for more the rarer it is; the newest of equals."""
        ids = self._found(query)
        if not ids or query.words is None:
            return ByMatch(())
        looked = map(self._lexicon.looked, query.words.terms)
        expression = " AND ".join(term.expression for term in looked)
        # The plus keeps SQLite from looking each of them up by itself, and from working out how
        # rare a word is each time.
        found = self._rows(
            "SELECT rowid FROM decision_search WHERE decision_search MATCH ? "
            "AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?)) "
            "ORDER BY bm25(decision_search), rowid",
            (expression, ids.min(), ids.max(), json.dumps(list(ids))),
        )
        return ByMatch(tuple(number for (number,) in found))

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
