"""The process that makes packs for a site: it takes jobs until it, or the site, is stopped."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

from huey.consumer import Consumer

from dashboard.current import CurrentDataset
from dashboard.errors import CallError
from dashboard.pack_jobs import BEAT, PackJobs, PackKey
from dashboard.scrutiny_pack import PackWriter
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import YearEnding

_LONGEST_PAUSE: Final = 0.5
"""Seconds between two looks for a job, when there has been none for a while."""


def work(snapshots: Path, packs: Path, broker: str | None, site: int | None) -> None:
    """Makes the packs that are asked for; ends when the site's process does, if its id is given.

    Huey logs what goes wrong, and goes on with the next pack.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    current, writer = CurrentDataset(Shelf(snapshots), seconds_between_looks=0), PackWriter()

    def make(key: PackKey, report: Callable[[str], None]) -> None:
        dataset = current()
        if dataset.manifest.version != key.version:
            raise CallError(f"data version {key.version} is no longer served")
        authority = dataset.register.by_slug(key.slug)
        if authority is None:
            raise CallError(f"no council has the slug {key.slug!r}")
        pack = writer.write(dataset, authority, YearEnding(key.year), report)
        pack.save(jobs.folder_of(key), key.name)

    jobs = PackJobs(packs, broker, make)
    _Worker(jobs, site).run()


class _Worker(Consumer):  # type: ignore[misc]
    """Huey's consumer with one thread, which gives signs of life and watches the site."""

    def __init__(self, jobs: PackJobs, site: int | None) -> None:
        super().__init__(
            jobs.huey,
            workers=1,
            periodic=False,
            max_delay=_LONGEST_PAUSE,
            scheduler_interval=60,
            health_check_interval=BEAT,
        )
        self._jobs = jobs
        self._site = site
        jobs.beat()

    def check_worker_health(self) -> bool:
        """Huey asks every few seconds whether its threads live."""
        self._jobs.beat()
        if self._site is not None and os.getppid() != self._site:
            signal.raise_signal(signal.SIGINT)  # The job in hand is finished first.
        return bool(super().check_worker_health())
