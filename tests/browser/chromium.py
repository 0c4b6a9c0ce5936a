"""Finds a Chromium for the browser tests, or installs one, and prints where it is.

    python tests/browser/chromium.py

The path is the last line of standard output; everything else goes to standard error. The first
that runs is taken: the one the variable CHROMIUM names, a browser on the search path, one that
Playwright fetched before, Debian's package (as root), one that Playwright fetches now. When none
can be had the exit code is 2: browser tests are never skipped in silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WHERE_PLAYWRIGHT_KEEPS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
_INSTALL_SECONDS = 900
_REMEDY = """The browser tests need a Chromium; none could be found or installed. Do one of these:
  - set CHROMIUM to the path of a Chromium or Chrome that runs on this machine;
  - install the package of your system, on Debian: apt-get install chromium;
  - fetch Playwright's own: python -m playwright install --with-deps chromium
"""


class NoChromiumError(Exception):
    """No browser can be had; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What decides which browser can be had here.

    `search_path` is a list of folders as in the variable PATH; `asked_for` the value of the
    variable CHROMIUM; `python` the interpreter that has the package playwright.
    """

    search_path: str
    asked_for: str | None
    is_root: bool
    python: Path

    @classmethod
    def here(cls) -> Machine:
        """The machine this runs on."""
        folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin"]
        return cls(
            search_path=os.pathsep.join(folder for folder in folders if folder),
            asked_for=os.environ.get("CHROMIUM") or None,
            is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
            python=Path(sys.executable),
        )

    def command(self, name: str) -> Path | None:
        """The program of that name on the search path."""
        place = shutil.which(name, path=self.search_path)
        return Path(place) if place else None


def find_or_install(machine: Machine) -> Path:
    """The executable of a Chromium that runs.

    Raises:
        NoChromiumError: CHROMIUM names one that does not run, or no way led to a browser.
    """
    if machine.asked_for is not None:
        return _asked_for(machine.asked_for)
    for look in (_on_search_path, _fetched_by_playwright, _from_debian, _from_playwright):
        if executable := look(machine):
            return executable
    raise NoChromiumError(_REMEDY)


def _asked_for(value: str) -> Path:
    executable = Path(value)
    if not _runs(executable):
        raise NoChromiumError(
            f"CHROMIUM is {value!r}, which does not run. Set it to a Chromium that answers to "
            "--version, or unset it to have one found.\n"
        )
    return executable


def _on_search_path(machine: Machine) -> Path | None:
    candidates = (machine.command(name) for name in _NAMES)
    return next((found for found in candidates if found and _runs(found)), None)


def _fetched_by_playwright(machine: Machine) -> Path | None:
    try:
        answer = subprocess.run(
            [machine.python, "-c", _WHERE_PLAYWRIGHT_KEEPS_IT],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    executable = Path(answer.stdout.strip())
    return executable if _runs(executable) else None


def _from_debian(machine: Machine) -> Path | None:
    apt_get = machine.command("apt-get")
    if not machine.is_root or apt_get is None:
        return None
    _say("Installing Debian's chromium.")
    # Another program may hold the package lock for a while, on a new machine above all.
    patience = ["-o", "DPkg::Lock::Timeout=300"]
    package = ["install", "-y", "--no-install-recommends", "chromium"]
    if not _done([apt_get, *patience, "update"]) or not _done([apt_get, *patience, *package]):
        _say("Debian's chromium could not be installed.")
        return None
    return _on_search_path(machine)


def _from_playwright(machine: Machine) -> Path | None:
    _say("Fetching Playwright's own Chromium.")
    if not _done([machine.python, "-m", "playwright", "install", "--no-shell", "chromium"]):
        _say("Playwright's own Chromium could not be fetched.")
        return None
    executable = _fetched_by_playwright(machine)
    if executable is None:
        _say("Playwright's own Chromium is here but does not run: system libraries are missing.")
    return executable


def _runs(executable: Path) -> bool:
    # The name alone proves nothing: Ubuntu's chromium-browser can be a stub that asks for snap.
    try:
        subprocess.run([executable, "--version"], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _done(command: list[str | Path]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            check=True,
            timeout=_INSTALL_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def main() -> int:
    """Prints the executable's path and returns 0, or says what to do and returns 2."""
    try:
        executable = find_or_install(Machine.here())
    except NoChromiumError as error:
        sys.stderr.write(str(error))
        return 2
    sys.stdout.write(f"{executable}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
