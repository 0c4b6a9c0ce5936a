"""What the operator sees when a file has gone wrong: the exact words, from the command itself."""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.publish.odd_files import (
    CASE,
    HEADINGS,
    OTHER_CASE,
    bomb,
    compound_file,
    lines,
    with_a_chart_sheet,
    with_blank_rows,
    with_day,
    with_macros,
    workbook,
)
from tests.publish.publisher import Finished, as_plain_account, command

SAVE_AS_CSV = 'save the file again as "CSV UTF-8", or as an XLSX workbook'
NO_FILE = "expected a file that may be read; put what is meant here itself, or take this out"
A_DAY = (
    "expected a day such as 2020-12-17, 17/12/2020 or 17 Dec 2020; write the day as 2020-12-17, "
    "17/12/2020 or 17 Dec 2020"
)
WORK_IT_OUT = (
    "expected a value; this formula was never worked out; open the workbook in a spreadsheet "
    "program, which works it out, and save it again"
)
SINCE_1974 = "expected a day since 1 April 1974, when the Ombudsman's work began; correct the year"
NO_LATER = "expected a day no later than "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "input"
    path.mkdir()
    return path


def publish(folder: Path, prepare: Callable[[], object] | None = None) -> Finished:
    snapshots = folder.parent / "snapshots"
    return command("publish", folder, "--to", snapshots, "--dry-run", "--quiet", prepare=prepare)


def expect_refused(folder: Path, *words: str) -> None:
    """Publishes the folder; all that is said are these words, each a line."""
    refused = publish(folder)
    assert (refused.exit_code, refused.result) == (2, "")
    assert refused.words.splitlines() == list(words)


def expect_taken(folder: Path, *words: str) -> None:
    """Publishes the folder, which gives the uphold rate of one case, and says these words."""
    taken = publish(folder)
    assert (taken.exit_code, taken.words.splitlines()) == (0, list(words))
    assert taken.result.startswith("First snapshot here: 2 figures.\n")


def test_half_a_workbook(folder: Path) -> None:
    (folder / "decided.xlsx").write_bytes(workbook(CASE)[:2000])
    expect_refused(
        folder,
        "decided.xlsx: error [unreadable-file]: found 'File is not a zip file'; expected a whole "
        "XLSX workbook; open it in a spreadsheet program and save it as an XLSX workbook without a "
        "password, or as CSV UTF-8",
    )


@pytest.mark.parametrize(
    ("streams", "found", "remedy"),
    [
        (
            ("EncryptionInfo", "EncryptedPackage"),
            "a workbook locked with a password",
            "take the password off",
        ),
        (("Workbook",), "a workbook in the old XLS format", "open it in a spreadsheet program"),
        (
            (),
            "a file of the old Office format, or one locked with a password",
            "open it in a spreadsheet program, take off a password if it has one",
        ),
    ],
)
def test_a_locked_or_old_workbook(
    folder: Path, streams: tuple[str, ...], found: str, remedy: str
) -> None:
    (folder / "decided.xlsx").write_bytes(compound_file(*streams))
    expect_refused(
        folder,
        f"decided.xlsx: error [unreadable-file]: found '{found}'; expected a workbook without a "
        f"password, in the XLSX format; {remedy} and save it as an XLSX workbook, or as CSV UTF-8",
    )


def test_an_old_workbook_under_its_own_name_is_left_aside_by_name(folder: Path) -> None:
    (folder / "decided.csv").write_text(lines(CASE))
    (folder / "2019.xls").write_bytes(compound_file("Workbook"))
    expect_taken(
        folder,
        "2019.xls: warning [not-recognised]: found 'a workbook in the old XLS format'; expected a "
        "table with the headings of one of the known kinds, an annual review letter, or a saved "
        "page of the Ombudsman's decisions; it was left aside; if it should be read, correct its "
        "headings or its format (CSV, XLSX, Parquet; PDF or text for letters; HTML for pages)",
    )


def test_a_zip_bomb(folder: Path) -> None:
    content = bomb()
    (folder / "decided.xlsx").write_bytes(content)
    expect_refused(
        folder,
        f"decided.xlsx: error [workbook-too-large]: found '100.0 MB packed into "
        f"{len(content) / 1_000_000:.1f} MB'; expected a workbook of at most 300.0 MB when it is "
        "unpacked, and at most 250 times as large as it is packed; nothing of it was unpacked; if "
        "it is a table, save its sheet as CSV UTF-8, which may be of any size",
    )


def test_formulas_that_were_never_worked_out(folder: Path) -> None:
    (folder / "decided.xlsx").write_bytes(workbook((*CASE[:3], "=TODAY()-9", "=A1")))
    place = "decided.xlsx, sheet Cases, row 2, column"
    expect_refused(
        folder,
        f"{place} decided_on: error [formula-without-value]: found '=TODAY()-9'; {WORK_IT_OUT}",
        f"{place} decision: error [formula-without-value]: found '=A1'; {WORK_IT_OUT}",
    )


