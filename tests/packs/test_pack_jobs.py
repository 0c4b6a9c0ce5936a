"""Packs that a site has made: once each, so many at most, and none lost without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.dataset import Dataset
from dashboard.pack_jobs import (
    MOST_ATTEMPTS,
    MOST_KEPT,
    MOST_WAITING,
    PackJobs,
    PackKey,
    Stage,
)
from tests.site.serving import COMMAND, ROOT, SECONDS_TO_WAIT, free_port
from tests.store import running_store

pytestmark = pytest.mark.xdist_group("packs")

KEY = PackKey("2026-01-01-000000-abcdef", "leeds", 2024)


def key(number: int) -> PackKey:
    return PackKey(KEY.version, f"council-{number}", 2024)


def write_nothing_much(folder: Path) -> Callable[[PackKey, Callable[[str], None]], None]:
    """A maker that writes two small files, for tests of everything around the making."""

    def make(of: PackKey, report: Callable[[str], None]) -> None:
        report("Step 1 of 1: writing")
        to = folder / "made" / of.version
        to.mkdir(parents=True, exist_ok=True)
        for ending in ("pdf", "xlsx"):
            (to / f"{of.name}.{ending}").write_text(of.name)

    return make


def do_next(jobs: PackJobs) -> None:
    """Takes the next job as a worker does."""
    jobs.beat()
    jobs.huey.execute(jobs.huey.dequeue())


def wait_until(holds: Callable[[], bool]) -> None:
    latest = time.monotonic() + SECONDS_TO_WAIT
    while not holds():
        assert time.monotonic() < latest, "it didn't come to hold"
        time.sleep(0.02)


@contextmanager
def working(snapshots: Path, packs: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The real worker in a process of its own."""
    process = subprocess.Popen(
        [*COMMAND, "work", "--snapshots", str(snapshots), "--packs", str(packs)],
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def test_a_pack_that_nobody_asked_for_is_unasked_and_looking_asks_for_nothing(
    tmp_path: Path,
) -> None:
    jobs = PackJobs(tmp_path)
    assert jobs.progress(KEY).stage is Stage.UNASKED
    assert jobs.waiting == 0


def test_a_pack_goes_from_waiting_to_ready_and_is_made_once(tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path, make=write_nothing_much(tmp_path))
    jobs.beat()
    assert jobs.ask(KEY).stage is Stage.WAITING
    assert jobs.ask(KEY).stage is Stage.WAITING
    assert jobs.waiting == 1
    do_next(jobs)
    assert jobs.progress(KEY).stage is Stage.READY
    assert jobs.ask(KEY).stage is Stage.READY
    assert jobs.waiting == 0
    found = jobs.file(KEY, "pdf")
    assert found is not None
    assert found.read_text() == "leeds-2024"
    assert jobs.file(KEY, "exe") is None


def test_another_data_version_is_another_pack(tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path, make=write_nothing_much(tmp_path))
    jobs.beat()
    jobs.ask(KEY)
    do_next(jobs)
    other = PackKey("2026-02-02-000000-abcdef", KEY.slug, KEY.year)
    assert jobs.progress(other).stage is Stage.UNASKED


def test_no_more_than_so_many_wait_and_the_next_is_told_when_to_come_back(tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path, make=write_nothing_much(tmp_path))
    jobs.beat()
    for number in range(MOST_WAITING):
        assert jobs.ask(key(number)).stage is Stage.WAITING
    refused = jobs.ask(KEY)
    assert refused.stage is Stage.REFUSED
    assert refused.words == "20 packs are waiting to be made already."
    assert refused.seconds_to_wait > 0
    assert jobs.waiting == MOST_WAITING
    assert jobs.progress(KEY).stage is Stage.UNASKED, "a refused one is not kept"
    do_next(jobs)
    assert jobs.ask(KEY).stage is Stage.WAITING


def test_nothing_is_taken_while_no_worker_lives(tmp_path: Path) -> None:
    refused = PackJobs(tmp_path).ask(KEY)
    assert refused.stage is Stage.REFUSED
    assert refused.words == "Packs are not being made at the moment."


@pytest.mark.parametrize("is_shared", [True, False])
def test_while_redis_or_the_disk_is_away_packs_are_refused_in_words(
    tmp_path: Path, is_shared: bool
) -> None:
    folder = tmp_path / "packs"
    folder.write_text("no folder")
    broker = f"redis://127.0.0.1:{free_port()}/0" if is_shared else None
    jobs = PackJobs(folder, broker)
    for found in (jobs.progress(KEY), jobs.ask(KEY)):
        assert found.stage is Stage.REFUSED
        assert found.words == "Packs are not being made at the moment."
        assert found.seconds_to_wait > 0


def test_a_pack_that_cannot_be_made_says_so_without_the_reason_and_may_be_asked_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: PackKey, report: Callable[[str], None]) -> None:
        report("Step 1 of 1: failing")
        raise OSError("/secret/place is full")

    failing = PackJobs(tmp_path, make=fail)
    failing.beat()
    failing.ask(KEY)
    do_next(failing)
    found = failing.progress(KEY)
    assert found.stage is Stage.FAILED
    assert found.words.startswith("The pack couldn’t be made. The fault is ours")
    assert "secret" not in found.words
    assert "/secret/place is full" in caplog.text
    mended = PackJobs(tmp_path, make=write_nothing_much(tmp_path))
    assert mended.ask(KEY).stage is Stage.WAITING
    do_next(mended)
    assert mended.progress(KEY).stage is Stage.READY


