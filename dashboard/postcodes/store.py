"""Writes the file of postcodes that the site reads: whole, or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pyarrow as pa

from dashboard.errors import CallError
from dashboard.postcodes.directory import SCHEMA_VERSION, TABLES, About

_READ_ONLY: Final = 0o444


def write(path: Path, sectors: pa.Table, about: About) -> None:
    """Writes the file beside its place and puts it there in one step; then nobody may change it.

    A site that has the earlier file open goes on with that one.

    Args:
        path: where the file goes; an earlier file of postcodes there is replaced.
        sectors: columns sector, ended, area_code and units, sorted by the first three.
        about: what the file says of itself.

    Raises:
        CallError: another file stands there, or it can't be written.
    """
    unfinished = path.with_name(f".unfinished-{os.getpid()}-{path.name}")
    try:
        _refuse_another(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(unfinished)) as database:
            # The file is new and is thrown away if the run dies, so no journal is needed.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
            for batch in sectors.to_batches(max_chunksize=50_000):
                columns = (column.to_pylist() for column in batch.columns)
                database.executemany(
                    "INSERT INTO postcode_sector (sector, ended, area_code, units) "
                    "VALUES (?, ?, ?, ?)",
                    zip(*columns, strict=True),
                )
            database.executemany("INSERT INTO about VALUES (?, ?)", _values(about).items())
            database.commit()
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.chmod(_READ_ONLY)
        unfinished.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise CallError(
            f"can't write {path}: {getattr(error, 'strerror', None) or error}; make room or name "
            "another place with --to; nothing was changed"
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _values(about: About) -> dict[str, str]:
    said = {**asdict(about), "knows_ended": "yes" if about.knows_ended else "no"}
    return {"schema_version": str(SCHEMA_VERSION), **{name: str(v) for name, v in said.items()}}


def _refuse_another(path: Path) -> None:
    """A file of the operator's own is never written over."""
    if not path.exists():
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            database.execute("SELECT 1 FROM postcode_sector LIMIT 1")
        except sqlite3.Error as error:
            raise CallError(
                f"{path} is something else than a file of postcodes; delete it, or name another "
                "with --to"
            ) from error
