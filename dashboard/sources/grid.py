"""The cells of a file as text, row by row, before anything is known of what they mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from dashboard.errors import InputError, Problem
from dashboard.sources.encoding import DecodedText

HEADING_ROWS: Final = 60
"""Headings are looked for in so many rows from the top."""

_SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}

_MOST_ROWS: Final = 1_000_000
"""Of a Parquet file that isn't read in batches: it has less than a byte for each of them."""

_TOP: Final = 500_000
"""Characters in which the first rows are looked for."""

Likeness = Callable[[Sequence[str]], float]
"""How much a row is like the headings of a file that the program knows."""


@dataclass(frozen=True)
class MergedCells:
    """Cells of several columns that are shown as one, in the rows from `top` to `bottom`."""

    top: int
    bottom: int
    left: int
    right: int
    """The places of the first and the last column, from 0."""


@dataclass(frozen=True, eq=False)
class Grid:
    """One sheet as rectangular text.

    `cells` has the row numbers that a person sees as its index, columns 0, 1, 2 ... and "" for an
    empty cell.
    """

    sheet: str | None
    cells: pd.DataFrame
    remarks: tuple[str, ...] = ()
    merged: tuple[MergedCells, ...] = ()


def text_grid(rows: Iterable[Sequence[str]], *, first_row: int) -> pd.DataFrame:
    """Rows of any length as one rectangle of text, numbered from the first row."""
    columns = [pd.array(column, dtype="str") for column in zip_longest(*rows, fillvalue="")]
    count = len(columns[0]) if columns else 0
    return pd.DataFrame(
        dict(enumerate(columns)), index=pd.RangeIndex(first_row, first_row + count, name="row")
    )


def csv_grid(file: str, decoded: DecodedText, likeness: Likeness) -> Grid:
    """The records of a text file separated by commas, or else by semicolons or tabs.

    The separator is the one with which some row is most like known headings.

    Raises:
        InputError: a quotation mark is opened and not closed, or a cell has no end.
    """
    separator, remarks = separator_of(decoded.text, likeness)
    cells = _even_rows(decoded.text, separator)
    if cells is None:
        cells = _uneven_rows(file, decoded.text, separator)
    return Grid(None, cells, remarks)


def separator_of(text: str, likeness: Likeness) -> tuple[str, tuple[str, ...]]:
    """What separates the cells of a text, and what is to be said of it."""
    separator = max(
        _SEPARATORS,
        key=lambda mark: max(map(likeness, _first_records(text, mark)), default=0),
    )
    return separator, () if separator == "," else (f"separated by {_SEPARATORS[separator]}",)


def _even_rows(text: str, separator: str) -> pd.DataFrame | None:
    """The records if each is one line of as many cells, as in most exports; else None.

    Several times as fast as taking records of any length, but blind to a quotation mark that is
    not closed: that swallows whole lines, so records over several lines are left to the other.
    """
    width = len(next(iter(_first_records(text, separator)), []))
    if not width:
        return None
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.encode()),
            read_options=arrow_csv.ReadOptions(column_names=[str(n) for n in range(width)]),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={str(n): pa.string() for n in range(width)}
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != text.count("\n") + (not text.endswith("\n")):
        return None
    cells: pd.DataFrame = table.to_pandas()
    return cells.set_axis(range(width), axis="columns").set_axis(
        pd.RangeIndex(1, len(cells) + 1, name="row"), axis="index"
    )


def _uneven_rows(file: str, text: str, separator: str) -> pd.DataFrame:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise InputError([broken_record(file, len(rows) + 1, str(error))]) from error
    return text_grid(rows, first_row=1)


def parquet_grid(file: str, content: bytes) -> Grid:
    """The rows of a Parquet file, numbered from 1, with its headings as row 0.

    Raises:
        InputError: the file is damaged, or a column has no form as text, or it unpacks to more
            rows than a small file can have.
    """
    try:
        rows = parquet.read_metadata(pa.BufferReader(content)).num_rows
        if rows > _MOST_ROWS:
            raise InputError([_too_many_rows(file, rows)])
        table = parquet.read_table(pa.BufferReader(content))
        return Grid(
            None, with_parquet_headings(table.column_names, parquet_cells(table.columns, 1))
        )
    except (pa.ArrowException, OSError) as error:
        raise InputError([damaged_parquet(file, error)]) from error


def parquet_cells(columns: Sequence[pa.Array | pa.ChunkedArray], first_row: int) -> pd.DataFrame:
    """Rows of a Parquet file as text, numbered from the first row.

    Raises:
        ArrowInvalid: a column has no form as text, or its text isn't UTF-8.
    """
    places = range(len(columns))
    texts = pa.table([as_text(column) for column in columns], names=[str(n) for n in places])
    rows = pd.RangeIndex(first_row, first_row + texts.num_rows, name="row")
    cells: pd.DataFrame = texts.to_pandas().set_axis(places, axis="columns")
    return cells.set_axis(rows, axis="index")


def with_parquet_headings(names: Sequence[str], cells: pd.DataFrame) -> pd.DataFrame:
    """The rows of a Parquet file below its headings, which are row 0."""
    headings = pd.DataFrame([list(names)], index=pd.Index([0], name="row"), dtype="str")
    return pd.concat([headings, cells])


def as_text(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """A column of a Parquet file as text, "" where there is nothing.

    Raises:
        ArrowInvalid: it has no form as text, or its text isn't UTF-8.
    """
    text = column.cast(pa.string()).fill_null("")
    text.validate(full=True)
    return text


def _too_many_rows(file: str, rows: int) -> Problem:
    return Problem(
        kind="too-many-rows",
        file=file,
        value=f"{rows:,} rows",
        expected=f"at most {_MOST_ROWS:,} rows in so small a file, whose rows must be all alike",
        remedy="write the file again, or give the same rows as CSV",
    )


def damaged_parquet(file: str, error: Exception) -> Problem:
    """The error that a Parquet file can't be read."""
    return Problem(
        kind="unreadable-file",
        file=file,
        value=str(error).splitlines()[0][:120],
        expected="a whole Parquet file of plain columns (text, numbers, dates, yes/no)",
        remedy="write the file again, or give the same rows as CSV",
    )


def _first_records(text: str, separator: str) -> list[list[str]]:
    top = io.StringIO(text[:_TOP], newline="")
    reader = csv.reader(top, delimiter=separator)
    records: list[list[str]] = []
    try:
        records.extend(islice(reader, HEADING_ROWS))
    except csv.Error:
        # The whole file is read next, and says which row is broken.
        return records
    return records


def broken_record(file: str, row: int, reason: str) -> Problem:
    """The error that a record of a text file has no end."""
    return Problem(
        kind="broken-row",
        file=file,
        row=row,
        value=reason,
        expected="cells in which each quotation mark that opens is closed",
        remedy="look for a quotation mark inside a cell in this row: double it, or save the file "
        "again from the spreadsheet",
    )
