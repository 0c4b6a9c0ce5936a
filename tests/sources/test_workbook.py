from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from dashboard.errors import InputError
from dashboard.sources.grid import MergedCells
from dashboard.sources.workbook import workbook_grids

WriteXlsx = Callable[..., Path]


def test_values_stand_as_a_person_reads_them(write_xlsx: WriteXlsx) -> None:
    def as_percent(book: openpyxl.Workbook) -> None:
        book["Cases"]["F1"].number_format = "0%"

    row = (date(2020, 12, 17), datetime(2020, 12, 17, 10, 30), 24, 24.0, True, 0.57, None, " 007 ")
    path = write_xlsx("a.xlsx", {"Cases": [row]}, as_percent)
    (grid,) = workbook_grids("a.xlsx", path.read_bytes())
    assert grid.sheet == "Cases"
    assert grid.cells.loc[1].tolist() == [
        *("2020-12-17", "2020-12-17 10:30:00", "24", "24", "yes", "57%", "", " 007 ")
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.4, "0%", "40%"),
        (1, "0%", "100%"),
        (0, "0.0%", "0%"),
        (43 / 72, "0%", "59.72222222%"),
        (57, '0"%"', "57%"),
        (57, "0\\%", "57%"),
        (0.4, "0.00", "0.4"),
    ],
)
def test_a_cell_in_percent_stands_with_its_sign(
    write_xlsx: WriteXlsx, value: float, number_format: str, text: str
) -> None:
    def as_percent(book: openpyxl.Workbook) -> None:
        book["Rates"]["A1"].number_format = number_format

    path = write_xlsx("a.xlsx", {"Rates": [(value,)]}, as_percent)
    (grid,) = workbook_grids("a.xlsx", path.read_bytes())
    assert grid.cells.loc[1].tolist() == [text]


def test_a_cell_merged_downwards_stands_in_each_of_its_rows(write_xlsx: WriteXlsx) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["Cases"].merge_cells("A1:A2")
        book["Cases"].merge_cells("B1:C1")

    rows = [("Reference", "Days", None), (None, "received", "decided")]
    (grid,) = workbook_grids("a.xlsx", write_xlsx("a.xlsx", {"Cases": rows}, merge).read_bytes())
    assert grid.cells.to_numpy().tolist() == [
        ["Reference", "Days", ""],
        ["Reference", "received", "decided"],
    ]
    assert set(grid.merged) == {MergedCells(1, 2, 0, 0), MergedCells(1, 1, 1, 2)}


def test_a_formula_that_was_never_worked_out_is_shown_and_not_read_as_empty(
    write_xlsx: WriteXlsx,
) -> None:
    path = write_xlsx("a.xlsx", {"Cases": [("reference",), ("=A9",), ("20 000 563",)]})
    (grid,) = workbook_grids("a.xlsx", path.read_bytes())
    assert grid.cells[0].tolist() == ["reference", "=A9", "20 000 563"]


def test_rows_that_are_formatted_and_empty_are_no_rows(write_xlsx: WriteXlsx) -> None:
    def format_below(book: openpyxl.Workbook) -> None:
        book["Cases"]["A500"].font = openpyxl.styles.Font(bold=True)

    path = write_xlsx("a.xlsx", {"Cases": [("reference",), ("20 000 563",)]}, format_below)
    (grid,) = workbook_grids("a.xlsx", path.read_bytes())
    assert len(grid.cells) == 2


def test_a_hidden_sheet_is_left_out_and_said(write_xlsx: WriteXlsx) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Old"].sheet_state = "hidden"

    path = write_xlsx("a.xlsx", {"Old": [("x",)], "Cases": [("y",)]}, hide)
    (grid,) = workbook_grids("a.xlsx", path.read_bytes())
    assert (grid.sheet, grid.remarks) == ("Cases", ("hidden sheets were not read: Old",))


def test_a_workbook_with_a_password_says_so() -> None:
    with pytest.raises(InputError) as raised:
        workbook_grids("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (problem,) = raised.value.problems
    assert problem.kind == "unreadable-file"
    assert "without a password" in problem.expected


def test_a_damaged_workbook_is_refused_and_never_a_traceback(write_xlsx: WriteXlsx) -> None:
    rows = [("reference", "authority"), ("20 000 563", "Leeds"), ("=A2", "York")]
    whole = write_xlsx("a.xlsx", {"Cases": rows}).read_bytes()
    chance = random.Random(7)
    damaged = [b"not a workbook", whole[: len(whole) // 2]]
    damaged += [_with_damaged_part(whole, chance) for _ in range(60)]
    said = [_problem_kinds(content) for content in damaged]
    assert {kind for kinds in said for kind in kinds} == {"unreadable-file"}
    assert sum(map(bool, said)) > 10


def _problem_kinds(content: bytes) -> list[str]:
    try:
        workbook_grids("a.xlsx", content)
    except InputError as error:
        return [problem.kind for problem in error.problems]
    return []


def _with_damaged_part(whole: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        hurt = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hurt:
                for _ in range(5):
                    part[chance.randrange(len(part))] = chance.randrange(256)
            new.writestr(name, bytes(part))
    return out.getvalue()
