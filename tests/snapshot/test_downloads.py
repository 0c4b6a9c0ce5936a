from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from csvw import CSVW

from dashboard.snapshot.csvw import Described, Table
from dashboard.snapshot.downloads import write_downloads

FIGURES = pd.DataFrame(
    {
        "authority_code": ["E06000042", "E07000026"],
        "year_ending": ["2024-03-31", "2023-03-31"],
        "authority": ["Milton Keynes City Council", "Allerdale Borough Council"],
        "numerator": pd.array([4, None], dtype="Int64"),
        "value": [0.6666666666666666, None],
        "source_url": [None, "https://example.org/?a=1&b=2"],
    }
)
COUNCILS = pd.DataFrame({"code": ["E06000042"], "name": ["Milton Keynes City Council"]})
NOTES = [("Data", "MADE UP FOR A TEST"), ("Data version", "2024-09-01-120000-abcdef")]
DESCRIBED = Described(
    title="Figures made up for a test",
    description="Demonstration data",
    version="2024-09-01-120000-abcdef",
    created="2024-09-01T12:00:00+00:00",
    publisher="A publisher",
    licence="https://example.org/licence",
)


def written(folder: Path, figures: pd.DataFrame = FIGURES) -> Path:
    key = tuple(name for name in ("authority_code", "year_ending") if name in figures)
    tables = [
        Table("yearly-figures", "Yearly figures", key, figures),
        Table("councils", "Councils", ("code",), COUNCILS),
    ]
    write_downloads(folder / "downloads", tables, NOTES, DESCRIBED)
    return folder / "downloads"


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return written(tmp_path)


def test_numbers_stay_numbers_and_absent_figures_stay_empty(downloads: Path) -> None:
    text = (downloads / "yearly-figures.csv").read_text(encoding="utf-8")
    assert text.splitlines() == [
        "authority_code,year_ending,authority,numerator,value,source_url",
        "E06000042,2024-03-31,Milton Keynes City Council,4,0.6666666666666666,",
        "E07000026,2023-03-31,Allerdale Borough Council,,,https://example.org/?a=1&b=2",
    ]


def test_the_parquet_file_has_the_same_rows_and_says_whose_they_are(downloads: Path) -> None:
    read = pd.read_parquet(downloads / "yearly-figures.parquet")
    assert read["numerator"].tolist() == [4, pd.NA]
    assert read["value"].tolist()[0] == pytest.approx(2 / 3)
    said = pq.read_schema(downloads / "yearly-figures.parquet").metadata
    assert said[b"Data"] == b"MADE UP FOR A TEST"


def test_the_workbook_has_its_notes_first_and_numbers_as_numbers(downloads: Path) -> None:
    book = openpyxl.load_workbook(downloads / "yearly-figures.xlsx")
    assert book.sheetnames == ["Notes", "Yearly figures", "Councils"]
    notes = [[cell.value for cell in row] for row in book["Notes"].iter_rows()]
    assert notes == [["Data", "MADE UP FOR A TEST"], ["Data version", "2024-09-01-120000-abcdef"]]
    rows = [[cell.value for cell in row] for row in book["Yearly figures"].iter_rows()]
    assert rows[0] == list(FIGURES.columns)
    assert rows[1][2:5] == ["Milton Keynes City Council", 4, pytest.approx(2 / 3)]
    assert rows[2][3:] == [None, None, "https://example.org/?a=1&b=2"]
    book.close()


def test_a_text_that_looks_like_a_formula_stays_a_text_and_an_empty_one_stays_empty(
    tmp_path: Path,
) -> None:
    figures = pd.DataFrame({"source_file": ["=1+1", ""], "value": [0.5, 0.0]})
    book = openpyxl.load_workbook(written(tmp_path, figures) / "yearly-figures.xlsx")
    first, second = list(book["Yearly figures"].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in first] == [("=1+1", "s"), (0.5, "n")]
    assert [cell.value for cell in second] == [None, 0]
    book.close()


def test_addresses_are_links_in_the_workbook(downloads: Path) -> None:
    book = openpyxl.load_workbook(downloads / "yearly-figures.xlsx")
    links = [row[5].hyperlink for row in book["Yearly figures"].iter_rows(min_row=2)]
    assert links[0] is None
    assert links[1] is not None
    assert links[1].target == "https://example.org/?a=1&b=2"
    book.close()


def test_the_notes_lie_beside_the_files_that_can_not_carry_them(downloads: Path) -> None:
    text = (downloads / "notes.txt").read_text(encoding="utf-8")
    assert "Data\nMADE UP FOR A TEST" in text
    assert "2024-09-01-120000-abcdef" in text


def test_the_metadata_say_what_each_column_of_the_csv_files_means(downloads: Path) -> None:
    document: dict[str, Any] = json.loads((downloads / "csv-metadata.json").read_text())
    assert document["dc:license"] == {"@id": "https://example.org/licence"}
    assert document["dc:identifier"] == "2024-09-01-120000-abcdef"
    figures, councils = document["tables"]
    columns = {c["name"]: c for c in figures["tableSchema"]["columns"]}
    assert list(columns) == list(FIGURES.columns)
    assert {name: c["datatype"] for name, c in columns.items()} == {
        "authority_code": "string",
        "year_ending": "date",
        "authority": "string",
        "numerator": "integer",
        "value": "number",
        "source_url": "anyURI",
    }
    assert all(column["dc:description"] for column in columns.values())
    assert councils["tableSchema"]["primaryKey"] == ["code"]


def test_a_licence_that_nobody_named_is_not_in_the_metadata(tmp_path: Path) -> None:
    nobody = Described("A title", "Figures", "1", "2024-09-01T12:00:00+00:00", None, None)
    tables = [Table("councils", "Councils", ("code",), COUNCILS)]
    write_downloads(tmp_path / "downloads", tables, NOTES, nobody)
    document = json.loads((tmp_path / "downloads" / "csv-metadata.json").read_text())
    assert not {"dc:license", "dc:publisher"} & set(document)
    assert "license_url" not in json.loads((tmp_path / "downloads" / "datasette.json").read_text())


def test_the_csv_files_are_valid_by_their_metadata(downloads: Path) -> None:
    assert is_valid(downloads)


def is_valid(folder: Path) -> bool:
    """Whether the CSV files are what their metadata say, by the validator of `csvw`."""
    try:
        return bool(CSVW(str(folder / "csv-metadata.json"), validate=True).is_valid)
    except (KeyError, ValueError):  # So it says that a key stands twice, or has no column.
        return False


@pytest.mark.filterwarnings("always")
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (",4,", ",four,"),
        ("2024-03-31", "31 March 2024"),
        ("E06000042,2024-03-31", "E07000026,2023-03-31"),
        ("authority_code,", "council,"),
    ],
)
def test_the_validator_would_see_that_they_are_not(downloads: Path, right: str, wrong: str) -> None:
    path = downloads / "yearly-figures.csv"
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong))
    assert not is_valid(downloads)
