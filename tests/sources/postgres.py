"""Finds PostgreSQL for the tests of case tables in a database, or installs it; starts a server.

    python tests/sources/postgres.py

prints the folder of its programs as the last line. The first that is there is taken: the one the
variable POSTGRES names, one on the search path, Debian's place for it, Debian's package (as root).
When none can be had the exit code is 2: these tests are never skipped in silence.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_INSTALL_SECONDS = 900
_START_SECONDS = 60
_REMEDY = """The database tests need PostgreSQL; none could be found or installed. Do one of these:
  - set POSTGRES to the folder that has initdb and postgres in it;
  - install the package of your system, on Debian: apt-get install postgresql
"""


class NoPostgresError(Exception):
    """No PostgreSQL can be had, or it doesn't start; the message says what to do."""


def find_or_install() -> Path:
    """The folder with `initdb` and `postgres`.

    Raises:
        NoPostgresError: no way led to one.
    """
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = _found()
    if found is None:
        raise NoPostgresError(_REMEDY)
    return found


def _found() -> Path | None:
    on_path = shutil.which("initdb")
    places = [
        *([Path(os.environ["POSTGRES"])] if os.environ.get("POSTGRES") else []),
        *([Path(on_path).parent] if on_path else []),
        *sorted(_DEBIAN.glob("*/bin"), reverse=True),
    ]
    return next((p for p in places if (p / "initdb").exists() and (p / "postgres").exists()), None)


def _install() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
        subprocess.run(
            ["apt-get", "--quiet", *words],
            env=environment,
            stdout=sys.stderr,
            timeout=_INSTALL_SECONDS,
            check=False,
        )


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """A server of its own on a free port of this machine, as an address; gone at the end."""
    programs = find_or_install()
    with tempfile.TemporaryDirectory(prefix="council-performance-postgres-") as place:
        folder = Path(place)
        data = folder / "data"
        # PostgreSQL refuses to run as root.
        account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        user = account.pw_uid if account else None
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "publisher", "-E", "UTF8"],
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise NoPostgresError(made.stderr)
        yield from _serve(programs, data, folder, user)


def _serve(programs: Path, data: Path, folder: Path, user: int | None) -> Iterator[str]:
    port = _free_port()
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [
                *(programs / "postgres", "-D", data, "-p", str(port), "-k", folder),
                *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
            ],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(port, server, folder / "log")
            yield f"postgresql://publisher@127.0.0.1:{port}/postgres"
        finally:
            # Its own way to be told to stop at once.
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            if "ready to accept connections" in log.read_text(errors="replace"):
                return
        time.sleep(0.05)
    raise NoPostgresError(log.read_text(errors="replace")[-800:])


def main() -> int:
    """Prints where PostgreSQL is."""
    try:
        found = find_or_install()
    except NoPostgresError as error:
        sys.stderr.write(str(error))
        return 2
    sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
