"""Writes the database of a snapshot: frames in, readable tables out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.snapshot.decision_index import AS_READ, STAGING, index_decisions
from dashboard.snapshot.schema import INDEXES, TABLES

_NAME_KINDS: Final = {"former_names": "former", "other_names": "other"}


# The file is new and is thrown away if the run dies, so no journal is needed.
_WHILE_WRITING: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -64000;
"""


def write_database(
    path: Path,
    tables: Mapping[str, pd.DataFrame],
    listings: Mapping[str, Iterable[pd.DataFrame]] | None = None,
    *,
    before: Path | None = None,
    today: date | None = None,
) -> dict[str, int]:
    """Makes the database with the rows of each frame; returns the number of rows a table.

    A frame's columns are columns of the table of its name. Missing values become NULL. Listings
    are tables too long for one frame. `before` is the folder of the snapshot published before,
    which knows since when each decision has been listed; a new one is listed `today`.
    """
    batches = {**{name: [frame] for name, frame in tables.items()}, **(listings or {})}
    with closing(sqlite3.connect(path.resolve().as_uri(), uri=True)) as connection:
        connection.executescript(_WHILE_WRITING + TABLES + STAGING)
        rows = {
            name: sum(
                _insert(connection, AS_READ if name == "decision" else name, frame)
                for frame in frames
            )
            for name, frames in batches.items()
        }
        connection.executescript(INDEXES)
        connection.execute("INSERT INTO letter_search(letter_search) VALUES ('rebuild')")
        index_decisions(connection, before, today or date.today())
        connection.execute("ANALYZE")
        connection.commit()
    return rows


def authority_tables(register: Register) -> dict[str, pd.DataFrame]:
    """The register as the four tables of authorities."""
    authorities = [asdict(authority) for authority in register]
    return {
        "authority": pd.DataFrame(authorities)
        .drop(columns=["county", "successors", "codes", *_NAME_KINDS])
        .assign(county_code=[a["county"] for a in authorities]),
        "authority_code": pd.DataFrame(
            [
                {**period, "authority_code": authority["code"]}
                for authority in authorities
                for period in authority["codes"]
            ]
        ),
        "authority_successor": pd.DataFrame(
            [(a["code"], successor) for a in authorities for successor in a["successors"]],
            columns=["authority_code", "successor_code"],
        ),
        "authority_name": pd.DataFrame(
            [
                (authority["code"], kind, name)
                for authority in authorities
                for field, kind in _NAME_KINDS.items()
                for name in authority[field]
            ],
            columns=["authority_code", "kind", "name"],
        ),
    }


def _insert(connection: sqlite3.Connection, table: str, frame: pd.DataFrame) -> int:
    """Adds the rows of a frame; returns how many there are."""
    columns = ", ".join(frame.columns)
    marks = ", ".join("?" * len(frame.columns))
    # Table and column names come from this program, never from input.
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    connection.executemany(statement, _rows(frame))
    return len(frame)


def _rows(frame: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    """The rows as plain Python values, days as ISO text, missing values as None."""
    columns = []
    for name in frame.columns:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            # Many rows have few days.
            places, days = pd.factorize(column)
            column = pd.Series(pd.DatetimeIndex(days).strftime("%Y-%m-%d")).reindex(places)
        # pandas takes None for the missing ones, as its stubs don't say.
        plain = column.to_numpy(dtype=object, na_value=None)  # type: ignore[call-overload]
        columns.append(plain.tolist())
    return zip(*columns, strict=True)
