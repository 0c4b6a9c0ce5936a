"""What the operator sees when a file is not what its name says, is cut off, or can't be true."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from tests.publish.odd_files import CASE, lines, workbook
from tests.publish.publisher import command
from tests.sources.saved_pages import decision_page, list_page, list_row

LETTER_REMEDY = (
    "expected a letter that names one council and one year to 31 March, as its file name does; say "
    "whose it is in a CSV file with the headings authority, year_ending, url, file; or rename it, "
    "or take it out"
)
PERCENTAGE = (
    "expected the percentage that its two counts give; compare the row with its source: a number "
    "may be wrong, two columns swapped, or a percentage on another scale; allow this kind if it is "
    "printed so"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "input"
    path.mkdir()
    return path


def said(folder: Path, *options: str) -> list[str]:
    """What the operator reads, line by line, when the folder is refused."""
    to = folder.parent / "snapshots"
    refused = command("publish", folder, "--to", to, "--dry-run", "--quiet", *options)
    assert (refused.exit_code, refused.result) == (2, "")
    return refused.words.splitlines()


def parquet() -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"reference": ["20 000 563"]}).to_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "decided.csv",
            workbook(CASE),
            "found 'an XLSX workbook, or another package'; expected a text, as the ending of its "
            "name says; if it is to be read as what it is, end its name with .xlsx",
        ),
        (
            "decided.csv",
            parquet(),
            "found 'a Parquet file'; expected a text, as the ending of its name says; if it is to "
            "be read as what it is, end its name with .parquet",
        ),
        (
            "decided.xlsx",
            lines(CASE).encode(),
            "found 'a text'; expected an XLSX workbook, as the ending of its name says; end its "
            "name with .csv if it is a table as text",
        ),
        (
            "decided.xlsx",
            b"<html><table><tr><td>reference</td></tr></table></html>",
            "found 'a web page or XML'; expected an XLSX workbook, as the ending of its name says; "
            "open it in a spreadsheet program and save it as an XLSX workbook",
        ),
    ],
)
def test_a_file_under_the_name_of_another_format(
    folder: Path, name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    assert said(folder) == [f"{name}: error [unreadable-file]: {words}"]


def test_half_a_parquet_file(folder: Path) -> None:
    (folder / "decided.parquet").write_bytes(parquet()[:-20])
    (line,) = said(folder)
    assert line.startswith("decided.parquet: error [unreadable-file]: found '")
    assert line.endswith(
        "expected a whole Parquet file of plain columns (text, numbers, dates, yes/no); write the "
        "file again, or give the same rows as CSV"
    )


def test_a_text_in_windows_1252_is_read_and_said(folder: Path) -> None:
    case = (*CASE[:2], "Children\u2019s care services", *CASE[3:])
    (folder / "decided.csv").write_bytes(lines(case).encode("cp1252"))
    to = folder.parent / "snapshots"
    taken = command("publish", folder, "--to", to, "--dry-run", "--quiet")
    assert (taken.exit_code, taken.words) == (
        0,
        "decided.csv: warning [windows-1252]: expected a text file in UTF-8; it was read as "
        "Windows-1252: look at a name with an accent or a pound sign, or save the file again as "
        "UTF-8\n",
    )


def test_rows_in_two_encodings(folder: Path) -> None:
    both = lines(CASE).encode() + "21 000 001,Leeds \u2019,Housing\n".encode()
    (folder / "decided.csv").write_bytes(
        both + "21 000 002,Leeds \u2019,Housing\n".encode("cp1252")
    )
    assert said(folder) == [
        "decided.csv, row 4: error [mixed-encoding]: found '21 000 002,Leeds \u2019,Housing'; "
        "expected one encoding in the whole file, UTF-8 as in its other rows; save the file again "
        'as "CSV UTF-8", or as an XLSX workbook'
    ]


def test_a_large_text_in_windows_1252(folder: Path) -> None:
    rows = [
        f"20 {n // 1000:03d} {n % 1000:03d},{','.join(CASE[1:])},{'x' * 900}\n"
        for n in range(17_000)
    ]
    text = lines().replace("decision\n", "decision,summary\n") + "".join(rows) + "\u00a3,\n"
    (folder / "decided.csv").write_bytes(text.encode("cp1252"))
    (line,) = said(folder)
    assert line.startswith("decided.csv")
    assert "UTF-8" in line


def test_half_a_page_of_a_decision(folder: Path) -> None:
    page = decision_page()
    (folder / "own.html").write_text(page[: page.index("went unanswered")], encoding="utf-8")
    assert said(folder)[0] == (
        "own.html: warning [page-cut-off]: expected a page that goes on to its end, </html>; save "
        "the page again: decisions or words may be missing; allow this kind if nothing is"
    )


def test_half_a_list_of_decisions(folder: Path) -> None:
    page = list_page(list_row(), list_row("Leeds City Council (20 000 999)"))
    (folder / "list.html").write_text(page[: page.index("20 000 999")], encoding="utf-8")
    assert "list.html: warning [page-cut-off]: " in said(folder)[0]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("Council,Upheld,Not upheld,Uphold rate\nBury,9,6,40%\nLeeds,2,2,50%\n", "40%"),
        ("Council,Not upheld,Upheld,Uphold rate\nBury,199,1,0.5\nLeeds,2,0,0\n", "0.5"),
    ],
    ids=["swapped columns", "another scale"],
)
def test_a_yearly_table_whose_rates_and_counts_do_not_belong_together(
    folder: Path, table: str, found: str
) -> None:
    (folder / "decided 2019-20.csv").write_text(table, encoding="utf-8")
    assert said(folder) == [
        "decided 2019-20.csv, row 2, column Uphold rate: warning [contradicting-figures]: found "
        f"'{found}'; {PERCENTAGE}"
    ]


def test_a_letter_whose_file_name_says_otherwise(folder: Path) -> None:
    letter = "An Ombudsman\nTo: Leeds City Council\nAnnual Review letter 2020\n"
    (folder / "bradford-2020.txt").write_text(letter)
    (folder / "leeds-2021.txt").write_text(letter + "Again.\n")
    assert said(folder) == [
        "bradford-2020.txt: warning [letter-not-read]: found 'its words name Leeds City Council, "
        f"its file name City of Bradford Metropolitan District Council'; {LETTER_REMEDY}",
        "leeds-2021.txt: warning [letter-not-read]: found 'its words say the year 2019-20, its "
        f"file name another'; {LETTER_REMEDY}",
    ]


def test_a_letter_of_a_year_to_come(folder: Path) -> None:
    (folder / "leeds.txt").write_text(
        "An Ombudsman\nTo: Leeds City Council\nAnnual Review letter 2093\n"
    )
    assert said(folder) == [
        'leeds.txt: warning [letter-not-read]: found "the year that it names, 2092-93, isn\'t over"'
        f"; {LETTER_REMEDY}"
    ]
