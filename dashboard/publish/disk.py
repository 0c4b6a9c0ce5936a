"""A disk that is full or may not be written to: said in words, wherever a publish meets it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb
from xlsxwriter.exceptions import FileCreateError

from dashboard.errors import CallError

_NO_ROOM: Final = "make room there, then publish again"
_NO_SIZE: Final = (
    "look for a limit on the size of files (ulimit -f), or name a folder on another disk with --to"
)
_NO_LEAVE: Final = "let this account write there, or name another folder with --to"
_NO_FOLDER: Final = "name another folder with --to"
_REMEDIES: Final = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_SIZE,
    errno.EIO: _NO_SIZE,
    errno.EACCES: _NO_LEAVE,
    errno.EPERM: _NO_LEAVE,
    errno.EROFS: _NO_LEAVE,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENAMETOOLONG: _NO_FOLDER,
    errno.ELOOP: _NO_FOLDER,
}
"""What an operator mends; any other error of the system is a bug of ours."""

_OF_SQLITE: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


@contextmanager
def disk_errors_said(folder: Path) -> Iterator[None]:
    """Raises CallError in the place of an error that comes of the disk under a folder."""
    try:
        yield
    except (OSError, sqlite3.Error, duckdb.Error, FileCreateError) as error:
        number = _number_of(error)
        if number not in _REMEDIES:
            raise
        place = getattr(error, "filename", None) or folder
        raise CallError(
            f"can't write to {place}: {os.strerror(number)}{_room_left(number, folder)}; "
            f"nothing was published; {_REMEDIES[number]}"
        ) from error


def _number_of(error: Exception) -> int | None:
    """The system's number of an error, from whichever library it comes."""
    if isinstance(error, OSError):
        return error.errno
    if isinstance(error, sqlite3.Error):
        # The lowest eight bits are the kind, those above say more of it.
        return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, FileCreateError):
        return _number_of(error.args[0])
    words = str(error)
    if "max_temp_directory_size" in words:
        return errno.ENOSPC
    return next((number for number in _REMEDIES if os.strerror(number) in words), None)


def _room_left(number: int, folder: Path) -> str:
    if number != errno.ENOSPC:
        return ""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return f" ({shutil.disk_usage(there).free / 1_000_000:,.1f} MB left)"
