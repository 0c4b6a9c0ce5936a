"""Ready-made downloads: the yearly figures as CSV, Parquet and a spreadsheet with notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

YEARLY_FIGURES: Final = "yearly-figures"


def write_downloads(folder: Path, figures: pd.DataFrame, notes: list[tuple[str, str]]) -> None:
    """Writes `yearly-figures` in three formats; numbers stay numbers, absent figures stay empty.

    `notes` are pairs of a heading and its words: what the data are, where from, which version.
    The CSV carries them as its last column-less lines would not parse, so they stand in a file
    of their own beside it.
    """
    folder.mkdir()
    figures.to_csv(folder / f"{YEARLY_FIGURES}.csv", index=False)
    figures.to_parquet(folder / f"{YEARLY_FIGURES}.parquet", index=False)
    _write_spreadsheet(folder / f"{YEARLY_FIGURES}.xlsx", figures, notes)
    text = "\n\n".join(f"{heading}\n{words}" for heading, words in notes)
    (folder / "notes.txt").write_text(text + "\n", encoding="utf-8")


def _write_spreadsheet(path: Path, figures: pd.DataFrame, notes: list[tuple[str, str]]) -> None:
    with xlsxwriter.Workbook(path, {"tmpdir": str(path.parent)}) as book:
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Notes")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (heading, words) in enumerate(notes):
            sheet.write_string(row, 0, heading, bold)
            sheet.write_string(row, 1, words, wrap)
        sheet = book.add_worksheet("Yearly figures")
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, list(figures.columns), bold)
        for place, (name, column) in enumerate(figures.items()):
            write = _writer(sheet, str(name), column)
            filled = column.notna() & (column != "")
            rows = np.flatnonzero(filled).tolist()
            for row, value in zip(rows, column[filled].astype(object).tolist(), strict=True):
                write(row + 1, place, value)


def _writer(sheet: Worksheet, name: str, column: pd.Series) -> Callable[..., object]:
    """What writes the cells of a column: the most that its name and type say beforehand.

    Else xlsxwriter would have to look at every cell anew. Addresses become links.
    """
    writer: Callable[..., object] = sheet.write
    if pd.api.types.is_numeric_dtype(column):
        writer = sheet.write_number
    elif isinstance(column.dtype, pd.StringDtype) and not name.endswith("_url"):
        writer = sheet.write_string
    return writer
