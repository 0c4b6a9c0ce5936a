"""Reads the ONS Postcode Directory and its relatives: a CSV file, or a zip with one in it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

import pyarrow as pa
from pyarrow import csv as pa_csv

from dashboard.errors import InputError, Problem
from dashboard.postcodes import rows
from dashboard.postcodes.headings import WANTED, Columns, columns_of
from dashboard.postcodes.rows import Batch, PostcodeSource, as_texts

_PARTS: Final = "multi_csv"
"""The folder of a directory's zip that holds the whole file once more, in parts."""

_BLOCK: Final = 16_000_000
_HEADINGS: Final = 64_000
_DAMAGED: Final = (pa.ArrowInvalid, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What damaged files raise; zipfile has a RuntimeError for one that is locked."""

_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"


@dataclass(frozen=True)
class _Member:
    """A CSV file, by itself or inside another."""

    path: Path
    inside: str | None
    """Its name in the zip at the path; None: it is the file at the path."""
    headings: tuple[str, ...]
    columns: Columns | None

    @property
    def name(self) -> str:
        """What an operator knows it by."""
        return self.inside or self.path.name


def read_directory(path: Path) -> PostcodeSource:
    """The directory in a CSV file, or in the CSV files of a zip.

    Raises:
        InputError: no CSV file in it has postcodes and districts, or the zip is damaged or locked.
            Reading the batches raises it where a file is damaged.
    """
    try:
        members = list(_members(path))
    except _DAMAGED as error:
        raise InputError([_damaged(path.name, None, error)]) from error
    known = [member for member in members if member.columns]
    whole = [member for member in known if _PARTS not in PurePosixPath(member.name).parts]
    chosen = whole or known
    if not chosen:
        raise InputError([_no_postcodes(path, members)])
    editions = {edition for member in chosen if (edition := edition_in(member.name))}
    return PostcodeSource(
        name=path.name,
        edition=editions.pop() if len(editions) == 1 else edition_in(path.name),
        knows_ended=all(member.columns and member.columns.ended for member in chosen),
        batches=(batch for member in chosen for batch in _batches(member)),
    )


def edition_in(name: str) -> str | None:
    """The month that a file's name gives: "2025-11" for ONSPD_NOV_2025_UK.csv."""
    months = "|".join(_MONTHS[at : at + 3] for at in range(0, len(_MONTHS), 3))
    found = re.search(rf"({months})[a-z]*[_ -]*(20\d\d)(?!\d)", name.casefold())
    return f"{found[2]}-{_MONTHS.index(found[1]) // 3 + 1:02d}" if found else None


def _members(path: Path) -> Iterator[_Member]:
    if not zipfile.is_zipfile(path):
        yield _member(path, None)
        return
    with zipfile.ZipFile(path) as files:
        names = sorted(name for name in files.namelist() if name.casefold().endswith(".csv"))
    for name in names:
        yield _member(path, name)


@contextmanager
def _opened(path: Path, inside: str | None) -> Iterator[IO[bytes]]:
    if inside is None:
        with path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(path) as files, files.open(inside) as stream:
            yield stream


def _member(path: Path, inside: str | None) -> _Member:
    with _opened(path, inside) as stream:
        beginning = stream.read(_HEADINGS).removeprefix(codecs.BOM_UTF8)
    lines = io.StringIO(beginning.decode("utf-8", errors="replace"), newline="")
    try:
        headings = next(csv.reader(lines), [])
    except csv.Error:
        headings = []
    return _Member(path, inside, tuple(headings), columns_of(headings))


def _batches(member: _Member) -> Iterator[Batch]:
    columns = member.columns
    assert columns
    first_row = 2
    try:
        with _opened(member.path, member.inside) as stream:
            reader = pa_csv.open_csv(
                pa.PythonFile(stream),
                read_options=pa_csv.ReadOptions(block_size=_BLOCK),
                convert_options=pa_csv.ConvertOptions(
                    include_columns=columns.all,
                    column_types=dict.fromkeys(columns.all, pa.string()),
                ),
            )
            for batch in reader:
                yield Batch(member.name, first_row, _texts(batch, columns))
                first_row += batch.num_rows
    except _DAMAGED as error:
        raise InputError([_damaged(member.name, first_row, error)]) from error


def _texts(batch: pa.RecordBatch, columns: Columns) -> pa.Table:
    headings = {
        rows.POSTCODE: columns.postcode,
        rows.DISTRICT: columns.district,
        rows.COUNTY: columns.county,
        rows.NATION: columns.nation,
        rows.ENDED: columns.ended,
        rows.BEGAN: columns.began,
    }
    found = {name: batch.column(heading) for name, heading in headings.items() if heading}
    return as_texts(found, batch.num_rows)


def _no_postcodes(path: Path, members: list[_Member]) -> Problem:
    found = [f"{member.name}: {', '.join(member.headings)[:200]}" for member in members[:5]]
    return Problem(
        kind="no-postcodes",
        file=path.name,
        value="; ".join(found) or "no CSV file",
        expected=WANTED,
        remedy="choose the ONS Postcode Directory as it was downloaded, or the CSV file in its "
        "folder Data",
    )


def _damaged(file: str, row: int | None, error: Exception) -> Problem:
    return Problem(
        kind="unreadable-file",
        file=file,
        row=row,
        value=str(error),
        expected="a CSV file in UTF-8 with the same number of cells in each row, or a zip with one "
        "and without a password",
        remedy="download it again",
    )
