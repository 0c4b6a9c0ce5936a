"""What finds the decisions of a snapshot, and since when each of them has been listed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyroaring import BitMap

from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.write import authority_tables, write_database
from dashboard.vocabulary import SnapshotKind
from tests.factories import register

FIRST_DAY, SECOND_DAY = date(2024, 5, 1), date(2024, 6, 1)


def listing(*cases: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Decisions about A: reference, day and summary."""
    return pd.DataFrame(
        {
            "reference": [reference for reference, _, _ in cases],
            "authority_code": "A",
            "category": "Housing",
            "decision": "Upheld",
            "decided_on": [day for _, day, _ in cases],
            "summary": [summary for _, _, summary in cases],
            "is_counted": True,
        }
    )


def write(folder: Path, *cases: Any, before: Path | None = None, today: date = FIRST_DAY) -> Path:
    folder.mkdir()
    write_database(
        folder / DATABASE,
        {**authority_tables(register("A")), "decision": listing(*cases)},
        before=before,
        today=today,
    )
    manifest = Manifest(
        *("v", SnapshotKind.PUBLISHED, "2024-04-09T10:00:00+00:00", "", (), None, "", {}, (), ()),
        files={},
    )
    manifest.write(folder)
    return folder


def rows(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return connection.execute(statement).fetchall()


def test_decisions_are_numbered_newest_first_and_undated_ones_last(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "a",
        ("20-000-001", "2020-01-01", None),
        ("20-000-004", None, None),
        ("20-000-003", "2021-01-01", None),
        ("20-000-002", "2021-01-01", None),
    )
    assert rows(folder, "SELECT id, reference FROM decision ORDER BY id") == [
        (1, "20-000-002"),
        (2, "20-000-003"),
        (3, "20-000-001"),
        (4, "20-000-004"),
    ]


def test_a_facet_has_the_decisions_of_each_of_its_values(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "a", ("20-000-001", "2020-01-01", "Rain."), ("20-000-002", None, None)
    )
    facets = {
        (facet, value): BitMap.deserialize(ids).to_array().tolist()
        for facet, value, ids in rows(
            folder, "SELECT facet, value, decision_ids FROM decision_facet"
        )
    }
    assert facets == {
        ("council", "A"): [1, 2],
        ("category", "Housing"): [1, 2],
        ("decision", "Upheld"): [1, 2],
        ("counted", "1"): [1, 2],
        ("dated", "1"): [1],
        ("summary", "1"): [1],
    }


@pytest.mark.parametrize("word", ["allocations", "allocate", "Allocation"])
def test_a_words_forms_are_found_by_any_of_them(tmp_path: Path, word: str) -> None:
    folder = write(tmp_path / "a", ("20-000-001", "2020-01-01", "Allocation and allocations."))
    found = rows(
        folder,
        f"SELECT word FROM decision_word_form WHERE decision_word_form MATCH '\"{word}\"'",
    )
    assert {name for (name,) in found} == {"allocation", "allocations"}


def test_a_decision_keeps_the_day_on_which_it_was_first_listed(tmp_path: Path) -> None:
    same, changed = ("20-000-001", "2020-01-01", "Rain."), ("20-000-002", "2020-01-02", "Snow.")
    first = write(tmp_path / "a", same, changed)
    second = write(
        tmp_path / "b",
        same,
        ("20-000-002", "2020-01-02", "Snow and ice."),
        ("20-000-003", "2020-01-03", "Hail."),
        before=first,
        today=SECOND_DAY,
    )
    found = rows(second, "SELECT reference, listed_on, changed_on FROM decision ORDER BY reference")
    assert found == [
        ("20-000-001", "2024-05-01", "2024-05-01"),
        ("20-000-002", "2024-05-01", "2024-06-01"),
        ("20-000-003", "2024-06-01", "2024-06-01"),
    ]


def test_what_an_older_schema_lists_was_listed_when_it_was_made(tmp_path: Path) -> None:
    case = ("20-000-001", "2020-01-01", "Rain.")
    first = write(tmp_path / "a", case)
    with closing(sqlite3.connect(first / DATABASE)) as connection:
        connection.execute("DROP INDEX decision_as_listed")
        connection.execute("ALTER TABLE decision DROP COLUMN listed_on")
        connection.commit()
    second = write(tmp_path / "b", case, before=first, today=SECOND_DAY)
    assert rows(second, "SELECT listed_on, changed_on FROM decision") == [
        ("2024-04-09", "2024-04-09")
    ]


def test_a_decision_of_which_nothing_is_said_is_listed_from_its_first_day(tmp_path: Path) -> None:
    known_by_name = pd.DataFrame({"reference": ["1"], "authority_code": "A", "is_counted": False})
    write_database(
        tmp_path / DATABASE,
        {**authority_tables(register("A")), "decision": known_by_name},
        today=FIRST_DAY,
    )
    assert rows(tmp_path, "SELECT listed_on, changed_on FROM decision") == [
        (str(FIRST_DAY), str(FIRST_DAY))
    ]
