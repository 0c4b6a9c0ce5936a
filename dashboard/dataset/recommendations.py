"""Recommendations by what they are filtered by, how many there are of each, and what came after."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Final, TypeVar

from dashboard.authorities.register import Authority, Register
from dashboard.dataset import rows as read
from dashboard.dataset.records import Decision, Recommendation
from dashboard.dataset.rows import Rows
from dashboard.vocabulary import (
    ComplianceOutcome,
    DecisionOutcome,
    RecommendationKind,
    YearEnding,
)

_Value = TypeVar("_Value", YearEnding, str)

AFTERWARDS: Final = timedelta(days=365)
"""So long after an improvement was recorded, the cases that were upheld are looked for."""
UNSTATED: Final = "not stated"
"""Stands for the category or kind of a recommendation that has none."""

_YEAR: Final = "(CAST(substr(recorded_on, 1, 4) AS INTEGER) + (substr(recorded_on, 6, 2) > '03'))"
"""The calendar year in which the year to 31 March ends."""


@dataclass(frozen=True)
class RecommendationFilter:
    """What recommendations are filtered by; what is None takes all."""

    council: Authority | None = None
    year: YearEnding | None = None
    category: str | None = None
    """A category's name, or `UNSTATED`."""
    kind: str | None = None
    """A `RecommendationKind`, or `UNSTATED`."""
    outcome: ComplianceOutcome | None = None


Outcomes = Mapping[ComplianceOutcome, int]


@dataclass(frozen=True)
class RecommendationCounts:
    """How many came out how, whatever outcome is filtered by."""

    all: Outcomes
    years: Mapping[YearEnding, Outcomes]
    """Oldest first; each table with the other filters as they are."""
    categories: Mapping[str, Outcomes]
    kinds: Mapping[str, Outcomes]


@dataclass(frozen=True)
class Listed:
    """A recommendation in a list of many councils'."""

    authority: Authority
    recommendation: Recommendation


@dataclass(frozen=True)
class Improvement:
    """An improvement of a service, and the cases in its category that were upheld afterwards."""

    recommendation: Recommendation
    upheld: int
    """Published decisions of the same council and category, decided within `AFTERWARDS` of it."""


