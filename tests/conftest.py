"""Fixtures that the tests of several folders share."""

from __future__ import annotations

import pytest

from dashboard.dataset import Dataset
from dashboard.publish import publish
from dashboard.snapshot.shelf import Shelf
from tests.four_councils import TODAY, write_input


@pytest.fixture(scope="session")
def four_councils(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The input of `tests/four_councils.py`, published."""
    folder = tmp_path_factory.mktemp("four-councils")
    shelf = Shelf(folder / "snapshots")
    publish(write_input(folder / "input"), shelf, today=TODAY)
    return Dataset.open(shelf.current())
