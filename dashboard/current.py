"""The snapshot that the site serves now; a newly published one is taken up while it runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from dashboard.dataset import Dataset
from dashboard.errors import SnapshotError
from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.shelf import Shelf

_log = logging.getLogger(__name__)


class CurrentDataset:
    """Answers with the dataset of the shelf's current snapshot.

    It looks at the link at most every `seconds_between_looks`. A new snapshot that can't be
    used is logged and passed over: the old one goes on being served.
    """

    def __init__(
        self,
        shelf: Shelf,
        seconds_between_looks: float = 1.0,
        postcodes: PostcodeDirectory | None = None,
        taken_up: Callable[[Manifest | None, Manifest], None] = lambda *_: None,
    ) -> None:
        """Looks at nothing yet; the first question opens the snapshot.

        `taken_up` is told the old and the new manifest whenever another snapshot is served.
        """
        self._taken_up = taken_up
        self._shelf = shelf
        self._postcodes = postcodes
        self._pause = seconds_between_looks
        self._lock = threading.Lock()
        self._dataset: Dataset | None = None
        self._looked_at: Path | None = None
        self._next_look = 0.0

    def at_hand(self) -> Dataset | None:
        """The dataset to answer with, or None when it is time to look for a new one.

        Never waits: what it answers for the event loop, calling does for a thread.
        """
        return self._dataset if time.monotonic() < self._next_look else None

    def __call__(self) -> Dataset:
        """The dataset to answer with.

        Raises:
            SnapshotError: there has been no usable snapshot yet.
        """
        dataset = self.at_hand()
        if dataset is not None:
            return dataset
        dataset = self._dataset
        if dataset is not None and not self._lock.acquire(blocking=False):
            return dataset  # Another thread is looking; this one needn't wait.
        if dataset is None:
            self._lock.acquire()
        try:
            return self._look()
        finally:
            self._lock.release()

    def _look(self) -> Dataset:
        self._next_look = time.monotonic() + self._pause
        try:
            folder = self._shelf.current()
            if folder != self._looked_at or self._dataset is None:
                self._looked_at = folder
                old, new = self._dataset, Dataset.open(folder, self._postcodes)
                self._dataset = new
                self._taken_up(old.manifest if old else None, new.manifest)
                _log.info("serving snapshot %s", folder.name)
        except SnapshotError as error:
            if self._dataset is None:
                raise
            _log.error("a new snapshot can't be used, the old one stays: %s", error)
        return self._dataset