class Recommendations:
    """The recommendations of a snapshot. Any number of threads may ask it."""

    def __init__(
        self, rows: Rows, register: Register, authority_of: Callable[[sqlite3.Row], Authority]
    ) -> None:
        """`rows` answers a query of the snapshot's database, whose rows name an authority."""
        self._rows = rows
        self._register = register
        self._authority_of = authority_of

    def of_council(
        self, authority: Authority, year: YearEnding | None = None, most: int = 50
    ) -> list[Recommendation]:
        """A council's recommendations, newest first; of one year if it is given."""
        found = self.listed(RecommendationFilter(authority, year), most=most, failed_first=False)
        return [entry.recommendation for entry in found]

    def failures_of(self, authority: Authority) -> list[Recommendation]:
        """Every recommendation that a council did not carry out, newest first."""
        query = RecommendationFilter(authority, outcome=ComplianceOutcome.NOT_COMPLIED)
        return [entry.recommendation for entry in self.listed(query, most=None)]

    def of_decision(self, decision: Decision) -> list[Recommendation]:
        """What the council agreed to do in a case, as far as its outcome is recorded."""
        rows = self._rows(
            "SELECT * FROM recommendation WHERE reference = ? COLLATE NOCASE "
            "AND authority_code = ? ORDER BY recorded_on, id",
            (decision.reference, decision.authority.code),
        )
        return [read.recommendation(row) for row in rows]

    def listed(
        self,
        query: RecommendationFilter,
        *,
        first: int = 0,
        most: int | None,
        failed_first: bool = True,
    ) -> list[Listed]:
        """From the first on so many, newest first; those not carried out before all others."""
        condition, parameters = _condition(query)
        order = "outcome <> 'not complied', " if failed_first else ""
        rows = self._rows(
            f"SELECT * FROM recommendation {condition} "
            f"ORDER BY {order}recorded_on DESC, id LIMIT ? OFFSET ?",
            (*parameters, -1 if most is None else most, first),
        )
        return [Listed(self._authority_of(row), read.recommendation(row)) for row in rows]

    def counts(self, query: RecommendationFilter) -> RecommendationCounts:
        """How many came out how: in all, by year, by category and by kind."""
        groups = self._groups(query.council)
        return RecommendationCounts(
            all=_outcomes(groups, query),
            years=_by(groups, replace(query, year=None), lambda group: group.year),
            categories=_by(groups, replace(query, category=None), lambda group: group.category),
            kinds=_by(groups, replace(query, kind=None), lambda group: group.kind),
        )

    def improvements(
        self, authority: Authority, category: str | None, *, most: int
    ) -> list[Improvement]:
        """A council's newest improvements after which cases of their category were upheld.

        Published decisions are never all that were made, so there may have been more.
        """
        of_category = "AND improvement.category = :category" if category else ""
        rows = self._rows(
            "SELECT improvement.*, count(*) AS upheld FROM recommendation AS improvement "
            "JOIN decision ON decision.authority_code = improvement.authority_code "
            "AND decision.category = improvement.category AND decision.decision = :upheld "
            "AND decision.decided_on > improvement.recorded_on "
            "AND decision.decided_on <= date(improvement.recorded_on, :afterwards) "
            "WHERE improvement.authority_code = :council AND improvement.kind = :kind "
            f"{of_category} GROUP BY improvement.id "
            "ORDER BY improvement.recorded_on DESC, improvement.id LIMIT :most",
            {
                "council": authority.code,
                "category": category,
                "kind": RecommendationKind.SERVICE_IMPROVEMENT,
                "upheld": DecisionOutcome.UPHELD,
                "afterwards": f"+{AFTERWARDS.days} days",
                "most": most,
            },
        )
        return [Improvement(read.recommendation(row), row["upheld"]) for row in rows]

    def elsewhere(self, authority: Authority, category: str, *, most: int) -> list[Listed]:
        """The newest improvements that other councils of the same type agreed to in a category."""
        rows = self._rows(
            "SELECT recommendation.* FROM recommendation JOIN authority ON code = authority_code "
            "WHERE category = ? AND kind = ? AND type = ? AND authority_code <> ? "
            "ORDER BY recorded_on DESC, id LIMIT ?",
            (
                category,
                RecommendationKind.SERVICE_IMPROVEMENT,
                authority.type,
                authority.code,
                most,
            ),
        )
        return [Listed(self._authority_of(row), read.recommendation(row)) for row in rows]

    def _groups(self, council: Authority | None) -> list[_Group]:
        return self._of_england if council is None else self._grouped(council)

    @cached_property
    def _of_england(self) -> list[_Group]:
        return self._grouped(None)

    def _grouped(self, council: Authority | None) -> list[_Group]:
        condition, parameters = _condition(RecommendationFilter(council))
        rows = self._rows(
            f"SELECT {_YEAR} AS year, coalesce(category, ?) AS category, "
            "coalesce(kind, ?) AS kind, outcome, count(*) AS number "
            f"FROM recommendation {condition} GROUP BY 1, 2, 3, 4",
            (UNSTATED, UNSTATED, *parameters),
        )
        return [
            _Group(
                YearEnding(row["year"]),
                row["category"],
                row["kind"],
                ComplianceOutcome(row["outcome"]),
                row["number"],
            )
            for row in rows
        ]


@dataclass(frozen=True)
class _Group:
    year: YearEnding
    category: str
    kind: str
    outcome: ComplianceOutcome
    number: int

    def is_in(self, query: RecommendationFilter) -> bool:
        return (
            query.year in (None, self.year)
            and query.category in (None, self.category)
            and query.kind in (None, self.kind)
        )


def _outcomes(groups: list[_Group], query: RecommendationFilter) -> Outcomes:
    counted: Counter[ComplianceOutcome] = Counter()
    for group in groups:
        if group.is_in(query):
            counted[group.outcome] += group.number
    return counted


def _by(
    groups: list[_Group], query: RecommendationFilter, value: Callable[[_Group], _Value]
) -> dict[_Value, Outcomes]:
    """In order of the values."""
    counted: dict[_Value, Counter[ComplianceOutcome]] = {}
    for group in sorted(groups, key=value):
        if group.is_in(query):
            counted.setdefault(value(group), Counter())[group.outcome] += group.number
    return dict(counted)


def _condition(query: RecommendationFilter) -> tuple[str, list[str]]:
    parts, parameters = [], []
    for column, value in (
        ("authority_code", query.council.code if query.council else None),
        ("category", query.category),
        ("kind", query.kind),
        ("outcome", query.outcome),
    ):
        if value == UNSTATED:
            parts.append(f"{column} IS NULL")
        elif value is not None:
            parts.append(f"{column} = ?")
            parameters.append(str(value))
    if query.year:
        parts.append("recorded_on BETWEEN ? AND ?")
        parameters += [query.year.first_day.isoformat(), query.year.last_day.isoformat()]
    return ("WHERE " + " AND ".join(parts) if parts else ""), parameters
