"""A directory of postcodes, taken in by the program."""

from __future__ import annotations

import pytest

from dashboard.postcodes.directory import PostcodeDirectory
from tests.postcodes.directories import directory_file


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> PostcodeDirectory:
    """The rows of `directories.ROWS`, edition November 2025."""
    return PostcodeDirectory.open(directory_file(tmp_path_factory.mktemp("postcodes")))
