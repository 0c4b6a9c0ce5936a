"""Which addresses answer what: councils by every name, letters, downloads, health."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.asking import Ask, asking
from tests.site.serving import ROOT, serving, serving_nothing, wait_until_answering


def test_an_unknown_address_is_not_found_and_offers_the_search(ask: Ask) -> None:
    answer = ask("/no/such/page")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize("slug", ["milton-keyne", "leads", "bristl"])
def test_an_unknown_council_is_not_found_and_near_names_are_offered(ask: Ask, slug: str) -> None:
    answer = ask(f"/council/{slug}")
    assert answer.status == 404
    near = {"milton-keyne": "milton-keynes", "leads": "leeds", "bristl": "bristol"}[slug]
    assert f'href="/council/{near}"' in answer.text


@pytest.mark.parametrize(
    ("slug", "today"),
    [
        ("shepway", "folkestone-and-hythe"),
        ("leeds-city-council", "leeds"),
        ("London-Borough-of-Camden", "camden"),
    ],
)
def test_another_name_of_a_council_leads_on_to_it(ask: Ask, slug: str, today: str) -> None:
    answer = ask(f"/council/{slug}")
    assert answer.status in (301, 302, 303, 307, 308)
    assert answer.headers["location"] == f"/council/{today}"
    assert ask(answer.headers["location"]).status == 200


def test_a_former_name_keeps_the_year_that_was_asked_for(ask: Ask) -> None:
    assert ask("/council/shepway?year=2023").headers["location"].endswith("?year=2023")


def test_every_council_of_the_register_has_a_profile_and_a_summary(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    slugs = [row["slug"] for row in made_up.execute("SELECT slug FROM authority ORDER BY slug")]
    assert len(slugs) > 300
    # Each twelfth one, abolished and new ones among them: all take a minute.
    chosen = {*slugs[::12], "allerdale", "cumberland", "isles-of-scilly", "city-of-london"}
    failed = [
        path
        for slug in sorted(chosen & set(slugs))
        for path in (f"/council/{slug}", f"/council/{slug}/summary?year=2024")
        if ask(path).status != 200
    ]
    assert failed == []


def test_a_letter_is_sent_as_plain_text(ask: Ask) -> None:
    answer = ask("/letters/milton-keynes/2024/file")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Milton Keynes" in answer.text


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_the_yearly_figures_can_be_taken_away(ask: Ask, ending: str) -> None:
    answer = ask(f"/downloads/yearly-figures.{ending}")
    assert answer.status == 200
    begins = {"csv": b"", "xlsx": b"PK", "parquet": b"PAR1"}[ending]
    assert answer.body.startswith(begins)
    assert len(answer.body) > 10_000


def test_the_downloads_of_a_demonstration_say_what_they_are(ask: Ask) -> None:
    assert "demonstration" in ask("/downloads/yearly-figures.csv").text.lower()


def test_map_data_agree_with_the_database(ask: Ask, made_up: sqlite3.Connection) -> None:
    data = json.loads(ask("/map/lower/uphold_rate.json").text)
    assert set(data["years"]) == {"2022", "2023", "2024"}
    shown = dict(zip(data["codes"], data["years"]["2024"]["rows"], strict=True))
    for row in made_up.execute(
        "SELECT * FROM yearly_figure WHERE year_ending = '2024-03-31' AND measure = 'uphold_rate' "
        "AND display IS NOT NULL"
    ):
        if row["authority_code"] in shown:
            cells = shown[row["authority_code"]]
            assert cells[1] == row["display"]
            assert cells[2] == f"{row['numerator']} of {row['denominator']}"


def test_the_process_says_that_it_answers(ask: Ask) -> None:
    assert (ask("/healthz").status, ask("/healthz").text) == (200, "ok")


def test_readiness_names_the_snapshot(ask: Ask, demonstration_snapshots: Path) -> None:
    answer = ask("/readyz")
    assert answer.status == 200
    said = json.loads(answer.text)
    assert said["version"] == (demonstration_snapshots / "current").resolve().name
    assert said["kind"] == "demonstration"


def test_the_description_of_the_interface_lists_what_programs_may_ask(ask: Ask) -> None:
    answer = ask("/openapi.json")
    assert answer.status == 200
    paths = json.loads(answer.text)["paths"]
    assert {"/healthz", "/readyz", "/suggestions.json", "/map/{tier}/{measure}.json"} <= set(paths)


def test_serving_an_empty_folder_is_refused_with_the_way_out(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "dashboard", "serve", "--snapshots", str(tmp_path), "--port", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 2
    assert "council-performance publish" in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.fixture(scope="module")
def ask_without_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A worker process that starts before anything is published, as behind a load balancer."""
    with serving_nothing(tmp_path_factory.mktemp("nothing-published")) as address:
        yield asking(address)


def test_without_a_snapshot_the_process_lives_but_is_not_ready(ask_without_snapshot: Ask) -> None:
    assert ask_without_snapshot("/healthz").status == 200
    answer = ask_without_snapshot("/readyz")
    assert answer.status == 503
    assert json.loads(answer.text)["ready"] is False
    assert "publish" in json.loads(answer.text)["why"]


@pytest.mark.parametrize("path", ["/", "/council/leeds", "/map/lower/uphold_rate.json", "/nowhere"])
def test_without_a_snapshot_a_page_says_so_and_is_no_fault_of_the_site(
    ask_without_snapshot: Ask, path: str
) -> None:
    assert ask_without_snapshot(path).status == 503


def test_a_damaged_new_snapshot_leaves_the_old_one_serving(
    tmp_path: Path, demonstration_snapshots: Path
) -> None:
    old = (demonstration_snapshots / "current").resolve()
    shutil.copytree(old, tmp_path / "old")
    (tmp_path / "current").symlink_to("old")
    with serving(tmp_path) as address:
        ask = asking(address)
        before = json.loads(ask("/readyz").text)["version"]
        shutil.copytree(old, tmp_path / "new")
        (tmp_path / "new" / "council-performance.sqlite").write_bytes(b"cut off")
        (tmp_path / "link").symlink_to("new")
        (tmp_path / "link").replace(tmp_path / "current")
        log = next(tmp_path.glob("server-*.log"))
        wait_until_answering(f"{address}/readyz", until=lambda: "can't be used" in log.read_text())
        assert json.loads(ask("/readyz").text)["version"] == before
        assert ask("/council/leeds").status == 200
