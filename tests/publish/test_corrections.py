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
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from tests.factories import write_csv

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
    assert words.startswith("2 published figures of whole years would change:")
    assert "uphold_rate: 100% (1 of 1) -> 50% (1 of 2)" in words
    assert "decided: 1 -> 2" in words
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
    rates = [(c.made_on, c.reason, c.before, c.after) for c in log if c.figure == "uphold_rate"]
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


def as_a_demonstration(source: Path, folder: Path) -> Path:
    """The same cases, made up."""
    shutil.copytree(source, folder)
    (folder / "manifest.json").write_text(json.dumps({"kind": "demonstration"}), "utf-8")
    for file in folder.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join([lines[0], *(f"DEMO {line}" for line in lines[1:])]), "utf-8")
    return folder


def test_a_demonstration_never_takes_the_place_of_real_data_unasked(
    source: Path, decide: WriteCases, shelf: Shelf, tmp_path: Path
) -> None:
    decide(*decided("Upheld"))
    real = publish(source, shelf, today=TODAY).snapshot
    made_up = as_a_demonstration(source, tmp_path / "made-up")
    with pytest.raises(CallError, match="--replace-kind"):
        publish(made_up, shelf, today=TODAY)
    assert shelf.versions() == [real]
    publish(made_up, shelf, today=TODAY, replace_kind=True)
    assert Dataset.open(shelf.current()).manifest.kind == "demonstration"
    assert Dataset.open(shelf.current()).corrections() == []


def test_real_figures_stay_guarded_and_logged_across_a_demonstration(
    source: Path, decide: WriteCases, shelf: Shelf, tmp_path: Path
) -> None:
    decide(*decided("Upheld"))
    publish(source, shelf, today=TODAY)
    decide(*decided("Upheld", "Not upheld"))
    publish(source, shelf, today=TODAY, revise="A case was missing.")
    made_up = as_a_demonstration(source, tmp_path / "made-up")
    publish(made_up, shelf, today=TODAY, replace_kind=True)
    decide(*decided("Not upheld", "Not upheld"))
    with pytest.raises(CallError) as refused:
        publish(source, shelf, today=TODAY)
    assert "--replace-kind" in str(refused.value)
    assert "uphold_rate: 50% (1 of 2) -> 0% (0 of 2)" in str(refused.value)
    publish(source, shelf, today=TODAY, replace_kind=True, revise="It was not upheld.")
    reasons = {c.reason for c in Dataset.open(shelf.current()).corrections()}
    assert reasons == {"A case was missing.", "It was not upheld."}


def test_a_new_version_of_the_program_is_no_leave_to_change_figures(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(*decided("Upheld"))
    publish(source, shelf, today=TODAY)
    decide(*decided("Upheld", "Not upheld"))
    publish(source, shelf, today=TODAY, revise="A case was missing.")
    manifest = shelf.current() / "manifest.json"
    older = {**json.loads(manifest.read_text("utf-8")), "schema_version": 1}
    manifest.write_text(json.dumps(older), "utf-8")
    decide(*decided("Not upheld", "Not upheld"))
    with pytest.raises(CallError, match="published figures of whole years would change"):
        publish(source, shelf, today=TODAY)
    decide(*decided("Upheld", "Not upheld"))
    again = publish(source, shelf, today=TODAY)
    assert not again.changes.is_first
    assert {c.reason for c in Dataset.open(shelf.current()).corrections()} == {
        "A case was missing."
    }


def test_the_snapshot_before_a_damaged_one_is_compared_with(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(*decided("Upheld"))
    publish(source, shelf, today=TODAY)
    damaged = publish(source, shelf, today=TODAY).snapshot
    assert damaged is not None
    (damaged / DATABASE).write_bytes(b"no database")
    decide(*decided("Upheld", "Not upheld"))
    dry = publish(source, shelf, today=TODAY, dry_run=True)
    assert [notice.file for notice in dry.notices] == [str(damaged)]
    with pytest.raises(CallError, match="would change"):
        publish(source, shelf, today=TODAY)


def test_a_dry_run_says_what_would_refuse_the_publish(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(*decided("Upheld"))
    publish(source, shelf, today=TODAY)
    decide(*decided("Upheld", "Not upheld"))
    (obstacle,) = publish(source, shelf, today=TODAY, dry_run=True).obstacles
    assert '--revise "reason"' in obstacle
    assert publish(source, shelf, today=TODAY, dry_run=True, revise="Why.").obstacles == ()
    assert publish(source, shelf, today=TODAY, dry_run=True, revise=" ").obstacles == (obstacle,)


def test_cases_received_of_a_published_year_do_not_change_in_silence(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    def receive(*days: str) -> None:
        write_csv(
            source / "received.csv",
            "reference authority category received_on",
            *((f"21 000 00{n}", MILTON_KEYNES, "Housing", day) for n, day in enumerate(days)),
        )

    decide(*decided("Upheld"))
    receive("2023-06-01")
    publish(source, shelf, today=TODAY)
    receive("2023-06-01", "2023-07-01")
    with pytest.raises(CallError, match="received: 1 -> 2"):
        publish(source, shelf, today=TODAY)
    publish(source, shelf, today=TODAY, revise="One was missing.")
    (correction,) = Dataset.open(shelf.current()).corrections()
    assert (correction.figure, correction.before, correction.after) == ("received", "1", "2")
