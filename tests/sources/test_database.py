from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import ibis
import psycopg
import pytest

from dashboard.authorities.names import Names
from dashboard.errors import CallError
from dashboard.sources.case_store import CaseStore
from dashboard.sources.database import CaseDatabase, is_address, without_password
from dashboard.sources.folder import no_files, read_folder
from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind
from dashboard.tallies import brought
from tests.sources.case_tables import (
    BAD,
    FRAMES,
    RECEIVED,
    TABLES,
    WHAT_IS_BAD,
    counted,
    put,
    said,
)
from tests.sources.conftest import TODAY
from tests.sources.postgres import running_server

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as address:
        yield address


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """A PostgreSQL with an empty schema `cases`."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS cases CASCADE")
        connection.execute("CREATE SCHEMA cases")
    return server


@pytest.fixture
def duckdb(tmp_path: Path) -> str:
    address = f"duckdb://{tmp_path / 'ombudsman.duckdb'}"
    connection = ibis.connect(address)
    connection.raw_sql("CREATE SCHEMA cases")
    connection.disconnect()
    return address


@pytest.fixture
def read(names: Names) -> Iterator[Callable[..., Intake]]:
    with ExitStack() as stores:

        def read(address: str, tables: dict[FileKind, str] | None = None) -> Intake:
            store = stores.enter_context(CaseStore.temporary())
            database = stores.enter_context(CaseDatabase.open(address, tables or TABLES))
            return database.add_to(
                no_files(store), store, names=names, today=TODAY, report=lambda _: None
            )

        yield read


def test_the_same_cases_are_counted_the_same_in_files_duckdb_and_postgresql(
    read: Callable[..., Intake], postgres: str, duckdb: str, names: Names, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, frame in FRAMES.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    put(postgres, **FRAMES)
    put(duckdb, **FRAMES)
    with CaseStore.temporary() as store:
        files = read_folder(folder, store, names=names, today=TODAY, report=lambda _: None)
        of_files = counted(files)
    assert files.problems == ()
    in_postgres, in_duckdb = read(postgres), read(duckdb)
    assert in_postgres.problems == in_duckdb.problems == ()
    assert counted(in_postgres) == counted(in_duckdb) == of_files
    assert sum(row[1] for row in of_files["decided"]) == 4
    assert sum(row[1] for row in of_files["received"]) == 3


def test_only_what_is_listed_singly_is_brought_from_the_database(
    read: Callable[..., Intake], postgres: str
) -> None:
    put(postgres, **FRAMES)
    intake = read(postgres)
    assert intake.received is not None
    assert intake.received.rows is None
    assert intake.decided is not None
    assert intake.decided.rows is not None
    published = brought(intake.decided.rows)
    assert sorted(published["reference"]) == ["20-000-001", "20-000-003"]
    assert intake.compliance is not None
    assert intake.compliance.rows is not None
    assert len(brought(intake.compliance.rows)) == 3
    assert [(f.kind, f.rows_taken) for f in intake.files] == [
        (FileKind.RECEIVED, 4),
        (FileKind.DECIDED, 4),
        (FileKind.COMPLIANCE, 3),
    ]


@pytest.mark.parametrize("backend", ["postgres", "duckdb"])
def test_everything_wrong_is_said_at_once_by_column_and_value(
    read: Callable[..., Intake], backend: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(backend)
    put(address, decided=BAD)
    intake = read(address, {FileKind.DECIDED: "cases.decided"})
    assert said(intake.problems) == WHAT_IS_BAD
    future = next(p for p in intake.problems if p.kind == "date-in-future")
    assert "(1 row is not so)" in future.expected
    assert "table cases.decided, column decided_on: error [date-in-future]" in str(future)


def test_missing_columns_and_days_that_are_text_are_named(
    read: Callable[..., Intake], duckdb: str
) -> None:
    connection = ibis.connect(duckdb)
    connection.raw_sql(
        "CREATE TABLE cases.received AS SELECT '20 000 001' AS reference, "
        "'Leeds' AS authority, '2020-04-01' AS received_on"
    )
    connection.disconnect()
    intake = read(duckdb, {FileKind.RECEIVED: "cases.received"})
    assert intake.received is None
    assert [(p.kind, p.column) for p in intake.problems] == [
        ("missing-column", "category"),
        ("column-type", "received_on"),
    ]


def test_cases_come_from_the_database_or_from_files_and_not_from_both(
    names: Names, duckdb: str, tmp_path: Path
) -> None:
    put(duckdb, received=RECEIVED)
    folder = tmp_path / "files"
    folder.mkdir()
    RECEIVED.to_csv(folder / "received.csv", index=False)
    with CaseStore.temporary() as store:
        intake = read_folder(folder, store, names=names, today=TODAY, report=lambda _: None)
        with CaseDatabase.open(duckdb, {FileKind.RECEIVED: "cases.received"}) as database:
            both = database.add_to(intake, store, names=names, today=TODAY, report=lambda _: None)
    assert [p.kind for p in both.problems] == ["cases-twice"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "postgresql://someone:secret@127.0.0.1:1/none",
            "postgresql://someone@127.0.0.1:1/none can",
        ),
        ("nonsense://there", "nonsense://there can't be opened"),
    ],
)
def test_a_database_that_is_not_there_is_said_without_its_password(
    address: str, words: str
) -> None:
    with pytest.raises(CallError) as refused, CaseDatabase.open(address, TABLES):
        pass
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_table_that_is_not_there_is_said(duckdb: str) -> None:
    tables = {FileKind.RECEIVED: "cases.received"}
    words = r"has no table cases\.received"
    with pytest.raises(CallError, match=words), CaseDatabase.open(duckdb, tables):
        pass


def test_an_address_is_told_from_a_folder() -> None:
    assert is_address("postgresql://user@host/database")
    assert not is_address("input/2020")
    assert not is_address("C:/input")
    assert without_password("postgresql://a:b@c/d") == "postgresql://a@c/d"
