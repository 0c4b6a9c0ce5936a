"""The numbers of a yearly table: counts, rates, and percentages on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.columns import Columns
from dashboard.sources.findings import Rule
from dashboard.sources.percentages import in_percent, to_one_decimal
from dashboard.sources.yearly_headings import Role
from dashboard.sources.yearly_layout import YearlyHeadings

_COUNT: Final = Rule(
    "bad-number",
    "a whole number of cases, without a percent sign; or an empty cell, - or n/a",
    "write figures only; if these are percentages, say so in the heading, as in Uphold rate (%)",
)
_RATE: Final = Rule(
    "bad-number", "a number of nought or more, or an empty cell, - or n/a", "write figures only"
)
_PERCENTAGE: Final = Rule(
    "bad-number",
    "a percentage of 100 at most",
    "compare the column with its source: a cell may be in percent twice over",
)


@dataclass(frozen=True)
class Numbers:
    """The numbers of each heading: those of `counts`, and percentages and rates besides."""

    counts: pd.DataFrame
    all: pd.DataFrame

    @classmethod
    def read(cls, columns: Columns, headings: YearlyHeadings) -> Numbers:
        """Reads them; what is no number, and a scale that can't be told, is reported."""
        counted = [h for h, figure in headings.figures.items() if not _is_rate(figure)]
        counts = {h: _count(columns, h) for h in (*counted, *headings.areas)}
        rates = {h: _rate(columns, h, f) for h, f in headings.figures.items() if _is_rate(f)}
        return cls(
            pd.DataFrame(counts, index=columns.rows),
            pd.DataFrame({**counts, **rates}, index=columns.rows),
        )


def _is_rate(figure: str) -> bool:
    return figure.endswith(("_pct", "_per_100k"))


def _count(columns: Columns, heading: str) -> pd.Series:
    has_sign = _has_sign(columns, heading)
    columns.break_rule(_COUNT, heading, has_sign)
    return columns.number(heading, _COUNT, is_whole=True).mask(has_sign)


def _rate(columns: Columns, heading: str, figure: str) -> pd.Series:
    numbers = columns.number(heading, _RATE, is_whole=False)
    if not figure.endswith("_pct"):
        return numbers.map(to_one_decimal, na_action="ignore").astype("Float64")
    try:
        percentages = in_percent(numbers, _has_sign(columns, heading))
    except ValueError as error:
        columns.findings.add(_ambiguous(columns, heading, str(error)))
        return numbers.mask(numbers.notna())
    columns.break_rule(_PERCENTAGE, heading, percentages > 100)
    return percentages


def _has_sign(columns: Columns, heading: str) -> pd.Series:
    return columns.records.cells[heading].str.endswith("%").fillna(False).astype(bool)


def with_complied_told(
    columns: Columns, figures: Mapping[str, str], counts: pd.DataFrame
) -> dict[str, str]:
    """The figures with "Complied" as on time or in all, as the table's own sums tell."""
    heading = next((h for h, figure in figures.items() if figure == Role.COMPLIED), None)
    if heading is None:
        return dict(figures)
    of_figure = {figure: counts[h] for h, figure in figures.items() if h in counts}
    meant = _meaning_of_complied(counts[heading], of_figure)
    if meant is None:
        columns.findings.add(_complied_not_told(columns, heading))
        return {h: figure for h, figure in figures.items() if h != heading}
    return {**figures, heading: meant}


def _meaning_of_complied(complied: pd.Series, of_figure: dict[str, pd.Series]) -> str | None:
    """Told by the councils of which some complied late; None if their sums don't tell."""
    late = of_figure.get("complied_late")
    if late is None:
        return "complied_in_all"
    some_late = late.gt(0).fillna(False)
    if not some_late.any():
        return "complied_on_time"
    if not {"compliance_outcomes_count", "not_complied"} <= of_figure.keys():
        return None
    rest = of_figure["compliance_outcomes_count"] - of_figure["not_complied"] - complied
    not_counted = (rest / late)[some_late].dropna().unique().tolist()
    return {(1,): "complied_on_time", (0,): "complied_in_all"}.get(tuple(not_counted))


def _ambiguous(columns: Columns, heading: str, reason: str) -> Problem:
    return replace(
        of_heading(columns, heading, "ambiguous-percentages"),
        value=reason,
        expected="a column of percentages that are all from 0 to 1 or all from 0 to 100",
        remedy="write each percentage with its sign, as in 40%",
    )


def _complied_not_told(columns: Columns, heading: str) -> Problem:
    return replace(
        of_heading(columns, heading, "ambiguous-heading"),
        expected="a heading that says whether those complied with late are in this number",
        remedy='write "Complied on time" if they are not, or leave "Complied late" out if they are',
    )


def of_heading(columns: Columns, heading: str, kind: str) -> Problem:
    """A problem of a whole column, to be filled in with what was expected and the remedy."""
    records = columns.records
    return Problem(
        kind=kind,
        file=records.file,
        sheet=records.sheet,
        row=records.recognised.heading_row or None,
        column=heading,
        expected="",
        remedy="",
    )
