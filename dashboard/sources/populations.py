"""Mid-year estimates of how many people live in each council's area."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.place import Place
from dashboard.sources.records import Records

_POPULATION: Final = Rule("bad-number", "a whole number of residents", "write figures only")
_NOBODY: Final = Rule(
    "bad-number", "one resident or more", "write the estimate, or take the row out"
)
_UNLIKELY: Final = Rule(
    "unlikely-population",
    "between half and twice the residents of 2020",
    "compare it with its source: it may be in thousands, or another area's; allow this kind if it "
    "is right",
    is_warning=True,
)
_YEAR: Final = Rule(
    "bad-year",
    "the calendar year of a mid-year estimate, such as 2020",
    "write the year of the 30 June that the estimate is for",
)
_YET_TO_COME: Final = Rule(
    "year-in-future", "a year that has begun, since this is an estimate", "correct the year"
)
_OTHER_AREA: Final = re.compile(r"(?:E(?!0[6-9]|10)\d\d|[KNSW]\d\d)\d{6}")
_OTHER_AREA_NAMES: Final = frozenset(
    {
        *("england", "wales", "scotland", "northern ireland", "great britain", "united kingdom"),
        *("england and wales", "north east", "north west", "yorkshire and the humber"),
        *("east midlands", "west midlands", "east", "east of england", "london", "south east"),
        "south west",
    }
)


def without_other_areas(records: Records) -> Records:
    """The rows of a table about areas, without countries, regions and councils outside England.

    A table from the Office for National Statistics has them all; they are counted as skipped.
    """
    is_other = pd.Series(False, index=records.cells.index)
    for column in ("authority", "neighbour"):
        if column in records.cells:
            written = records.cells[column]
            is_other |= written.str.fullmatch(_OTHER_AREA.pattern).fillna(False).astype(bool)
            is_other |= written.str.casefold().isin(list(_OTHER_AREA_NAMES))
    count = int(is_other.sum())
    if not count:
        return records
    return replace(
        records,
        cells=records.cells[~is_other],
        skipped=records.skipped + count,
        remarks=(
            *records.remarks,
            f"{count} rows of regions, countries and places outside England were left out",
        ),
    )


def read_populations(columns: Columns) -> pd.DataFrame:
    """Estimates: authority, other_body, year (calendar year of the 30 June), population."""
    bodies = columns.bodies()
    population = columns.number("population", _POPULATION, is_whole=True)
    columns.break_rule(_NOBODY, "population", population < 1)
    times = population / bodies.residents
    columns.break_rule(_UNLIKELY, "population", (times > 0) & ((times < 0.5) | (times > 2)))
    year = columns.read("year", _calendar_year, _YEAR, "Int64")
    columns.break_rule(_YET_TO_COME, "year", year > columns.today.year)
    return pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "year": year,
            "population": population.astype("Int64"),
        }
    )


def one_of_each(populations: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """One row a council and year; two different estimates for one are an error.

    Takes the estimates of all files with their place: file, sheet, row.
    """
    key = ["authority", "year"]
    first = populations.drop_duplicates(key)
    both = populations.merge(
        first, on=key, how="left", suffixes=("", "_first"), validate="many_to_one"
    )
    differ = both[(both["population"] != both["population_first"]).fillna(False)]
    for estimate in differ.itertuples():
        findings.add(
            Place.of(estimate).problem(
                "repeated-population",
                column="population",
                value=str(estimate.population),
                expected="one estimate a council and year; "
                f"{estimate.file_first}, row {estimate.row_first}, has {estimate.population_first}",
                remedy="keep the newer estimate and take the other row out",
            )
        )
    return first


def _calendar_year(text: str) -> int:
    match = re.fullmatch(r"(?:mid[- ]?)?((?:19|20)\d\d)", text.casefold())
    if match is None:
        raise ValueError(_YEAR.remedy)
    return int(match[1])