def test_macros(folder: Path) -> None:
    (folder / "decided.xlsm").write_bytes(with_macros())
    expect_taken(
        folder,
        "decided.xlsm: warning [macros-not-run]: expected a workbook without macros; its cells "
        "were read as they were saved, its macros were not run; if they change the cells, run them "
        "and save it as an XLSX workbook",
    )


def test_a_chart_sheet_and_a_formula_that_was_worked_out_say_nothing(folder: Path) -> None:
    (folder / "decided.xlsx").write_bytes(with_a_chart_sheet())
    expect_taken(folder)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16(folder: Path, encoding: str) -> None:
    (folder / "decided.csv").write_text(lines(CASE), encoding=encoding)
    expect_refused(
        folder,
        "decided.csv: error [unreadable-file]: expected a text file in UTF-8, not in UTF-16; "
        f"{SAVE_AS_CSV}",
    )


def test_lines_that_end_as_on_windows_say_nothing(folder: Path) -> None:
    (folder / "decided.csv").write_bytes(lines(CASE, ending="\r\n").encode())
    expect_taken(folder)


def test_marks_that_nobody_sees_say_nothing(folder: Path) -> None:
    cells = ("\u200b20 000 563\u200b", "Leeds\u00ad", "\ufeffHousing", "2023-06-01\u200e")
    (folder / "decided.csv").write_text(lines((*cells, "Up\u2060held")), encoding="utf-8")
    expect_taken(folder)


def test_a_heading_that_stands_twice(folder: Path) -> None:
    headings = "reference,Decision,authority,category,decided_on,decision"
    (folder / "decided.csv").write_text(
        f"{headings}\n20 000 563,Upheld,Leeds,Housing,2023-06-01,Not upheld\n"
    )
    expect_refused(
        folder,
        "decided.csv, row 1: error [repeated-heading]: found 'decision'; expected each heading "
        "once; take out or rename one of the two columns",
    )


def test_two_columns_that_were_swapped(folder: Path) -> None:
    (folder / "decided.csv").write_text(lines((*CASE[:3], CASE[4], CASE[3])))
    expect_refused(
        folder,
        f"decided.csv, row 2, column decided_on: error [unreadable-date]: found 'Upheld'; {A_DAY}",
        "decided.csv, row 2, column decision: error [unknown-decision]: found '2023-06-01'; "
        "expected one of the decisions Invalid or incomplete, Advice given, Referred back for "
        "local resolution, Closed after initial enquiries, Not upheld, Upheld; write one of these "
        "six, in upper or lower case",
    )


def test_columns_in_another_order_say_nothing(folder: Path) -> None:
    rows = (reversed(HEADINGS), reversed(CASE))
    (folder / "decided.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    expect_taken(folder)


def test_headings_that_were_sorted_among_the_rows(folder: Path) -> None:
    (folder / "decided.csv").write_text("".join(f"{','.join(row)}\n" for row in (CASE, HEADINGS)))
    expect_refused(
        folder,
        "decided.csv: warning [no-rows]: expected rows below the headings; export it again if "
        "there should be some",
        "decided.csv, row 1, column reference: error [row-above-headings]: found '20 000 563'; "
        "expected no rows of the table above its headings; move the headings above all rows: they "
        "were sorted among them, or were put too low",
    )


def test_days_of_1899_and_of_2099(folder: Path) -> None:
    (folder / "decided.csv").write_text(
        lines((*CASE[:3], "30/12/1899", CASE[4]), (*OTHER_CASE[:3], "2099-01-01", OTHER_CASE[4]))
    )
    refused = publish(folder)
    early, late = refused.words.splitlines()
    assert early == (
        "decided.csv, row 2, column decided_on: error [date-too-early]: found '30/12/1899'; "
        f"{SINCE_1974}"
    )
    before, _, day = late.partition(NO_LATER)
    assert before == (
        "decided.csv, row 3, column decided_on: error [date-in-future]: found '2099-01-01'; "
    )
    assert day.endswith(", when this was read; correct the day")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, f"error [unreadable-date]: found '00:00:00'; {A_DAY}"),
        (1, f"error [date-too-early]: found '1900-01-01'; {SINCE_1974}"),
        (
            99_999_999,
            "error [spreadsheet-error]: found '#VALUE!'; expected a value, not a spreadsheet's "
            "error mark; mend the formula behind the cell and save the file again",
        ),
    ],
)
def test_numbers_that_a_spreadsheet_shows_as_days(folder: Path, number: int, words: str) -> None:
    (folder / "decided.xlsx").write_bytes(with_day(number))
    expect_refused(folder, f"decided.xlsx, sheet Cases, row 2, column decided_on: {words}")


