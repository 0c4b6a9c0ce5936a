"""Computed and printed figures side by side, as a snapshot has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.authorities.register import Authority
from dashboard.vocabulary import AuthorityType, Measure, Reconciled, SourceKind, YearEnding

Rows = Callable[[str, Sequence[object]], list[sqlite3.Row]]

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class ReconciledFigure:
    """One figure of one council and year: ours, the printed one, and what came of comparing."""

    authority: Authority
    year: YearEnding
    figure: str
    """The heading of a table of printed figures, such as "upheld_pct"."""
    is_from_cases: bool
    """Whether ours comes from cases; else from the counts printed beside the figure."""
    numerator: int | None
    denominator: int | None
    computed: float | None
    """A percentage from 0 to 100, a rate per 100,000 residents, or a count."""
    printed: float | None
    difference: float | None
    """Printed less computed."""
    status: Reconciled
    reason: str | None
    """Why it is known to differ."""
    source_kind: SourceKind | None
    source_url: str | None
    source_file: str | None


@dataclass(frozen=True)
class ReconciledNation:
    """One national figure: ours for every council together, and the publisher's."""

    year: YearEnding
    figure: str
    numerator: int | None
    denominator: int | None
    computed: float | None
    printed: float
    difference: float | None
    status: Reconciled
    source_url: str | None


@dataclass(frozen=True)
class ReconciledAverage:
    """One average of a type of council: ours, pooled from all of them, and the publisher's."""

    type: AuthorityType
    year: YearEnding
    measure: Measure
    numerator: int | None
    denominator: int | None
    councils: int | None
    """How many councils of the type have counts ..."""
    councils_in_all: int | None
    """... of how many; without all of them there is no average to compare."""
    computed: float | None
    """A percentage from 0 to 100, or a rate per 100,000 residents."""
    printed: float | None
    difference: float | None
    """Printed less computed."""
    status: Reconciled
    source_url: str | None


@dataclass(frozen=True)
class ReconciliationQuery:
    """Which of the figures; the page counts from 1."""

    status: Reconciled | None = None
    council: Authority | None = None
    year: YearEnding | None = None
    page: int = 1


@dataclass(frozen=True)
class ReconciliationPage:
    """Some of the figures that were asked for."""

    figures: tuple[ReconciledFigure, ...]
    total: int
    page: int
    pages: int


def summary(rows: Rows) -> dict[str, dict[Reconciled, int]]:
    """For each figure, how many of its council-years came out how."""
    counted: dict[str, dict[Reconciled, int]] = {}
    statement = "SELECT figure, status, count(*) AS number FROM reconciliation GROUP BY 1, 2"
    for row in rows(statement, ()):
        counted.setdefault(row["figure"], {})[Reconciled(row["status"])] = row["number"]
    return counted


def find(
    rows: Rows, authority_of: Callable[[sqlite3.Row], Authority], query: ReconciliationQuery
) -> ReconciliationPage:
    """The figures that a query asks for, newest year first; beyond the last page, the last."""
    asked = {
        "status": query.status,
        "authority_code": query.council and query.council.code,
        "year_ending": query.year and str(query.year),
    }
    given = {column: value for column, value in asked.items() if value is not None}
    where = f"WHERE {' AND '.join(f'r.{column} = ?' for column in given)}" if given else ""
    parameters = [str(value) for value in given.values()]
    total = rows(f"SELECT count(*) FROM reconciliation r {where}", parameters)[0][0]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, query.page), pages)
    found = rows(
        "SELECT r.* FROM reconciliation r JOIN authority a ON a.code = r.authority_code "
        f"{where} ORDER BY r.year_ending DESC, a.name, r.figure LIMIT ? OFFSET ?",
        [*parameters, PAGE_SIZE, (page - 1) * PAGE_SIZE],
    )
    return ReconciliationPage(
        tuple(_figure(row, authority_of(row)) for row in found), total, page, pages
    )


def differences(
    rows: Rows, authority_of: Callable[[sqlite3.Row], Authority]
) -> list[ReconciledFigure]:
    """Every figure that differs, newest year first."""
    found = rows(
        "SELECT r.* FROM reconciliation r JOIN authority a ON a.code = r.authority_code "
        "WHERE status = ? ORDER BY r.year_ending DESC, a.name, r.figure",
        (str(Reconciled.DIFFERS),),
    )
    return [_figure(row, authority_of(row)) for row in found]


def nation(rows: Rows) -> list[ReconciledNation]:
    """The national figures, newest year first."""
    found = rows("SELECT * FROM national_reconciliation ORDER BY year_ending DESC, figure", ())
    return [
        ReconciledNation(
            year=YearEnding.parse(row["year_ending"]),
            figure=row["figure"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            computed=row["computed"],
            printed=row["printed"],
            difference=row["difference"],
            status=Reconciled(row["status"]),
            source_url=row["source_url"],
        )
        for row in found
    ]


def averages(rows: Rows) -> list[ReconciledAverage]:
    """The averages that are printed, newest year first."""
    found = rows(
        "SELECT * FROM average_reconciliation WHERE printed IS NOT NULL "
        "ORDER BY year_ending DESC, measure DESC, type",
        (),
    )
    return [
        ReconciledAverage(
            type=AuthorityType(row["type"]),
            year=YearEnding.parse(row["year_ending"]),
            measure=Measure(row["measure"]),
            numerator=row["numerator"],
            denominator=row["denominator"],
            councils=row["councils"],
            councils_in_all=row["councils_in_all"],
            computed=row["computed"],
            printed=row["printed"],
            difference=row["difference"],
            status=Reconciled(row["status"]),
            source_url=row["source_url"],
        )
        for row in found
    ]


def _figure(row: sqlite3.Row, authority: Authority) -> ReconciledFigure:
    return ReconciledFigure(
        authority=authority,
        year=YearEnding.parse(row["year_ending"]),
        figure=row["figure"],
        is_from_cases=row["basis"] == "cases",
        numerator=row["numerator"],
        denominator=row["denominator"],
        computed=row["computed"],
        printed=row["printed"],
        difference=row["difference"],
        status=Reconciled(row["status"]),
        reason=row["reason"],
        source_kind=SourceKind(row["source_kind"]) if row["source_kind"] else None,
        source_url=row["source_url"],
        source_file=row["source_file"],
    )
