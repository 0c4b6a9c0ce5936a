"""The files below a folder; what lies there and is no file that can be read is said."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dashboard.errors import Problem

_NO_FILES: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def files_below(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every file in a folder and its subfolders, in order, and a problem for all else.

    Opens nothing, since to open a pipe is to wait for whoever writes into it.
    """
    files: list[Path] = []
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(_unreadable(folder, Path(error.filename), f"a folder: {error.strerror}"))

    for place, subfolders, names in os.walk(folder, onerror=unreadable):
        for path in sorted(Path(place, name) for name in (*subfolders, *names)):
            if problem := _problem(folder, path):
                problems.append(problem)
            elif path.name in names:
                files.append(path)
        subfolders[:] = [name for name in subfolders if is_printable(name)]
    return sorted(files), problems


def is_printable(name: str) -> bool:
    """Whether a name of a file can be shown: it is in UTF-8 and has no control characters."""
    return all(map(_is_printable, name))


def as_shown(name: str) -> str:
    """A name of a file in which what can't be shown stands as its number."""
    readable = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return "".join(_shown(readable))


def unreadable_file(
    file: str, reason: str, remedy: str = "allow it to be read, or take it out"
) -> Problem:
    """The error that something in the folder can't be read as a file."""
    return Problem(
        kind="unreadable-file",
        file=file,
        value=reason,
        expected="a file that may be read",
        remedy=remedy,
    )


def _problem(folder: Path, path: Path) -> Problem | None:
    if not is_printable(path.name):
        return _unnameable(folder, path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return _no_file(folder, path, "a link to a file that isn't there")
    except OSError as error:
        return _unreadable(folder, path, str(error.strerror))
    if stat.S_ISDIR(mode):
        return _no_file(folder, path, "a link to a folder") if path.is_symlink() else None
    what = _NO_FILES.get(stat.S_IFMT(mode))
    return _no_file(folder, path, what) if what else None


def _unreadable(folder: Path, path: Path, reason: str) -> Problem:
    return unreadable_file(_shown_below(folder, path), reason)


def _no_file(folder: Path, path: Path, what: str) -> Problem:
    remedy = "put what is meant here itself, or take this out"
    return unreadable_file(_shown_below(folder, path), what, remedy)


def _shown_below(folder: Path, path: Path) -> str:
    return as_shown(path.relative_to(folder).as_posix())


def _unnameable(folder: Path, path: Path) -> Problem:
    return Problem(
        kind="unreadable-name",
        file=_shown_below(folder, path),
        expected="a name in UTF-8, without control characters",
        remedy="rename it, with plain letters",
    )


def _shown(text: str) -> Iterator[str]:
    for character in text:
        printable = _is_printable(character)
        yield character if printable else character.encode("unicode_escape").decode("ascii")


def _is_printable(character: str) -> bool:
    """Neither a control character nor a byte that is no letter in UTF-8."""
    return unicodedata.category(character) not in ("Cc", "Cs")
