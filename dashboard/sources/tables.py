"""Files of rows and columns: opened, and recognised by the headings of one of their sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from dashboard.errors import InputError, Problem
from dashboard.sources.encoding import Encoding, decode, windows_1252_warning
from dashboard.sources.findings import Findings
from dashboard.sources.grid import Grid, csv_grid, parquet_grid
from dashboard.sources.neighbour_layouts import as_pairs
from dashboard.sources.recognition import FileKind, Recognised, headings, likeness, recognise
from dashboard.sources.workbook import workbook_grids
from dashboard.sources.workbook_package import has_macros, macros_not_run
from dashboard.sources.yearly_layout import (
    YearlyHeadings,
    find_yearly,
    looks_yearly,
    unknown_yearly,
    yearly_likeness,
)


@dataclass(frozen=True, eq=False)
class Table:
    """A sheet whose headings are known."""

    grid: Grid
    recognised: Recognised
    yearly: YearlyHeadings | None = None
    """What its headings mean, if it is one of the Ombudsman's yearly tables ..."""
    problems: tuple[Problem, ...] = ()
    """... and what is wrong with them."""


def read_tables(file: str, content: bytes, findings: Findings) -> list[Table]:
    """The first sheet of a file with known headings; of yearly tables, every sheet that is one.

    None, and a warning, if there is none.

    Raises:
        InputError: the file can't be opened, or it looks like a yearly table and its headings
            can't be told.
    """
    if not content.strip():
        raise InputError([_empty(file)])
    opened = _READERS[PurePosixPath(file).suffix.casefold()](file, content, findings)
    grids = [as_pairs(grid) for grid in opened]
    name = PurePosixPath(file).name
    tables = {grid: table for grid in grids if (table := _recognised(file, name, grid))}
    unknown = [grid for grid in grids if grid not in tables and looks_yearly(grid)]
    if not tables:
        if unknown:
            raise InputError(
                [unknown_yearly(file, grid.sheet, looks_yearly(grid)) for grid in unknown]
            )
        findings.add(not_recognised(file, _nearest(grids)))
        return []
    found = list(tables.values())
    whole = [table for table in found if not table.recognised.missing] or found[:1]
    read = [table for table in whole if not table.yearly][:1] or whole
    for table in read:
        findings.add(*table.problems)
    left = [(t.grid.sheet, t.recognised.layout.kind) for t in whole if t not in read]
    left += [(grid.sheet, FileKind.YEARLY_TABLE) for grid in unknown]
    findings.add(*(_not_read(file, sheet, kind) for sheet, kind in left))
    return read


def _recognised(file: str, name: str, grid: Grid) -> Table | None:
    known = recognise(grid, name)
    if known and not known.missing and known.layout.kind not in _MAY_BE_YEARLY:
        return Table(grid, known)
    if yearly := find_yearly(grid, file):
        return Table(grid, yearly.recognised, yearly.headings, yearly.problems)
    return None if known is None else Table(grid, known)


_MAY_BE_YEARLY: Final = (FileKind.POPULATIONS, FileKind.LETTER_ADDRESSES)
"""Kinds all of whose columns a yearly table may have too, beside its figures."""


def not_recognised(file: str, value: str | None = None) -> Problem:
    """The warning that a file was left aside."""
    return Problem(
        kind="not-recognised",
        file=file,
        value=value,
        expected="a table with the headings of one of the known kinds, an annual review letter, "
        "or a saved page of the Ombudsman's decisions",
        remedy="it was left aside; if it should be read, correct its headings or its format "
        "(CSV, XLSX, Parquet; PDF or text for letters; HTML for pages)",
        is_warning=True,
    )


def _csv(file: str, content: bytes, findings: Findings) -> list[Grid]:
    decoded = decode(file, content)
    grid = csv_grid(file, decoded, _likeness)
    if decoded.encoding is Encoding.WINDOWS_1252:
        findings.add(windows_1252_warning(file))
        grid = replace(grid, remarks=(str(decoded.encoding), *grid.remarks))
    return [grid]


def _likeness(cells: Sequence[str]) -> float:
    return max(likeness(cells), yearly_likeness(cells))


def _parquet(file: str, content: bytes, _: Findings) -> list[Grid]:
    return [parquet_grid(file, content)]


def _workbook(file: str, content: bytes, findings: Findings) -> list[Grid]:
    grids = workbook_grids(file, content)
    if has_macros(content):
        findings.add(macros_not_run(file))
    return grids


_READERS: Final[dict[str, Callable[[str, bytes, Findings], list[Grid]]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".parquet": _parquet,
}
TABLE_SUFFIXES: Final = frozenset(_READERS)
"""The endings of the files that are opened as tables."""


def _nearest(grids: list[Grid]) -> str | None:
    """The headings that were found, for the operator to compare."""
    found = next((row for grid in grids if (row := headings(grid))), None)
    return None if found is None else f"headings {', '.join(found)}"[:200]


def _empty(file: str) -> Problem:
    return Problem(
        kind="empty-file",
        file=file,
        expected="headings and rows; there is nothing in this file",
        remedy="export it again, or take it out",
    )


def _not_read(file: str, sheet: str | None, kind: FileKind) -> Problem:
    return Problem(
        kind="sheet-not-read",
        file=file,
        sheet=sheet,
        value=str(kind),
        expected="one sheet with known headings in a workbook, or several yearly tables; another "
        "sheet was read, this one not",
        remedy="save this sheet as a file of its own if it should be read",
        is_warning=True,
    )
