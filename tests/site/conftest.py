"""Sites served by the real command, and someone who asks them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.asking import Ask, asking
from tests.site.serving import database, demonstration, real, serving, shared_folder


@pytest.fixture(scope="session")
def demonstration_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def real_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def demonstration_site(demonstration_snapshots: Path) -> Iterator[str]:
    with serving(demonstration_snapshots) as address:
        yield address


@pytest.fixture(scope="session")
def real_site(real_snapshots: Path) -> Iterator[str]:
    with serving(real_snapshots) as address:
        yield address


@pytest.fixture(scope="session")
def made_up(demonstration_snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration's database, to check pages against."""
    with database(demonstration_snapshots) as connection:
        yield connection


@pytest.fixture(scope="session")
def ask(demonstration_site: str) -> Ask:
    """Asks the demonstration."""
    return asking(demonstration_site)


@pytest.fixture(scope="session")
def ask_real(real_site: str) -> Ask:
    """Asks the site with the real figures."""
    return asking(real_site)


@pytest.fixture(scope="session")
def published(real_snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The real figures' database, to check pages against."""
    with database(real_snapshots) as connection:
        yield connection
