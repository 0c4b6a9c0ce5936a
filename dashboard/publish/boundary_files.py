"""Boundary files among the files that a snapshot was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from dashboard.boundaries.loading import boundary_files
from dashboard.sources.batches import sha256_of
from dashboard.sources.intake import FileRecord
from dashboard.sources.recognition import FileKind


def with_boundary_files(
    records: Iterable[FileRecord], given: Iterable[Path]
) -> tuple[FileRecord, ...]:
    """The records of files with those of the boundary files given, folders of them opened.

    A file that lies in the publisher's folder, too, has one record: that of a boundary file.
    Files of one name in different folders are told apart by a number.
    """
    named = {record.path: record for record in records}
    for file in boundary_files(given):
        sha256 = sha256_of(file)
        path = _free_path(file, sha256, named)
        named[path] = FileRecord(path, sha256, file.stat().st_size, FileKind.BOUNDARIES)
    return tuple(named.values())


def _free_path(file: Path, sha256: str, taken: Mapping[str, FileRecord]) -> str:
    """The name of the file, or the first with a number that no other file has."""
    names = (
        f"boundaries/{file.name}"
        if number == 1
        else f"boundaries/{file.stem} {number}{file.suffix}"
        for number in count(1)
    )
    return next(name for name in names if name not in taken or taken[name].sha256 == sha256)
