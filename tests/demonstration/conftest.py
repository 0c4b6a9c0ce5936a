from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.demonstration.generator import write_demonstration
from dashboard.vocabulary import YearEnding


@dataclass(frozen=True)
class Written:
    """A demonstration of all years as a reader of its files finds it."""

    folder: Path
    progress: list[str]
    received: pd.DataFrame
    decided: pd.DataFrame
    compliance: pd.DataFrame
    populations: pd.DataFrame


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("demonstration") / "input"
    progress: list[str] = []
    write_demonstration(folder, report=progress.append)
    return Written(folder, progress, *(_table(folder, name) for name in TABLES))


TABLES = ("received", "decided", "compliance", "populations")


def _table(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    for column, year in (
        ("received_on", "received_year"),
        ("decided_on", "decided_year"),
        ("recorded_on", "recorded_year"),
    ):
        if column in table:
            days = pd.to_datetime(table[column])
            table[year] = days.map(lambda day: YearEnding.containing(day).last)
    return table
