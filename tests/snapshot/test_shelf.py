from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.errors import CallError, SnapshotError
from dashboard.snapshot.shelf import Shelf

WRITES_UNTIL_KILLED = """
import pathlib, sys, time
from dashboard.snapshot.shelf import Shelf
with Shelf(pathlib.Path(sys.argv[1])).writing() as folder:
    (folder / "half.txt").write_text("half a snapshot")
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "snapshots")


def put_up(shelf: Shelf, version: str) -> Path:
    with shelf.writing() as folder:
        (folder / "manifest.json").write_text(version)
        return shelf.put_up(folder, version)


def names(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir())


def test_an_empty_shelf_says_how_to_fill_it(shelf: Shelf) -> None:
    with pytest.raises(SnapshotError, match="publish SOURCE --to"):
        shelf.current()
    assert shelf.versions() == []


def test_what_is_put_up_is_current(shelf: Shelf) -> None:
    first = put_up(shelf, "2024-01")
    assert shelf.current() == first
    second = put_up(shelf, "2024-02")
    assert shelf.current() == second
    assert shelf.versions() == [first, second]


def test_the_link_is_relative_so_that_the_shelf_can_be_moved(shelf: Shelf, tmp_path: Path) -> None:
    put_up(shelf, "2024-01")
    moved = Shelf(shelf.folder.rename(tmp_path / "elsewhere"))
    assert moved.current() == tmp_path / "elsewhere" / "2024-01"


def test_a_snapshot_is_its_own_shelf(shelf: Shelf) -> None:
    snapshot = put_up(shelf, "2024-01")
    assert Shelf(snapshot).current() == snapshot
    assert Shelf(shelf.folder / "current").current() == snapshot


def test_the_old_snapshot_is_current_until_the_new_one_is_put_up(shelf: Shelf) -> None:
    first = put_up(shelf, "2024-01")
    with shelf.writing() as folder:
        (folder / "manifest.json").write_text("new")
        assert shelf.current() == first
        assert shelf.versions() == [first]
        second = shelf.put_up(folder, "2024-02")
        assert shelf.current() == second


def test_a_failed_writing_leaves_nothing(shelf: Shelf) -> None:
    first = put_up(shelf, "2024-01")
    with contextlib.suppress(RuntimeError), shelf.writing() as folder:
        (folder / "half.txt").write_text("half")
        raise RuntimeError
    assert names(shelf) == [".lock", "2024-01", "current"]
    assert shelf.current() == first


def test_only_one_may_write_at_a_time(shelf: Shelf) -> None:
    with shelf.writing():
        with pytest.raises(
            CallError, match=f"another publish to .* is running .process {os.getpid()}."
        ):
            put_up(Shelf(shelf.folder), "2024-01")
        assert shelf.versions() == []
    assert put_up(shelf, "2024-02") == shelf.current()


def test_a_killed_writer_leaves_the_old_snapshot_and_the_next_one_clears_up(shelf: Shelf) -> None:
    first = put_up(shelf, "2024-01")
    (shelf.folder / ".unfinished-link-1").symlink_to("2024-00")
    # In a container each run may have the same process number.
    (shelf.folder / f".unfinished-{os.getpid()}").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_UNTIL_KILLED, str(shelf.folder)], stdout=subprocess.PIPE
    ) as writer:
        # The leftovers of earlier runs are gone as soon as somebody writes.
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        assert names(shelf) == [".lock", f".unfinished-{writer.pid}", "2024-01", "current"]
        os.kill(writer.pid, signal.SIGKILL)
    assert (shelf.folder / f".unfinished-{writer.pid}" / "half.txt").exists()
    assert shelf.current() == first
    second = put_up(shelf, "2024-02")
    assert shelf.current() == second
    assert names(shelf) == [".lock", "2024-01", "2024-02", "current"]


def test_only_the_newest_snapshots_are_kept(shelf: Shelf) -> None:
    for version in ("2024-01", "2024-02", "2024-03", "2024-04"):
        put_up(shelf, version)
    removed = shelf.keep(2)
    assert [path.name for path in removed] == ["2024-01", "2024-02"]
    assert names(shelf) == [".lock", "2024-03", "2024-04", "current"]


def test_the_current_snapshot_is_kept_even_if_it_is_old(shelf: Shelf) -> None:
    for version in ("2024-01", "2024-02", "2024-03"):
        put_up(shelf, version)
    put_up(shelf, "2024-04")
    link = shelf.folder / "current"
    link.unlink()
    link.symlink_to("2024-01")
    assert [path.name for path in shelf.keep(1)] == ["2024-02"]
    assert [path.name for path in shelf.versions()] == ["2024-01", "2024-03", "2024-04"]


def test_the_snapshot_before_the_newest_stays_for_whoever_still_reads_it(shelf: Shelf) -> None:
    for version in ("2024-01", "2024-02", "2024-03"):
        put_up(shelf, version)
    assert [path.name for path in shelf.keep(1)] == ["2024-01"]
    assert [path.name for path in shelf.versions()] == ["2024-02", "2024-03"]


def test_a_link_that_leads_nowhere_is_no_snapshot(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "current").symlink_to("2024-01")
    with pytest.raises(SnapshotError, match="no snapshot in"):
        shelf.current()


def test_a_shelf_that_was_made_for_nothing_is_removed(shelf: Shelf) -> None:
    with contextlib.suppress(RuntimeError), shelf.writing():
        raise RuntimeError
    assert not shelf.folder.exists()
    shelf.folder.mkdir()
    with shelf.writing():
        pass
    assert names(shelf) == [".lock"]
