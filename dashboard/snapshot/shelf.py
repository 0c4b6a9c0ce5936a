"""The folder of snapshots: a new one is put up by one atomic rename, old ones are kept."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from dashboard.errors import CallError, SnapshotError
from dashboard.snapshot.manifest import FILE_NAME

CURRENT: Final = "current"
_UNFINISHED: Final = ".unfinished-"
_LOCK: Final = ".lock"


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
        """An empty folder to work in, kept from every other run until the end, then removed.

        Clears what a killed run left. A shelf that is made for this is removed again if nothing
        is put up.

        Raises:
            CallError: another publish is at work here.
        """
        made = [folder for folder in (self.folder, *self.folder.parents) if not folder.exists()]
        try:
            with self._locked():
                with suppress(OSError):  # What can't be removed is said once the new one is up.
                    self._clear()
                unfinished = self._working_folder()
                unfinished.mkdir()
                try:
                    yield unfinished
                finally:
                    # What can't be removed now is cleared by the next run.
                    shutil.rmtree(unfinished, ignore_errors=True)
                    if made and not self.versions():
                        (self.folder / _LOCK).unlink()
        finally:
            _remove_if_empty(made)

    def put_up(self, finished: Path, version: str) -> Path:
        """Gives a written folder its name and switches `current` to it, atomically."""
        target = self.folder / version
        link = self.folder / f"{_UNFINISHED}link-{os.getpid()}"
        link.symlink_to(version, target_is_directory=True)
        _flush()
        finished.rename(target)
        link.replace(self.folder / CURRENT)
        return target

    def keep(self, number: int) -> list[Path]:
        """Removes all but the newest snapshots and the current one; returns the removed ones.

        The one before the newest always stays: a site may still answer from it. One that is half
        removed when the run is killed is no snapshot any more, and the next run clears it.

        Raises:
            OSError: one of them can't be removed.
        """
        current = self.current()
        old = [path for path in self.versions()[: -max(number, 2)] if path != current]
        for path in old:
            path.rename(self.folder / f"{_UNFINISHED}{path.name}")
        self._clear(but=self._working_folder())
        return old

    def _working_folder(self) -> Path:
        return self.folder / f"{_UNFINISHED}{os.getpid()}"

    def _clear(self, *, but: Path | None = None) -> None:
        """Removes what is half written or half removed, as far as it can, but one of them."""
        errors = []
        for leftover in self.folder.glob(f"{_UNFINISHED}*"):
            try:
                if leftover != but:
                    _remove(leftover)
            except OSError as error:
                errors.append(error)
        if errors:
            raise errors[0]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        while True:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / _LOCK
            with path.open("a+", encoding="ascii") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise CallError(self._words_of_the_second(lock)) from None
                if not _is_still_at(path, lock):
                    continue  # It was removed with a shelf on which nothing was put up.
                lock.truncate(0)
                lock.write(str(os.getpid()))
                lock.flush()
                yield
                return

    def _words_of_the_second(self, lock: TextIO) -> str:
        lock.seek(0)
        process = lock.read().strip()
        running = f" (process {process})" if process else ""
        return (
            f"another publish to {self.folder} is running{running}; wait until it has ended, then "
            "run this again; nothing was published"
        )


def _is_still_at(path: Path, lock: TextIO) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _remove_if_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


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
