"""An XLSX workbook as the packed file that it is: looked at before any of it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, Final

from dashboard.errors import InputError, Problem

MOST_BYTES: Final = 300_000_000
"""Unpacked; a million rows of five short cells have two thirds of it."""
MOST_TIMES: Final = 250
"""How much larger a workbook may be unpacked; tables are five to fifty times as large."""

_SMALL: Final = 1_000_000
"""A part with fewer bytes is read whatever its cells are; a package may grow to it anyhow."""

_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
"""How files of the time before XLSX begin, and those that a password locks."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))

_BLANK: Final = (
    re.compile(rb'<(?:\w+:)?c r="[A-Z]+\d+"[^>]*?(?:/>|></(?:\w+:)?c>)'),
    re.compile(rb'<(?:\w+:)?row r="\d+"[^>]*?(?:/>|>\s*</(?:\w+:)?row>)'),
)
"""Cells, then rows, with nothing in them; only such as say their place, so that none else moves."""
_BLOCK: Final = 4_000_000


def expect_package(file: str, content: bytes) -> None:
    """Looks at what a workbook's parts would be unpacked, without unpacking them.

    Raises:
        InputError: it is a text, locked with a password, of the old XLS format, or would fill the
            memory.
        zipfile.BadZipFile: it is no package at all, or half of one.
    """
    if content.startswith(_OLD_FORMAT):
        raise InputError([_old_or_locked(file, content)])
    if not content.startswith(b"PK") and b"\0" not in content:
        raise InputError([_a_text(file, content)])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = sum(part.file_size for part in package.infolist())
    if size > MOST_BYTES or size > max(MOST_TIMES * len(content), _SMALL):
        raise InputError([_too_large(file, size, len(content))])


def _a_text(file: str, content: bytes) -> Problem:
    is_page = content.lstrip()[:1] == b"<"
    return Problem(
        kind="unreadable-file",
        file=file,
        value="a web page or XML" if is_page else "a text",
        expected="an XLSX workbook, as the ending of its name says",
        remedy="open it in a spreadsheet program and save it as an XLSX workbook"
        if is_page
        else "end its name with .csv if it is a table as text",
    )


def has_macros(content: bytes) -> bool:
    """Whether a workbook carries a program, whatever its file is called."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(name.endswith("vbaProject.bin") for name in package.namelist())


def macros_not_run(file: str) -> Problem:
    """What is said of a workbook that carries a program."""
    return Problem(
        kind="macros-not-run",
        file=file,
        expected="a workbook without macros",
        remedy="its cells were read as they were saved, its macros were not run; if they change "
        "the cells, run them and save it as an XLSX workbook",
        is_warning=True,
    )


def without_blank_cells(content: bytes) -> bytes:
    """The workbook without cells that are formatted and empty, in its large sheets.

    A format given to whole columns can make a million rows of them, which take minutes to read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if not any(_is_large_sheet(part) for part in parts):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as lighter:
            for part in parts:
                with package.open(part) as stream:
                    written = _without_blanks(stream) if _is_large_sheet(part) else stream.read()
                lighter.writestr(part.filename, written)
    return out.getvalue()


def _without_blanks(sheet: IO[bytes]) -> bytes:
    """The XML of a sheet without blank cells, except a few between two blocks."""
    written: list[bytes] = []
    rest = b""
    while read := sheet.read(_BLOCK):
        block = rest + read
        end = max(block.rfind(b"<"), 0)
        block, rest = block[:end], block[end:]
        for blank in _BLANK:
            block = blank.sub(b"", block)
        written.append(block)
    return b"".join([*written, rest])


def _is_large_sheet(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and "worksheets/" in part.filename


def _old_or_locked(file: str, content: bytes) -> Problem:
    if _LOCKED in content:
        found, remedy = "a workbook locked with a password", "take the password off"
    elif any(name in content for name in _OLD_WORKBOOK):
        found, remedy = "a workbook in the old XLS format", "open it in a spreadsheet program"
    else:
        found = "a file of the old Office format, or one locked with a password"
        remedy = "open it in a spreadsheet program, take off a password if it has one"
    return Problem(
        kind="unreadable-file",
        file=file,
        value=found,
        expected="a workbook without a password, in the XLSX format",
        remedy=f"{remedy} and save it as an XLSX workbook, or as CSV UTF-8",
    )


def _too_large(file: str, size: int, packed: int) -> Problem:
    return Problem(
        kind="workbook-too-large",
        file=file,
        value=f"{_megabytes(size)} packed into {_megabytes(packed)}",
        expected=f"a workbook of at most {_megabytes(MOST_BYTES)} when it is unpacked, and at most "
        f"{MOST_TIMES} times as large as it is packed",
        remedy="nothing of it was unpacked; if it is a table, save its sheet as CSV UTF-8, which "
        "may be of any size",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
