"""Small councils and case tables with readable defaults, for tests that show their data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa

from dashboard.authorities.register import Authority, CodePeriod, Register
from dashboard.dataset import Counts, Figure, Similar
from dashboard.sources.case_store import schema_of
from dashboard.sources.intake import Cases, Intake
from dashboard.statistics.counts import COUNT_COLUMNS
from dashboard.tallies import COMPLIANCE, DECIDED, RECEIVED, Tally, as_frame, tallied
from dashboard.vocabulary import (
    AuthorityType,
    DecisionOutcome,
    Measure,
    MissingReason,
    SourceKind,
    Verdict,
    YearEnding,
)


def council(
    name: str,
    kind: AuthorityType = AuthorityType.UNITARY,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    successors: Sequence[str] = (),
    population: int | None = 100_000,
) -> Authority:
    """A council that has its name for its code, so that tests can name it."""
    return Authority(
        code=name,
        name=f"{name} Council",
        short_name=name,
        slug=name.lower(),
        type=kind,
        region="South East",
        county=None,
        first_day=first_day,
        last_day=last_day,
        successors=tuple(successors),
        codes=(CodePeriod(name, first_day, last_day),),
        former_names=(),
        population_2020=population,
        latitude=52.0,
        longitude=-1.0,
    )


def register(*councils: Authority | str) -> Register:
    """A register of councils; a name alone is a unitary authority."""
    return Register([council(c) if isinstance(c, str) else c for c in councils])


def received(*cases: tuple[str, str]) -> pd.DataFrame:
    """Cases received: council and day, all about housing."""
    return pd.DataFrame(
        {
            "reference": [f"20-000-{number:03d}" for number in range(len(cases))],
            "authority": [authority for authority, _ in cases],
            "category": "Housing",
            "received_on": pd.to_datetime([day for _, day in cases]),
        }
    )


def decided(*cases: tuple[str, str, str], satisfactory: Sequence[bool | None] = ()) -> pd.DataFrame:
    """Cases decided: council, day and decision, all about housing, none of them published."""
    return pd.DataFrame(
        {
            "reference": [f"20-000-{number:03d}" for number in range(len(cases))],
            "authority": [authority for authority, _, _ in cases],
            "category": "Housing",
            "subcategory": None,
            "remedy": None,
            "summary": None,
            "received_on": pd.Series([pd.NaT] * len(cases), dtype="datetime64[s]"),
            "published": pd.array([False] * len(cases), dtype="boolean"),
            "report": pd.array([None] * len(cases), dtype="boolean"),
            "url": None,
            "decided_on": pd.to_datetime([day for _, day, _ in cases]),
            "decision": [decision for _, _, decision in cases],
            "satisfactory_remedy": pd.array(
                list(satisfactory) or [None] * len(cases), dtype="boolean"
            ),
        }
    )


def compliance(*outcomes: tuple[str, str, str]) -> pd.DataFrame:
    """Compliance outcomes: council, day and outcome."""
    return pd.DataFrame(
        {
            "reference": [f"20-000-{number:03d}" for number in range(len(outcomes))],
            "authority": [authority for authority, _, _ in outcomes],
            "recorded_on": pd.to_datetime([day for _, day, _ in outcomes]),
            "outcome": [outcome for _, _, outcome in outcomes],
            **dict.fromkeys(
                ("category", "recommendation", "kind", "agreed_on", "due_on", "achieved_on")
            ),
        }
    )


def investigations(authority: str, year: int, upheld: int, investigated: int) -> Iterable[Any]:
    """Cases for `decided`: so many upheld of so many, all in the first autumn of the year."""
    day = f"{year - 1}-10-01"
    return [
        (authority, day, "Upheld" if number < upheld else "Not upheld")
        for number in range(investigated)
    ]


def yearly_counts(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Yearly counts of council-years: what a row does not give is not known."""
    columns = ["authority", "year", *COUNT_COLUMNS, "population"]
    frame = pd.DataFrame([{"year": 2020, **row} for row in rows]).reindex(columns=columns)
    return frame.astype(dict.fromkeys([*COUNT_COLUMNS, "population"], "Int64"))


def printed(*figures: tuple[str, int, str, float], source_kind: str = "ombudsman") -> pd.DataFrame:
    """Printed figures: council, year, heading and number."""
    return pd.DataFrame(
        [(*row, source_kind, f"https://example.org/{row[0]}/{row[1]}".lower()) for row in figures],
        columns=["authority", "year", "figure", "value", "source_kind", "source_url"],
    ).assign(source_file="figures.csv")


def cases(frame: pd.DataFrame, by: Tally) -> Cases:
    """Cases as a store has them."""
    rows = ibis.memtable(
        pa.Table.from_pandas(
            frame, schema=schema_of(frame.columns).to_pyarrow(), preserve_index=False
        )
    )
    return Cases(as_frame(tallied(rows, by)), rows)


_CASES = {"received": RECEIVED, "decided": DECIDED, "compliance": COMPLIANCE}


def intake(**frames: Any) -> Intake:
    """What a folder held: the frames that are given, and nothing else."""
    nothing: dict[str, Any] = {
        **dict.fromkeys(field.name for field in fields(Intake) if field.default is MISSING),
        "files": (),
        "problems": (),
        "demonstration": False,
        "description": "",
        "other_bodies": {},
    }
    given = {
        name: cases(frame, _CASES[name]) if name in _CASES else frame
        for name, frame in frames.items()
    }
    return Intake(**{**nothing, **given})


def figure(
    numerator: int | None,
    denominator: int | None,
    display: str | None,
    *,
    measure: Measure = Measure.UPHOLD_RATE,
    year: int = 2020,
    value: float | None = None,
    interval: tuple[float, float] | None = None,
    missing: MissingReason | None = None,
    source: SourceKind | None = SourceKind.CASES,
    source_url: str | None = None,
    source_file: str | None = None,
    is_printed: bool = False,
    similar: Similar | None = None,
    verdict: Verdict | None = None,
) -> Figure:
    """A figure as a dataset answers it; the value is worked out if it is not given."""
    if value is None and display is not None and numerator is not None and denominator:
        value = numerator / denominator
    low, high = interval or (None, None)
    return Figure(
        measure=measure,
        year=YearEnding(year),
        numerator=numerator,
        denominator=denominator,
        value=value,
        display=display,
        low=low,
        high=high,
        missing=missing,
        source=source if display is not None else None,
        source_url=source_url,
        source_file=source_file,
        is_printed=is_printed,
        similar=similar,
        verdict=verdict,
    )


def no_counts() -> Counts:
    """The counts of a council-year of which nothing is known."""
    unknown: dict[str, Any] = dict.fromkeys(field.name for field in fields(Counts))
    outcomes = dict.fromkeys(DecisionOutcome)
    return Counts(**{**unknown, "outcomes": outcomes, "sources": {}})


def similar(
    display: str, value: float, *, source: str = "computed", councils: int = 62, in_all: int = 62
) -> Similar:
    """The similar councils' value: pooled from all of them unless said otherwise."""
    if source == "publisher":
        return Similar(value, display, source, "https://example.org/averages", None, None)
    return Similar(value, display, source, None, councils, in_all)


def write_csv(path: Path, headings: str, *rows: Sequence[object]) -> Path:
    """Writes a CSV file from its headings, "reference authority ...", and its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings.split(), *rows])
    return path
