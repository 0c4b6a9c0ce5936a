"""A site with four councils, asked as programs ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.asking import Ask, asking
from tests.site.serving import serving

NO_LIMIT = {"COUNCIL_PERFORMANCE_SEARCHES_PER_MINUTE": "0"}
"""Schemathesis asks more in a minute than a visitor may."""


@pytest.fixture(scope="session")
def site(four_councils_snapshots: Path) -> Iterator[str]:
    with serving(four_councils_snapshots, environment=NO_LIMIT) as address:
        yield address


@pytest.fixture(scope="session")
def ask(site: str) -> Ask:
    return asking(site)
