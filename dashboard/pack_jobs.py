"""Packs that a site has made for its visitors: asked for here, made by a process of its own.

Huey carries the jobs: in a SQLite file of the packs' folder, or in Redis where several machines
serve one folder. A pack is made once for its council, year and data version; so many wait at most.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from dashboard.errors import CallError

_log: Final = logging.getLogger(__name__)

MOST_WAITING: Final = 20
"""Packs that wait; with a second each, the last is ready within half a minute."""
MOST_KEPT: Final = 400
"""Packs that are kept: some 60 megabytes."""
LOST_AFTER: Final = 20.0
"""Seconds: a pack takes one or two."""
MOST_ATTEMPTS: Final = 2
BEAT: Final = 5.0
"""Seconds between two signs of life of a worker."""
_SILENT_AFTER: Final = 4 * BEAT
_AN_HOUR: Final = 3600.0
_ENDINGS: Final = ("pdf", "xlsx")
_BEATS: Final = "worker"
_LOST_WORDS: Final = (
    "The process that made the pack was stopped in the middle of it. Ask for the pack again."
)

_FAULT_WORDS: Final = "The pack couldn’t be made. The fault is ours, not yours, and has been noted."


@dataclass(frozen=True)
class PackKey:
    """Which pack: two with the same key are the same."""

    version: str
    """Of the data."""
    slug: str
    year: int

    @property
    def name(self) -> str:
        """The name of its files, without their endings."""
        return f"{self.slug}-{self.year}"

    def __str__(self) -> str:
        """The key as Huey keeps it."""
        return f"pack {self.version} {self.name}"


class Stage(StrEnum):
    """How far a pack is."""

    UNASKED = "unasked"
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    REFUSED = "refused"
    """Too many wait already, or nothing makes packs now."""


@dataclass(frozen=True)
class Progress:
    """How far a pack is, and what else there is to say of it."""

    stage: Stage
    since: float = 0.0
    """Seconds since 1970."""
    words: str = ""
    """The step that is being done, or why it failed or was refused."""
    attempts: int = 1
    seconds_to_wait: int = 0
    """After which a refused one may be asked for again."""


class PackJobs:
    """The packs that are asked for, being made and ready; any number of processes may ask it."""

    def __init__(
        self,
        folder: Path,
        broker: str | None = None,
        make: Callable[[PackKey, Callable[[str], None]], None] | None = None,
        lost_after: float = LOST_AFTER,
    ) -> None:
        """Takes the folder of packs and, if several machines share it, the address of Redis.

        `make` writes the files of a pack; only a worker has it. `lost_after` is the number of
        seconds after which a pack that is neither ready nor waiting is given up.
        """
        self._folder = folder
        self._broker = broker
        self._make = make
        self._lost_after = lost_after

    @cached_property
    def huey(self) -> Any:
        """The queue; opened when the first pack is asked for, so that the site stays light."""
        from huey import RedisHuey, SqliteHuey

        # What a job gives is its files, so Huey keeps no results.
        if self._broker:
            huey = RedisHuey("packs", results=False, url=self._broker)
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            huey = SqliteHuey("packs", results=False, filename=str(self._folder / "jobs.sqlite"))
        self._task = huey.task(name="make_pack")(self._run)
        return huey

    def file(self, key: PackKey, ending: str) -> Path | None:
        """The file of a pack, or None as long as it isn't ready."""
        path = self._path(key, ending)
        return path if ending in _ENDINGS and path.is_file() else None

    def progress(self, key: PackKey) -> Progress:
        """How far a pack is. One that was lost with its worker is asked for again, once."""
        if self._is_ready(key):
            return Progress(Stage.READY)
        return self._unless_away(lambda: self._looked_after(key))

    def ask(self, key: PackKey) -> Progress:
        """Has a pack made, unless it is ready or on its way; refused when too many wait."""
        found = self.progress(key)
        if found.stage not in (Stage.UNASKED, Stage.FAILED):
            return found
        return self._unless_away(lambda: self._taken_on(key, found))

    def _unless_away(self, answer: Callable[[], Progress]) -> Progress:
        """The answer; a refusal if what carries the jobs doesn't answer itself."""
        try:
            return answer()
        except self._away as error:
            _log.error("what carries the jobs of packs doesn't answer: %s", error)
            return _REFUSED

    @cached_property
    def _away(self) -> tuple[type[Exception], ...]:
        """What is raised when Redis, or the disk, is away."""
        if not self._broker:
            return (sqlite3.OperationalError, OSError)
        from redis.exceptions import RedisError

        return (RedisError,)

    def _looked_after(self, key: PackKey) -> Progress:
        known = self._known(key)
        if known is None:
            return Progress(Stage.UNASKED)
        is_old = time.time() - known.since > self._lost_after
        if known.stage is Stage.FAILED or not is_old or not self.is_worked_on:
            return known
        if known.stage is Stage.WAITING and self.waiting:
            return known
        if known.attempts >= MOST_ATTEMPTS:
            return self._note(key, replace(known, stage=Stage.FAILED, words=_LOST_WORDS))
        return self._enqueue(key, known.attempts + 1)

    def _taken_on(self, key: PackKey, found: Progress) -> Progress:
        if not self.is_worked_on:
            return _REFUSED
        if self.waiting >= MOST_WAITING:
            words = f"{MOST_WAITING} packs are waiting to be made already."
            return Progress(Stage.REFUSED, words=words, seconds_to_wait=MOST_WAITING)
        if found.stage is Stage.FAILED:
            self.huey.delete(str(key))
        waiting = Progress(Stage.WAITING, time.time())
        if not self.huey.put_if_empty(str(key), _written(waiting)):
            return self._known(key) or waiting  # Another visitor was quicker.
        return self._enqueue(key, 1)

    @property
    def waiting(self) -> int:
        """How many packs wait."""
        return int(self.huey.pending_count())

    @property
    def is_worked_on(self) -> bool:
        """Whether a worker has given a sign of life lately."""
        beat = self.huey.get(_BEATS, peek=True)
        return beat is not None and time.time() - float(beat) < _SILENT_AFTER

    def beat(self) -> None:
        """A worker's sign of life."""
        self.huey.put(_BEATS, time.time())

    def clear(self, version: str) -> None:
        """Removes packs of other data after an hour, and the oldest of too many."""
        for folder in self._made.iterdir():
            is_other = folder.is_dir() and folder.name != version
            if is_other and time.time() - folder.stat().st_mtime > _AN_HOUR:
                shutil.rmtree(folder, ignore_errors=True)
        kept = sorted(self._made.glob("*/*.pdf"), key=lambda path: path.stat().st_mtime)
        for pdf in kept[: max(0, len(kept) - MOST_KEPT)]:
            for ending in _ENDINGS:
                pdf.with_suffix(f".{ending}").unlink(missing_ok=True)

    @property
    def _made(self) -> Path:
        """The packs, apart from whatever else the operator may have in the folder."""
        return self._folder / "made"

    def folder_of(self, key: PackKey) -> Path:
        """Where the files of a pack belong."""
        return self._made / key.version

    def _run(self, version: str, slug: str, year: int, attempts: int) -> None:
        """What a worker does with a job."""
        assert self._make is not None, "only a worker takes jobs"
        key = PackKey(version, slug, year)

        def report(words: str) -> None:
            self._note(key, Progress(Stage.MAKING, time.time(), words, attempts))

        report("Opening the data")
        try:
            self._make(key, report)
        except Exception:  # Huey logs it; whoever waits is told.
            self._note(key, Progress(Stage.FAILED, time.time(), _FAULT_WORDS, attempts))
            raise
        self.huey.delete(str(key))
        self.clear(version)

    def _enqueue(self, key: PackKey, attempts: int) -> Progress:
        noted = self._note(key, Progress(Stage.WAITING, time.time(), attempts=attempts))
        self._task(key.version, key.slug, key.year, attempts)
        return noted

    def _note(self, key: PackKey, progress: Progress) -> Progress:
        self.huey.put(str(key), _written(progress))
        return progress

    def _known(self, key: PackKey) -> Progress | None:
        written = self.huey.get(str(key), peek=True)
        return None if written is None else Progress(Stage(written[0]), *written[1:])

    def _is_ready(self, key: PackKey) -> bool:
        return all(self._path(key, ending).is_file() for ending in _ENDINGS)

    def _path(self, key: PackKey, ending: str) -> Path:
        return self.folder_of(key) / f"{key.name}.{ending}"


def expect_broker(address: str | None) -> None:
    """Sees to it that an address of Redis can be used at all.

    Raises:
        CallError: it is no such address, or what speaks to Redis isn't installed.
    """
    if address is None:
        return
    if not address.startswith(("redis://", "rediss://", "unix://")):
        raise CallError(
            f"COUNCIL_PERFORMANCE_PACKS_BROKER is {address!r}; write the address of Redis, such as "
            "redis://host:6379/0"
        )
    if find_spec("redis") is None:
        raise CallError(
            "COUNCIL_PERFORMANCE_PACKS_BROKER names a Redis, and what speaks to it isn't "
            "installed; install council-performance[redis]"
        )


_REFUSED: Final = Progress(
    Stage.REFUSED, words="Packs are not being made at the moment.", seconds_to_wait=60
)


def _written(progress: Progress) -> tuple[str, float, str, int]:
    """What Huey keeps of it: plain values, which another version of the program reads too."""
    return (str(progress.stage), progress.since, progress.words, progress.attempts)
