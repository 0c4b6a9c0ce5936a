from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import Names
from dashboard.sources.case_store import CaseStore
from dashboard.sources.folder import read_folder
from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind
from dashboard.tallies import brought

Read = Callable[[], Intake]
Write = Callable[..., Path]

RECEIVED = "reference authority category received_on"
SUFFIXES = [".csv", ".xlsx", ".parquet", ".pdf", ".txt", ".json", ""]
CASE = ("20 000 563", "Leeds City Council", "Housing", "2020-04-01")
OTHER_CASE = ("20 000 564", "Leeds City Council", "Housing", "02/04/2020")
NOTHING = "There were no investigations, no compliance outcomes and no upheld cases."


def read_from(folder: Path, names: Names, report: Callable[[str], None] = lambda _: None) -> Intake:
    """What a folder held; its cases are gone with their store."""
    with CaseStore.temporary() as store:
        return read_folder(folder, store, names=names, today=date(2025, 9, 1), report=report)


def test_every_file_is_recorded_with_its_checksum_and_what_was_made_of_it(
    read: Read, write_csv: Write, write_text: Write
) -> None:
    path = write_csv("tables/cases 2020.csv", RECEIVED, CASE, OTHER_CASE)
    write_text("README.md", "How to publish")
    intake = read()
    readme, cases = intake.files
    assert (readme.path, readme.kind, readme.rows_taken) == (
        "README.md",
        FileKind.NOT_RECOGNISED,
        0,
    )
    assert (cases.path, cases.kind) == ("tables/cases 2020.csv", FileKind.RECEIVED)
    assert (cases.rows_taken, cases.rows_skipped) == (2, 0)
    assert cases.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert cases.bytes == path.stat().st_size


def test_files_that_are_not_recognised_are_listed_and_never_block(
    read: Read, write_csv: Write, write_text: Write
) -> None:
    write_csv("received.csv", RECEIVED, CASE)
    write_csv("authorities.csv", "gss_code name region", ("E08000035", "Leeds", "Yorkshire"))
    for name in (".DS_Store", "~$received.xlsx", "notes.txt", "map.geojson", "old/decided.xls"):
        write_text(name, "nothing for us")
    intake = read()
    assert intake.errors == ()
    assert sorted((p.kind, p.file) for p in intake.warnings) == [
        ("not-recognised", ".DS_Store"),
        ("not-recognised", "authorities.csv"),
        ("not-recognised", "map.geojson"),
        ("not-recognised", "notes.txt"),
        ("not-recognised", "old/decided.xls"),
        ("not-recognised", "~$received.xlsx"),
    ]
    authorities = next(p for p in intake.warnings if p.file == "authorities.csv")
    assert authorities.value == "headings gss_code, name, region"


def test_files_of_one_kind_and_of_any_format_are_put_together(
    read: Read, folder: Path, write_csv: Write, write_xlsx: Write
) -> None:
    write_csv("a.csv", RECEIVED, CASE)
    rows = [RECEIVED.split(), ("20 000 570", "E08000035", "Housing", date(2020, 4, 9))]
    write_xlsx("b.xlsx", {"Cases": rows})
    frame = pd.DataFrame(
        [("20 000 580", "Leeds", "Housing", date(2020, 4, 8))], columns=RECEIVED.split()
    )
    frame.to_parquet(folder / "c.parquet")
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    cases = brought(intake.received.rows).sort_values("file")
    assert cases["reference"].tolist() == ["20-000-563", "20-000-570", "20-000-580"]
    assert cases["received_on"].dt.day.tolist() == [1, 9, 8]
    assert cases["authority"].unique().tolist() == ["E08000035"]


