"""The command in a process of its own, which may be killed, or kept from writing."""

from __future__ import annotations

import multiprocessing
import os
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


def command(*arguments: str | Path, prepare: Preparation | None = None) -> Finished:
    """Runs the command to its end; `prepare` is called in its process first."""
    with TemporaryDirectory() as folder:
        outputs = Path(folder) / "stdout", Path(folder) / "stderr"
        with running(*arguments, prepare=prepare, outputs=outputs) as process:
            process.join(PATIENCE)
        assert process.exitcode is not None
        result, words = (path.read_text(encoding="utf-8") for path in outputs)
        return Finished(process.exitcode, result, words)


@contextmanager
def running(
    *arguments: str | Path,
    prepare: Preparation | None = None,
    outputs: tuple[Path, Path] = (Path(os.devnull), Path(os.devnull)),
) -> Iterator[BaseProcess]:
    """The process of a command; killed at the end if it still runs."""
    process = _PROCESSES.Process(target=_run, args=(arguments, outputs, prepare))
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


def _run(
    arguments: tuple[str | Path, ...], outputs: tuple[Path, Path], prepare: Preparation | None
) -> None:
    for number, path in enumerate(outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = ["council-performance", *map(str, arguments)]
    if prepare:
        prepare()
    cli.run()
