"""Snapshots that the real commands publish once for a whole test run, and servers on them."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REAL_EXTRACT = ROOT / "data" / "real"
COMMAND = (sys.executable, "-m", "dashboard")
SECONDS_TO_WAIT = 60


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """One folder for all the processes of this test run."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return folder / "shared"


def demonstration(shared: Path) -> Path:
    """Made-up cases of three years, with the break of 2022-23 and a merger of councils in them."""
    folder = shared / "demonstration"
    with _made_once(folder) as is_wanted:
        if is_wanted:
            source = folder / "input"
            run("demonstration", "--years", "2021-22..2023-24", "--to", str(source))
            run("publish", str(source), "--to", str(folder / "snapshots"))
            shutil.rmtree(source)
    return folder / "snapshots"


def real(shared: Path) -> Path:
    """The real figures that the repository carries."""
    folder = shared / "real"
    with _made_once(folder) as is_wanted:
        if is_wanted:
            run("publish", str(REAL_EXTRACT), "--to", str(folder / "snapshots"))
    return folder / "snapshots"


def run(*arguments: str) -> str:
    """Runs the real command; what it printed."""
    finished = subprocess.run(
        [*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert finished.returncode == 0, f"{arguments}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


@contextmanager
def serving(
    snapshots: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a site on a folder of snapshots, served by the real command."""
    port = free_port()
    arguments = ["serve", "--snapshots", str(snapshots), "--port", str(port), *options]
    variables = {**os.environ, **(environment or {})}
    with _process([*COMMAND, *arguments], snapshots, port, variables) as process:
        wait_until_answering(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serving_nothing(folder: Path) -> Iterator[str]:
    """The address of a site whose folder of snapshots is empty.

    The command refuses to start on it; a site comes to this when its folder is taken away.
    """
    with serving_alone(folder) as address:
        yield address


@contextmanager
def serving_alone(snapshots: Path, **environment: str) -> Iterator[str]:
    """The address of a site that the server runs without the command, so with no worker beside."""
    port = free_port()
    server = ["uvicorn", "--factory", "dashboard.app:from_environment", "--log-level", "warning"]
    arguments = [sys.executable, "-m", *server, "--port", str(port)]
    known = {**os.environ, "COUNCIL_PERFORMANCE_SNAPSHOTS": str(snapshots), **environment}
    with _process(arguments, snapshots, port, known) as process:
        wait_until_answering(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _process(
    arguments: list[str], folder: Path, port: int, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is stopped at the end; what it says is in a file of the folder."""
    with (folder / f"server-{port}.log").open("w+") as log:
        process = subprocess.Popen(arguments, cwd=ROOT, stdout=log, stderr=log, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_answering(
    address: str,
    process: subprocess.Popen[bytes] | None = None,
    until: Callable[[], bool] = lambda: True,
) -> None:
    """Asks an address again and again until it answers 200 and something holds."""
    latest = time.monotonic() + SECONDS_TO_WAIT
    while time.monotonic() < latest:
        assert process is None or process.poll() is None, "the server gave up"
        try:
            with urllib.request.urlopen(address, timeout=5):
                if until():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.05)
    pytest.fail(f"{address} did not answer as expected within {SECONDS_TO_WAIT} s.")


def log_of(site: str, snapshots: Path) -> str:
    """What the server at an address has said so far."""
    return (snapshots / f"server-{site.rpartition(':')[2]}.log").read_text(encoding="utf-8")


def free_port() -> int:
    """A port that no connection going out takes before a server does: systems take higher ones."""
    some = random.Random()  # Its own, since Hypothesis gives every process the same numbers.
    for port in some.sample(range(20_000, 30_000), 100):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("none of a hundred ports is free")


@contextmanager
def _made_once(folder: Path) -> Iterator[bool]:
    """Whether the folder has still to be filled; the other processes wait until it is."""
    folder.mkdir(parents=True, exist_ok=True)
    finished = folder / "finished"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not finished.exists()
        finished.touch()


@contextmanager
def database(snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The database of the snapshot that is served, to check answers against."""
    path = snapshots / "current" / "council-performance.sqlite"
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()
