"""Letters that the real command writes once from the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.serving import demonstration, run, shared_folder

YEAR = 2024


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(shared_folder(tmp_path_factory))


@pytest.fixture(scope="module")
def written(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of letters for one year."""
    to = tmp_path_factory.mktemp("letters") / "out"
    run(
        *("letters", "write", "--year", str(YEAR), "--to", str(to), "--quiet"),
        *("--signatory", "A. Name, Ombudsman", "--dated", "2024-07-17"),
        *("--snapshots", str(snapshots)),
    )
    return to
