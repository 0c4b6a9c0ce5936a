"""The API on data that somebody publishes by name, and has corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.publish import publish
from dashboard.snapshot.shelf import Shelf
from tests.factories import write_csv
from tests.four_councils import MILTON_KEYNES, TODAY, write_input
from tests.site.asking import Ask, asking
from tests.site.serving import serving

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
TERMS = {"publisher": "A publisher", "licence": LICENCE}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("revised")
    source, shelf = write_input(folder / "input"), Shelf(folder / "snapshots")
    write_csv(
        source / "neighbours.csv",
        "authority neighbour position",
        (MILTON_KEYNES, "Swindon", 1),
        (MILTON_KEYNES, "Peterborough", 2),
    )
    publish(source, shelf, today=TODAY, **TERMS)
    _residents(source, 290_000, 310_000)
    publish(source, shelf, today=TODAY, revise="The population was an estimate.", **TERMS)
    with serving(folder / "snapshots") as address:
        yield asking(address)


def _residents(source: Path, in_2021: int, in_2023: int) -> None:
    write_csv(
        source / "populations.csv",
        "authority year population",
        (MILTON_KEYNES, 2021, in_2021),
        (MILTON_KEYNES, 2023, in_2023),
    )


def asked(ask: Ask, path: str) -> Any:
    return json.loads(ask(f"/api/v1{path}").text)


def test_every_answer_names_the_publisher_and_the_licence(ask: Ask) -> None:
    about = asked(ask, "/measures")["about"]
    assert (about["publisher"], about["licence"]) == ("A publisher", LICENCE)
    answer = ask("/api/v1/councils?limit=1&format=csv")
    assert answer.text.splitlines()[1].endswith(f"A publisher,{LICENCE}")
    assert answer.headers["link"].split(", ")[1] == f'<{LICENCE}>; rel="license"'


def test_a_correction_says_what_stood_there_and_why_it_changed(ask: Ask) -> None:
    found = asked(ask, "/corrections?council=milton-keynes&year=2024")
    of_rate = [c for c in found["items"] if c["figure"] == "upheld_per_100k"]
    assert [(c["before"], c["after"], c["reason"]) for c in of_rate] == [
        ("1.7 (5 of 300,000)", "1.6 (5 of 310,000)", "The population was an estimate.")
    ]
    assert asked(ask, "/corrections?council=leeds")["items"] == []


def test_corrections_have_pages_oldest_first(ask: Ask) -> None:
    first = asked(ask, "/corrections?limit=1")
    numbers = [first["items"][0]["number"]]
    while first["next"]:
        first = json.loads(ask(first["next"]).text)
        numbers += [c["number"] for c in first["items"]]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == first["total"] > 1


def test_statistical_neighbours_that_are_loaded_are_listed(ask: Ask) -> None:
    found = asked(ask, "/councils/milton-keynes/neighbours?year=2024")
    assert [council["slug"] for council in found["items"]] == ["peterborough", "swindon"]
    assert found["remarks"] == []
    peers = asked(ask, "/peers?council=milton-keynes&year=2024&group=neighbours")["items"]
    assert len(peers) == 3


def test_the_files_name_them_too(ask: Ask) -> None:
    described = json.loads(ask("/downloads/csv-metadata.json").text)
    assert described["dc:license"] == {"@id": LICENCE}
    assert described["dc:publisher"] == "A publisher"
    assert json.loads(ask("/downloads/datasette.json").text)["license_url"] == LICENCE
