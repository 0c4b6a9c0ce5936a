from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]

HEADINGS = (
    "reference authority_as_written category subcategory "
    "decision decision_date is_public_report url"
)
URL = "https://example.org/decision"


def test_what_a_list_does_not_state_stays_absent_and_is_counted_in_one_warning(
    read: Read, write_csv: WriteCsv
) -> None:
    leeds = "Leeds City Council"
    write_csv(
        "decisions.csv",
        HEADINGS,
        ("20-000-563", leeds, "Planning", "Other", "Upheld", "2020-12-17", "yes", URL),
        ("20-000-564", leeds, "Planning", "", "", "2020-12-17", "", ""),
        ("20-000-565", leeds, "", "", "", "", "no", ""),
    )
    intake = read()
    (problem,) = intake.problems
    assert (problem.kind, problem.value, problem.is_warning) == (
        "decision-incomplete",
        "2 of 3 rows",
        True,
    )
    assert "1 without category, 2 without decision, 1 without decision_date; 1 don't say" in (
        problem.remedy
    )
    decisions = intake.published_decisions
    assert decisions is not None
    assert decisions["decision"].isna().tolist() == [False, True, True]
    assert decisions["is_public_report"].tolist() == [True, pd.NA, False]


def test_a_category_of_a_list_is_one_of_the_ten(read: Read, write_csv: WriteCsv) -> None:
    row = ("20-000-563", "Leeds", "Benefits & Tax", "", "Upheld", "2020-12-17", "no", URL)
    write_csv("decisions.csv", HEADINGS, row)
    decisions = read().published_decisions
    assert decisions is not None
    assert decisions["category"].tolist() == ["Benefits and tax"]


def test_everything_wrong_with_a_list_is_said_at_once(read: Read, write_csv: WriteCsv) -> None:
    rest = ("Planning", "", "Upheld", "2020-12-17", "no", URL)
    write_csv(
        "decisions.csv",
        HEADINGS,
        ("20-000-563", "Leeds", *rest),
        ("20-000-563", "Leeds", *rest),
        ("", "Leeds", *rest),
        ("20-000-565", "Leads", *rest),
        ("20-000-566", "Leeds", "Planning", "", "Remedied", "2020-12-17", "no", URL),
        ("20-000-567", "Leeds", "Planning", "", "Upheld", "2025-12-17", "no", URL),
        ("20-000-568", "Leeds", "Planning", "", "Upheld", "2020-12-17", "Report", URL),
        ("20-000-569", "Somerset Council", "Planning", "", "Upheld", "2020-12-17", "no", URL),
    )
    assert sorted((p.row, p.kind, p.column) for p in read().errors) == [
        (3, "duplicate-reference", "reference"),
        (4, "empty-cell", "reference"),
        (5, "unknown-authority", "authority_as_written"),
        (6, "unknown-decision", "decision"),
        (7, "date-in-future", "decision_date"),
        (8, "bad-yes-no", "is_public_report"),
        (9, "authority-not-yet", "decision_date"),
    ]


def test_the_real_list_is_read_whole_with_other_bodies_apart(read: Read, folder: Path) -> None:
    reference = Path(__file__).parents[2] / "../shared/reference/decisions.csv"
    if not reference.exists():
        pytest.skip(f"../shared is not here: {reference}")
    (folder / "list.csv").write_bytes(reference.read_bytes())
    intake = read()
    late = [p for p in intake.errors if p.kind == "date-in-future"]
    assert [p for p in intake.errors if p not in late] == []
    assert [p.kind for p in intake.warnings] == ["decision-incomplete"]
    decisions = intake.published_decisions
    assert decisions is not None
    others = intake.other_bodies[FileKind.PUBLISHED_DECISIONS]
    assert len(decisions) + len(others) + len(late) == 480
    assert "Transport for London" in set(others["body"])
