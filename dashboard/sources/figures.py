"""Figures of council-years as letters and public pages print them, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.conflicts import conflicts
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.recognition import FIGURE_COLUMNS
from dashboard.vocabulary import AuthorityType, Measure, SourceKind

SAME_FIGURE: Final = {"upheld_count": "upheld"}
"""Two headings for one thing, the number of cases decided Upheld in the year.

`upheld_count` stands beside the uphold rate, `upheld` among the decisions by outcome.
"""

RECEIVED_IN_CATEGORY: Final = "received_in_category"
"""The figure of a row that says how many complaints of one category were received."""

PRINTED_BY: Final = tuple(kind for kind in SourceKind if kind is not SourceKind.CASES)
"""Who prints figures; an earlier one wins over a later one."""

AVERAGES: Final = {
    "similar_upheld_pct": Measure.UPHOLD_RATE,
    "similar_compliance_pct": Measure.COMPLIANCE_RATE,
    "similar_remedy_pct": Measure.SATISFACTORY_REMEDY_RATE,
    "similar_upheld_per_100k": Measure.UPHELD_PER_100K,
}
"""The headings under which the average of similar authorities stands, and its measure."""

_RATES: Final = tuple(c for c in FIGURE_COLUMNS if c.endswith(("_pct", "_per_100k")))
_PERCENTAGES: Final = tuple(column for column in FIGURE_COLUMNS if column.endswith("_pct"))

_NUMBER: Final = Rule(
    "bad-number", "a number of nought or more, or an empty cell", "write figures only"
)
_SOURCE_KIND: Final = Rule(
    "unknown-source-kind",
    f"who printed the figure: {', '.join(PRINTED_BY)}",
    "write one of these three",
)
_TYPE: Final = Rule(
    "unknown-authority-type",
    f"one of the types {', '.join(AuthorityType)}, or an empty cell",
    "write one of these five",
)
_OTHER_TYPE: Final = Rule(
    "authority-type-differs",
    "the type of council that the register of authorities has",
    "correct the type or the name; the register's type was taken",
    is_warning=True,
)


def read_figures(columns: Columns) -> pd.DataFrame:
    """Printed figures, one row each: authority, other_body, year, figure, value and its source.

    `figure` is a heading of FIGURE_COLUMNS, `value` as printed: percentages from 0 to 100. A nought
    is a nought; a blank has no row. `authority_type` is the register's. Indexed by row number.
    """
    bodies = columns.bodies("authority_as_written")
    year = columns.year_ending()
    columns.expect_existence_in(bodies, year)
    written_type = columns.choice("authority_type", AuthorityType, _TYPE)
    differs = written_type.notna() & bodies.type.notna() & (written_type != bodies.type)
    columns.break_rule(_OTHER_TYPE, "authority_type", differs)
    of_row = pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "authority_type": bodies.type,
            "year": year,
            "source_kind": columns.choice("source_kind", PRINTED_BY, _SOURCE_KIND),
            "source_url": columns.address("source_url"),
            "about": bodies.in_year(year),
        }
    )
    numbers = pd.DataFrame(
        {
            figure: columns.number(figure, _NUMBER, is_whole=figure not in _RATES)
            for figure in FIGURE_COLUMNS
        }
    )
    check_plausibility(columns, numbers, {figure: figure for figure in FIGURE_COLUMNS})
    _check_decided(columns, numbers)
    parts = [
        of_row.assign(figure=figure, value=numbers[figure])[numbers[figure].notna()]
        for figure in FIGURE_COLUMNS
    ]
    return pd.concat(parts).astype({"figure": "str", "value": "float64"})


def best_of_each(figures: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """One row a council, year and figure: the best source's; where sources differ, it is said.

    Takes the figures of all files with their place (file, sheet, row). Rows of better sources stand
    first in what is returned, so that the first of several is the best.
    """
    ranks = {str(kind): rank for rank, kind in enumerate(PRINTED_BY)}
    ranked = figures.assign(
        rank=figures["source_kind"].map(ranks),
        heading=_headings(figures),
        is_percentage=figures["figure"].str.endswith("_pct"),
        quantity=figures["figure"].replace(SAME_FIGURE),
    ).sort_values("rank", kind="stable", ignore_index=True)
    found = list(conflicts(ranked, ["authority", "year", "quantity"]))
    findings.add(*(conflict.problem() for conflict in found))
    kept = ranked.drop(index=sorted({conflict.position for conflict in found}))
    return kept.drop_duplicates(["authority", "year", "figure"], ignore_index=True)[
        [column for column in figures.columns if column not in ("about", "heading")]
    ]


def _headings(figures: pd.DataFrame) -> pd.Series:
    """The heading that each figure stands under: its own name where no other is given."""
    if "heading" not in figures:
        return figures["figure"]
    return figures["heading"].fillna(figures["figure"])


def without_categories(printed: pd.DataFrame) -> pd.DataFrame:
    """The rows that are figures of a council-year, without the column of categories."""
    return printed[printed["category"].isna()].drop(columns="category")


def received_by_category(printed: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Complaints received: authority, year, category, cases, file; each council-year once.

    Takes the figures of yearly tables and letters, with their place. Where two differ, the first
    is taken and it is said.
    """
    key = ["authority", "year", "category"]
    in_category = printed[printed["category"].notna()].reset_index(drop=True)
    found = list(conflicts(in_category, key))
    findings.add(*(conflict.problem() for conflict in found))
    first = in_category.drop_duplicates(key, ignore_index=True)
    return first.assign(cases=first["value"].astype("int64"))[[*key, "cases", "file"]]


