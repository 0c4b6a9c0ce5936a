"""National figures, and the publisher's averages of each type of council."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.conflicts import conflicts
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.plausibility import BELOW_ONE, TOO_LARGE
from dashboard.vocabulary import AuthorityType, Measure

AVERAGES: Final = {
    "average_uphold_rate_by_type": Measure.UPHOLD_RATE,
    "average_compliance_rate_by_type": Measure.COMPLIANCE_RATE,
    "average_satisfactory_remedy_rate_by_type": Measure.SATISFACTORY_REMEDY_RATE,
    "average_upheld_per_100k_by_type": Measure.UPHELD_PER_100K,
}
"""The names under which the averages by type stand, and the measure of each."""

ALL: Final = "all"
"""The breakdown of a figure about every council together."""

_NATIONAL: Final = "national figures"
_TYPE: Final = Rule(
    "unknown-authority-type",
    f"one of the types {', '.join(AuthorityType)}, since this is an average by type",
    "write one of these five",
)
_INEXACT: Final = Rule(
    "inexact-figure",
    "a number",
    "it is kept as written and not reckoned with; write the number if there is one",
    is_warning=True,
)


def read_national(columns: Columns) -> pd.DataFrame:
    """The rows of a national table, percentages from 0 to 100; the index is the row number.

    Columns: authority_type (of an average by type, else <NA>), year, measure (a Measure in an
    average by type, else as written), breakdown, value (<NA> where it is no number), unit,
    source_url, value_as_written, note (what the table says of the figure), heading (the measure
    as written), about.
    """
    measure = columns.text("measure")
    breakdown = columns.text("breakdown")
    is_average = measure.isin(list(AVERAGES))
    types = {str(kind): str(kind) for kind in AuthorityType}
    authority_type = breakdown.str.casefold().map(types).astype("str")
    columns.break_rule(_TYPE, "breakdown", is_average & breakdown.notna() & authority_type.isna())
    written = columns.text("value")
    value = pd.to_numeric(written.str.replace(r",|%$", "", regex=True), errors="coerce").astype(
        "Float64"
    )
    columns.break_rule(_INEXACT, "value", written.notna() & value.isna())
    unit = columns.text("unit")
    is_percentage = unit == "%"
    columns.break_rule(TOO_LARGE, "value", is_percentage & ((value < 0) | (value > 100)))
    columns.break_rule(BELOW_ONE, "value", is_percentage & (value > 0) & (value < 1))
    names = {name: str(meant) for name, meant in AVERAGES.items()}
    return pd.DataFrame(
        {
            "authority_type": authority_type.where(is_average),
            "year": columns.year_ending(),
            "measure": measure.map(names).astype("str").fillna(measure),
            "breakdown": breakdown,
            "value": value,
            "unit": unit,
            "source_url": columns.address("source_url"),
            "value_as_written": written,
            "note": columns.text("note"),
            "heading": measure,
            "about": columns.about("breakdown", "year_ending"),
        }
    )


def averages_by_type(national: pd.DataFrame) -> pd.DataFrame:
    """The publisher's average of each type, year and measure, the first where there are several."""
    averages = national[national["authority_type"].notna() & national["value"].notna()]
    return averages.drop_duplicates(["authority_type", "year", "measure"], ignore_index=True)[
        ["authority_type", "year", "measure", "value", "unit", "source_url"]
    ].astype({"value": "float64"})


def about_all_councils(national: pd.DataFrame) -> pd.DataFrame:
    """Figures of all councils together."""
    return _figures(national[_is_about_all(national)])


def about_some_councils(national: pd.DataFrame) -> pd.DataFrame:
    """Figures of a region, a service or any other part, with the breakdown as written."""
    return _figures(national[national["authority_type"].isna() & ~_is_about_all(national)])


def _is_about_all(national: pd.DataFrame) -> pd.Series:
    return national["authority_type"].isna() & (national["breakdown"].str.casefold() == ALL)


def _figures(national: pd.DataFrame) -> pd.DataFrame:
    columns = ["year", "measure", "breakdown", "value", "unit", "source_url", "value_as_written"]
    return national[[*columns, "note"]].reset_index(drop=True)


def _comparable(national: pd.DataFrame) -> pd.DataFrame:
    return national.assign(source_kind=_NATIONAL, is_percentage=national["unit"] == "%")


def report_conflicts(
    national: pd.DataFrame | None, beside: pd.DataFrame | None, findings: Findings
) -> None:
    """Says where two sources print another average or national figure for the same thing.

    `beside` are the averages printed beside councils' own figures (`figures.averages_beside`);
    both have their place: file, sheet, row.
    """
    parts = [] if national is None else [_comparable(national)]
    parts += [] if beside is None else [beside.assign(breakdown=beside["authority_type"])]
    if parts:
        both = pd.concat(parts, ignore_index=True)
        found = conflicts(both, ["breakdown", "year", "measure"])
        findings.add(*(conflict.problem() for conflict in found))
