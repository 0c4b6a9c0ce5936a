"""What the command says and checks before the site starts, and what the site says of itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.edge.conftest import eventually
from tests.site.asking import Ask, asking
from tests.site.serving import ROOT, free_port, log_of, serving

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
        "import sys; from dashboard import app; app.from_environment(); "
        "print(*({'opentelemetry.sdk', 'valkey', 'redis'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert finished.stdout == "\n"


def test_what_breaks_while_it_runs_is_said_without_a_trace_and_logged_without_what_was_asked(
    tmp_path: Path, four_councils_snapshots: Path
) -> None:
    snapshot = shutil.copytree((four_councils_snapshots / "current").resolve(), tmp_path / "x")
    with serving(snapshot, "--log-level", "warning") as address:
        database = snapshot / "council-performance.sqlite"
        with database.open("r+b") as file:
            file.write(b"\0" * database.stat().st_size)
        answer = asking(address)("/decisions?q=zebracrossing")
        eventually(lambda: '"error":' in log_of(address, snapshot))
        log = log_of(address, snapshot)
    assert answer.status == 500
    assert "<h1>Something went wrong</h1>" in answer.text
    assert "sqlite" not in answer.text.lower()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    about = [x for x in lines if x.get("request_id") == answer.headers["x-request-id"]]
    assert [x["status"] for x in about if "status" in x] == [500]
    [error] = [x for x in about if "error" in x]
    assert error["error"] == "DatabaseError"
    assert any("dashboard" in place or "decisions.py" in place for place in error["where"])
    assert "zebracrossing" not in log
    assert "Traceback" not in log
