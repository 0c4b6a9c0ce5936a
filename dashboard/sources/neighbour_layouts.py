"""Tables of statistical neighbours in the layouts in which they are published, made one.

ONS lists a row an area with its neighbours under 1, 2, 3 and so on. CIPFA's model and the tools
that hand its results on give either such a row (Neighbour 1, Nearest neighbour 1, NN1; codes,
names or both, with or without a distance beside each) or a row a pair with its rank or distance.
Their exact headings are not public, so they go by their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.sources.grid import Grid
from dashboard.sources.wording import plain

_HEADING_ROWS: Final = 10
_FEWEST: Final = 3
"""Numbered columns in a row that make a table one of neighbours."""

_GSS: Final = re.compile(r"[A-Z]\d{8}")
_WHO: Final = r"(?:area|la|lad|localauthority|authority|council|gss|ons)?"
_FORM: Final = r"(?:code|cd|name|nm)?"
_KIN: Final = r"(?:cipfa|statistical|nearest|closest)*(?:neighbou?r|nn|sn)"
_AREA: Final = re.compile(
    rf"{_WHO}{_FORM}|(?:lad|cty|ctyua|utla|ltla)\d\d(?:cd|nm)|(?:local)?authority{_FORM}"
)
_NUMBERED: Final = re.compile(
    rf"(?:{_KIN})?{_WHO}{_FORM}0?(\d{{1,2}})(?:st|nd|rd|th)?(?:{_KIN})?{_WHO}{_FORM}"
)
_NEIGHBOUR: Final = re.compile(rf"{_KIN}{_WHO}{_FORM}")
_POSITION: Final = re.compile(rf"position|(?:{_KIN})?(?:rank|ranking|order|number|no)")
_DISTANCE: Final = re.compile(rf"(?:{_KIN})?(?:statistical|euclidean)?distance")


def as_pairs(grid: Grid) -> Grid:
    """A table of neighbours with a row a pair: authority, neighbour, position; any other as it is.

    Of a code and a name for the same council, the code is taken. Without a rank the nearest is
    the one at the smallest distance. A row that lists a council as its own neighbour is left out
    with a remark.
    """
    for row, cells in enumerate(grid.cells.head(_HEADING_ROWS).itertuples(index=False)):
        headings = [plain(cell) for cell in cells]
        below = grid.cells.iloc[row + 1 :]
        area = _readable(below, _matching(_AREA, headings))
        if area is None:
            continue
        if places := _numbered(below, headings):
            return _from_rows(grid, below[below[area].str.strip() != ""], area, places)
        neighbour = _readable(below, _matching(_NEIGHBOUR, headings))
        if neighbour is not None:
            return _from_pairs(grid, row, headings, area, neighbour)
    return grid


def _matching(pattern: re.Pattern[str], headings: Sequence[str]) -> list[int]:
    return [n for n, heading in enumerate(headings) if heading and pattern.fullmatch(heading)]


def _readable(below: pd.DataFrame, columns: Sequence[int]) -> int | None:
    """The column that says which council is meant: one of codes, or else the last.

    A number that another office gave the council may stand before its name.
    """
    for column in columns:
        filled = below[column].str.strip()
        if filled[filled != ""].head(20).str.fullmatch(_GSS).any():
            return column
    return columns[-1] if columns else None


def _numbered(below: pd.DataFrame, headings: Sequence[str]) -> dict[int, int]:
    """The column of each place, 1 for the nearest; none if the places are not in a row."""
    by_place: dict[int, list[int]] = {}
    for column, heading in enumerate(headings):
        match = _NUMBERED.fullmatch(heading)
        if match and not _AREA.fullmatch(heading):
            by_place.setdefault(int(match[1]), []).append(column)
    if len(by_place) < _FEWEST or sorted(by_place) != list(range(1, len(by_place) + 1)):
        return {}
    found = {place: _readable(below, columns) for place, columns in by_place.items()}
    return {place: column for place, column in found.items() if column is not None}


def _from_rows(grid: Grid, below: pd.DataFrame, area: int, places: dict[int, int]) -> Grid:
    parts = [
        pd.DataFrame({0: below[area], 1: below[column], 2: str(place)}, index=below.index)
        for place, column in sorted(places.items())
    ]
    rows = pd.concat(parts).sort_index(kind="stable")
    rows, remarks = _without_own(rows[rows[1].str.strip() != ""])
    top = pd.DataFrame([["authority", "neighbour", "position"]])
    cells = pd.concat([top, rows], ignore_index=True).astype("str").rename_axis("row")
    # One row of the file is many here, and each is to be told apart.
    counted = "row numbers count the pairs of areas and neighbours, from 1"
    return replace(grid, cells=cells, remarks=(*grid.remarks, *remarks, counted), merged=())


def _from_pairs(grid: Grid, row: int, headings: Sequence[str], area: int, neighbour: int) -> Grid:
    """The columns under our headings; without a rank, one made from the distance."""
    below = grid.cells.iloc[row + 1 :]
    ranks, distances = (_matching(pattern, headings) for pattern in (_POSITION, _DISTANCE))
    columns = {0: below[area], 1: below[neighbour]}
    names = ["authority", "neighbour"]
    if ranks:
        columns[2] = below[ranks[0]]
    elif distances:
        columns[2] = _places(below[area], below[distances[0]])
    if len(columns) > len(names):
        names.append("position")
    rows, remarks = _without_own(pd.DataFrame(columns))
    top = pd.DataFrame([names], index=grid.cells.index[[row]])
    cells = pd.concat([top, rows]).astype("str").rename_axis("row")
    return replace(grid, cells=cells, remarks=(*grid.remarks, *remarks), merged=())


def _places(area: pd.Series, distance: pd.Series) -> pd.Series:
    """Each pair's place among its area's, the smallest distance first; unread ones as written."""
    number = pd.to_numeric(distance.str.strip(), errors="coerce")
    place = number.groupby(area.str.strip()).rank(method="first")
    return place.map("{:.0f}".format, na_action="ignore").fillna(distance)


def _without_own(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    own = (rows[0].str.strip() == rows[1].str.strip()) & (rows[0].str.strip() != "")
    if not own.any():
        return rows, ()
    said = f"{own.sum():,} rows list a council as its own neighbour and were left out"
    return rows[~own], (said,)
