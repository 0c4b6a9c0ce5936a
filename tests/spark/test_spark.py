"""Cases are counted by Spark as they are by DuckDB and PostgreSQL: one expression for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.errors import CallError
from dashboard.sources.case_store import CaseStore
from dashboard.sources.database import CaseDatabase
from dashboard.sources.folder import no_files
from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind
from tests.sources.case_tables import BAD, FRAMES, TABLES, WHAT_IS_BAD, counted, put, said
from tests.sources.conftest import TODAY
from tests.sources.postgres import running_server
from tests.spark.conftest import put_in_spark

pytestmark = [
    pytest.mark.xdist_group("spark"),
    # Spark's bridge to Java closes its sockets by leaving them to Python.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    # PySpark speaks to pandas as it was before 3.0.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

Read = Callable[..., Intake]


@pytest.fixture
def read() -> Iterator[Read]:
    names = Names(Register.load())
    with ExitStack() as stores:

        def read(address: str, tables: dict[FileKind, str] | None = None) -> Intake:
            store = stores.enter_context(CaseStore.temporary())
            with CaseDatabase.open(address, tables or TABLES) as database:
                return database.add_to(
                    no_files(store), store, names=names, today=TODAY, report=lambda _: None
                )

        yield read


def test_the_same_cases_are_counted_the_same_in_spark_duckdb_and_postgresql(
    read: Read, spark: str, tmp_path: Path
) -> None:
    put_in_spark(**FRAMES)
    duckdb = f"duckdb://{tmp_path / 'ombudsman.duckdb'}"
    put(duckdb, **FRAMES)
    with running_server() as postgres:
        put(postgres, **FRAMES)
        of_postgres = counted(read(postgres))
    in_spark = read(spark)
    assert in_spark.problems == ()
    assert counted(in_spark) == counted(read(duckdb)) == of_postgres
    assert sum(row[1] for row in of_postgres["decided"]) == 4


def test_everything_wrong_is_said_at_once_by_column_and_value(read: Read, spark: str) -> None:
    put_in_spark(decided=BAD)
    assert said(read(spark, {FileKind.DECIDED: "cases.decided"}).problems) == WHAT_IS_BAD


def test_a_table_that_is_not_there_is_said(read: Read, spark: str) -> None:
    with pytest.raises(CallError, match=r"has no table cases\.nothing"):
        read(spark, {FileKind.DECIDED: "cases.nothing"})
