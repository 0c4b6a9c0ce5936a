from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.intake import Intake

Read = Callable[[], Intake]
Write = Callable[..., Path]

RECEIVED = "reference authority category received_on"
MADE_UP = ("DEMO 24 011 208", "Leeds", "Housing", "2024-04-01")
REAL = ("24 011 208", "Leeds", "Housing", "2024-04-01")


def _manifest(write_text: Write, **said: object) -> None:
    write_text("manifest.json", json.dumps(said))


def test_a_demonstration_says_what_it_is(read: Read, write_csv: Write, write_text: Write) -> None:
    _manifest(
        write_text, kind="demonstration", seed=3, years=["2024-03-31"], description="Made up."
    )
    write_csv("received.csv", RECEIVED, MADE_UP)
    intake = read()
    assert (intake.problems, intake.demonstration, intake.description) == ((), True, "Made up.")


def test_a_demonstration_without_words_is_described_by_seed_and_years(
    read: Read, write_csv: Write, write_text: Write
) -> None:
    _manifest(write_text, kind="demonstration", seed=3, years=["2024-03-31", "2025-03-31"])
    write_csv("received.csv", RECEIVED, MADE_UP)
    assert read().description == (
        "Demonstration: made-up cases, seed 3, years 2024-03-31, 2025-03-31"
    )


def test_a_folder_without_a_manifest_is_no_demonstration(read: Read, write_csv: Write) -> None:
    write_csv("received.csv", RECEIVED, REAL)
    intake = read()
    assert (intake.problems, intake.demonstration, intake.description) == ((), False, "")


def test_made_up_cases_without_their_manifest_are_an_error(read: Read, write_csv: Write) -> None:
    write_csv("received.csv", RECEIVED, REAL, MADE_UP)
    (problem,) = read().errors
    assert (problem.kind, problem.row, problem.value) == (
        "demonstration-mixed",
        3,
        "DEMO-24-011-208",
    )


def test_real_cases_in_a_demonstration_are_an_error(
    read: Read, write_csv: Write, write_text: Write
) -> None:
    _manifest(write_text, kind="demonstration", seed=1, years=[])
    write_csv("received.csv", RECEIVED, MADE_UP, REAL)
    (problem,) = read().errors
    assert (problem.kind, problem.row) == ("demonstration-mixed", 3)


def test_a_folder_may_say_that_it_is_published(
    read: Read, write_csv: Write, write_text: Write
) -> None:
    _manifest(write_text, kind="published")
    write_csv("received.csv", RECEIVED, REAL)
    intake = read()
    assert (intake.problems, intake.demonstration) == ((), False)


@pytest.mark.parametrize("text", ["", "{", "[]", '"demonstration"', '{"kind": "test"}', "{}"])
def test_a_manifest_that_says_nothing_known_is_an_error(
    read: Read, write_text: Write, text: str
) -> None:
    write_text("manifest.json", text)
    assert [(p.kind, p.file) for p in read().errors] == [("unreadable-file", "manifest.json")]
