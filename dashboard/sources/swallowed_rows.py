"""Rows that a quotation mark has swallowed: they lie inside one cell of a text file."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.references import canonical_reference
from dashboard.sources.findings import Rule
from dashboard.sources.recognition import Recognised

_SEPARATORS: Final = (",", ";", "\t")

SWALLOWED: Final = Rule(
    kind="swallowed-rows",
    expected="a text without rows of the table in it",
    remedy="a quotation mark that is opened in this row and closed further below makes one cell of "
    "them: double it, or save the file again from the spreadsheet",
    is_warning=True,
)


def swallowed_rows(cells: pd.DataFrame, recognised: Recognised) -> pd.Series:
    """Of each row with a cell that has lines like rows of the table, the first such line."""
    found: dict[int, str] = {}
    for _, column in cells.items():
        for row, text in column[column.str.contains("\n", regex=False)].items():
            lines = text.splitlines()[1:]
            like = [line for line in lines if _is_like_a_row(line, len(cells.columns), recognised)]
            if like:
                found.setdefault(int(str(row)), like[0])
    return pd.Series(found, dtype="str")


def _is_like_a_row(line: str, width: int, recognised: Recognised) -> bool:
    return any(
        _is_row_of(line.split(separator), width, recognised.positions.get("reference"))
        for separator in _SEPARATORS
        if separator in line
    )


def _is_row_of(pieces: list[str], width: int, at: int | None) -> bool:
    """Whether a line's pieces may be a row's cells: a reference in its place, or all of them."""
    if at is None:
        return len(pieces) >= width
    return len(pieces) > at and canonical_reference(pieces[at].strip(' "')) is not None
