"""The command in a process of its own, which may be killed, or kept from writing."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard import cli

PATIENCE = 180.0

# Its server loads the program once; to load it for each process would take most of the time.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["dashboard.cli", "dashboard.publish"])

Preparation = Callable[[], object]


@dataclass(frozen=True)
class Finished:
    """How a command ended, and what the operator saw: the result and the words beside it."""

    exit_code: int
    result: str
    words: str
    most_memory: int | None
    """In kilobytes; None if it was killed."""


def command(*arguments: str | Path, prepare: Preparation | None = None) -> Finished:
    """Runs the command to its end; `prepare` is called in its process first."""
    with TemporaryDirectory() as folder:
        with running(*arguments, prepare=prepare, told_in=Path(folder)) as process:
            process.join(PATIENCE)
        assert process.exitcode is not None
        told = {path.name: path.read_text(encoding="utf-8") for path in Path(folder).iterdir()}
        memory = int(told["memory"]) if told["memory"] else None
        return Finished(process.exitcode, told["stdout"], told["stderr"], memory)


@contextmanager
def running(
    *arguments: str | Path,
    prepare: Preparation | None = None,
    told_in: Path | None = None,
) -> Iterator[BaseProcess]:
    """The process of a command; killed at the end if it still runs.

    What it says, and how much memory it took, goes into files of a folder if one is given.
    """
    process = _PROCESSES.Process(target=_run, args=(arguments, told_in, prepare))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


@dataclass(frozen=True)
class Killed:
    """Prepares a process to be killed the moment it is about to do something with a file.

    `event` is one of Python's audit events, `place` a part of a path that it is about.
    """

    event: str
    place: str

    def __call__(self) -> None:
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == self.event and any(self.place in str(argument) for argument in arguments):
            os.kill(os.getpid(), signal.SIGKILL)


def as_plain_account() -> None:
    """Prepares a process to be kept from what it may not read or write, root's too."""
    version, this_process = 0x20080522, 0
    header = (ctypes.c_uint32 * 2)(version, this_process)
    no_capabilities = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None).capset(header, no_capabilities):
        raise OSError("the process keeps its capabilities")


def _run(
    arguments: tuple[str | Path, ...], told_in: Path | None, prepare: Preparation | None
) -> None:
    for number, name in enumerate(("stdout", "stderr"), start=1):
        path = told_in / name if told_in else Path(os.devnull)
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    memory = (told_in / "memory").open("w") if told_in else None
    sys.argv = ["council-performance", *map(str, arguments)]
    if prepare:
        prepare()
    try:
        cli.run()
    finally:
        if memory:
            memory.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
            memory.close()
