"""Sets of decisions by what they are filtered by: intersections are results, sizes are counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pyroaring import BitMap

from dashboard.authorities.register import Authority, Register
from dashboard.dataset.decision_order import NewestFirst
from dashboard.dataset.rows import Rows
from dashboard.vocabulary import AuthorityType, DecisionOutcome, YearEnding


class Flag(StrEnum):
    """What is so of some decisions; each is a facet of the database."""

    REPORT = "report"
    IMPROVEMENT = "improvement"
    REMEDY = "remedy"


@dataclass(frozen=True)
class DecisionFilter:
    """What decisions are filtered by, words apart; what is empty takes all."""

    councils: tuple[Authority, ...] = ()
    type: AuthorityType | None = None
    category: str | None = None
    subcategory: str | None = None
    """Of the category; nothing without one."""
    outcomes: tuple[DecisionOutcome, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True)
class Facets:
    """How many decisions there would be with another choice of one filter, the others as they are.

    Choices without a decision are left out.
    """

    councils: Mapping[str, int]
    """By code."""
    categories: Mapping[str, int]
    subcategories: Mapping[str, int]
    """Of the category that is chosen."""
    outcomes: Mapping[DecisionOutcome, int]
    years: Mapping[YearEnding, int]
    flags: Mapping[Flag, int]
    """With each of them, beside those that are chosen."""


class DecisionSets:
    """The sets of a snapshot's decisions, by facet and value; held in memory, some bytes a case."""

    def __init__(self, rows: Rows, register: Register) -> None:
        """Reads every set; `rows` answers a query of the snapshot's database."""
        self._register = register
        self._order = NewestFirst(rows)
        self._sets: dict[str, dict[tuple[str, str], BitMap]] = {}
        for row in rows("SELECT facet, category, value, decision_ids FROM decision_facet"):
            of_facet = self._sets.setdefault(row["facet"], {})
            of_facet[row["category"], row["value"]] = BitMap.deserialize(row["decision_ids"])
        self.every = BitMap(range(1, len(self._order) + 1))
        self._years = self._days_of_years()

    @property
    def order(self) -> NewestFirst:
        """The order that the ids stand for."""
        return self._order

    @property
    def categories(self) -> frozenset[str]:
        """Every category that a decision has."""
        return frozenset(value for _, value in self._of("category"))

    @property
    def with_summary(self) -> BitMap:
        """The decisions whose summary the publisher supplied."""
        return self._value("summary", "1")

    @property
    def counted(self) -> BitMap:
        """Those of the case table, which the figures count; others stand in lists only."""
        return self._value("counted", "1")

    def found(self, query: DecisionFilter, matching: BitMap | None = None) -> BitMap:
        """The decisions that a filter leaves, of those whose words match if words are given."""
        return self._meet(self._parts(query, matching))

    def possible(self, query: DecisionFilter) -> BitMap:
        """Those found, and those that may belong to them but don't state what is asked for."""
        parts = self._parts(query, None)
        known = {"category": "category", "outcomes": "decision", "days": "dated"}
        for part, facet in known.items():
            if part in parts:
                parts[part] = parts[part] | (self.every - self._any(self._of(facet)))
        return self._meet(parts)

    def facets(self, query: DecisionFilter, matching: BitMap | None = None) -> Facets:
        """The counts beside each choice."""
        parts = self._parts(query, matching)
        in_category = self._without(parts, "subcategory")
        outcomes = self._sizes("decision", self._without(parts, "outcomes"))
        of_days = self._without(parts, "days")
        return Facets(
            councils=self._sizes("council", self._without(parts, "councils")),
            categories=self._sizes("category", self._without(parts, "category", "subcategory")),
            subcategories=self._sizes("subcategory", in_category, query.category)
            if query.category
            else {},
            outcomes={DecisionOutcome(value): size for value, size in outcomes.items()},
            years={
                year: size
                for year, ids in self._years.items()
                if (size := of_days.range_cardinality(ids.start, ids.stop))
            },
            flags={
                flag: size
                for flag in Flag
                if (size := self._meet(parts).intersection_cardinality(self._value(flag, "1")))
            },
        )

    def _parts(self, query: DecisionFilter, matching: BitMap | None) -> dict[str, BitMap]:
        """A set for each filter that is chosen, by its name."""
        parts: dict[str, BitMap] = {}
        if query.councils:
            parts["councils"] = self._councils(query.councils)
        if query.type:
            parts["type"] = self._councils(a for a in self._register if a.type is query.type)
        if query.category:
            parts["category"] = self._value("category", query.category)
        if query.subcategory:
            parts["subcategory"] = self._value(
                "subcategory", query.subcategory, query.category or ""
            )
        if query.outcomes:
            parts["outcomes"] = BitMap.union(
                *(self._value("decision", outcome) for outcome in query.outcomes)
            )
        if query.first_day or query.last_day:
            ids = self._order.between(query.first_day, query.last_day)
            parts["days"] = BitMap(ids)
        for flag in query.flags:
            parts[flag] = self._value(flag, "1")
        if matching is not None:
            parts["words"] = matching
        return parts

    def _meet(self, parts: Mapping[str, BitMap]) -> BitMap:
        return BitMap.intersection(*parts.values()) if parts else self.every

    def _without(self, parts: Mapping[str, BitMap], *names: str) -> BitMap:
        return self._meet({name: part for name, part in parts.items() if name not in names})

    def _sizes(self, facet: str, within: BitMap, category: str = "") -> dict[str, int]:
        return {
            value: size
            for (of_category, value), ids in self._of(facet).items()
            if of_category == category and (size := within.intersection_cardinality(ids))
        }

    def _councils(self, councils: Iterable[Authority]) -> BitMap:
        return BitMap.union(BitMap(), *(self._value("council", a.code) for a in councils))

    def _value(self, facet: str, value: str, category: str = "") -> BitMap:
        return self._of(facet).get((category, value), _NONE)

    def _of(self, facet: str) -> dict[tuple[str, str], BitMap]:
        return self._sets.get(facet, {})

    def _any(self, sets: Mapping[tuple[str, str], BitMap]) -> BitMap:
        return BitMap.union(BitMap(), *sets.values())

    def _days_of_years(self) -> dict[YearEnding, range]:
        """The ids of each year with a decision, newest first."""
        dated = self._any(self._of("dated"))
        if not dated:
            return {}
        newest, oldest = (YearEnding.containing(self._order.day(i)) for i in (1, dated.max()))
        return {
            year: self._order.between(year.first_day, year.last_day)
            for year in reversed(list(oldest.until(newest)))
        }


_NONE: Final = BitMap()
