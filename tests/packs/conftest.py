"""Packs that the real command makes of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.serving import demonstration, real, shared_folder


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(shared_folder(tmp_path_factory))


@pytest.fixture(scope="module")
def real_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real(shared_folder(tmp_path_factory))
