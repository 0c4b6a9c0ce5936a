"""Servers of the bench: started on free ports of this machine, stopped whatever happens."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
_START_SECONDS = 60
_STOP_SECONDS = 15


class ServerError(Exception):
    """A server does not start; the message has the end of what it wrote."""


@dataclass(frozen=True)
class Command:
    """How a server is started; `{port}` in a word stands for the port."""

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process_id: int
    start_seconds: float
    """From the start of the process to its first answer with status 200."""

    @property
    def address(self) -> str:
        """The address of its first page."""
        return f"http://{HOST}:{self.port}/"

    def worker_megabytes(self) -> float:
        """Resident memory of the largest process that serves: a worker, or the only process."""
        workers = _descendants(self.process_id) or [self.process_id]
        return max(_resident_bytes(worker) for worker in workers) / 1e6

    def processor_seconds(self) -> float:
        """Processor time of its processes since they started.

        Raises:
            ServerError: the system has no /proc.
        """
        processes = [self.process_id, *_descendants(self.process_id)]
        return sum(map(_processor_seconds, processes))


@contextlib.contextmanager
def running(command: Command, log: Path) -> Iterator[Server]:
    """A server for as long as the block lasts.

    Raises:
        ServerError: it gives no answer with status 200 in a minute.
    """
    port = _free_port()
    words = [word.format(port=port) for word in command.words]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        started = time.perf_counter()
        process = _spawn(words, command, output)
        try:
            _wait_for_answer(process, port, log)
            yield Server(port, process.pid, time.perf_counter() - started)
        finally:
            _stop(process)


def start_times(command: Command, log: Path, times: int) -> list[float]:
    """Seconds from the start of the process to the first answer, for so many starts."""
    found = []
    for _ in range(times):
        with running(command, log) as server:
            found.append(server.start_seconds)
    return found


def _spawn(words: list[str], command: Command, output: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words,
        cwd=command.folder,
        env={**os.environ, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for_answer(process: subprocess.Popen[str], port: int, log: Path) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > give_up:
            end = log.read_text("utf-8", errors="replace").strip().splitlines()[-3:]
            raise ServerError(" / ".join(end) or "it gives no answer")
        time.sleep(0.005)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[str]) -> None:
    workers = _descendants(process.pid)
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        for worker in workers:
            # A worker ends with its parent as a rule; one that hangs is ended by its own number.
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, 9)


def _descendants(process_id: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    listed = _process_table("pid=,ppid=")
    found = [process_id]
    for parent in found:
        found.extend(child for child, of in listed if of == parent)
    return found[1:]


def _resident_bytes(process_id: int) -> int:
    kilobytes = dict(_process_table("pid=,rss="))
    return kilobytes.get(process_id, 0) * 1024


def _processor_seconds(process_id: int) -> float:
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError as error:
        raise ServerError(f"processor time can't be read: {error}") from error
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _process_table(columns: str) -> list[tuple[int, int]]:
    """Two columns of the table of processes, from /proc or where that is absent from `ps`."""
    if Path("/proc/self/status").is_file():
        return list(_from_proc(columns))
    ps = shutil.which("ps") or "ps"
    listed = subprocess.run([ps, "-A", "-o", columns], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [(int(first), int(second)) for first, second in pairs]


def _from_proc(columns: str) -> Iterator[tuple[int, int]]:
    field = {"pid=,ppid=": "PPid:", "pid=,rss=": "VmRSS:"}[columns]
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        # A process may end between the listing and the look.
        with contextlib.suppress(OSError):
            for line in (folder / "status").read_text().splitlines():
                if line.startswith(field):
                    yield int(folder.name), int(line.split()[1])
