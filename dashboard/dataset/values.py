"""Figures and counts of many councils and years, in one order and some at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from dashboard.authorities.register import Authority
from dashboard.dataset import rows as read
from dashboard.dataset.records import Counts, Figure
from dashboard.vocabulary import Measure, YearEnding

Rows = Callable[..., list[sqlite3.Row]]
T = TypeVar("T")

_FIGURE_KEY: Final = ("authority_code", "year_ending", "measure")
_COUNT_KEY: Final = ("authority_code", "year_ending")


@dataclass(frozen=True)
class ValueQuery:
    """Which figures or counts are asked for; None is any."""

    councils: Collection[Authority] | None = None
    year: YearEnding | None = None
    measure: Measure | None = None
    """Of figures only."""


@dataclass(frozen=True)
class Some(Generic[T]):
    """Some of what was found, by code, year and measure."""

    found: tuple[T, ...]
    total: int
    after: tuple[str, ...] | None
    """The key with which the rest begins; None if there is no more."""


class Values:
    """Every figure and count of one snapshot."""

    def __init__(self, rows: Rows, authority_of: Callable[[sqlite3.Row], Authority]) -> None:
        """`rows` answers a query of the snapshot's database, whose rows name an authority."""
        self._rows = rows
        self._authority_of = authority_of

    def figures(
        self, query: ValueQuery, begin: Sequence[str] | None, size: int
    ) -> Some[tuple[Authority, Figure]]:
        """Figures from a key on, absent ones with the reason."""
        some = self._some("yearly_figure", _FIGURE_KEY, query, begin, size)
        found = tuple((self._authority_of(row), read.figure(row)) for row in some.found)
        return Some(found, some.total, some.after)

    def counts(
        self, query: ValueQuery, begin: Sequence[str] | None, size: int
    ) -> Some[tuple[Authority, YearEnding, Counts]]:
        """What was counted, from a key on; a count that isn't known is None."""
        some = self._some("yearly_count", _COUNT_KEY, query, begin, size)
        found = tuple(
            (self._authority_of(row), YearEnding.parse(row["year_ending"]), read.counts(row))
            for row in some.found
        )
        return Some(found, some.total, some.after)

    def _some(
        self,
        table: str,
        key: tuple[str, ...],
        query: ValueQuery,
        begin: Sequence[str] | None,
        size: int,
    ) -> Some[sqlite3.Row]:
        conditions, parameters = ["1"], list[str]()
        if query.councils is not None:
            conditions.append(f"authority_code IN ({', '.join('?' * len(query.councils))})")
            parameters += [council.code for council in query.councils]
        if query.year:
            conditions.append("year_ending = ?")
            parameters.append(str(query.year))
        if query.measure:
            conditions.append("measure = ?")
            parameters.append(query.measure)
        where = " AND ".join(conditions)
        total = self._rows(f"SELECT count(*) FROM {table} WHERE {where}", parameters)[0][0]
        if begin is not None:
            where += f" AND ({', '.join(key)}) >= ({', '.join('?' * len(key))})"
            parameters += begin
        # One more than wanted tells whether there are more, and where they begin.
        found = self._rows(
            f"SELECT * FROM {table} WHERE {where} ORDER BY {', '.join(key)} LIMIT ?",
            [*parameters, size + 1],
        )
        after = tuple(found[size][name] for name in key) if len(found) > size else None
        return Some(tuple(found[:size]), total, after)
