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
from dashboard.sources.recognition import Recognised, headings, likeness, recognise
from dashboard.sources.workbook import workbook_grids
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
    """What its headings mean, if it is one of the Ombudsman's yearly tables."""


def read_tables(file: str, content: bytes, findings: Findings) -> list[Table]:
    """The first sheet of a file with known headings; of yearly tables, every sheet that is one.

    None, and a warning, if there is none.

    Raises:
        InputError: the file can't be opened, or it looks like a yearly table and its headings
            can't be told.
    """
    if not content.strip():
        raise InputError([_empty(file)])
    grids = _READERS[PurePosixPath(file).suffix.casefold()](file, content, findings)
    name = PurePosixPath(file).name
    found = [
        table for grid in grids if (table := _recognised(file, name, grid, findings)) is not None
    ]
    if not found:
        _refuse_unknown_yearly(file, grids)
        findings.add(not_recognised(file, _nearest(grids)))
        return []
    whole = [table for table in found if not table.recognised.missing] or found[:1]
    read = [table for table in whole if table.yearly] if whole[0].yearly else whole[:1]
    findings.add(*(_not_read(file, table) for table in whole if table not in read))
    return read


def _recognised(file: str, name: str, grid: Grid, findings: Findings) -> Table | None:
    known = recognise(grid, name)
    if known is not None and not known.missing:
        return Table(grid, known)
    if yearly := find_yearly(grid, file):
        findings.add(*yearly.problems)
        return Table(grid, yearly.recognised, yearly.headings)
    return None if known is None else Table(grid, known)


def _refuse_unknown_yearly(file: str, grids: list[Grid]) -> None:
    unknown = [(grid.sheet, found) for grid in grids if (found := looks_yearly(grid))]
    if unknown:
        raise InputError([unknown_yearly(file, sheet, found) for sheet, found in unknown])


def not_recognised(file: str, value: str | None = None) -> Problem:
    """The warning that a file was left aside."""
    return Problem(
        kind="not-recognised",
        file=file,
        value=value,
        expected="a table with the headings of one of the known kinds, or an annual review letter",
        remedy="it was left aside; if it should be read, correct its headings or its format "
        "(CSV, XLSX, Parquet; PDF or text for letters)",
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


def _workbook(file: str, content: bytes, _: Findings) -> list[Grid]:
    return workbook_grids(file, content)


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


def _not_read(file: str, table: Table) -> Problem:
    return Problem(
        kind="sheet-not-read",
        file=file,
        sheet=table.grid.sheet,
        value=str(table.recognised.layout.kind),
        expected="one sheet with known headings in a workbook; the first was read, this one not",
        remedy="save this sheet as a file of its own if it should be read",
        is_warning=True,
    )
