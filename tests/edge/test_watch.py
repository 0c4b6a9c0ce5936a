"""What the site notes of its visitors: how it answered, and nothing of who they are."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.edge.conftest import Site, counted_at, eventually
from tests.site.asking import Ask, asking
from tests.site.serving import free_port, log_of, serving, wait_until_answering

OWN_ID = re.compile(r"[0-9a-f]{16}")


def asked_for(site: Site, ask: Ask, path: str) -> None:
    """Asks, and waits until the request has been noted."""
    site.line_about(ask(path).headers["x-request-id"])


def test_a_request_is_one_line_of_json_with_route_status_and_duration(site: Site, ask: Ask) -> None:
    answer = ask("/council/leeds?year=2023", user_agent="Somebody's browser 7")
    line = site.line_about(answer.headers["x-request-id"])
    assert line.pop("time").endswith("+00:00")
    assert line.pop("milliseconds") > 0
    assert line == {
        "level": "info",
        "logger": "dashboard.edge.watch",
        "message": "answered",
        "request_id": answer.headers["x-request-id"],
        "method": "GET",
        "route": "/council/{slug}",
        "status": answer.status,
    }


def test_nothing_that_a_visitor_types_or_is_stands_in_the_log(
    site: Site, ask_by_proxy: Ask
) -> None:
    typed = ("zebracrossing", "SG1 1AA", "SG11AA")
    visitor = {
        "x_forwarded_for": "203.0.113.9",
        "user_agent": "Somebody/7",
        "referer": "http://a.example",
    }
    for words in typed:
        asked = urlencode({"q": words})
        ask_by_proxy(f"/search?{asked}", **visitor)
        ask_by_proxy(f"/decisions?{asked}", **visitor)
        ask_by_proxy(f"/council/{quote(words)}", **visitor)
        ask_by_proxy("/search", method="POST", body=asked, **visitor)
        ask_by_proxy("/suggestions.json", method="POST", body=asked, **visitor)
    last = ask_by_proxy("/search?q=leeds").headers["x-request-id"]
    assert site.line_about(last)["route"] == "/search"
    for told in (*typed, "SG1", "203.0.113.9", "127.0.0", "Somebody", "a.example"):
        assert told not in site.log.partition("{")[2], told


def test_each_request_has_an_id_of_its_own(ask: Ask) -> None:
    ids = {ask("/healthz").headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20
    assert all(OWN_ID.fullmatch(found) for found in ids)


def test_a_trusted_proxy_names_the_request(site: Site, ask_by_proxy: Ask) -> None:
    answer = ask_by_proxy("/methods", x_request_id="of-the-proxy.0001")
    assert answer.headers["x-request-id"] == "of-the-proxy.0001"
    assert site.line_about("of-the-proxy.0001")["route"] == "/methods"


@pytest.mark.parametrize("name", ["", "short", "a" * 65, "with blank in it", '"},{"level":"x'])
def test_an_id_that_is_none_is_not_taken_even_from_a_proxy(ask_by_proxy: Ask, name: str) -> None:
    assert OWN_ID.fullmatch(ask_by_proxy("/healthz", x_request_id=name).headers["x-request-id"])


def test_nobody_else_names_a_request(ask: Ask) -> None:
    answer = ask("/healthz", x_request_id="of-a-stranger.0001")
    assert OWN_ID.fullmatch(answer.headers["x-request-id"])


def test_what_looks_after_the_process_fills_no_log(site: Site, ask: Ask) -> None:
    ids = [ask(path).headers["x-request-id"] for path in ("/healthz", "/readyz")]
    site.line_about(ask("/methods").headers["x-request-id"])
    assert [site.logged(found) for found in ids] == [[], []]


def test_a_refused_request_is_noted_without_its_address(site: Site, ask: Ask) -> None:
    answer = ask(f"/decisions?q={'x' * 7000}")
    line = site.line_about(answer.headers["x-request-id"])
    assert (line["route"], line["status"]) == ("none", 414)


def test_requests_are_counted_by_route_and_status(site: Site, ask: Ask) -> None:
    labels_of = {
        "/council/milton-keynes": 'method="GET",route="/council/{slug}",status="200"',
        "/council/nowhere": 'method="GET",route="/council/{slug}",status="404"',
        "/no/such/page": 'method="GET",route="/{path:path}",status="404"',
    }
    for path, labels in labels_of.items():
        sample = f"council_performance_requests_total{{{labels}}}"
        asked_for(site, ask, path)
        before = counted_at(site.metrics_address, sample)
        asked_for(site, ask, path)
        asked_for(site, ask, path)
        assert counted_at(site.metrics_address, sample) == before + 2, path


def test_durations_are_counted_by_route_and_status(site: Site, ask: Ask) -> None:
    labels = 'route="/methods",status="200"'
    name = "council_performance_request_duration_seconds"
    asked_for(site, ask, "/methods")
    before = counted_at(site.metrics_address, f"{name}_count{{{labels}}}")
    asked_for(site, ask, "/methods")
    assert counted_at(site.metrics_address, f"{name}_count{{{labels}}}") == before + 1
    assert counted_at(site.metrics_address, f'{name}_bucket{{le="+Inf",{labels}}}') == before + 1
    assert counted_at(site.metrics_address, f"{name}_sum{{{labels}}}") > 0


def test_a_method_of_nonsense_makes_no_metric_of_its_own(site: Site, ask: Ask) -> None:
    assert ask("/methods", method="PROPFIND").status == 405
    asked_for(site, ask, "/methods")
    assert "PROPFIND" not in asking(site.metrics_address)("/metrics").text


def test_the_metrics_name_the_snapshot_and_its_age(site: Site, ask: Ask) -> None:
    version = json.loads(ask("/readyz").text)["version"]
    manifest = site.snapshots / version / "manifest.json"
    text = asking(site.metrics_address)("/metrics").text
    workers = f'council_performance_snapshot_workers{{kind="published",version="{version}"}} 1.0'
    assert workers in text
    created = counted_at(
        site.metrics_address, "council_performance_snapshot_created_timestamp_seconds"
    )
    assert abs(created - manifest.stat().st_mtime) < 300


def test_the_metrics_are_not_on_the_port_of_the_site(ask: Ask) -> None:
    assert ask("/metrics").status == 404


def test_several_workers_are_counted_together_and_a_killed_one_no_longer_serves(
    four_councils_snapshots: Path,
) -> None:
    port = free_port()
    metrics = f"http://127.0.0.1:{port}"
    options = ("--workers", "2", "--metrics-port", str(port))
    version = (four_councils_snapshots / "current").resolve().name
    workers = f'council_performance_snapshot_workers{{kind="published",version="{version}"}}'
    methods = 'council_performance_requests_total{method="GET",route="/methods",status="200"}'
    with serving(four_councils_snapshots, *options) as address:
        ask = asking(address)
        wait_until_answering(metrics, until=lambda: counted_at(metrics, workers) == 2)
        for _ in range(30):
            assert ask("/methods").status == 200
        eventually(lambda: counted_at(metrics, methods) == 30)
        os.kill(_a_worker_of(int(address.rpartition(":")[2])), signal.SIGKILL)
        wait_until_answering(metrics, until=lambda: counted_at(metrics, workers) == 1)
        wait_until_answering(metrics, until=lambda: counted_at(metrics, workers) == 2)
        assert ask("/methods").status == 200
        eventually(lambda: counted_at(metrics, methods) == 31)


def _a_worker_of(port: int) -> int:
    """A child process of the server that was started with a port."""
    processes = {
        int(path.parent.name): path.read_bytes().split(b"\0")
        for path in Path("/proc").glob("[0-9]*/cmdline")
    }
    [parent] = [
        number
        for number, words in processes.items()
        if b"dashboard.server" in words and str(port).encode() in words
    ]
    return next(
        number
        for number, words in processes.items()
        if any(b"spawn_main" in word for word in words) and _parent_of(number) == parent
    )


def _parent_of(process: int) -> int:
    status = Path(f"/proc/{process}/stat").read_text()
    return int(status.rpartition(")")[2].split()[1])


def test_with_a_higher_log_level_requests_are_not_logged(four_councils_snapshots: Path) -> None:
    with serving(four_councils_snapshots, "--log-level", "warning") as address:
        asking(address)("/methods")
        asking(address)("/methods")
        assert "answered" not in log_of(address, four_councils_snapshots)


def test_a_port_for_metrics_that_is_taken_is_said_plainly(
    site: Site, four_councils_snapshots: Path
) -> None:
    taken = site.metrics_address.rpartition(":")[2]
    command = ["-m", "dashboard", "serve", "--snapshots", str(four_councils_snapshots)]
    finished = subprocess.run(
        [sys.executable, *command, "--port", str(free_port()), "--metrics-port", taken],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 2
    assert f"can't listen on 127.0.0.1:{taken}" in finished.stderr
    assert "--metrics-port" in finished.stderr
