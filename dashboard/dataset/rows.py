"""Rows of the snapshot's database as records; absent values stay absent."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

from dashboard.authorities.register import Authority, CodePeriod
from dashboard.dataset.records import (
    CategoryCount,
    Counts,
    Decision,
    Figure,
    Recommendation,
    Similar,
    TypeAverage,
)
from dashboard.vocabulary import (
    AuthorityType,
    DecisionOutcome,
    Measure,
    MissingReason,
    SourceKind,
    Verdict,
    YearEnding,
)

Rows = Callable[..., list[sqlite3.Row]]
"""What answers a query of the snapshot's database, with its parameters if it has any."""


def authorities(rows: Rows) -> list[Authority]:
    """Every authority with its codes, successors and names; `rows` answers a query."""
    codes: dict[str, list[CodePeriod]] = defaultdict(list)
    for row in rows("SELECT * FROM authority_code ORDER BY first_day IS NOT NULL, first_day"):
        period = CodePeriod(row["code"], _day(row["first_day"]), _day(row["last_day"]))
        codes[row["authority_code"]].append(period)
    successors = _grouped(rows("SELECT authority_code, successor_code FROM authority_successor"))
    names = _grouped(rows("SELECT authority_code || kind, name FROM authority_name"))
    return [
        Authority(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            slug=row["slug"],
            type=AuthorityType(row["type"]),
            region=row["region"],
            county=row["county_code"],
            first_day=_day(row["first_day"]),
            last_day=_day(row["last_day"]),
            successors=tuple(successors[row["code"]]),
            codes=tuple(codes[row["code"]]),
            former_names=tuple(names[row["code"] + "former"]),
            other_names=tuple(names[row["code"] + "other"]),
            population_2020=row["population_2020"],
            latitude=row["latitude"],
            longitude=row["longitude"],
        )
        for row in rows("SELECT * FROM authority ORDER BY short_name, name")
    ]


def _grouped(pairs: list[sqlite3.Row]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def figure(row: sqlite3.Row) -> Figure:
    """A row of yearly_figure."""
    similar = None
    if row["similar_value"] is not None:
        similar = Similar(
            row["similar_value"],
            row["similar_display"],
            row["similar_source"],
            row["similar_url"],
            row["similar_councils"],
            row["similar_councils_in_all"],
        )
    return Figure(
        measure=Measure(row["measure"]),
        year=YearEnding.parse(row["year_ending"]),
        numerator=row["numerator"],
        denominator=row["denominator"],
        value=row["value"],
        display=row["display"],
        low=row["low"],
        high=row["high"],
        missing=MissingReason(row["missing"]) if row["missing"] else None,
        source=SourceKind(row["source"]) if row["source"] else None,
        source_url=row["source_url"],
        source_file=row["source_file"],
        is_printed=bool(row["is_printed"]),
        similar=similar,
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        stabilised=row["stabilised"],
    )


def absent_figure(measure: Measure, year: YearEnding, reason: MissingReason) -> Figure:
    """What stands for a figure outside the data: nothing but the reason."""
    return Figure(
        measure=measure,
        year=year,
        numerator=None,
        denominator=None,
        value=None,
        display=None,
        low=None,
        high=None,
        missing=reason,
        source=None,
        source_url=None,
        source_file=None,
        is_printed=False,
        similar=None,
        verdict=None,
    )


def counts(row: sqlite3.Row | None) -> Counts:
    """A row of yearly_count; without a row no count is known."""
    known = dict(row) if row is not None else {}
    return Counts(
        received=known.get("received"),
        decided=known.get("decided"),
        outcomes={outcome: known.get(outcome.name.lower()) for outcome in DecisionOutcome},
        not_for_us_or_not_ready=known.get("not_for_us_or_not_ready"),
        assessed_and_closed=known.get("assessed_and_closed"),
        investigated=known.get("investigated"),
        satisfactory_remedies=known.get("satisfactory_remedies"),
        compliance_outcomes=known.get("compliance_outcomes"),
        complied=known.get("complied"),
        complied_late=known.get("complied_late"),
        not_complied=known.get("not_complied"),
        population=known.get("population"),
        population_year=known.get("population_year"),
        sources={
            kind: source
            for kind in ("received", "decided", "compliance")
            if (source := known.get(f"{kind}_source"))
        },
    )


def average(row: sqlite3.Row) -> TypeAverage:
    """A row of type_average."""
    return TypeAverage(
        type=row["type"],
        year=YearEnding.parse(row["year_ending"]),
        measure=Measure(row["measure"]),
        numerator=row["numerator"],
        denominator=row["denominator"],
        display=row["display"],
        councils=row["councils"],
        councils_in_all=row["councils_in_all"],
        printed_display=row["printed_display"],
        printed_url=row["printed_url"],
    )


def by_category(rows: list[sqlite3.Row], kind: str) -> tuple[CategoryCount, ...]:
    """The rows of category_count of one kind, put together by category, most cases first."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["kind"] == kind:
            counted[row["category"]][row["outcome"]] += row["cases"]
    categories = [
        CategoryCount(
            category,
            outcomes.total(),
            outcomes[DecisionOutcome.UPHELD],
            outcomes[DecisionOutcome.NOT_UPHELD],
        )
        for category, outcomes in counted.items()
    ]
    return tuple(sorted(categories, key=lambda c: (-c.cases, c.category)))


def decision(row: sqlite3.Row, authority: Authority) -> Decision:
    """A row of decision."""
    return Decision(
        reference=row["reference"],
        authority=authority,
        category=row["category"],
        subcategory=row["subcategory"],
        decision=row["decision"],
        received_on=_day(row["received_on"]),
        decided_on=_day(row["decided_on"]),
        is_report=_truth(row["is_report"]),
        satisfactory_remedy=_truth(row["satisfactory_remedy"]),
        remedy=row["remedy"],
        has_improvement=_truth(row["has_improvement"]),
        summary=row["summary"],
        url=row["url"],
        changed_on=date.fromisoformat(row["changed_on"]),
    )


def recommendation(row: sqlite3.Row) -> Recommendation:
    """A row of recommendation."""
    return Recommendation(
        reference=row["reference"],
        recorded_on=date.fromisoformat(row["recorded_on"]),
        outcome=row["outcome"],
        category=row["category"],
        recommendation=row["recommendation"],
        kind=row["kind"],
        agreed_on=_day(row["agreed_on"]),
        due_on=_day(row["due_on"]),
        achieved_on=_day(row["achieved_on"]),
    )


def _truth(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
