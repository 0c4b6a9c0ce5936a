"""What all tests share: four councils, published once for all processes of a run."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.dataset import Dataset
from dashboard.publish import publish
from dashboard.snapshot.shelf import CURRENT, Shelf
from tests.four_councils import TODAY, write_input

# How long an example takes depends on what else the machine does.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def four_councils_input(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The input folder of `tests/four_councils.py`; not to be changed."""
    return _made_once(tmp_path_factory)[0]


@pytest.fixture(scope="session")
def four_councils_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of snapshots in which that input is published; not to be changed."""
    return _made_once(tmp_path_factory)[1]


@pytest.fixture(scope="session")
def four_councils(four_councils_snapshots: Path) -> Dataset:
    """That snapshot as the site sees it."""
    return Dataset.open(Shelf(four_councils_snapshots).current())


def _made_once(factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Made by whichever process comes first, while the others wait."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    source, snapshots = folder / "four-councils-input", folder / "four-councils"
    with (folder / "four-councils.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (snapshots / CURRENT).exists():
            publish(write_input(source), Shelf(snapshots), today=TODAY)
    return source, snapshots
