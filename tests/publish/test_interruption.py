"""Whatever stops a publish, the old snapshot is served and the next publish works."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from dashboard.snapshot.manifest import Manifest, verify
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from tests.factories import write_csv
from tests.publish.publisher import PATIENCE, Finished, Killed, as_plain_account, command, running

WHILE_IT_READS = [
    Killed("os.mkdir", ".unfinished-"),
    Killed("open", "input/decided.csv"),
    Killed("open", "input/letter-2024.txt"),
    Killed("open", "/manifest.json"),
    Killed("sqlite3.connect", f"/snapshot/{DATABASE}"),
]
WHILE_IT_WRITES = [
    Killed("open", "/snapshot/map/upper-2024.json"),
    Killed("open", "/snapshot/manifest.json"),
    Killed("os.rename", "/snapshot"),
    Killed("os.rename", "/current"),
]
"""The moments of a publish, from the first to the last before the new snapshot is served."""


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, four_councils_input: Path
) -> tuple[Path, Path]:
    """One decided case and a letter, and the folder of snapshots in which they are published."""
    folder = tmp_path_factory.mktemp("published")
    source, snapshots = folder / "input", folder / "snapshots"
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        ("20 000 563", "Milton Keynes Council", "Housing", "2023-06-01", "Upheld"),
    )
    shutil.copy(four_councils_input / "letter-2024.txt", source)
    assert command("publish", source, "--to", snapshots).exit_code == 0
    return source, snapshots


@pytest.fixture
def source(published: tuple[Path, Path]) -> Path:
    return published[0]


@pytest.fixture
def shelf(tmp_path: Path, published: tuple[Path, Path]) -> Shelf:
    """A shelf of its own with one snapshot."""
    return Shelf(Path(shutil.copytree(published[1], tmp_path / "snapshots", symlinks=True)))


@pytest.fixture
def small_disk(tmp_path: Path, published: tuple[Path, Path]) -> Iterator[Shelf]:
    """A shelf with one snapshot on a disk that has no room for another one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    tried = subprocess.run(mount, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"this account may not mount a small disk: {tried.stderr.strip()}")
    try:
        yield Shelf(Path(shutil.copytree(published[1], disk / "snapshots", symlinks=True)))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def names(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir())


def expect_whole(snapshot: Path) -> None:
    verify(snapshot, Manifest.read(snapshot))


def expect_to_publish(source: Path, shelf: Shelf) -> None:
    """Publishes once more, after which nothing half done is left."""
    again = command("publish", source, "--to", shelf.folder)
    assert again.exit_code == 0, again.words
    expect_whole(shelf.current())
    versions = [path.name for path in shelf.versions()]
    assert versions[-1] == shelf.current().name
    assert names(shelf) == sorted([".lock", "current", *versions])


def test_a_publish_that_is_killed_while_it_reads_leaves_the_old_snapshot(
    source: Path, shelf: Shelf
) -> None:
    before = shelf.current()
    expect_to_serve(before, source, shelf, WHILE_IT_READS)
    expect_to_publish(source, shelf)
    assert before in shelf.versions()


def test_a_publish_that_is_killed_while_it_writes_leaves_the_old_snapshot_until_the_switch(
    source: Path, shelf: Shelf
) -> None:
    before = shelf.current()
    expect_to_serve(before, source, shelf, WHILE_IT_WRITES)
    while_it_removes_old_ones = Killed("shutil.rmtree", f".unfinished-{before.name}")
    killed = publish_two_at_most(source, shelf, prepare=while_it_removes_old_ones)
    assert killed.exit_code == -signal.SIGKILL, killed.words
    after = shelf.current()
    assert after != before
    expect_whole(after)
    assert before not in shelf.versions()
    expect_to_publish(source, shelf)
    assert after in shelf.versions()


def expect_to_serve(before: Path, source: Path, shelf: Shelf, moments: list[Killed]) -> None:
    """Kills a publish at each moment; each gets further than the last, whatever that left."""
    for moment in moments:
        killed = publish_two_at_most(source, shelf, prepare=moment)
        assert killed.exit_code == -signal.SIGKILL, killed.words
        assert shelf.current() == before
        expect_whole(before)


def publish_two_at_most(source: Path, shelf: Shelf, *, prepare: Killed) -> Finished:
    return command("publish", source, "--to", shelf.folder, "--keep", "2", prepare=prepare)


