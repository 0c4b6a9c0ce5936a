from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import Problem
from dashboard.sources.intake import Intake
from dashboard.sources.place import without_place
from dashboard.sources.recognition import FileKind
from dashboard.tallies import brought

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]
WriteXlsx = Callable[..., Path]

RECEIVED = "reference authority category received_on"
DECIDED = "reference authority category received_on decided_on decision satisfactory_remedy remedy"
COMPLIANCE = "reference authority recorded_on outcome agreed_on due_on achieved_on"


def _said(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(p.kind, p.row, p.column, p.value) for p in problems]


def test_cases_take_their_canonical_form(read: Read, write_csv: WriteCsv) -> None:
    headings = f"{DECIDED} subcategory summary published report url"
    row = ("20 000 563", "Milton Keynes Council", "housing", "1 Apr 2020", "17/12/2020", "UPHELD")
    rest = (
        "yes",
        "An apology",
        "Repairs",
        "Mr X complained.",
        "yes",
        "no",
        "https://example.org/1",
    )
    write_csv("cases.csv", headings, (*row, *rest))
    intake = read()
    assert intake.problems == ()
    assert intake.decided is not None
    case = without_place(brought(intake.decided.rows)).iloc[0]
    assert case.to_dict() == {
        "reference": "20-000-563",
        "authority": "E06000042",
        "category": "Housing",
        "subcategory": "Repairs",
        "received_on": pd.Timestamp("2020-04-01"),
        "decided_on": pd.Timestamp("2020-12-17"),
        "decision": "Upheld",
        "satisfactory_remedy": True,
        "remedy": "An apology",
        "summary": "Mr X complained.",
        "published": True,
        "report": False,
        "url": "https://example.org/1",
    }


def test_columns_that_are_not_there_are_absent_in_the_frame(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "decided.csv",
        "reference authority category decided_on decision",
        ("20 000 563", "E06000042", "Housing", "2020-12-17", "Not upheld"),
    )
    decided = read().decided
    assert decided is not None
    assert (
        brought(decided.rows)[["received_on", "satisfactory_remedy", "summary", "url"]]
        .isna()
        .all(axis=None)
    )


