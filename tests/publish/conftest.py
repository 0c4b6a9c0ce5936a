from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.snapshot.shelf import Shelf
from tests.factories import write_csv

WriteCases = Callable[..., Path]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "snapshots")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The publisher's folder."""
    return tmp_path / "input"


@pytest.fixture
def decide(source: Path) -> WriteCases:
    """Writes the table of decided cases: each is a council, a day and a decision."""

    def write(*cases: tuple[str, str, str], references: str = "20 000 {:03d}") -> Path:
        return write_csv(
            source / "decided.csv",
            "reference authority category decided_on decision",
            *(
                (references.format(number), authority, "Housing", day, decision)
                for number, (authority, day, decision) in enumerate(cases)
            ),
        )

    return write
