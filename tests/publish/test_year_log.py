from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.publish.year_log import year_log
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.write import write_database
from dashboard.vocabulary import SnapshotKind, YearEnding


def figures(*years: str) -> pd.DataFrame:
    return pd.DataFrame({"year_ending": years, "value": [0.5] * len(years)})


def log(folder: Path | None, *years: str, today: date) -> dict[str, str]:
    found = year_log(folder, figures(*years), today)
    return dict(zip(found["year_ending"], found["published_on"], strict=True))


def snapshot(folder: Path, tables: dict[str, pd.DataFrame]) -> Path:
    write_database(folder / DATABASE, tables)
    manifest = Manifest(
        *("v", SnapshotKind.PUBLISHED, "2024-04-09T10:00:00+00:00", ""),
        *((YearEnding(2023),), None, "", {}, (), ()),
        files={},
    )
    manifest.write(folder)
    return folder


def test_a_year_keeps_the_day_on_which_it_was_first_published(tmp_path: Path) -> None:
    first = year_log(None, figures("2023-03-31"), date(2024, 5, 1))
    folder = snapshot(tmp_path, {"published_year": first})
    assert log(folder, "2023-03-31", "2024-03-31", today=date(2024, 6, 1)) == {
        "2023-03-31": "2024-05-01",
        "2024-03-31": "2024-06-01",
    }


def test_a_year_without_a_figure_is_not_published() -> None:
    absent = pd.DataFrame({"year_ending": ["2023-03-31"], "value": [None]})
    assert year_log(None, absent, date(2024, 5, 1)).empty


def test_the_years_of_an_older_schema_were_published_when_it_was_made(tmp_path: Path) -> None:
    folder = snapshot(tmp_path, {})
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("DROP TABLE published_year")
    connection.commit()
    connection.close()
    assert log(folder, "2023-03-31", today=date(2024, 6, 1)) == {"2023-03-31": "2024-04-09"}
