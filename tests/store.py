"""A server of Valkey, or of Redis, which speaks the same, for what several machines share.

The first that is there is taken: the one that the variable VALKEY names, one on the search path,
Debian's package (as root). Tests that need it are never skipped, and of one group, so that no two
install it at once.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.site.serving import free_port

_NAMES = ("valkey-server", "redis-server")
_PACKAGE = "redis-server"
_SECONDS = 60
_REMEDY = """Tests of what machines share need Valkey or Redis; none could be found or installed.
Do one of these:
  - set VALKEY to the path of valkey-server or redis-server;
  - install the package of your system, on Debian: apt-get install redis-server
"""


def find_or_install() -> str:
    """The path of the server's program."""
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["update"], ["install", "--yes", "--no-install-recommends", _PACKAGE]):
            subprocess.run(
                ["apt-get", "--quiet", *words],
                # Debian would start a server of its own, which nobody asked for.
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"},
                stdout=sys.stderr,
                timeout=600,
                check=False,
            )
        found = _found()
    assert found is not None, _REMEDY
    return found


def _found() -> str | None:
    named = os.environ.get("VALKEY")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def running_store(folder: Path) -> Iterator[str]:
    """The address of a server of its own, which keeps nothing and is gone at the end."""
    port = free_port()
    arguments = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder))
    with (folder / "store.log").open("w") as log:
        server = subprocess.Popen([find_or_install(), *arguments], stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield f"valkey://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the store did not start")
