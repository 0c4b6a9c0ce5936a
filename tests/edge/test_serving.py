"""What the command says and checks before the site starts, and what the site says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.site.asking import Ask, asking
from tests.site.serving import ROOT, free_port, serving

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def refused(snapshots: Path, *options: str, **variables: str) -> str:
    """What the command says that doesn't start."""
    command = ["-m", "dashboard", "serve", "--snapshots", str(snapshots)]
    finished = subprocess.run(
        [sys.executable, *command, "--port", str(free_port()), *options],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 2, finished.stderr
    assert "Traceback" not in finished.stderr
    return finished.stderr


def test_settings_that_mean_nothing_are_said_all_at_once(four_councils_snapshots: Path) -> None:
    words = refused(
        four_councils_snapshots,
        COUNCIL_PERFORMANCE_SEARCHES_PER_MINUTE="many",
        COUNCIL_PERFORMANCE_TRUSTED_PROXIES="*",
        COUNCIL_PERFORMANCE_RATE_LIMIT_STORE="redis://:a-password@127.0.0.1",
    )
    assert "COUNCIL_PERFORMANCE_SEARCHES_PER_MINUTE" in words
    assert "COUNCIL_PERFORMANCE_TRUSTED_PROXIES: '*' is no address" in words
    assert "COUNCIL_PERFORMANCE_RATE_LIMIT_STORE" in words
    assert "a-password" not in words


def test_a_proxy_that_is_none_is_said_plainly(four_councils_snapshots: Path) -> None:
    words = refused(four_councils_snapshots, "--trusted-proxies", "proxy.example")
    assert "'proxy.example' is no address or network of a proxy" in words


def test_the_data_page_says_which_program_shows_them(ask: Ask) -> None:
    assert (
        "<dt>Shown by</dt><dd>council-performance 0.1.0, commit unknown</dd>" in ask("/data").text
    )


def test_the_data_page_says_the_commit_that_the_build_says(four_councils_snapshots: Path) -> None:
    named = {"COUNCIL_PERFORMANCE_COMMIT": COMMIT}
    with serving(four_councils_snapshots, environment=named) as address:
        assert f"commit {COMMIT}</dd>" in asking(address)("/data").text


def test_the_site_loads_nothing_that_only_an_extra_needs() -> None:
    program = (
        "import sys; from dashboard.app import create_app; from dashboard.settings import Settings; "
        "create_app(Settings()); "
        "print(*({'opentelemetry', 'valkey', 'redis', 'requests.api'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert finished.stdout == "\n"