def averages_beside(figures: pd.DataFrame) -> pd.DataFrame:
    """The averages of similar authorities printed beside councils' own figures, with a measure."""
    beside = figures[figures["figure"].isin(list(AVERAGES))]
    return beside.assign(
        about=beside["authority_type"] + ", year ended 31 March " + beside["year"].astype("str"),
        measure=beside["figure"].map({figure: str(m) for figure, m in AVERAGES.items()}),
        heading=beside["figure"],
        is_percentage=beside["figure"].str.endswith("_pct"),
    )


def check_plausibility(
    columns: Columns, figures: pd.DataFrame, headings: Mapping[str, str]
) -> None:
    """Warns of figures that contradict each other.

    `figures` has columns of FIGURE_COLUMNS, any of them, and `headings` the column of the table in
    which each stands.
    """
    numbers = figures.reindex(columns=list(FIGURE_COLUMNS)).astype("Float64")
    upheld = numbers["upheld_count"].fillna(numbers["upheld"])
    investigated = numbers["investigations_count"]
    checks = [
        (percentage, "a percentage from 0 to 100", numbers[percentage] <= 100)
        for percentage in _PERCENTAGES
    ]
    checks += [
        (column, expected, part <= whole)
        for part, whole, column, expected in (
            (upheld, investigated, "investigations_count", "no fewer than were upheld"),
            (numbers["remedy_count"], upheld, "remedy_count", "no more than were upheld"),
            (investigated, numbers["decided_total"], "decided_total", "no fewer than investigated"),
        )
    ]
    investigated = investigated.fillna(upheld + numbers["not_upheld"])
    for rate, part, whole in (
        ("upheld_pct", upheld, investigated),
        ("remedy_pct", numbers["remedy_count"], upheld),
        ("compliance_pct", numbers["complied_in_all"], numbers["compliance_outcomes_count"]),
    ):
        # Half a percent either way is rounding.
        near = ((100 * part - numbers[rate] * whole).abs() <= whole / 2).mask(whole == 0)
        checks.append((rate, "the percentage that its two counts give", near))
    for figure, expected, holds in checks:
        _expect(columns, headings.get(figure, figure), expected, holds)


def _check_decided(columns: Columns, numbers: pd.DataFrame) -> None:
    investigated = numbers["investigations_count"]
    parts = numbers["not_for_us_or_not_ready"] + numbers["assessed_and_closed"] + investigated
    expected = "the sum of not for us or not ready, assessed and closed, and investigated"
    _expect(columns, "decided_total", expected, parts == numbers["decided_total"])


def _expect(columns: Columns, column: str, expected: str, holds: pd.Series) -> None:
    """Warns of the rows in which it is known not to hold."""
    rule = Rule(
        kind="inconsistent-figure",
        expected=expected,
        remedy="compare the row with its source; it is shown as written",
        is_warning=True,
    )
    columns.break_rule(rule, column, (~holds).fillna(False))
