"""Finds Java for the tests of case tables in Spark, or installs it.

    python tests/spark/java.py

prints its home as the last line. The first that is there is taken: the one the variable JAVA_HOME
names, one on the search path, Debian's package (as root). When none of version 17 or 21 can be had
the exit code is 2: these tests are never skipped in silence.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

VERSIONS = (17, 21)
"""Those that Spark 4 runs on."""
_INSTALL_SECONDS = 900
_REMEDY = """Spark needs Java 17 or 21; none could be found or installed. Do one of these:
  - set JAVA_HOME to one of them;
  - install the package of your system, on Debian: apt-get install openjdk-17-jre-headless
"""


def find_or_install() -> Path | None:
    """The home of a Java that Spark runs on; None if there is none to be had."""
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = _found()
    return found


def _found() -> Path | None:
    on_path = shutil.which("java")
    homes = [
        *([Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []),
        *([Path(on_path).resolve().parents[1]] if on_path else []),
    ]
    return next((home for home in homes if _version(home / "bin" / "java") in VERSIONS), None)


def _version(java: Path) -> int | None:
    if not java.exists():
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    match = re.search(r'version "(\d+)', told.stderr)
    return int(match[1]) if match else None


def _install() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [f"openjdk-{version}-jre-headless" for version in VERSIONS]
    # A release of Debian has one of them.
    for words in (["update"], *(["install", "--yes", package] for package in packages)):
        subprocess.run(
            ["apt-get", "--quiet", *words],
            env=environment,
            stdout=sys.stderr,
            timeout=_INSTALL_SECONDS,
            check=False,
        )


if __name__ == "__main__":
    home = find_or_install()
    if home is None:
        sys.stderr.write(_REMEDY)
        sys.exit(2)
    sys.stdout.write(f"{home}\n")
