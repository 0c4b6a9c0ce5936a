"""How long publishing takes, and how much memory: the real commands on the full demonstration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = Path(sys.executable).with_name("council-performance")
_KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""The unit in which the system tells the greatest memory of a process."""


class PublishingError(Exception):
    """A command of the publisher failed; the message has the end of what it said."""


@dataclass(frozen=True)
class Publishing:
    """One publication of the demonstration."""

    snapshots: Path
    seconds: float
    peak_megabytes: float
    """Greatest resident memory of the publishing process."""


def publish_demonstration(folder: Path) -> Publishing:
    """Writes the demonstration of seven years and publishes it, in an empty folder.

    Raises:
        PublishingError: either command fails.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written, snapshots = folder / "input", folder / "snapshots"
    run_program(["demonstration", "--to", str(written)], folder / "demonstration.log")
    seconds, peak = run_program(
        ["publish", str(written), "--to", str(snapshots)], folder / "publish.log"
    )
    return Publishing(snapshots, seconds, peak)


def run_program(arguments: list[str], log: Path) -> tuple[float, float]:
    """Seconds and greatest memory of a command, in megabytes.

    Raises:
        PublishingError: the command fails.
    """
    with log.open("w", encoding="utf-8") as output:
        started = time.perf_counter()
        process = subprocess.Popen([_PROGRAM, *arguments], stdout=output, stderr=subprocess.STDOUT)
        try:
            # Popen.wait would not tell the memory of this process alone.
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = log.read_text("utf-8", errors="replace").strip().splitlines()
        raise PublishingError(f"{arguments[0]}: {said[-1] if said else process.returncode}")
    return seconds, used.ru_maxrss * _KILOBYTE / 1e6
