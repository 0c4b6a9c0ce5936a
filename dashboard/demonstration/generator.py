"""Writes a demonstration: made-up cases of every council, as a folder that can be published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.demonstration import averages
from dashboard.demonstration.averages import FIRST_YEAR, LAST_YEAR, TYPES, YEARS, Floats
from dashboard.demonstration.cases import draw_cases
from dashboard.demonstration.councils import draw_council_years
from dashboard.demonstration.distributions import Distributions
from dashboard.demonstration.letters import count, write_letters
from dashboard.demonstration.recommendations import draw_recommendations
from dashboard.demonstration.services import SERVICES
from dashboard.demonstration.tables import Tables, case_tables, populations
from dashboard.errors import CallError
from dashboard.vocabulary import SnapshotKind, YearEnding

ALL_YEARS = tuple(YearEnding(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))

DESCRIPTION = (
    "Demonstration: made-up cases of every English council, drawn at random around published "
    "national averages. They are not the Ombudsman's figures and say nothing about any council."
)


def write_demonstration(
    to: Path,
    *,
    seed: int = 1,
    years: Sequence[YearEnding] = ALL_YEARS,
    report: Callable[[str], None],
) -> None:
    """Writes the case tables, populations, letters and manifest of a demonstration into a folder.

    The same seed and years give the same bytes. The folder is there only once all of it is.

    Args:
        to: a folder that does not exist or is empty.
        seed: the start of the random numbers.
        years: the years of the tables, any of `ALL_YEARS`.
        report: takes one line of progress after the other.

    Raises:
        CallError: the folder has something in it, or a year has no averages to draw around.
    """
    asked = _asked(years)
    with _unfinished(to) as folder:
        _write(folder, seed, asked, report)


def _write(to: Path, seed: int, asked: list[YearEnding], report: Callable[[str], None]) -> None:
    register = Register.load()
    distributions = Distributions()
    rng = np.random.default_rng(seed)
    cases = draw_cases(draw_council_years(register, rng, distributions), rng, distributions)
    recommendations = draw_recommendations(cases, rng, distributions)
    tables = case_tables(register, cases, recommendations, asked, rng)
    for line in yearly_summary(tables).to_string().splitlines():
        report(line)
    _write_tables(to, tables, populations(register, asked), report)
    counted = count(register, cases, recommendations)
    letters = write_letters(to / "letters", register, counted, asked)
    report(f"letters: {letters:,}")
    _write_manifest(to, seed, asked, tables, letters, distributions)


def yearly_summary(tables: Tables) -> pd.DataFrame:
    """Cases of each year: a row a year, columns received, decided, investigated, upheld, ...

    `complied` counts the compliance outcomes that were met, late ones included.
    """
    decision = tables.decided["decision"]
    compliance_year = _year_of(tables.compliance["recorded_on"])
    decided_year = _year_of(tables.decided["decided_on"])
    columns = {
        "received": _year_of(tables.received["received_on"]),
        "decided": decided_year,
        "investigated": decided_year[decision.isin(["Upheld", "Not upheld"])],
        "upheld": decided_year[decision == "Upheld"],
        "outcomes": compliance_year,
        "complied": compliance_year[tables.compliance["outcome"] != "not complied"],
    }
    numbers = {name: years.value_counts() for name, years in columns.items()}
    return pd.DataFrame(numbers).fillna(0).astype(int).sort_index().rename_axis("year")


def _asked(years: Sequence[YearEnding]) -> list[YearEnding]:
    unknown = sorted(set(years) - set(ALL_YEARS))
    if unknown or not years:
        found = ", ".join(year.label for year in unknown) or "none"
        raise CallError(
            f"a demonstration can have the years {ALL_YEARS[0].label} to {ALL_YEARS[-1].label}; "
            f"asked for: {found}"
        )
    return sorted(set(years))


@contextmanager
def _unfinished(to: Path) -> Iterator[Path]:
    """A folder beside the asked one that takes its place when everything is written."""
    to = to.resolve()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CallError(f"{to} is not an empty folder: name one that is, or that doesn't exist")
    folder = to.with_name(f".{to.name}.unfinished")
    shutil.rmtree(folder, ignore_errors=True)  # a killed run may have left it
    folder.mkdir(parents=True)
    yield folder
    if to.exists():
        to.rmdir()
    folder.rename(to)


def _write_tables(
    to: Path, tables: Tables, residents: pd.DataFrame, report: Callable[[str], None]
) -> None:
    for name, table in (
        ("received", tables.received),
        ("decided", tables.decided),
        ("compliance", tables.compliance),
        ("populations", residents),
    ):
        table.to_csv(to / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
        report(f"{name}.csv: {len(table):,} rows")


def _write_manifest(
    to: Path,
    seed: int,
    years: list[YearEnding],
    tables: Tables,
    letters: int,
    distributions: Distributions,
) -> None:
    manifest = {
        "kind": SnapshotKind.DEMONSTRATION.value,
        "seed": seed,
        "years": [str(year) for year in years],
        "description": DESCRIPTION,
        "rows": {
            "received": len(tables.received),
            "decided": len(tables.decided),
            "compliance": len(tables.compliance),
            "letters": letters,
        },
        "distributions": {**asdict(distributions), **_averages_used(), **_services_used()},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (to / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="")


def _averages_used() -> dict[str, object]:
    return {
        "averages_source": "data/real/national_averages.csv, interpolated where it has none",
        "uphold_rate": _by_type(averages.uphold_rates()),
        "satisfactory_remedy_rate": _by_type(averages.satisfactory_remedy_rates()),
        "investigations_per_100k": _by_type(averages.investigations_per_100k()),
        "compliance_rate": _by_year(averages.compliance_rates()),
        "late_share": _by_year(averages.late_shares()),
        "received": _by_year(averages.received_totals()),
    }


def _services_used() -> dict[str, object]:
    return {"services": {service.category.value: asdict(service) for service in SERVICES}}


def _by_type(table: Floats) -> dict[str, dict[str, float]]:
    return {t.value: _by_year(row) for t, row in zip(TYPES, table, strict=True)}


def _by_year(row: Floats) -> dict[str, float]:
    return {str(YearEnding(year)): round(float(v), 4) for year, v in zip(YEARS, row, strict=True)}


def _year_of(days: pd.Series[str]) -> pd.Series[int]:
    """The year ending of each day written as "2020-03-31"."""
    return days.str[:4].astype(int) + (days.str[5:7].astype(int) >= 4).astype(int)
