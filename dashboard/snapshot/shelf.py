"""The folder of snapshots: a new one is put up by one atomic rename, old ones are kept."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dashboard.errors import CallError, SnapshotError
from dashboard.snapshot.manifest import FILE_NAME

CURRENT: Final = "current"
_UNFINISHED: Final = ".unfinished-"


class Shelf:
    """A folder with snapshots and the link `current` to the one that is served."""

    def __init__(self, folder: Path) -> None:
        """Takes a folder that need not exist yet."""
        self.folder = folder

    def current(self) -> Path:
        """The folder of the snapshot that `current` leads to; a snapshot is its own shelf.

        Raises:
            SnapshotError: nothing has been published here.
        """
        if (self.folder / FILE_NAME).is_file():
            return self.folder.resolve()
        link = self.folder / CURRENT
        target = link.resolve()
        if not (target / FILE_NAME).is_file():
            raise SnapshotError(
                f"no snapshot in {self.folder}; make one with: "
                f"council-performance publish SOURCE --to {self.folder}"
            )
        return target

    def versions(self) -> list[Path]:
        """The finished snapshots, oldest first."""
        if not self.folder.is_dir():
            return []
        finished = (path.parent for path in self.folder.glob(f"*/{FILE_NAME}"))
        return sorted(
            path for path in finished if path.name != CURRENT and not path.name.startswith(".")
        )

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """An empty folder to write a snapshot in; removed again unless it is put up.

        Clears what a killed run left. Only one run may write to a shelf at a time.

        Raises:
            CallError: another publish is writing here.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CallError(
                    f"another publish is writing to {self.folder}; wait for it"
                ) from None
            for leftover in self.folder.glob(f"{_UNFINISHED}*"):
                _remove(leftover)
            unfinished = self.folder / f"{_UNFINISHED}{os.getpid()}"
            unfinished.mkdir()
            try:
                yield unfinished
            finally:
                if unfinished.exists():
                    shutil.rmtree(unfinished)

    def put_up(self, finished: Path, version: str) -> Path:
        """Gives a written folder its name and switches `current` to it, atomically."""
        target = self.folder / version
        _flush()
        finished.rename(target)
        link = self.folder / f"{_UNFINISHED}link-{os.getpid()}"
        link.symlink_to(version, target_is_directory=True)
        link.replace(self.folder / CURRENT)
        return target

    def keep(self, number: int) -> list[Path]:
        """Removes all but the newest snapshots and the current one; returns the removed ones.

        The one before the newest always stays: a site may still answer from it.
        """
        current = self.current()
        old = [path for path in self.versions()[: -max(number, 2)] if path != current]
        for path in old:
            shutil.rmtree(path)
        return old


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _flush() -> None:
    """Asks the system to write to disk before the switch, so that a crash loses nothing.

    Once for everything: to ask for each of two thousand letters takes seconds.
    """
    os.sync()
