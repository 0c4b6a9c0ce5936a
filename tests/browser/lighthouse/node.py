"""Finds Node and npm, or installs Debian's, and installs Lighthouse as its lock file names it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (18, 16)
"""The Node that this Lighthouse asks for; Debian 12 has 18.20."""
HERE = Path(__file__).parent
_SECONDS = 900
_REMEDY = """Lighthouse needs Node 18.16 or newer and npm; they could not be found or installed.
  - on Debian: apt-get install nodejs npm
"""


class NoNodeError(Exception):
    """Node or npm can't be had, or Lighthouse can't be installed; the message says what to do."""


def lighthouse(cache: Path) -> list[str]:
    """The command that runs Lighthouse, installed in a folder of its own.

    Raises:
        NoNodeError: there is no Node, no npm, or npm could not install what the lock file names.
    """
    if not _is_there():
        _install()
    if not _is_there():
        raise NoNodeError(_REMEDY)
    cache.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    mark = cache / "installed"
    wanted = hashlib.sha256(lock).hexdigest()
    if not mark.exists() or mark.read_text() != wanted:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, cache)
        # Nothing of these packages is run while they are installed.
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        _run(["npm", "ci", "--omit=dev", *quiet], cache)
        mark.write_text(wanted)
    return ["node", str(cache / "node_modules" / "lighthouse" / "cli" / "index.js")]


def _is_there() -> bool:
    if shutil.which("npm") is None or shutil.which("node") is None:
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)", said.stdout)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST


def _install() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    missing = [n for n, c in (("nodejs", "node"), ("npm", "npm")) if shutil.which(c) is None]
    apt_get = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "--quiet", "--yes"]
    for words in (["update"], ["install", "--no-install-recommends", *missing]):
        _run([*apt_get, *words], HERE)


def _run(command: list[str], folder: Path) -> None:
    sys.stderr.write(f"{' '.join(command[:2])} ...\n")
    try:
        subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            check=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoNodeError(f"{command[0]} failed: {error}\n{_REMEDY}") from error
