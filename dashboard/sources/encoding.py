"""The text in a file's bytes, and which encoding they were written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from dashboard.errors import InputError, Problem

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AGAIN: Final = 'save the file again as "CSV UTF-8", or as an XLSX workbook'
_SAVE_OTHERS_AGAIN: Final = {
    ".txt": "save the file again as plain text in UTF-8",
    **dict.fromkeys((".html", ".htm"), 'save the page again, as "Webpage, HTML only"'),
}
_OTHER_FORMATS: Final = {
    b"PK\x03\x04": ("an XLSX workbook, or another package", ".xlsx"),
    b"\xd0\xcf\x11\xe0": ("a workbook in the old XLS format", ".xls"),
    b"%PDF": ("a PDF", ".pdf"),
    b"PAR1": ("a Parquet file", ".parquet"),
}
"""How files of other formats begin, and the ending of their names."""


class Encoding(StrEnum):
    """The encodings that are understood."""

    UTF_8 = "UTF-8"
    WINDOWS_1252 = "Windows-1252"


@dataclass(frozen=True)
class DecodedText:
    """A file's text and the encoding it was in; a byte order mark is left out."""

    text: str
    encoding: Encoding


def decode(file: str, content: bytes) -> DecodedText:
    """The text of a file in UTF-8, or else in Windows-1252.

    Raises:
        InputError: the bytes are not text, or parts of them are in two encodings.
    """
    if content.startswith(_UTF_16_MARKS) or _is_like_utf_16(content[:1000]):
        raise InputError([_unreadable(file, None, "a text file in UTF-8, not in UTF-16")])
    for beginning, (format_, ending) in _OTHER_FORMATS.items():
        if content.startswith(beginning):
            raise InputError([_misnamed(file, format_, ending)])
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise InputError([_unreadable(file, row, "text without NUL bytes; the file is damaged")])
    try:
        return DecodedText(content.decode("utf-8-sig"), Encoding.UTF_8)
    except UnicodeDecodeError:
        return _decode_windows_1252(file, content)


def windows_1252_warning(file: str) -> Problem:
    """What is said of a file that had to be read as Windows-1252."""
    return Problem(
        kind="windows-1252",
        file=file,
        expected="a text file in UTF-8",
        remedy="it was read as Windows-1252: look at a name with an accent or a pound sign, "
        "or save the file again as UTF-8",
        is_warning=True,
    )


def _decode_windows_1252(file: str, content: bytes) -> DecodedText:
    lines = [
        (row, line, _is_utf_8(line))
        for row, line in enumerate(content.split(b"\n"), start=1)
        if not line.isascii()
    ]
    if any(is_utf_8 for _, _, is_utf_8 in lines):
        # Two systems wrote into one file; to choose one encoding would spoil the other's rows.
        raise InputError(
            Problem(
                kind="mixed-encoding",
                file=file,
                row=row,
                value=line.decode("cp1252", errors="replace").strip()[:80],
                expected="one encoding in the whole file, UTF-8 as in its other rows",
                remedy=_SAVE_AGAIN,
            )
            for row, line, is_utf_8 in lines
            if not is_utf_8
        )
    try:
        return DecodedText(content.decode("cp1252"), Encoding.WINDOWS_1252)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError([_unreadable(file, row, "text in UTF-8 or Windows-1252")]) from error


def _is_like_utf_16(beginning: bytes) -> bool:
    """Whether nearly every other byte is NUL, as in English text with two bytes a letter."""
    nuls = max(beginning[::2].count(0), beginning[1::2].count(0))
    return nuls * 2 > len(beginning) * 0.8


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _misnamed(file: str, found: str, ending: str) -> Problem:
    return Problem(
        "unreadable-file",
        file,
        "a text, as the ending of its name says",
        f"if it is to be read as what it is, end its name with {ending}",
        value=found,
    )


def _unreadable(file: str, row: int | None, expected: str) -> Problem:
    ending = PurePosixPath(file).suffix.casefold()
    return Problem(
        "unreadable-file", file, expected, _SAVE_OTHERS_AGAIN.get(ending, _SAVE_AGAIN), row=row
    )
