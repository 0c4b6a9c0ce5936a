from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.snapshot.downloads import write_downloads

FIGURES = pd.DataFrame(
    {
        "authority": ["Milton Keynes City Council", "Allerdale Borough Council"],
        "numerator": pd.array([4, None], dtype="Int64"),
        "value": [0.6666666666666666, None],
        "source_url": [None, "https://example.org/?a=1&b=2"],
    }
)
NOTES = [("Data", "MADE UP FOR A TEST"), ("Data version", "2024-09-01-120000-abcdef")]


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    write_downloads(folder, FIGURES, NOTES)
    return folder


def test_numbers_stay_numbers_and_absent_figures_stay_empty(downloads: Path) -> None:
    text = (downloads / "yearly-figures.csv").read_text(encoding="utf-8")
    assert text.splitlines() == [
        "authority,numerator,value,source_url",
        "Milton Keynes City Council,4,0.6666666666666666,",
        "Allerdale Borough Council,,,https://example.org/?a=1&b=2",
    ]


def test_the_parquet_file_has_the_same_rows(downloads: Path) -> None:
    read = pd.read_parquet(downloads / "yearly-figures.parquet")
    assert read["numerator"].tolist() == [4, pd.NA]
    assert read["value"].tolist()[0] == pytest.approx(2 / 3)


def test_the_spreadsheet_has_its_notes_first_and_numbers_as_numbers(downloads: Path) -> None:
    book = openpyxl.load_workbook(downloads / "yearly-figures.xlsx")
    assert book.sheetnames == ["Notes", "Yearly figures"]
    notes = [[cell.value for cell in row] for row in book["Notes"].iter_rows()]
    assert notes == [["Data", "MADE UP FOR A TEST"], ["Data version", "2024-09-01-120000-abcdef"]]
    rows = [[cell.value for cell in row] for row in book["Yearly figures"].iter_rows()]
    assert rows[0] == ["authority", "numerator", "value", "source_url"]
    assert rows[1][:3] == ["Milton Keynes City Council", 4, pytest.approx(2 / 3)]
    assert rows[2] == ["Allerdale Borough Council", None, None, "https://example.org/?a=1&b=2"]
    book.close()


def test_a_text_that_looks_like_a_formula_stays_a_text_and_an_empty_one_stays_empty(
    tmp_path: Path,
) -> None:
    figures = pd.DataFrame({"source_file": ["=1+1", ""], "value": [0.5, 0.0]})
    write_downloads(tmp_path / "downloads", figures, NOTES)
    book = openpyxl.load_workbook(tmp_path / "downloads" / "yearly-figures.xlsx")
    first, second = list(book["Yearly figures"].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in first] == [("=1+1", "s"), (0.5, "n")]
    assert [cell.value for cell in second] == [None, 0]
    book.close()


def test_addresses_are_links_in_the_spreadsheet(downloads: Path) -> None:
    book = openpyxl.load_workbook(downloads / "yearly-figures.xlsx")
    links = [row[3].hyperlink for row in book["Yearly figures"].iter_rows(min_row=2)]
    assert links[0] is None
    assert links[1] is not None
    assert links[1].target == "https://example.org/?a=1&b=2"
    book.close()


def test_the_notes_lie_beside_the_files_that_can_not_carry_them(downloads: Path) -> None:
    text = (downloads / "notes.txt").read_text(encoding="utf-8")
    assert "Data\nMADE UP FOR A TEST" in text
    assert "2024-09-01-120000-abcdef" in text