def test_a_sheet_of_a_million_blank_rows_says_nothing_and_costs_little(folder: Path) -> None:
    (folder / "decided.xlsx").write_bytes(with_blank_rows(workbook(CASE)))
    taken = publish(folder, partial(resource.setrlimit, resource.RLIMIT_CPU, (30, 30)))
    assert (taken.exit_code, taken.words) == (0, "")
    assert taken.result.startswith("First snapshot here: 2 figures.\n")
    assert taken.most_memory is not None
    assert taken.most_memory < 1_000_000


def test_a_name_that_is_not_in_utf_8(folder: Path) -> None:
    os.mkdir(os.fsencode(folder) + b"/caf\xe9")
    for name in (b"/d\xe9cid\xe9.csv", b"/caf\xe9/decided.csv", b"/two\nlines.csv"):
        Path(os.fsdecode(os.fsencode(folder) + name)).write_text(lines(CASE))
    remedy = "expected a name in UTF-8, without control characters; rename it, with plain letters"
    expect_refused(
        folder,
        rf"caf\xe9: error [unreadable-name]: {remedy}",
        rf"d\xe9cid\xe9.csv: error [unreadable-name]: {remedy}",
        rf"two\nlines.csv: error [unreadable-name]: {remedy}",
    )


@pytest.mark.parametrize("place", ["source", "snapshots"])
def test_a_folder_whose_name_is_not_in_utf_8(folder: Path, place: str) -> None:
    odd = Path(os.fsdecode(os.fsencode(folder.parent) + b"/caf\xe9"))
    odd.mkdir()
    source, snapshots = (odd, folder) if place == "source" else (folder, odd)
    refused = command("publish", source, "--to", snapshots)
    assert (refused.exit_code, refused.words) == (
        2,
        rf"{folder.parent}/caf\xe9 is no name in UTF-8 without control characters; rename the "
        "folder\n",
    )


def test_what_lies_in_the_folder_and_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "decided.csv")
    (folder / "letters").symlink_to(folder.parent)
    (folder / "received.csv").symlink_to("gone.csv")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "server"))
        expect_refused(
            folder,
            f"decided.csv: error [unreadable-file]: found 'a pipe'; {NO_FILE}",
            f"letters: error [unreadable-file]: found 'a link to a folder'; {NO_FILE}",
            f'received.csv: error [unreadable-file]: found "a link to a file that isn\'t there"; '
            f"{NO_FILE}",
            f"server: error [unreadable-file]: found 'a socket'; {NO_FILE}",
        )


def test_a_file_and_a_folder_that_this_account_may_not_read(folder: Path) -> None:
    (folder / "decided.csv").write_text(lines(CASE))
    (folder / "received.csv").write_text(lines(CASE))
    (folder / "received.csv").chmod(0)
    (folder / "letters").mkdir(mode=0)
    remedy = "expected a file that may be read; allow it to be read, or take it out"
    refused = publish(folder, as_plain_account)
    (folder / "letters").chmod(0o700)
    assert refused.exit_code == 2
    assert refused.words.splitlines() == [
        f"letters: error [unreadable-file]: found 'a folder: Permission denied'; {remedy}",
        f"received.csv: error [unreadable-file]: found 'Permission denied'; {remedy}",
    ]


def test_a_quotation_mark_that_swallows_rows(folder: Path) -> None:
    rows = [
        ",".join((*HEADINGS, "summary")),
        '20 000 563,Leeds,Housing,2023-06-01,Upheld,"He said',
        "20 000 564,Leeds,Housing,2023-06-01,Upheld,Something",
        '20 000 565,Leeds,Housing,2023-06-01,Upheld,"',
        "20 000 566,Leeds,Housing,2023-06-01,Upheld,",
    ]
    (folder / "decided.csv").write_text("\n".join(rows))
    expect_refused(
        folder,
        "decided.csv, row 2, column (any): warning [swallowed-rows]: found '20 000 564,Leeds,"
        "Housing,2023-06-01,Upheld,Something'; expected a text without rows of the table in it; a "
        "quotation mark that is opened in this row and closed further below makes one cell of "
        "them: double it, or save the file again from the spreadsheet",
    )


def test_a_text_of_several_lines_says_nothing(folder: Path) -> None:
    text = '"Case 20 000 564, 20 000 565, and more.\nIn 2019, 2020, 2021, 2022, 2023, and on."'
    (folder / "decided.csv").write_text(
        f"{','.join((*HEADINGS, 'summary'))}\n{','.join((*CASE, text))}\n"
    )
    expect_taken(folder)


def test_a_text_that_ends_in_the_middle_of_a_row(folder: Path) -> None:
    whole = lines(CASE, OTHER_CASE)
    (folder / "decided.csv").write_text(whole[: whole.index("2023-06-02")])
    empty = "error [empty-cell]: expected a value in each row; fill the cell, or take the row out"
    expect_refused(
        folder,
        f"decided.csv, row 3, column decided_on: {empty}",
        f"decided.csv, row 3, column decision: {empty}",
    )
