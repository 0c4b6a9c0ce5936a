from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from dashboard.errors import InputError
from dashboard.sources.encoding import DecodedText, Encoding
from dashboard.sources.grid import csv_grid, parquet_grid, text_grid


def _likeness(cells: Sequence[str]) -> float:
    """How many of three headings a row has."""
    return len({"reference", "authority", "summary"} & set(cells))


def _rows(text: str) -> list[list[str]]:
    grid = csv_grid("a.csv", DecodedText(text, Encoding.UTF_8), _likeness)
    return grid.cells.to_numpy().tolist()


def test_rows_of_any_length_become_a_rectangle_numbered_as_seen() -> None:
    cells = text_grid([["a"], ["b", "c"], []], first_row=1)
    assert cells.to_numpy().tolist() == [["a", ""], ["b", "c"], ["", ""]]
    assert cells.index.tolist() == [1, 2, 3]


def test_a_cell_over_several_lines_is_one_row_as_in_a_spreadsheet() -> None:
    text = 'reference,authority,summary\n1,Leeds,"two\nlines"\n2,Hull,one\n'
    grid = csv_grid("a.csv", DecodedText(text, Encoding.UTF_8), _likeness)
    assert grid.cells.loc[2].tolist() == ["1", "Leeds", "two\nlines"]
    assert grid.cells.loc[3].tolist() == ["2", "Hull", "one"]


def test_even_and_uneven_rows_are_read_alike() -> None:
    even = 'reference,authority\n1,"Bristol, City of"\n2,NA\n'
    assert _rows(even) == [["reference", "authority"], ["1", "Bristol, City of"], ["2", "NA"]]
    assert _rows(f"{even}\n") == [*_rows(even), ["", ""]]


@pytest.mark.parametrize(("mark", "said"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_than_the_comma_is_found_and_said(mark: str, said: str) -> None:
    text = f"reference{mark}authority{mark}summary\n1{mark}Leeds{mark}a, b, c, d, e\n"
    grid = csv_grid("a.csv", DecodedText(text, Encoding.UTF_8), _likeness)
    assert grid.cells.loc[2].tolist() == ["1", "Leeds", "a, b, c, d, e"]
    assert grid.remarks == (f"separated by {said}",)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(ending: str) -> None:
    assert _rows(f"reference,authority{ending}1,Leeds{ending}")[1] == ["1", "Leeds"]


def test_a_quotation_mark_that_is_never_closed_names_its_row() -> None:
    text = 'reference,authority\n1,Leeds\n2,"Hull\n3,York\n'
    with pytest.raises(InputError) as raised:
        _rows(text)
    (problem,) = raised.value.problems
    assert (problem.kind, problem.row) == ("broken-row", 3)
    assert "quotation mark" in problem.remedy


def test_a_cell_without_end_is_refused() -> None:
    text = f'reference,authority\n1,"{"x" * 200_000}"\n2\n'
    with pytest.raises(InputError) as raised:
        _rows(text)
    assert raised.value.problems[0].kind == "broken-row"


def test_a_long_cell_in_even_rows_is_kept_whole() -> None:
    assert _rows(f"reference,authority\n1,{'x' * 100_000}\n")[1] == ["1", "x" * 100_000]


def test_parquet_values_become_text_and_their_headings_row_nought() -> None:
    file = io.BytesIO()
    pd.DataFrame(
        {
            "reference": ["20 000 563", None],
            "decided_on": [date(2020, 12, 17), None],
            "received_on": pd.to_datetime(["2020-04-01", "2020-04-02"]),
            "published": [True, False],
            "upheld": pd.array([3, None], dtype="Int64"),
            "category": pd.Categorical(["Housing", "Planning"]),
        }
    ).to_parquet(file)
    cells = parquet_grid("a.parquet", file.getvalue()).cells
    assert cells.loc[0].tolist() == [
        *("reference", "decided_on", "received_on", "published", "upheld", "category")
    ]
    assert cells.loc[1].tolist()[:2] == ["20 000 563", "2020-12-17"]
    assert cells.loc[1, 2].startswith("2020-04-01 00:00:00")
    assert cells.loc[1].tolist()[3:] == ["true", "3", "Housing"]
    assert cells.loc[2].tolist()[:2] == ["", ""]


def test_a_parquet_column_of_lists_and_a_damaged_file_are_refused() -> None:
    file = io.BytesIO()
    pd.DataFrame({"reference": [["20 000 563"]]}).to_parquet(file)
    for content in (file.getvalue(), file.getvalue()[:60], b"PAR1"):
        with pytest.raises(InputError) as raised:
            parquet_grid("a.parquet", content)
        assert raised.value.problems[0].kind == "unreadable-file"


def test_a_parquet_text_that_is_not_utf_8_is_refused() -> None:
    places, letters = pa.array([0, 4], pa.int32()).buffers()[1], pa.py_buffer(b"L\xe9ed")
    names = pa.StringArray.from_buffers(1, places, letters)
    file = io.BytesIO()
    parquet.write_table(pa.table({"authority": names}), file)
    with pytest.raises(InputError) as raised:
        parquet_grid("a.parquet", file.getvalue())
    (problem,) = raised.value.problems
    assert (problem.kind, "UTF" in str(problem.value)) == ("unreadable-file", True)


def test_a_small_parquet_file_of_millions_of_rows_is_not_unpacked() -> None:
    file = io.BytesIO()
    parquet.write_table(pa.table({"reference": pa.repeat("20 000 563", 2_000_000)}), file)
    assert len(file.getvalue()) < 100_000
    with pytest.raises(InputError) as raised:
        parquet_grid("a.parquet", file.getvalue())
    (problem,) = raised.value.problems
    assert (problem.kind, problem.value) == ("too-many-rows", "2,000,000 rows")
