"""Ready-made downloads: tables as CSV, Parquet and a workbook, and what their columns mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.snapshot import csvw, datasette
from dashboard.snapshot.csvw import Described, Table

WORKBOOK: Final = "yearly-figures.xlsx"


def write_downloads(
    folder: Path, tables: Sequence[Table], notes: list[tuple[str, str]], of: Described
) -> None:
    """Writes every table as CSV and Parquet and all of them as one workbook.

    Numbers stay numbers, absent figures stay empty. `notes` are pairs of a heading and its words:
    what the data are, where from, which version. They stand in a sheet of the workbook, in each
    Parquet file, and beside the CSV files, which can't carry them; what their columns mean stands
    in `csv-metadata.json`, and for whoever opens the database in Datasette in `datasette.json`.
    """
    folder.mkdir()
    carried = dict(notes)
    for table in tables:
        table.frame.to_csv(folder / f"{table.name}.csv", index=False, lineterminator="\n")
        arrow = pa.Table.from_pandas(table.frame, preserve_index=False)
        kept = arrow.schema.metadata or {}
        pq.write_table(
            arrow.replace_schema_metadata({**kept, **carried}), folder / f"{table.name}.parquet"
        )
    _write_spreadsheet(folder / WORKBOOK, tables, notes)
    _write_json(folder / csvw.METADATA, csvw.metadata(tables, of))
    _write_json(folder / datasette.METADATA, datasette.metadata(of))
    text = "\n\n".join(f"{heading}\n{words}" for heading, words in notes)
    (folder / "notes.txt").write_text(text + "\n", encoding="utf-8")


def _write_json(path: Path, document: dict[str, Any]) -> None:
    text = json.dumps(document, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _write_spreadsheet(path: Path, tables: Sequence[Table], notes: list[tuple[str, str]]) -> None:
    with xlsxwriter.Workbook(path, {"tmpdir": str(path.parent)}) as book:
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Notes")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (heading, words) in enumerate(notes):
            sheet.write_string(row, 0, heading, bold)
            sheet.write_string(row, 1, words, wrap)
        for table in tables:
            _write_sheet(book.add_worksheet(table.title), table.frame, bold)


def _write_sheet(sheet: Worksheet, frame: pd.DataFrame, bold: Format) -> None:
    sheet.freeze_panes(1, 2)
    sheet.write_row(0, 0, list(frame.columns), bold)
    for place, (name, column) in enumerate(frame.items()):
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
