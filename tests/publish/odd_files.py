"""Files as they go wrong on their way to a publisher's folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlsxwriter

HEADINGS = ("reference", "authority", "category", "decided_on", "decision")
CASE = ("20 000 563", "Leeds City Council", "Housing", "2023-06-01", "Upheld")
OTHER_CASE = ("20 000 564", "Leeds City Council", "Housing", "2023-06-02", "Not upheld")
ROWS_OF_A_SHEET = 1_048_576

Rows = Sequence[Sequence[Any]]


def lines(*rows: Sequence[str], ending: str = "\n") -> str:
    """Rows separated by commas, below the headings of decided cases."""
    return "".join(",".join(row) + ending for row in (HEADINGS, *rows))


def workbook(
    *rows: Sequence[Any], finish: Callable[[openpyxl.Workbook], object] | None = None
) -> bytes:
    """A workbook of decided cases in a sheet called Cases."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cases"
    for row in (HEADINGS, *rows):
        sheet.append(list(row))
    if finish:
        finish(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed, or added if it isn't there."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


def with_blank_rows(content: bytes) -> bytes:
    """A workbook whose first sheet goes on with formatted, empty rows as far as a sheet goes."""

    def lengthened(sheet: bytes) -> bytes:
        first = sheet.count(b"<row ") + 1
        blank = b'<row r="%d"><c r="A%d" s="0"/></row>'
        rows = b"".join(blank % (row, row) for row in range(first, ROWS_OF_A_SHEET + 1))
        return sheet.replace(b"</sheetData>", rows + b"</sheetData>")

    return with_part(content, "xl/worksheets/sheet1.xml", lengthened)


def with_macros() -> bytes:
    """A workbook with one case and a program, as a spreadsheet program saves it under .xlsm."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    enabled = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    typed = with_part(
        workbook(CASE), "[Content_Types].xml", lambda part: part.replace(plain, enabled)
    )
    return with_part(typed, "xl/vbaProject.bin", lambda _: b"a program")


def with_a_chart_sheet() -> bytes:
    """A workbook with one case, a formula that was worked out, and a sheet that is a chart."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        shown = book.add_chartsheet("Chart")
        sheet = book.add_worksheet("Cases")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, CASE[:-1])
        sheet.write_formula(1, 4, '=PROPER("UPHELD")', None, "Upheld")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Cases!$A$2:$A$2"})
        shown.set_chart(chart)
    # Newer kinds of chart are drawn in parts of another kind.
    return with_part(out.getvalue(), "xl/charts/chart1.xml", lambda _: b"<chartSpace/>")


def compound_file(*streams: str) -> bytes:
    """The beginning of a file of the old Office format with streams of these names."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def bomb() -> bytes:
    """A workbook of a hundred kilobytes that would be a thousand times as large unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_000)
    return out.getvalue()


def with_day(number: float) -> bytes:
    """A workbook with one case whose day is this number, shown as a date."""

    def put(book: openpyxl.Workbook) -> None:
        cell = book["Cases"]["D2"]
        cell.value = number
        cell.number_format = "dd/mm/yyyy"

    return workbook(CASE, finish=put)
