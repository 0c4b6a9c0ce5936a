"""The Ombudsman's yearly tables: a row a council, a column a figure, whatever the year's layout."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.columns import Columns
from dashboard.sources.figures import RECEIVED_IN_CATEGORY, check_plausibility
from dashboard.sources.findings import Rule
from dashboard.sources.yearly_headings import says
from dashboard.sources.yearly_layout import YearlyHeadings, first_headings
from dashboard.sources.yearly_numbers import Numbers, of_heading, with_complied_told
from dashboard.sources.yearly_totals import check_totals
from dashboard.sources.yearly_year import read_year
from dashboard.vocabulary import SourceKind

_ONCE: Final = Rule(
    "repeated-council",
    "each council once a year; another row of this table is about the same one",
    "correct the name, or take one of the two rows out",
)


def read_yearly(columns: Columns, headings: YearlyHeadings) -> pd.DataFrame:
    """The figures of a yearly table, one row each, the index being the row number.

    Columns: authority, other_body, authority_type, year, figure (of FIGURE_COLUMNS, or
    RECEIVED_IN_CATEGORY), category (of the latter), value (percentages from 0 to 100),
    source_kind "ombudsman", source_url (<NA>: the file is the source), heading, about. A blank,
    "-" and "n/a" have no row. Empty if the table's year or meaning can't be told, which is said.
    """
    _report_headings(columns, headings)
    bodies = columns.bodies(headings.authority)
    year = read_year(columns, headings)
    numbers = Numbers.read(columns, headings)
    if year is None or _is_about_decisions_by_category(columns, headings):
        return _nothing()
    figures = with_complied_told(columns, headings.figures, numbers.counts)
    check_totals(columns, replace(headings, figures=figures), numbers.counts)
    check_plausibility(columns, *_by_figure(figures, numbers.all))
    _check_councils(columns, headings, bodies.code.fillna(bodies.other_body), year)
    last_days = pd.to_datetime(year.astype("str") + "-03-31", errors="coerce")
    columns.expect_existence(bodies, headings.authority, last_days)
    of_row = pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "authority_type": bodies.type,
            "year": year,
            "source_kind": str(SourceKind.OMBUDSMAN),
            "source_url": pd.Series(pd.NA, index=columns.rows, dtype="str"),
            "about": bodies.in_year(year),
        }
    )
    return _long(of_row, replace(headings, figures=figures), numbers.all)


def _long(of_row: pd.DataFrame, headings: YearlyHeadings, numbers: pd.DataFrame) -> pd.DataFrame:
    """A row for each number that is printed."""
    figures = [(heading, figure, None) for heading, figure in headings.figures.items()]
    areas = [(heading, RECEIVED_IN_CATEGORY, str(a)) for heading, a in headings.areas.items()]
    return _typed(
        pd.concat(
            [
                _printed(of_row, numbers[heading], heading, figure, category)
                for heading, figure, category in (*figures, *areas)
            ]
        )
    )


def _printed(
    of_row: pd.DataFrame, numbers: pd.Series, heading: str, figure: str, category: str | None
) -> pd.DataFrame:
    rows = of_row.assign(figure=figure, category=category, value=numbers, heading=heading)
    return _typed(rows[numbers.notna()])


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"figure": "str", "category": "str", "value": "float64", "heading": "str"})


def _nothing() -> pd.DataFrame:
    texts = ("authority", "other_body", "authority_type", "figure", "category", "source_kind")
    return pd.DataFrame(
        {
            **{column: pd.Series(dtype="str") for column in texts},
            "year": pd.Series(dtype="Int64"),
            "value": pd.Series(dtype="float64"),
            **{column: pd.Series(dtype="str") for column in ("source_url", "heading", "about")},
        }
    )


def _by_figure(
    figures: dict[str, str], numbers: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The numbers under the figures' names, and the heading of each: the first of several."""
    heading_of = first_headings(figures)
    by_figure = {figure: numbers[heading] for figure, heading in heading_of.items()}
    return pd.DataFrame(by_figure, index=numbers.index), heading_of


def _check_councils(
    columns: Columns, headings: YearlyHeadings, body: pd.Series, year: pd.Series
) -> None:
    stands = pd.DataFrame({"body": body, "year": year})
    again = stands.duplicated(keep="first") & body.notna() & year.notna()
    columns.break_rule(_ONCE, headings.authority, again)


def _report_headings(columns: Columns, headings: YearlyHeadings) -> None:
    for heading in headings.not_told:
        columns.findings.add(
            replace(
                of_heading(columns, heading, "heading-not-read"),
                expected="a heading whose meaning is known; the numbers below it were not read",
                remedy="if they are figures of the table, write the heading as the Ombudsman does",
                is_warning=True,
            )
        )


def _is_about_decisions_by_category(columns: Columns, headings: YearlyHeadings) -> bool:
    """Whether a table by category is said to be of decisions, which is refused."""
    records = columns.records
    said = " ".join([*headings.above, records.sheet or "", records.file])
    if not headings.areas or says(said, "received"):
        return False
    if not says(said, "decided", "upheld", "notupheld", "investigated", "compliance", "remedies"):
        return False
    columns.findings.add(
        Problem(
            kind="unknown-yearly-table",
            file=records.file,
            sheet=records.sheet,
            value="; ".join(headings.above)[:200],
            expected="complaints received, where the columns are the nine categories",
            remedy="write Complaints received above the headings if that is what it is, or take "
            "the file out: no table of decisions by category is known",
        )
    )
    return True
