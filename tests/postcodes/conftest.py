"""Directories of postcodes, taken in by the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.postcodes.intake import import_postcodes
from tests.postcodes.directories import onspd_csv


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> PostcodeDirectory:
    """The rows of `directories.ROWS`, edition November 2025."""
    folder = tmp_path_factory.mktemp("postcodes")
    source = onspd_csv(folder / "ONSPD_NOV_2025_UK.csv")
    import_postcodes(str(source), folder / "postcodes.sqlite", lambda _: None)
    return PostcodeDirectory.open(folder / "postcodes.sqlite")
