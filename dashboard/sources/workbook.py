"""The sheets of an XLSX workbook as text: values as a person reads them, never formulas."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

import pandas as pd
from openpyxl.chartsheet import Chartsheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from dashboard.errors import InputError, Problem
from dashboard.sources.grid import Grid, MergedCells, text_grid
from dashboard.sources.workbook_package import expect_package, without_blank_cells

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_LITERAL: Final = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands: a percent sign in it multiplies nothing."""
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What openpyxl raises, from one part of it or another, on a workbook with damaged parts."""


def workbook_grids(file: str, content: bytes) -> list[Grid]:
    """Every sheet that isn't hidden, in the order of the tabs.

    A date or a whole number is written as such, a cell formatted as a percentage in percent with
    its sign, a truth value as yes or no; a cell merged downwards stands in each of its rows.

    Raises:
        InputError: the workbook is damaged, too large, locked with a password or of the old
            format.
    """
    try:
        expect_package(file, content)
        with warnings.catch_warnings():
            # Of styles and extensions that have no bearing on the cells.
            warnings.simplefilter("ignore")
            return _grids(without_blank_cells(content))
    except _DAMAGED as error:
        raise InputError([_damaged(file, error)]) from error


def _grids(content: bytes) -> list[Grid]:
    values = _load(content, data_only=True)
    remarks = _remarks(values)
    parts = {sheet.title: _part(content, sheet) for sheet in values.worksheets}
    has_formulas = any(_FORMULA.search(part) for part in parts.values())
    formulas = _load(content, data_only=False) if has_formulas else None
    return [
        Grid(
            sheet.title,
            _cells(sheet, formulas[sheet.title] if formulas else None, parts[sheet.title]),
            remarks,
            _merged(parts[sheet.title]),
        )
        for sheet in values.worksheets
        if sheet.sheet_state == "visible"
    ]


def _load(content: bytes, *, data_only: bool) -> Workbook:
    # Read-only, since it otherwise looks through all hyperlinks for each hyperlink: minutes for a
    # column of addresses.
    reader = ExcelReader(io.BytesIO(content), data_only=data_only, read_only=True)
    # A sheet that is a chart keeps its place; its drawing may be of any kind, or be gone.
    reader.read_chartsheet = lambda sheet, _: reader.wb._add_sheet(
        Chartsheet(parent=reader.wb, title=sheet.name)
    )
    reader.read()
    return reader.wb


def _part(content: bytes, sheet: ReadOnlyWorksheet) -> bytes:
    """The XML of a sheet, for what a read-only sheet doesn't tell."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(sheet._worksheet_path)


def _remarks(book: Workbook) -> tuple[str, ...]:
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    return (f"hidden sheets were not read: {', '.join(hidden)}",) if hidden else ()


def _cells(
    sheet: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet | None, part: bytes
) -> pd.DataFrame:
    rows = [[_text(cell) for cell in row] for row in _rows(sheet)]
    if formulas is not None:
        _show_formulas_without_a_value(rows, sheet, formulas)
    _fill_merged_cells(rows, part)
    while rows and not any(rows[-1]):
        rows.pop()
    return text_grid(rows, first_row=1)


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[Any, ...]]:
    # What the file says of the sheet's extent is often wrong.
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _merged(part: bytes) -> tuple[MergedCells, ...]:
    ranges = (range_boundaries(match[1].decode()) for match in _MERGED.finditer(part))
    return tuple(
        MergedCells(top, bottom, left - 1, right - 1) for left, top, right, bottom in ranges
    )


def _fill_merged_cells(rows: list[list[str]], part: bytes) -> None:
    for merged in _merged(part):
        for row in rows[merged.top : merged.bottom]:
            filled = rows[merged.top - 1]
            if merged.left < len(filled):
                row.extend([""] * (merged.left + 1 - len(row)))
                row[merged.left] = filled[merged.left]


def _show_formulas_without_a_value(
    rows: list[list[str]], values: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet
) -> None:
    """Puts the formula where a program wrote one and never worked it out: better than a blank.

    One that was worked out and gave no text is a blank.
    """
    for row, cells, worked_out in zip(rows, _rows(formulas), _rows(values), strict=True):
        for position, cell in enumerate(cells):
            is_text = worked_out[position].data_type == "str"
            if cell.data_type == "f" and not row[position] and not is_text:
                row[position] = str(getattr(cell.value, "text", cell.value))


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    if "%" in _LITERAL.sub("", number_format):
        # Ten digits hide the noise of binary fractions: 0.57 in percent is 57.
        return f"{value * 100:.10g}%"
    written = f"{value:.10g}" if isinstance(value, float) else str(value)
    return f"{written}%" if "%" in number_format else written


def _damaged(file: str, error: Exception) -> Problem:
    found = str(error) or type(error).__name__
    return Problem(
        kind="unreadable-file",
        file=file,
        value=found.splitlines()[0][:120],
        expected="a whole XLSX workbook",
        remedy="open it in a spreadsheet program and save it as an XLSX workbook without a "
        "password, or as CSV UTF-8",
    )
