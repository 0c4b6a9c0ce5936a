"""The committed register and its names, loaded once for all tests of this folder."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.resources import data_folder

RegisterFile = Callable[[Callable[[list[dict[str, str]]], None]], Path]


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="session")
def names(register: Register) -> Names:
    return Names(register)


@pytest.fixture
def edited_register(tmp_path: Path) -> RegisterFile:
    """A copy of the committed register file after an edit of its rows."""

    def write(edit: Callable[[list[dict[str, str]]], None]) -> Path:
        with (data_folder() / "authorities.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        columns = list(rows[0])
        edit(rows)
        path = tmp_path / "authorities.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, columns)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write
