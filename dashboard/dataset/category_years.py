"""A category's figures over the years, as they were worked out when the snapshot was published."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from dashboard.authorities.register import Authority
from dashboard.dataset.comparison_records import (
    Change,
    GroupYear,
    Pooled,
    Trend,
    change_of,
    group_year_of,
    pooled_of,
    trend_of,
)
from dashboard.dataset.records import Figure, Similar
from dashboard.dataset.rows import Rows, absent_figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import (
    AuthorityType,
    Measure,
    MissingReason,
    SourceKind,
    Verdict,
    YearEnding,
)

_OF_COUNCIL = "WHERE authority_code = ? AND category = ? AND measure = ?"


class CategoryYears:
    """The categories of one snapshot's cases, over its years."""

    def __init__(self, rows: Rows, years: tuple[YearEnding, ...]) -> None:
        """Takes how to ask the snapshot's database, and its years."""
        self._rows = rows
        self._years = years

    def categories(self) -> list[str]:
        """Every category of which there are figures, by name."""
        rows = self._rows("SELECT DISTINCT category FROM category_average ORDER BY category")
        return [row["category"] for row in rows]

    def history(self, authority: Authority, measure: Measure, category: str) -> list[Figure]:
        """A measure of a council in a category in every year, absent ones with the reason.

        A service that the council doesn't run is not applicable, unless it has cases all the same.
        """
        rows = self._rows(
            f"SELECT * FROM category_figure {_OF_COUNCIL}", (authority.code, category, measure)
        )
        figures = {figure.year: figure for figure in map(_figure, rows)}
        if not figures and not authority.type.powers.runs(category):
            return [
                absent_figure(measure, year, MissingReason.NOT_APPLICABLE) for year in self._years
            ]
        covered = self._covered(authority, measure)
        similar = {y.year: y for y in self.group_history(authority.type, measure, category)}
        return [
            replace(
                figures.get(year) or absent_figure(measure, year, _why(authority, year, covered)),
                similar=_similar(similar.get(year)),
            )
            for year in self._years
        ]

    def group_history(
        self, kind: AuthorityType | None, measure: Measure, category: str
    ) -> list[GroupYear]:
        """A type's years in a category, or those of all of England, oldest first."""
        rows = self._rows(
            "SELECT * FROM category_average WHERE type = ? "
            "AND category = ? AND measure = ? ORDER BY year_ending",
            (str(kind or "england"), category, measure),
        )
        return [group_year_of(row) for row in rows]

    def changes(
        self, authority: Authority, measure: Measure, category: str
    ) -> dict[YearEnding, Change]:
        """Every change of a measure in a category, by the later year."""
        rows = self._rows(
            f"SELECT * FROM category_change {_OF_COUNCIL}", (authority.code, category, measure)
        )
        return {YearEnding.parse(row["year_ending"]): change_of(row) for row in rows}

    def trends(self, authority: Authority, measure: Measure, category: str) -> list[Trend]:
        """What each run of comparable years says, oldest first."""
        rows = self._rows(
            f"SELECT * FROM category_trend {_OF_COUNCIL} ORDER BY first_year_ending",
            (authority.code, category, measure),
        )
        return [trend_of(row) for row in rows]

    def pooled(
        self, authority: Authority, year: YearEnding, measure: Measure, category: str
    ) -> Pooled | None:
        """Three years together up to a year; None where they don't compare."""
        rows = self._rows(
            f"SELECT * FROM category_pooled {_OF_COUNCIL} AND year_ending = ?",
            (authority.code, category, measure, str(year)),
        )
        return pooled_of(rows[0]) if rows else None

    def _covered(self, authority: Authority, measure: Measure) -> set[YearEnding]:
        """The years of which the table behind a measure has every case of the council."""
        of = DEFINITIONS[measure].denominator
        table = "compliance" if of == "compliance_outcomes" else "decided"
        rows = self._rows(
            f"SELECT year_ending FROM yearly_count WHERE authority_code = ? "
            f"AND {table}_source = 'cases'",
            (authority.code,),
        )
        return {YearEnding.parse(row["year_ending"]) for row in rows}


def _why(authority: Authority, year: YearEnding, covered: set[YearEnding]) -> MissingReason:
    if year in covered:
        return MissingReason.NO_CASES
    if authority.existed_in(year):
        return MissingReason.NOT_PUBLISHED
    return MissingReason.DID_NOT_EXIST


def _figure(row: sqlite3.Row) -> Figure:
    measure, year = Measure(row["measure"]), YearEnding.parse(row["year_ending"])
    if row["value"] is None:
        return absent_figure(measure, year, MissingReason(row["missing"]))
    return Figure(
        measure=measure,
        year=year,
        numerator=row["numerator"],
        denominator=row["denominator"],
        value=row["value"],
        display=row["display"],
        low=row["low"],
        high=row["high"],
        missing=None,
        source=SourceKind.CASES,
        source_url=None,
        source_file=None,
        is_printed=False,
        similar=None,
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
    )


def _similar(group: GroupYear | None) -> Similar | None:
    if group is None:
        return None
    return Similar(
        group.value, group.display, "computed", None, group.councils, group.councils_in_all
    )
