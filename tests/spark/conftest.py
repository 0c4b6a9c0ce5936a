"""Spark in local mode, as its own configuration sets it: a metastore and tables in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import ibis
import pandas as pd
import pytest

from tests.sources.case_tables import DAYS

ADDRESS = "pyspark://"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Spark, which has an empty schema `cases`."""
    pytest.importorskip("pyspark", reason="PySpark is installed by `make test-spark`")
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.master": "local[2]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.warehouse.dir": folder / "warehouse",
        "spark.driver.extraJavaOptions": f"-Dderby.stream.error.file={folder}/derby.log",
        "spark.hadoop.javax.jdo.option.ConnectionURL": (
            f"jdbc:derby:;databaseName={folder}/metastore;create=true"
        ),
    }
    (folder / "spark-defaults.conf").write_text(
        "".join(f"{name} {value}\n" for name, value in settings.items())
    )
    before = os.environ.get("SPARK_CONF_DIR")
    os.environ["SPARK_CONF_DIR"] = str(folder)
    try:
        connection = ibis.connect(ADDRESS)
        connection.raw_sql("CREATE SCHEMA cases")
        connection.disconnect()
        yield ADDRESS
    finally:
        if before is None:
            del os.environ["SPARK_CONF_DIR"]
        else:
            os.environ["SPARK_CONF_DIR"] = before


def put_in_spark(**frames: pd.DataFrame) -> None:
    """Writes tables into the schema `cases`: days as dates, all else as text."""
    connection = ibis.connect(ADDRESS)
    for name, frame in frames.items():
        connection.raw_sql(f"DROP TABLE IF EXISTS cases.{name}")
        types = {column: "date" if column in DAYS else "string" for column in frame.columns}
        columns = ", ".join(f"`{column}` {kind}" for column, kind in types.items())
        rows = ", ".join(
            "(" + ", ".join("NULL" if pd.isna(v) else f"'{v}'" for v in row) + ")"
            for row in frame.astype(object).itertuples(index=False)
        )
        connection.raw_sql(f"CREATE TABLE cases.{name} ({columns}) USING parquet")
        connection.raw_sql(
            f"INSERT INTO cases.{name} SELECT "
            + ", ".join(f"CAST(col{n} AS {kind})" for n, kind in enumerate(types.values(), 1))
            + f" FROM VALUES {rows}"
        )
    connection.disconnect()
