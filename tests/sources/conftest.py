"""Files as publishers write them, and a reader of the folder that they lie in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.sources.case_store import CaseStore
from dashboard.sources.folder import read_folder
from dashboard.sources.intake import Intake

TODAY = date(2025, 9, 1)

Rows = Iterable[Sequence[Any]]


@pytest.fixture(scope="session")
def names() -> Names:
    return Names(Register.load())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "publisher"
    path.mkdir()
    return path


@pytest.fixture
def read(folder: Path, names: Names) -> Iterator[Callable[[], Intake]]:
    """Reads the folder as on 1 September 2025; what it gives lasts as long as the test."""
    with ExitStack() as stores:

        def read() -> Intake:
            store = stores.enter_context(CaseStore.temporary())
            return read_folder(folder, store, names=names, today=TODAY, report=lambda _: None)

        yield read


@pytest.fixture
def write_text(folder: Path) -> Callable[..., Path]:
    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def write_csv(write_text: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a CSV file from its headings, "reference authority ...", and its rows."""

    def write(name: str, headings: str, *rows: Sequence[Any]) -> Path:
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\n").writerows([headings.split(), *rows])
        return write_text(name, lines.getvalue())

    return write


@pytest.fixture
def write_xlsx(folder: Path) -> Callable[..., Path]:
    """Writes a workbook from sheets of rows; `finish` may change it before it is saved."""

    def write(
        name: str,
        sheets: dict[str, Rows],
        finish: Callable[[openpyxl.Workbook], None] | None = None,
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        if finish:
            finish(book)
        book.save(folder / name)
        return folder / name

    return write


@pytest.fixture
def write_pdf(folder: Path) -> Callable[..., Path]:
    """Writes a PDF of pages, each a text of several lines."""

    def write(name: str, *pages: str, password: str | None = None) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        canvas = Canvas(str(path), pagesize=A4, encrypt=password)
        for page in pages:
            for number, line in enumerate(page.splitlines()):
                canvas.drawString(60, 780 - 16 * number, line)
            canvas.showPage()
        canvas.save()
        return path

    return write
