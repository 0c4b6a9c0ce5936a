from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.current import CurrentDataset
from dashboard.errors import SnapshotError
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path, four_councils_snapshots: Path) -> Shelf:
    """A shelf of its own with the snapshot of four councils, under the name "first"."""
    folder = tmp_path / "snapshots"
    shutil.copytree(Shelf(four_councils_snapshots).current(), folder / "first")
    (folder / "current").symlink_to("first")
    return Shelf(folder)


def switch_to(shelf: Shelf, version: str, *, damaged: bool = False) -> Path:
    with shelf.writing() as folder:
        shutil.copytree(shelf.folder / "first", folder, dirs_exist_ok=True)
        if damaged:
            (folder / DATABASE).write_bytes(b"no database")
        return shelf.put_up(folder, version)


def test_a_new_snapshot_is_taken_up(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    assert current().folder.name == "first"
    switch_to(shelf, "second")
    assert current().folder.name == "second"


def test_between_two_looks_the_snapshot_stays(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=3600)
    assert current().folder.name == "first"
    switch_to(shelf, "second")
    assert current().folder.name == "first"


def test_without_a_change_the_snapshot_is_not_opened_again(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    assert current() is current()


def test_a_damaged_new_snapshot_is_logged_and_the_old_one_stays(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    before = current()
    switch_to(shelf, "second", damaged=True)
    assert current() is before
    assert len(before.register) > 300
    assert f"{DATABASE} differs from its checksum" in caplog.text
    caplog.clear()
    assert current() is before
    assert caplog.text == ""


def test_after_a_damaged_snapshot_the_next_sound_one_is_taken_up(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    current()
    switch_to(shelf, "second", damaged=True)
    current()
    switch_to(shelf, "third")
    assert current().folder.name == "third"


def test_a_shelf_that_is_gone_leaves_the_snapshot_that_is_open(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    before = current()
    (shelf.folder / "current").unlink()
    assert current() is before


def test_without_a_usable_snapshot_there_is_no_answer_until_one_is_published(shelf: Shelf) -> None:
    (shelf.folder / "current").unlink()
    current = CurrentDataset(shelf, seconds_between_looks=3600)
    with pytest.raises(SnapshotError, match="no snapshot in"):
        current()
    switch_to(shelf, "second")
    assert current().folder.name == "second"


def test_many_threads_ask_one_dataset(shelf: Shelf) -> None:
    current = CurrentDataset(shelf, seconds_between_looks=0)
    with ThreadPoolExecutor(8) as threads:
        datasets = list(threads.map(lambda _: current(), range(40)))
        counts = list(
            threads.map(lambda d: d.rows("SELECT count(*) FROM authority")[0][0], datasets)
        )
    assert len({id(dataset) for dataset in datasets}) == 1
    assert set(counts) == {len(datasets[0].register)}