def test_the_problems_of_all_files_are_reported_at_once(
    read: Read, write_csv: Write, write_text: Write, folder: Path
) -> None:
    write_csv("a.csv", RECEIVED, ("x", *CASE[1:]))
    write_csv("b.csv", "reference authority category decided_on", ("y", "Leeds", "Housing", "soon"))
    write_text("c.csv", "")
    (folder / "d.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "e.parquet").write_bytes(b"PAR1 no")
    write_text("f.csv", "reference,authority\x00,category\n")
    write_text("g.csv", 'reference,authority,category,received_on\n"20 000 563,Leeds\n')
    intake = read()
    assert [(p.file, p.kind) for p in intake.errors] == [
        ("a.csv", "bad-reference"),
        ("b.csv", "missing-column"),
        ("b.csv", "unreadable-date"),
        ("b.csv", "bad-reference"),
        ("c.csv", "empty-file"),
        ("d.xlsx", "unreadable-file"),
        ("e.parquet", "unreadable-file"),
        ("f.csv", "unreadable-file"),
        ("g.csv", "broken-row"),
    ]
    assert len(intake.files) == 7


def test_a_table_without_a_required_column_gives_no_rows(read: Read, write_csv: Write) -> None:
    write_csv("decided.csv", "reference authority category decided_on", CASE)
    intake = read()
    assert intake.decided is None
    (problem,) = intake.errors
    assert (problem.column, problem.row) == ("decision", 1)


def test_headings_without_rows_are_warned_of(read: Read, write_csv: Write) -> None:
    write_csv("received.csv", RECEIVED)
    intake = read()
    assert [(p.kind, p.is_warning) for p in intake.problems] == [("no-rows", True)]
    assert intake.received is None


def test_windows_1252_is_read_and_said(read: Read, write_text: Write) -> None:
    council = "Borough Council of King\u2019s Lynn & West Norfolk"
    write_text(
        "received.csv",
        f"{','.join(RECEIVED.split())}\n20 000 563,{council},Housing,2020-04-01\n",
        "cp1252",
    )
    intake = read()
    assert [(p.kind, p.is_warning) for p in intake.problems] == [("windows-1252", True)]
    assert intake.files[0].remarks == ("Windows-1252",)
    assert intake.received is not None
    assert intake.received.tally["authority"].tolist() == ["E07000146"]


def test_a_file_separated_by_semicolons_is_read_and_said(read: Read, write_text: Write) -> None:
    write_text("received.csv", "\n".join(";".join(r) for r in (RECEIVED.split(), CASE)))
    intake = read()
    assert intake.problems == ()
    assert intake.files[0].remarks == ("separated by semicolons",)


def test_the_same_file_under_two_names_is_an_error_and_not_two_sets_of_cases(
    read: Read, write_csv: Write
) -> None:
    write_csv("received.csv", RECEIVED, CASE)
    write_csv("received (1).csv", RECEIVED, CASE)
    intake = read()
    assert [(p.kind, p.file) for p in intake.problems] == [("same-file-twice", "received.csv")]
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 1


def test_a_workbook_as_offices_make_them_is_read(read: Read, write_xlsx: Write) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["Cases"]
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("C3:C4")

    rows = [
        ("Complaints and enquiries received",),
        (),
        ("Reference", "Authority", "Category", "Day"),
        (None, None, None, "Received On"),
        ("20-000-563", "LEEDS CITY COUNCIL", "Housing", "17 Dec 2020"),
        ("20 000 564", "Leeds City Council", "Other", date(2020, 12, 18)),
        (),
        ("Total", None, None, 2),
        ("Notes: provisional",),
    ]
    write_xlsx("export.xlsx", {"Guide": [("Read me",)], "Cases": rows}, merge)
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    assert brought(intake.received.rows)["received_on"].dt.day.tolist() == [17, 18]
    (record,) = intake.files
    assert (record.rows_taken, record.rows_skipped) == (2, 4)


def test_a_second_sheet_of_cases_is_not_passed_over_in_silence(
    read: Read, write_xlsx: Write
) -> None:
    sheets = {"2020": [RECEIVED.split(), CASE], "2021": [RECEIVED.split(), OTHER_CASE]}
    write_xlsx("received.xlsx", sheets)
    intake = read()
    assert [(p.kind, p.sheet, p.is_warning) for p in intake.problems] == [
        ("sheet-not-read", "2021", True)
    ]
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 1


def test_a_formula_without_a_value_is_an_error_in_its_row(read: Read, write_xlsx: Write) -> None:
    write_xlsx("received.xlsx", {"Cases": [RECEIVED.split(), (*CASE[:3], "=TODAY()-9")]})
    (problem,) = read().errors
    assert (problem.kind, problem.row, problem.value) == (
        "formula-without-value",
        2,
        "=TODAY()-9",
    )


def test_a_folder_that_is_not_there_or_is_empty_is_an_error(
    read: Read, tmp_path: Path, names: Names
) -> None:
    assert [p.kind for p in read().errors] == ["nothing-to-read"]
    intake = read_from(tmp_path / "nowhere", names)
    assert [p.kind for p in intake.errors] == ["nothing-to-read"]


def test_a_file_that_may_not_be_read_is_an_error(read: Read, folder: Path) -> None:
    (folder / "received.csv").symlink_to(folder / "gone.csv")
    (problem,) = read().errors
    assert (problem.kind, problem.file) == ("unreadable-file", "received.csv")


def test_progress_names_each_table_with_its_rows(
    folder: Path, names: Names, write_csv: Write
) -> None:
    write_csv("received.csv", RECEIVED, CASE, OTHER_CASE)
    lines: list[str] = []
    read_from(folder, names, report=lines.append)
    assert lines == ["received.csv: 2 rows of received cases"]


def test_many_letters_are_counted_as_they_are_read(
    folder: Path, names: Names, write_text: Write
) -> None:
    for number in range(251):
        write_text(f"letters/{number}.txt", f"Ombudsman\nTo: Leeds\nAnnual letter {number}\n")
    lines: list[str] = []
    intake = read_from(folder, names, report=lines.append)
    assert lines == ["250 letters read so far", "251 letters"]
    assert {record.kind for record in intake.files} == {FileKind.LETTER}


def test_a_letter_in_windows_1252_is_read_and_said(read: Read, write_text: Write) -> None:
    text = f"Ombudsman\nTo: Leeds City Council\nAnnual Review letter 2020\nWe\u2019re {NOTHING}"
    write_text("leeds.txt", text, "cp1252")
    intake = read()
    assert [(p.kind, p.file) for p in intake.problems] == [("windows-1252", "leeds.txt")]
    assert intake.letters is not None
    assert intake.letters["year"].tolist() == [2020]


def test_a_letter_in_two_places_is_an_error(read: Read, write_text: Write) -> None:
    for name in ("a.txt", "b.txt"):
        write_text(name, f"Ombudsman\nTo: Leeds City Council\nAnnual Review letter 2020\n{NOTHING}")
    intake = read()
    assert [(p.kind, p.file) for p in intake.problems] == [("same-file-twice", "b.txt")]


def test_a_hundred_thousand_cases_are_read_and_checked_in_seconds(read: Read, folder: Path) -> None:
    numbers = pd.Series(range(100_000))
    frame = pd.DataFrame(
        {
            "reference": (
                (numbers // 10_000 + 15).astype(str)
                + " "
                + (numbers % 10_000 // 1000).astype(str).str.zfill(3)
                + " "
                + (numbers % 1000).astype(str).str.zfill(3)
            ),
            "authority": "Leeds City Council",
            "category": "Housing",
            "received_on": pd.to_datetime("2020-04-01") + pd.to_timedelta(numbers % 1000, "D"),
        }
    )
    frame.to_csv(folder / "received.csv", index=False)
    started = time.process_time()
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 100_000
    # Half a second where it was measured; the bound only catches work done row by row.
    assert time.process_time() - started < 10


@pytest.mark.parametrize("damage", ["\ufeff", "\n\n", "\u200b"])
def test_marks_before_the_headings_do_no_harm(read: Read, write_text: Write, damage: str) -> None:
    write_text("received.csv", f"{damage}{','.join(RECEIVED.split())}\n{','.join(CASE)}\n")
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 1


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_no_bytes_under_any_name_make_a_traceback(
    content: bytes, suffix: str, names: Names
) -> None:
    with TemporaryDirectory() as place:
        (Path(place) / f"decided{suffix}").write_bytes(content)
        intake = read_from(Path(place), names)
    assert len(intake.files) == 1
    assert intake.problems


DECIDED = ["reference", "authority", "category", "decided_on", "decision", "satisfactory_remedy"]
CELLS = st.one_of(
    st.sampled_from(
        ["", "20 000 563", "DEMO 20 000 1", "Leeds", "Housing", "2020-04-01", "Upheld"]
    ),
    st.sampled_from(["Total", "Note: one", "n/a", "-", "yes", "#REF!", "31/02/2020", "1e999"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=12))
def test_every_row_is_taken_or_skipped_and_counted_or_named_in_a_problem(
    rows: list[list[str]], names: Names
) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows([DECIDED, *rows])
    with TemporaryDirectory() as place:
        (Path(place) / "decided.csv").write_text(lines.getvalue(), encoding="utf-8", newline="")
        intake = read_from(Path(place), names)
    (record,) = intake.files
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    own = {
        p.row for p in intake.errors if p.kind not in ("duplicate-reference", "demonstration-mixed")
    }
    assert record.rows_taken + record.rows_skipped + len(own) == filled
