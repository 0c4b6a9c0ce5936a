"""Cases counted where they are: in files by DuckDB, in a database by the database itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import ibis.expr.types as ir
import pandas as pd


@dataclass(frozen=True)
class Tally:
    """What a case table is counted by: the day that puts a case into a year, and its labels."""

    day: str
    labels: tuple[str, ...]


RECEIVED: Final = Tally("received_on", ("category",))
DECIDED: Final = Tally("decided_on", ("category", "decision", "satisfactory_remedy"))
COMPLIANCE: Final = Tally("recorded_on", ("outcome", "category"))


def ombudsman_year(days: ir.DateValue) -> ir.IntegerValue:
    """The calendar year in which each day's Ombudsman year ends."""
    return days.year().cast("int64") + (days.month() >= 4).ifelse(1, 0)


def tallied(cases: ir.Table, by: Tally) -> ir.Table:
    """The cases counted, as an expression that runs wherever the table is.

    Columns: authority, year (of its last day), the labels, cases (how many), first_day and
    last_day (of them). One row for each combination that has a case; a label that a case doesn't
    have is null.
    """
    day = cases[by.day]
    counted = cases.group_by(
        [cases.authority, ombudsman_year(day).name("year"), *(cases[label] for label in by.labels)]
    )
    return counted.agg(cases=cases.count(), first_day=day.min(), last_day=day.max())


def as_frame(tally: ir.Table) -> pd.DataFrame:
    """A tally brought here: years and cases as int64, days as datetime64, truth "boolean"."""
    frame = brought(tally)
    types = {
        "year": "int64",
        "cases": "int64",
        "first_day": "datetime64[s]",
        "last_day": "datetime64[s]",
    }
    if "satisfactory_remedy" in frame:
        types["satisfactory_remedy"] = "boolean"
    texts = {name: "str" for name in frame.columns if name not in types}
    return frame.astype({**types, **texts})


def brought(rows: ir.Table) -> pd.DataFrame:
    """Rows brought here from wherever they are, days as datetime64."""
    frame: pd.DataFrame = rows.to_pyarrow().to_pandas(date_as_object=False)
    return frame
