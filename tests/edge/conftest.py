"""A site with four councils that trusts one proxy and tells Prometheus what it counts."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.site.asking import Ask, asking
from tests.site.serving import SECONDS_TO_WAIT, free_port, log_of, serving

PROXY = "127.0.0.77"
"""The address that the trusted proxy asks from."""


@dataclass(frozen=True)
class Site:
    """A running site, and what it says apart from its answers."""

    address: str
    metrics_address: str
    snapshots: Path

    @property
    def log(self) -> str:
        return log_of(self.address, self.snapshots)

    def logged(self, request_id: str) -> list[dict[str, Any]]:
        """The lines of the log about a request so far."""
        lines = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return [line for line in lines if line.get("request_id") == request_id]

    def line_about(self, request_id: str) -> dict[str, Any]:
        """The one line about a request, which is written once its answer is out."""
        eventually(lambda: bool(self.logged(request_id)))
        [line] = self.logged(request_id)
        return line


@pytest.fixture(scope="session")
def site(four_councils_snapshots: Path) -> Iterator[Site]:
    port = free_port()
    options = ("--metrics-port", str(port), "--trusted-proxies", f"{PROXY}, 10.0.0.0/8")
    with serving(four_councils_snapshots, *options) as address:
        yield Site(address, f"http://127.0.0.1:{port}", four_councils_snapshots)


@pytest.fixture(scope="session")
def ask(site: Site) -> Ask:
    """A visitor who comes straight to the site."""
    return asking(site.address)


@pytest.fixture(scope="session")
def ask_by_proxy(site: Site) -> Ask:
    """The trusted proxy."""
    return asking(site.address, PROXY)


def eventually(holds: Callable[[], bool]) -> None:
    """Looks again and again until something holds."""
    latest = time.monotonic() + SECONDS_TO_WAIT
    while not holds():
        assert time.monotonic() < latest, "it never came true"
        time.sleep(0.02)


def counted_at(metrics_address: str, sample: str) -> float:
    """The value of a sample, written as Prometheus writes it; 0 if there is none."""
    text = asking(metrics_address)("/metrics").text
    values = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return next((float(value) for name, _, value in values if name == sample), 0.0)