def test_a_pack_whose_worker_was_killed_twice_has_failed_in_words(tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path, lost_after=0.0)
    jobs.beat()
    jobs.ask(KEY)
    for _ in range(MOST_ATTEMPTS):
        jobs.huey.dequeue()  # Taken by a worker that is killed at once.
        found = jobs.progress(KEY)
    assert found.stage is Stage.FAILED
    assert "was stopped in the middle of it. Ask for the pack again." in found.words
    assert jobs.waiting == 0


def test_packs_of_other_data_and_the_oldest_of_too_many_are_cleared(tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path)
    made = tmp_path / "made"
    old, new, other = made / "2025-01-01-000000-abcdef", made / KEY.version, tmp_path / "not-ours"
    long_ago = time.time() - 7200
    for folder, number in ((old, 1), (new, MOST_KEPT + 2), (other, 1)):
        folder.mkdir(parents=True)
        for place in range(number):
            for ending in ("pdf", "xlsx"):
                path = folder / f"council-{place}-2024.{ending}"
                path.touch()
                os.utime(path, (long_ago + place, long_ago + place))
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))
    jobs.clear(KEY.version)
    assert not old.exists()
    assert len(list(other.iterdir())) == 2, "what else the operator has there is left alone"
    left = {path.name for path in new.iterdir()}
    assert len(left) == 2 * MOST_KEPT
    assert "council-0-2024.pdf" not in left
    assert "council-1-2024.xlsx" not in left
    assert "council-2-2024.pdf" in left


def test_the_real_worker_makes_what_was_asked_for_and_the_job_outlives_it(
    snapshots: Path, tmp_path: Path
) -> None:
    version = Dataset.open(snapshots / "current").manifest.version
    jobs = PackJobs(tmp_path, lost_after=1.0)
    leeds, kent = (PackKey(version, s, 2024) for s in ("leeds", "kent-county-council"))
    with working(snapshots, tmp_path) as worker:
        wait_until(lambda: jobs.is_worked_on)
        jobs.ask(leeds)
        jobs.ask(kent)
        wait_until(lambda: jobs.progress(leeds).stage is Stage.MAKING)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(timeout=30)
    assert jobs.progress(leeds).stage is not Stage.READY
    with working(snapshots, tmp_path):
        wait_until(lambda: jobs.progress(kent).stage is Stage.READY)
        wait_until(lambda: jobs.progress(leeds).stage is Stage.READY)
    pdf = jobs.file(leeds, "pdf")
    assert pdf is not None
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_pack_of_data_that_are_no_longer_served_fails(snapshots: Path, tmp_path: Path) -> None:
    jobs = PackJobs(tmp_path)
    with working(snapshots, tmp_path):
        wait_until(lambda: jobs.is_worked_on)
        jobs.ask(KEY)
        wait_until(lambda: jobs.progress(KEY).stage is Stage.FAILED)


@pytest.fixture
def redis_address(tmp_path: Path) -> Iterator[str]:
    """A real Redis, or Valkey, on this machine."""
    with running_store(tmp_path) as address:
        yield address.replace("valkey://", "redis://")


@pytest.mark.xdist_group("store")
def test_several_machines_share_the_work_through_redis(
    snapshots: Path, tmp_path: Path, redis_address: str
) -> None:
    version = Dataset.open(snapshots / "current").manifest.version
    wanted = PackKey(version, "leeds", 2024)
    packs = tmp_path / "packs"
    packs.mkdir()
    here, there = PackJobs(packs, redis_address), PackJobs(packs, redis_address)
    with working(snapshots, packs, COUNCIL_PERFORMANCE_PACKS_BROKER=redis_address):
        wait_until(lambda: here.is_worked_on)
        assert here.ask(wanted).stage in (Stage.WAITING, Stage.MAKING)
        assert there.ask(wanted).stage is not Stage.REFUSED
        wait_until(lambda: there.progress(wanted).stage is Stage.READY)
    assert not (packs / "jobs.sqlite").exists()