def test_a_second_publish_is_refused_as_soon_as_it_starts(source: Path, shelf: Shelf) -> None:
    with running("publish", source, "--to", shelf.folder) as first:
        assert first.pid is not None
        wait_for_the_start(shelf)
        os.kill(first.pid, signal.SIGSTOP)
        second = command("publish", source, "--to", shelf.folder)
        dry_run = command("publish", source, "--to", shelf.folder, "--dry-run")
        os.kill(first.pid, signal.SIGCONT)
        first.join(PATIENCE)
    assert (second.exit_code, second.words) == (
        2,
        f"another publish to {shelf.folder} is running (process {first.pid}); wait until it has "
        "ended, then run this again; nothing was published\n",
    )
    assert dry_run.exit_code == 0
    assert first.exitcode == 0
    assert len(shelf.versions()) == 2


def wait_for_the_start(shelf: Shelf) -> None:
    end = time.monotonic() + PATIENCE
    while not list(shelf.folder.glob(".unfinished-*")):
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_full_disk_is_said_and_leaves_the_old_snapshot(source: Path, small_disk: Shelf) -> None:
    before = small_disk.current()
    filler = small_disk.folder.parent / "filler"
    for megabytes_left in (0.0, 0.1, 0.6):
        room = shutil.disk_usage(small_disk.folder).free - int(megabytes_left * 1_000_000)
        filler.write_bytes(b"\0" * room)
        refused = command("publish", source, "--to", small_disk.folder)
        assert refused.exit_code == 2
        assert refused.words.splitlines()[-1] == (
            f"can't write to {small_disk.folder}: No space left on device ({megabytes_left} MB "
            "left); nothing was published; make room there, then publish again"
        )
        assert names(small_disk) == [".lock", before.name, "current"]
        expect_whole(small_disk.current())
        filler.unlink()
    expect_to_publish(source, small_disk)


@pytest.mark.parametrize(
    ("most_bytes", "said"), [(1000, "File too large"), (200_000, "Input/output error")]
)
def test_a_limit_on_the_size_of_files_is_said_and_leaves_the_old_snapshot(
    source: Path, shelf: Shelf, most_bytes: int, said: str
) -> None:
    before = shelf.current()
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    refused = command("publish", source, "--to", shelf.folder, prepare=limit)
    assert refused.exit_code == 2
    assert refused.words.splitlines()[-1] == (
        f"can't write to {shelf.folder}: {said}; nothing was published; look for a limit on the "
        "size of files (ulimit -f), or name a folder on another disk with --to"
    )
    assert names(shelf) == [".lock", before.name, "current"]
    expect_whole(shelf.current())


def test_a_folder_that_may_not_be_written_to_is_said(source: Path, shelf: Shelf) -> None:
    before = shelf.current()
    shelf.folder.chmod(0o500)
    refused = command("publish", source, "--to", shelf.folder, prepare=as_plain_account)
    assert refused.exit_code == 2
    assert re.sub(r"unfinished-\d+", "unfinished-N", refused.words) == (
        f"can't write to {shelf.folder}/.unfinished-N: Permission denied; nothing "
        "was published; let this account write there, or name another folder with --to\n"
    )
    assert shelf.current() == before


def test_old_snapshots_that_can_not_be_removed_are_said_and_stop_nothing(
    source: Path, shelf: Shelf
) -> None:
    for number in range(2):
        shutil.copytree(shelf.current(), shelf.folder / f"2000-{number}")
    (shelf.folder / "2000-0").chmod(0o500)
    for _ in range(2):
        published = command(
            *("publish", source, "--to", shelf.folder, "--keep", "2", "--quiet"),
            prepare=as_plain_account,
        )
        assert published.exit_code == 0
        assert published.words.splitlines()[-1] == (
            f"{shelf.folder}: warning [snapshot-not-removed]: found 'Permission denied'; expected "
            "the newest 2 snapshots only; the new one is published; remove old ones by hand, or "
            "let this account remove them"
        )
        assert [path.name for path in shelf.versions()][-1] == shelf.current().name
        assert len(shelf.versions()) == 2
    (shelf.folder / ".unfinished-2000-0").chmod(0o700)


def test_a_refused_publish_leaves_no_folder_behind(tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    refused = command("publish", tmp_path / "input", "--to", tmp_path / "made" / "snapshots")
    assert refused.exit_code == 2
    assert not (tmp_path / "made").exists()


def test_a_publish_that_is_killed_at_any_moment_leaves_a_whole_snapshot(
    source: Path, shelf: Shelf
) -> None:
    """The moments above are known ones; these come as they come, spread over a whole run."""
    started = time.monotonic()
    assert command("publish", source, "--to", shelf.folder).exit_code == 0
    seconds = time.monotonic() - started
    for part in range(1, 8):
        with running("publish", source, "--to", shelf.folder) as publishing:
            publishing.join(seconds * part / 8)
            publishing.kill()
            publishing.join()
            served = shelf.current()
            expect_whole(served)
            assert served in shelf.versions()
    expect_to_publish(source, shelf)
