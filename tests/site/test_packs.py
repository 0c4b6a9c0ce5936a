"""Scrutiny packs on the site: asked for by a post, bounded, and never made by a mere look."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.dataset import Dataset
from dashboard.pack_jobs import MOST_WAITING, PackJobs, PackKey
from tests.site.asking import Answer, Ask, asking
from tests.site.serving import (
    COMMAND,
    ROOT,
    SECONDS_TO_WAIT,
    free_port,
    serving_alone,
    wait_until_answering,
)

pytestmark = pytest.mark.xdist_group("packs")


def wait_until(holds: Callable[[], bool]) -> None:
    latest = time.monotonic() + SECONDS_TO_WAIT
    while not holds():
        assert time.monotonic() < latest, "it didn't come to hold"
        time.sleep(0.1)


def post(ask: Ask, address: str) -> Answer:
    return ask(address, method="POST", body="")


def test_a_profile_offers_the_pack_of_its_year_by_a_form_that_posts(ask: Ask) -> None:
    page = ask("/council/leeds?year=2023").text
    assert '<form method="post" action="/council/leeds/pack?year=2023"' in page
    assert "guide-for-members-responsible-for-complaints" in page
    assert "/information-centre/reports/scrutiny-questions" in page


def test_a_pack_is_made_in_the_background_and_taken_away(ask: Ask) -> None:
    address = "/council/bristol/pack?year=2024"
    wait_until(lambda: post(ask, address).status == 303)  # The worker may have just begun.
    wait_until(lambda: 'data-stage="ready"' in ask(address).text)
    page = ask(address)
    assert page.headers["cache-control"] == "no-store"
    pdf = ask("/council/bristol/pack/2024.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["x-robots-tag"] == "noindex", "made-up figures are not to be indexed"
    assert pdf.body.startswith(b"%PDF-")
    assert b"pdfuaid:part>1<" in pdf.body
    workbook = ask("/council/bristol/pack/2024.xlsx")
    assert "scrutiny-pack-bristol-2024.xlsx" in workbook.headers["content-disposition"]
    assert workbook.body.startswith(b"PK")
    made = pdf.headers["last-modified"]
    assert post(ask, address).status == 303
    assert ask("/council/bristol/pack/2024.pdf").headers["last-modified"] == made


def test_looking_at_a_pack_makes_none(ask: Ask) -> None:
    for _ in range(2):
        page = ask("/council/leicester/pack?year=2024")
        assert page.status == 200
        assert 'data-stage="unasked"' in page.text
    assert ask("/council/leicester/pack/2024.pdf").status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/council/nowhere/pack?year=2024",
        "/council/leeds/pack/1999.pdf",
        "/council/leeds/pack/2024.exe",
        "/council/nowhere/pack/2024.pdf",
        "/council/leeds/pack/..%2f..%2fjobs.sqlite",
    ],
)
def test_what_is_no_pack_is_not_found(ask: Ask, address: str) -> None:
    assert ask(address).status == 404


def test_a_visitor_too_many_is_told_when_to_come_back(
    demonstration_snapshots: Path, tmp_path: Path
) -> None:
    version = Dataset.open(demonstration_snapshots / "current").manifest.version
    jobs = PackJobs(tmp_path)
    jobs.beat()
    for number in range(MOST_WAITING):
        jobs.ask(PackKey(version, f"council-{number}", 2024))
    environment = {"COUNCIL_PERFORMANCE_PACKS": str(tmp_path)}
    with serving_alone(demonstration_snapshots, **environment) as site:
        jobs.beat()
        refused = post(asking(site), "/council/leeds/pack?year=2024")
    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert "20 packs are waiting to be made already. Please try again in" in refused.text
    assert jobs.waiting == MOST_WAITING


@pytest.mark.parametrize(
    ("has_folder", "words"),
    [
        (True, "Packs are not being made at the moment."),
        (False, "This site makes no packs"),
    ],
)
def test_a_site_without_a_worker_or_a_folder_says_so(
    demonstration_snapshots: Path, tmp_path: Path, has_folder: bool, words: str
) -> None:
    folder = str(tmp_path) if has_folder else ""
    with serving_alone(demonstration_snapshots, COUNCIL_PERFORMANCE_PACKS=folder) as site:
        refused = post(asking(site), "/council/leeds/pack?year=2024")
    assert refused.status == 503
    assert words in refused.text


def test_the_worker_of_a_site_ends_with_it(demonstration_snapshots: Path, tmp_path: Path) -> None:
    port = free_port()
    site = subprocess.Popen(
        [
            *(*COMMAND, "serve", "--snapshots", str(demonstration_snapshots)),
            *("--packs", str(tmp_path), "--port", str(port)),
        ],
        cwd=ROOT,
    )
    try:
        wait_until_answering(f"http://127.0.0.1:{port}/healthz", site)
        jobs = PackJobs(tmp_path)
        wait_until(lambda: jobs.is_worked_on)
        (worker,) = children(site.pid)
    finally:
        site.kill()  # As the system does that has no memory left.
        site.wait(timeout=30)
    wait_until(lambda: not Path(f"/proc/{worker}").exists())


def children(process: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=True
    )
    return [int(line) for line in listed.stdout.split()]


def test_a_folder_that_cannot_be_written_to_is_refused_by_name(
    demonstration_snapshots: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    finished = subprocess.run(
        [
            *(*COMMAND, "serve", "--snapshots", str(demonstration_snapshots)),
            *("--packs", str(tmp_path / "taken"), "--port", str(free_port())),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 2
    assert f"no packs can be made in {tmp_path / 'taken'}" in finished.stderr
    assert "choose another with --packs" in finished.stderr


def test_a_broker_that_is_no_redis_is_refused_before_the_site_starts(
    demonstration_snapshots: Path, tmp_path: Path
) -> None:
    finished = subprocess.run(
        [
            *(*COMMAND, "serve", "--snapshots", str(demonstration_snapshots)),
            *("--packs", str(tmp_path), "--port", str(free_port())),
        ],
        cwd=ROOT,
        env={**os.environ, "COUNCIL_PERFORMANCE_PACKS_BROKER": "amqp://somewhere"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 2
    assert "write the address of Redis, such as redis://host:6379/0" in finished.stderr
