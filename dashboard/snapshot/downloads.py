"""Ready-made downloads: the yearly figures as CSV, Parquet and a spreadsheet with notes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter

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
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(path, options) as book:
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
        cells = figures.astype(object).where(figures.notna(), None)
        for row, values in enumerate(cells.itertuples(index=False), start=1):
            sheet.write_row(row, 0, values)
