from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.snapshot.write import authority_tables, write_database
from tests.factories import council, register


def rows(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "snapshot.sqlite"


def decisions(*summaries: str | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reference": [f"20-000-{number:03d}" for number in range(len(summaries))],
            "authority_code": "A",
            "category": "Housing",
            "decided_on": pd.to_datetime(["2020-12-17"] * len(summaries)),
            "is_report": pd.array([None] * len(summaries), dtype="boolean"),
            "summary": pd.Series(summaries, dtype="str"),
            "is_counted": True,
        }
    )


def test_days_become_iso_text_and_absent_values_become_null(path: Path) -> None:
    tables = {**authority_tables(register("A")), "decision": decisions(None)}
    assert write_database(path, tables)["decision"] == 1
    assert rows(path, "SELECT decided_on, is_report, summary FROM decision") == [
        ("2020-12-17", None, None)
    ]


def test_absent_counts_become_null_and_noughts_stay_noughts(path: Path) -> None:
    counts = pd.DataFrame(
        {
            "authority_code": ["A", "A"],
            "year_ending": ["2020-03-31", "2021-03-31"],
            "upheld": pd.array([0, None], dtype="Int64"),
        }
    )
    write_database(path, {**authority_tables(register("A")), "yearly_count": counts})
    assert rows(path, "SELECT upheld, typeof(upheld) FROM yearly_count") == [
        (0, "integer"),
        (None, "null"),
    ]


def test_the_summaries_can_be_searched(path: Path) -> None:
    tables = {
        **authority_tables(register("A")),
        "decision": decisions("Missed bins", "A blocked drain", None),
    }
    write_database(path, tables)
    found = rows(path, "SELECT rowid FROM decision_search WHERE decision_search MATCH 'bins'")
    assert found == [(1,)]


def test_a_council_twice_in_a_year_is_a_bug_and_not_written(path: Path) -> None:
    twice = pd.DataFrame({"authority_code": ["A", "A"], "year_ending": ["2020-03-31"] * 2})
    with pytest.raises(sqlite3.IntegrityError):
        write_database(path, {**authority_tables(register("A")), "yearly_count": twice})


def test_the_database_does_not_depend_on_when_it_was_written(tmp_path: Path) -> None:
    tables = authority_tables(register("A", "B"))
    for name in ("one", "two"):
        write_database(tmp_path / name, tables)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_register_is_written_with_codes_lineage_and_names(path: Path) -> None:
    councils = register(council("Old", successors=["New"]), council("New"))
    write_database(path, authority_tables(councils))
    assert rows(path, "SELECT authority_code, successor_code FROM authority_successor") == [
        ("Old", "New")
    ]
    assert rows(path, "SELECT count(*) FROM authority_code") == [(2,)]


def test_questions_are_answered_from_the_indexes(path: Path) -> None:
    write_database(path, {**authority_tables(register("A")), "decision": decisions("Bins")})
    statement = "SELECT * FROM decision ORDER BY listed_on DESC, id LIMIT 9"
    plan = rows(path, f"EXPLAIN QUERY PLAN {statement}")
    assert [row[-1] for row in plan] == ["SCAN decision USING INDEX decision_as_listed"]


def test_the_whole_register_has_no_code_without_its_council(path: Path) -> None:
    write_database(path, authority_tables(Register.load()))
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
