"""What a shelf holds before a publish, and what may not change there without leave."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.errors import Problem, SnapshotError
from dashboard.publish.changes import FigureChange
from dashboard.snapshot.manifest import Manifest, verify
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import SnapshotKind, YearEnding

_NEEDED: Final = ("yearly_figure", "yearly_count", "type_average")
_LISTED: Final = 20


@dataclass(frozen=True)
class Published:
    """The snapshots of a shelf as a publish of one kind of data finds them."""

    kind: SnapshotKind | None
    """Of the newest that can be read, the served one first; None if none can."""
    before: Path | None
    """The newest of the kind that is published now: its figures and its log go before ours."""
    unfinished_year: YearEnding | None
    """Of that one."""
    problems: tuple[Problem, ...]
    """The newer ones that can't be read, and were passed over."""

    @classmethod
    def on(cls, shelf: Shelf, kind: SnapshotKind) -> Published:
        """What is on a shelf; a snapshot that can't be read is passed over.

        One of an older schema can be read as far as its figures go: a new version of the program
        is no leave to change them.
        """
        first, problems = None, []
        for folder in _newest_first(shelf):
            try:
                manifest = _read(folder)
            except SnapshotError as error:
                problems.append(_passed_over(folder, error))
                continue
            first = first or manifest.kind
            if manifest.kind is kind:
                unfinished = manifest.unfinished_year
                return cls(first, folder, unfinished, tuple(problems))
        return cls(first, None, None, tuple(problems))


def other_kind(published: Published, kind: SnapshotKind, shelf: Shelf) -> str | None:
    """Why data of this kind don't take the place of what is published; None if they may."""
    if published.kind in (None, kind):
        return None
    theirs, ours = "real data", "a demonstration"
    if kind is SnapshotKind.PUBLISHED:
        theirs, ours = ours, theirs
    return (
        f"{shelf.folder} holds {theirs}, and this is {ours}; publish it to another folder, or say "
        "--replace-kind if it is to take that place"
    )


def unexplained(revised: tuple[FigureChange, ...], name_of: Mapping[str, str]) -> str:
    """Why published figures don't change without a reason, with the figures."""
    lines = [change.line(name_of) for change in revised[:_LISTED]]
    if len(revised) > _LISTED:
        lines.append(f"  and {len(revised) - _LISTED:,} more; --dry-run lists every one")
    return "\n".join(
        [
            f"{len(revised):,} published figures of whole years would change:",
            *lines,
            'nothing was published; if that is right, say why: --revise "reason", which enters '
            "the public log of corrections",
        ]
    )


def _served(shelf: Shelf) -> Path | None:
    """The snapshot that is served; None before the first publish."""
    try:
        return shelf.current()
    except SnapshotError:
        return None


def _newest_first(shelf: Shelf) -> list[Path]:
    """The snapshots, the served one before all others."""
    current = _served(shelf)
    others = [path for path in reversed(shelf.versions()) if path.resolve() != current]
    return [current, *others] if current else others


def _read(folder: Path) -> Manifest:
    """The manifest of a snapshot whose files are whole and have figures to compare with."""
    manifest = Manifest.read(folder, any_schema=True)
    verify(folder, manifest)
    _expect_figures(folder)
    return manifest


def _passed_over(folder: Path, error: SnapshotError) -> Problem:
    return Problem(
        kind="snapshot-not-read",
        file=str(folder),
        value=str(error),
        expected="a whole snapshot, to compare the figures with",
        remedy="they are compared with the newest one before it that is whole, if there is any",
        is_warning=True,
    )


def _expect_figures(folder: Path) -> None:
    address = f"{(folder / DATABASE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            for table in _NEEDED:
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1")
    except sqlite3.Error as error:
        raise SnapshotError(f"the database of {folder} can't be read: {error}") from None
