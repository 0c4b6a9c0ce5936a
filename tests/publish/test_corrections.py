"""A published figure never changes in silence: it takes a reason, which everyone can read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.dataset import Dataset
from dashboard.errors import CallError
from dashboard.publish import publish
from dashboard.snapshot.shelf import Shelf

TODAY = date(2025, 9, 1)
WriteCases = Callable[..., None]
MILTON_KEYNES = "Milton Keynes Council"


def decided(*outcomes: str) -> list[tuple[str, str, str]]:
    """Cases of a whole year."""
    return [(MILTON_KEYNES, "2023-06-01", outcome) for outcome in outcomes]


def test_a_change_in_a_published_year_without_a_reason_is_refused_in_words(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(*decided("Upheld"))
    first = publish(source, shelf, today=TODAY).snapshot
    decide(*decided("Upheld", "Not upheld"))
    with pytest.raises(CallError) as refused:
        publish(source, shelf, today=TODAY)
    words = str(refused.value)
    assert words.startswith("1 published figures of whole years would change:")
    assert "uphold_rate: 100% (1 of 1) -> 50% (1 of 2)" in words
    assert '--revise "reason"' in words
    assert shelf.versions() == [first]


def test_a_reason_lets_it_through_and_enters_the_log_that_is_carried_on(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(*decided("Upheld"))
    publish(source, shelf, today=TODAY)
    assert Dataset.open(shelf.current()).corrections() == []
    decide(*decided("Upheld", "Not upheld"))
    publish(source, shelf, today=TODAY, revise="A case was missing.", keep=1)
    decide(*decided("Upheld", "Not upheld", "Not upheld"))
    later = date(2025, 10, 1)
    publish(source, shelf, today=later, revise="And another.", keep=1)
    publish(source, shelf, today=later, keep=1)
    log = Dataset.open(shelf.current()).corrections()
    rates = [(c.made_on, c.reason, c.before, c.after) for c in log if c.measure == "uphold_rate"]
    assert rates == [
        (later, "And another.", "50% (1 of 2)", "33% (1 of 3)"),
        (TODAY, "A case was missing.", "100% (1 of 1)", "50% (1 of 2)"),
    ]


def test_an_unfinished_year_and_new_years_need_no_reason(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide((MILTON_KEYNES, "2025-06-01", "Upheld"))
    publish(source, shelf, today=TODAY)
    decide((MILTON_KEYNES, "2025-06-01", "Upheld"), (MILTON_KEYNES, "2025-07-01", "Not upheld"))
    publish(source, shelf, today=TODAY)
    decide(
        (MILTON_KEYNES, "2024-06-01", "Upheld"),
        (MILTON_KEYNES, "2025-06-01", "Upheld"),
        (MILTON_KEYNES, "2025-07-01", "Not upheld"),
    )
    publish(source, shelf, today=TODAY)
    assert Dataset.open(shelf.current()).corrections() == []


def test_a_demonstration_never_takes_the_place_of_real_data_unasked(
    source: Path, decide: WriteCases, shelf: Shelf, tmp_path: Path
) -> None:
    decide(*decided("Upheld"))
    real = publish(source, shelf, today=TODAY).snapshot
    made_up = tmp_path / "made-up"
    shutil.copytree(source, made_up)
    (made_up / "manifest.json").write_text(json.dumps({"kind": "demonstration"}), "utf-8")
    for file in made_up.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join([lines[0], *(f"DEMO {line}" for line in lines[1:])]), "utf-8")
    with pytest.raises(CallError, match="--replace-kind"):
        publish(made_up, shelf, today=TODAY)
    assert shelf.versions() == [real]
    publish(made_up, shelf, today=TODAY, replace_kind=True)
    assert Dataset.open(shelf.current()).manifest.kind == "demonstration"
    assert Dataset.open(shelf.current()).corrections() == []
