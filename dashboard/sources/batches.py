"""Files too large to be held in memory, read some rows at a time."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from dashboard.errors import InputError, Problem
from dashboard.sources.grid import (
    Grid,
    broken_record,
    damaged_parquet,
    parquet_cells,
    separator_of,
    text_grid,
    with_parquet_headings,
)
from dashboard.sources.recognition import Recognised, likeness

LARGE_FILE: Final = {".csv": 16_000_000, ".tsv": 16_000_000, ".parquet": 1_000_000}
"""By a file's ending, the bytes from which a table is read in batches; Parquet is compressed."""

_ROWS: Final = 100_000
_CHARACTERS: Final = 12_000_000
"""A batch ends at so many rows or so many characters, whichever comes first."""

_AT_ONCE: Final = 1000
_TOP: Final = 500_000


def sha256_of(path: Path) -> str:
    """The checksum of a file of any size.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def batches_of(file: str, path: Path) -> Iterator[Grid]:
    """The rows of a large CSV or Parquet file as grids, their rows numbered on.

    Raises:
        InputError: the file is damaged, or a text isn't UTF-8; rows before it have been given.
    """
    return _parquet(file, path) if path.suffix.casefold() == ".parquet" else _csv(file, path)


def with_headings(more: Grid, first: Grid, recognised: Recognised) -> Grid:
    """A later batch below the headings of the first."""
    headings = first.cells.loc[[recognised.heading_row]]
    cells = pd.concat([headings, more.cells]).fillna("")
    return replace(more, cells=cells)


def _csv(file: str, path: Path) -> Iterator[Grid]:
    row = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            separator, remarks = separator_of(stream.read(_TOP), likeness)
            stream.seek(0)
            reader = csv.reader(stream, delimiter=separator, strict=True)
            while rows := _next_rows(reader):
                yield Grid(None, text_grid(rows, first_row=row), remarks)
                row += len(rows)
    except csv.Error as error:
        raise InputError([broken_record(file, row, f"{error}, here or below")]) from error
    except UnicodeDecodeError as error:
        raise InputError([_not_utf_8(file, path, error)]) from error


def _next_rows(reader: Iterator[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    characters = 0
    while len(rows) < _ROWS and characters < _CHARACTERS:
        few = list(islice(reader, min(_AT_ONCE, _ROWS)))
        if not few:
            break
        rows += few
        characters += sum(len(cell) for row in few for cell in row)
    return rows


def _parquet(file: str, path: Path) -> Iterator[Grid]:
    try:
        source = parquet.ParquetFile(path)
        row = 1
        for batch in source.iter_batches(_rows_of_a_batch(source.metadata)):
            cells = parquet_cells(batch.columns, row)
            yield Grid(
                None, with_parquet_headings(batch.schema.names, cells) if row == 1 else cells
            )
            row += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise InputError([damaged_parquet(file, error)]) from error


def _rows_of_a_batch(metadata: parquet.FileMetaData) -> int:
    groups = [metadata.row_group(n) for n in range(metadata.num_row_groups)]
    bytes_of_a_row = sum(group.total_byte_size for group in groups) / max(metadata.num_rows, 1)
    return max(1, min(_ROWS, int(_CHARACTERS / max(bytes_of_a_row, 1))))


def _not_utf_8(file: str, path: Path, error: UnicodeDecodeError) -> Problem:
    return Problem(
        kind="unreadable-file",
        file=file,
        value=repr(error.object[error.start : error.start + 1])[1:],
        expected=f"a text in UTF-8, as every file of {LARGE_FILE['.csv'] // 1_000_000} MB and more "
        f"(this one has {path.stat().st_size:,} bytes)",
        remedy='save the file again as "CSV UTF-8", or as Parquet',
    )
