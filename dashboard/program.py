"""Which program this is: its version, and the commit that it was built from."""

from __future__ import annotations

import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import Final

UNKNOWN: Final = "unknown"
COMMIT_FILE: Final = Path(__file__).with_name("commit.txt")
"""Written by whoever builds the program; a checkout has none."""

_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}")


def program_version() -> str:
    """The version of the installed program."""
    return version("council-performance")


def commit() -> str:
    """The commit that the program was built from; "unknown" if nobody wrote it down.

    COUNCIL_PERFORMANCE_COMMIT says it, else the file `commit.txt` in the package.
    """
    said = os.environ.get("COUNCIL_PERFORMANCE_COMMIT", "")
    if not said and COMMIT_FILE.is_file():
        said = COMMIT_FILE.read_text(encoding="ascii", errors="replace")
    found = said.strip().lower()
    return found if _COMMIT.fullmatch(found) else UNKNOWN