def test_a_council_is_known_by_an_older_code_and_has_its_present_one(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv("r.csv", RECEIVED, ("20 000 563", "E08000016", "Housing", "2020-04-01"))
    received = read().received
    assert received is not None
    assert brought(received.rows)["authority"].tolist() == ["E08000038"]


def test_a_case_after_its_council_was_abolished_is_right_and_kept(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "decided.csv",
        "reference authority category decided_on decision",
        ("22 000 001", "Allerdale Borough Council", "Housing", "2023-10-01", "Upheld"),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.decided is not None
    assert brought(intake.decided.rows)["authority"].tolist() == ["E07000026"]


def test_a_reference_is_repeated_even_if_one_of_its_rows_has_another_error(
    read: Read, write_csv: WriteCsv
) -> None:
    headings = "reference authority category received_on"
    write_csv(
        "received.csv",
        headings,
        ("20 000 563", "Leeds City Council", "Housing", "2020-04-01"),
        ("20 000 563", "Leeds City Council", "Housing", "soon"),
    )
    assert [(p.kind, p.row) for p in read().errors] == [
        ("unreadable-date", 3),
        ("duplicate-reference", 3),
    ]


def test_everything_wrong_with_received_cases_is_said_at_once(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "received.csv",
        RECEIVED,
        ("20000563", "Milton Keynes Council", "Housing", "2020-04-01"),
        ("20 000 564", "Milton Keyne Council", "Housing", "2020-04-01"),
        ("20 000 565", "Milton Keynes Council", "Huosing", "2020-04-01"),
        ("20 000 566", "Milton Keynes Council", "Housing", "04/13/2020"),
        ("20 000 567", "Milton Keynes Council", "Housing", "2025-09-02"),
        ("20 000 568", "Milton Keynes Council", "Housing", "0202-04-01"),
        ("", "", "", ""),
        ("20 000 569", "", "", "2020-04-01"),
        ("20 000 570", "Milton Keynes Council", "#N/A", "2020-04-01"),
        ("20 000 571", "Westmorland and Furness Council", "Housing", "2020-04-01"),
        ("20 000 572", "Milton Keynes Council", "Housing", "2025-09-01"),
    )
    intake = read()
    assert sorted(_said(intake.errors), key=lambda said: said[1] or 0) == [
        ("bad-reference", 2, "reference", "20000563"),
        ("unknown-authority", 3, "authority", "Milton Keyne Council"),
        ("unknown-category", 4, "category", "Huosing"),
        ("unreadable-date", 5, "received_on", "04/13/2020"),
        ("date-in-future", 6, "received_on", "2025-09-02"),
        ("date-too-early", 7, "received_on", "0202-04-01"),
        ("empty-cell", 9, "authority", None),
        ("empty-cell", 9, "category", None),
        ("spreadsheet-error", 10, "category", "#N/A"),
        ("authority-not-yet", 11, "received_on", "2020-04-01"),
    ]
    assert all(p.file == "received.csv" and p.expected and p.remedy for p in intake.errors)
    assert intake.received is not None
    assert brought(intake.received.rows)["reference"].tolist() == ["20-000-572"]


def test_an_unknown_council_and_category_come_with_near_names(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv("r.csv", RECEIVED, ("20 000 564", "Milton Keyne Council", "Huosing", "2020-04-01"))
    authority, category = sorted(read().errors, key=lambda problem: str(problem.column))
    assert "Milton Keynes" in authority.remedy
    assert category.remedy == 'write "Housing" if that is meant'


def test_everything_wrong_with_decided_cases_is_said_with_sheet_and_row(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    council = "Milton Keynes Council"
    day = date(2020, 4, 1)
    later = date(2020, 12, 17)
    rows = [
        ("Decisions of the year",),
        DECIDED.split(),
        ("20 000 563", council, "Housing", later, day, "Upheld", None, None),
        ("20 000 564", council, "Housing", day, later, "Not for us", None, None),
        ("20 000 565", council, "Housing", day, later, "Not upheld", "yes", None),
        ("20 000 566", council, "Housing", day, later, "Advice given", None, "An apology"),
        ("20 000 567", council, "Housing", day, later, "Upheld", "perhaps", None),
        ("20 000 568", council, "Housing", day, date(2025, 9, 2), "Upheld", "no", None),
        ("20 000 569", council, "Housing", day, later, "Not upheld", "n/a", "None"),
    ]
    write_xlsx("decided.xlsx", {"Guide": [("How to read this",)], "Cases": rows})
    intake = read()
    assert {(p.file, p.sheet) for p in intake.problems} == {("decided.xlsx", "Cases")}
    assert sorted(_said(intake.errors), key=lambda said: said[1] or 0) == [
        ("decision-before-receipt", 3, "decided_on", "2020-04-01"),
        ("unknown-decision", 4, "decision", "Not for us"),
        ("remedy-not-upheld", 5, "satisfactory_remedy", "yes"),
        ("remedy-not-upheld", 6, "remedy", "An apology"),
        ("bad-yes-no", 7, "satisfactory_remedy", "perhaps"),
        ("date-in-future", 8, "decided_on", "2025-09-02"),
    ]
    unknown = next(p for p in intake.errors if p.kind == "unknown-decision")
    assert "Closed after initial enquiries" in unknown.expected
    assert intake.decided is not None
    assert brought(intake.decided.rows)["reference"].tolist() == ["20-000-569"]
    assert intake.files[0].rows_skipped == 1


def test_everything_wrong_with_compliance_is_said_at_once(read: Read, write_csv: WriteCsv) -> None:
    council = "Leeds City Council"
    write_csv(
        "compliance.csv",
        f"{COMPLIANCE} kind",
        ("20 000 1", council, "2021-01-01", "complied", "", "", "", ""),
        ("20 000 002", council, "2021-01-01", "done", "", "", "", ""),
        ("20 000 003", council, "2021-01-01", "complied", "2021-02-01", "", "", ""),
        ("20 000 004", council, "2021-03-01", "complied", "2021-02-01", "2021-01-01", "", ""),
        ("20 000 005", council, "2021-03-01", "complied", "2021-02-01", "", "2021-01-31", ""),
        ("20 000 006", council, "2026-01-01", "complied", "", "", "", ""),
        ("20 000 007", council, "2021-03-01", "complied", "", "", "", "apology"),
        ("20 000 008", council, "2021-03-01", "Complied late", "", "2026-01-01", "", ""),
        ("20 000 008", council, "2021-03-01", "NOT COMPLIED", "", "", "", "Personal remedy"),
    )
    intake = read()
    assert sorted(_said(intake.errors), key=lambda said: said[1] or 0) == [
        ("bad-reference", 2, "reference", "20 000 1"),
        ("unknown-outcome", 3, "outcome", "done"),
        ("before-agreement", 4, "recorded_on", "2021-01-01"),
        ("before-agreement", 5, "due_on", "2021-01-01"),
        ("before-agreement", 6, "achieved_on", "2021-01-31"),
        ("date-in-future", 7, "recorded_on", "2026-01-01"),
        ("unknown-recommendation-kind", 8, "kind", "apology"),
    ]
    assert intake.compliance is not None
    assert brought(intake.compliance.rows)["outcome"].tolist() == ["complied late", "not complied"]
    assert brought(intake.compliance.rows)["kind"].dropna().tolist() == ["personal remedy"]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (RECEIVED, ("Leeds City Council", "Housing", "2020-04-01")),
        (
            "reference authority category decided_on decision",
            ("Leeds City Council", "Housing", "2020-04-01", "Upheld"),
        ),
    ],
)
def test_a_reference_that_stands_twice_names_both_rows_even_across_files(
    read: Read, write_csv: WriteCsv, headings: str, row: tuple[str, ...]
) -> None:
    write_csv("a.csv", headings, ("20 000 563", *row), ("20-000-563", *row))
    write_csv("b.csv", headings, ("19 000 001a", *row), ("20 000 563", *row), ("19 000 001A", *row))
    said = [(p.file, p.row, p.value, p.expected) for p in read().errors]
    assert said == [
        ("a.csv", 3, "20-000-563", "each reference once; it stands in a.csv, row 2 already"),
        ("b.csv", 3, "20-000-563", "each reference once; it stands in a.csv, row 2 already"),
        ("b.csv", 4, "19-000-001A", "each reference once; it stands in b.csv, row 2 already"),
    ]


def test_one_case_may_have_several_recommendations_and_stand_in_all_three_tables(
    read: Read, write_csv: WriteCsv
) -> None:
    row = ("20 000 563", "Leeds City Council")
    write_csv("r.csv", RECEIVED, (*row, "Housing", "2020-04-01"))
    write_csv(
        "d.csv",
        "reference authority category decided_on decision",
        (*row, "Housing", "2020-12-17", "Upheld"),
    )
    write_csv(
        "c.csv",
        "reference authority recorded_on outcome",
        (*row, "2021-01-01", "complied"),
        (*row, "2021-01-01", "not complied"),
    )
    assert read().problems == ()


def test_cases_of_other_bodies_are_kept_apart_from_councils(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "received.csv",
        RECEIVED,
        ("20 000 563", "Transport for London", "Other", "2020-04-01"),
        ("20 000 564", "Leeds City Council", "Other", "2020-04-01"),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    assert brought(intake.received.rows)["reference"].tolist() == ["20-000-564"]
    (other,) = intake.other_bodies[FileKind.RECEIVED].to_dict("records")
    assert (other["body"], other["reference"]) == ("Transport for London", "20-000-563")


def test_addresses_that_a_browser_would_run_are_refused(read: Read, write_csv: WriteCsv) -> None:
    write_csv(
        "decided.csv",
        "reference authority category decided_on decision url",
        ("20 000 563", "Leeds City Council", "Housing", "2020-12-17", "Upheld", "javascript:x()"),
        ("20 000 564", "Leeds City Council", "Housing", "2020-12-17", "Upheld", "www.lgo.org.uk"),
        ("20 000 565", "Leeds City Council", "Housing", "2020-12-17", "Upheld", ""),
    )
    assert _said(read().errors) == [
        ("bad-address", 2, "url", "javascript:x()"),
        ("bad-address", 3, "url", "www.lgo.org.uk"),
    ]
