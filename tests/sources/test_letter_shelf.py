from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dashboard.sources.intake import Intake

Read = Callable[[], Intake]
Write = Callable[..., Path]

HEADINGS = "authority year_ending url file"
URL = "https://example.org/letter.pdf"


def _letter(council: str = "Leeds City Council", year: int = 2020) -> str:
    """A letter that says that there was nothing to count."""
    return (
        f"Ombudsman\n{council}\nDear Chief Executive\nAnnual Review letter {year}\n"
        "There were no investigations, no compliance outcomes and no upheld cases.\n"
    )


def _rows(intake: Intake) -> list[tuple[object, ...]]:
    assert intake.letters is not None
    columns = intake.letters[["authority", "year", "file", "url"]].astype("object")
    return list(columns.where(columns.notna(), None).itertuples(index=False, name=None))


def test_a_letter_and_its_address_make_one_row(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    path = write_text("letters/leeds.txt", _letter())
    write_csv("addresses.csv", HEADINGS, ("Leeds", "2019-20", URL, ""))
    intake = read()
    assert intake.problems == ()
    assert _rows(intake) == [("E08000035", 2020, "letters/leeds.txt", URL)]
    assert intake.letters is not None
    assert intake.letters["sha256"].tolist() == [hashlib.sha256(path.read_bytes()).hexdigest()]


def test_an_address_without_a_file_is_a_letter_too(read: Read, write_csv: Write) -> None:
    write_csv("letters.csv", "authority year_ending url", ("Leeds", "2020-03-31", URL))
    intake = read()
    assert _rows(intake) == [("E08000035", 2020, None, URL)]
    assert intake.letters is not None
    assert intake.letters["sha256"].isna().all()


def test_a_letter_that_is_not_clear_is_listed_and_not_taken(read: Read, write_text: Write) -> None:
    write_text("a.txt", _letter(council="Milton Keyne Council"))
    write_text("b.txt", _letter(council="Bradford Council"))
    intake = read()
    assert [(p.kind, p.file, p.is_warning) for p in intake.problems] == [
        ("letter-not-read", "a.txt", True)
    ]
    assert [row[2] for row in _rows(intake)] == ["b.txt"]


def test_the_operator_may_say_whose_an_unreadable_letter_is(
    read: Read, write_pdf: Write, write_csv: Write
) -> None:
    write_pdf("letters/scan.pdf", "")
    write_csv("addresses.csv", HEADINGS, ("Leeds", "2020-03-31", "", "scan.pdf"))
    intake = read()
    assert intake.problems == ()
    assert _rows(intake) == [("E08000035", 2020, "letters/scan.pdf", None)]


def test_a_list_that_contradicts_a_letter_leaves_the_address_out(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    write_text("leeds.txt", _letter())
    write_csv("addresses.csv", HEADINGS, ("Bradford", "2020-03-31", URL, "leeds.txt"))
    intake = read()
    (problem,) = intake.problems
    assert problem.kind == "letter-not-read"
    assert problem.value == "its words say otherwise than addresses.csv, row 2"
    assert _rows(intake) == [("E08000035", 2020, "leeds.txt", None)]


def test_everything_wrong_with_a_list_of_addresses_is_said_at_once(
    read: Read, write_csv: Write
) -> None:
    write_csv(
        "addresses.csv",
        HEADINGS,
        ("Leeds", "2020-03-31", URL, "lost.pdf"),
        ("Leads", "2020-03-31", URL, ""),
        ("Leeds", "March", URL, ""),
        ("Leeds", "2021-03-31", "ftp://example.org", ""),
        ("Somerset Council", "2020-03-31", URL, ""),
    )
    assert sorted((p.row, p.kind, p.column) for p in read().errors) == [
        (2, "letter-file-missing", "file"),
        (3, "unknown-authority", "authority"),
        (4, "bad-year", "year_ending"),
        (5, "bad-address", "url"),
        (6, "authority-not-yet", "year_ending"),
    ]


def test_two_letters_of_one_council_and_year_are_warned_of_and_the_first_taken(
    read: Read, write_text: Write
) -> None:
    write_text("a.txt", _letter())
    write_text("b.txt", _letter() + "Revised.")
    intake = read()
    assert [(p.kind, p.file, p.value, p.is_warning) for p in intake.problems] == [
        ("letter-twice", "b.txt", "Leeds City Council, year ended 31 March 2020", True)
    ]
    assert [row[2] for row in _rows(intake)] == ["a.txt"]
    assert pd.Series([row[1] for row in _rows(intake)]).tolist() == [2020]
