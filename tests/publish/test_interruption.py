from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.dataset import Dataset
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf

PATIENCE = 180.0


@pytest.fixture
def shelf(tmp_path: Path, four_councils_snapshots: Path) -> Shelf:
    """A shelf of its own with the snapshot of four councils."""
    shutil.copytree(four_councils_snapshots, tmp_path / "snapshots", symlinks=True)
    return Shelf(tmp_path / "snapshots")


def command(source: Path, shelf: Shelf) -> list[str]:
    return [sys.executable, "-m", "dashboard", "publish", str(source), "--to", str(shelf.folder)]


def unfinished(shelf: Shelf) -> list[str]:
    return [path.name for path in shelf.folder.glob(".unfinished-*")]


def wait_until_it_writes(publisher: subprocess.Popen[bytes], shelf: Shelf) -> None:
    """Waits for the first bytes of the database of the unfinished snapshot."""
    end = time.monotonic() + PATIENCE
    while not list(shelf.folder.glob(f".unfinished-*/{DATABASE}")):
        assert publisher.poll() is None, "the publish ended before it wrote anything"
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_publish_that_is_killed_leaves_the_old_snapshot_and_the_next_one_clears_up(
    four_councils_input: Path, shelf: Shelf
) -> None:
    before = shelf.current()
    with subprocess.Popen(
        command(four_councils_input, shelf),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as publisher:
        wait_until_it_writes(publisher, shelf)
        os.kill(publisher.pid, signal.SIGKILL)
    assert publisher.returncode == -signal.SIGKILL
    assert unfinished(shelf) == [f".unfinished-{publisher.pid}"]
    assert shelf.current() == before
    assert len(Dataset.open(shelf.current()).register) > 300
    again = subprocess.run(command(four_councils_input, shelf), capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
    assert unfinished(shelf) == []
    assert shelf.versions() == [before, shelf.current()]


def test_while_one_publish_writes_a_second_one_is_refused(
    four_councils_input: Path, shelf: Shelf
) -> None:
    with subprocess.Popen(
        command(four_councils_input, shelf),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as publisher:
        wait_until_it_writes(publisher, shelf)
        os.kill(publisher.pid, signal.SIGSTOP)
        second = subprocess.run(
            command(four_councils_input, shelf), capture_output=True, text=True, check=False
        )
        publisher.kill()
    assert second.returncode == 2
    assert "another publish is writing to" in second.stderr
    assert "Traceback" not in second.stderr
    assert len(shelf.versions()) == 1
