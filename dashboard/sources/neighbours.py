"""Statistical neighbours: the councils that are most like each, as ONS and CIPFA list them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.grid import Grid
from dashboard.sources.place import Place
from dashboard.sources.wording import plain

_POSITION: Final = Rule(
    "bad-number", "a whole number, 1 for the nearest neighbour", "write figures only"
)
_ITSELF: Final = Rule(
    "own-neighbour", "another council than the row's own", "correct the name, or take the row out"
)
_AREA: Final = frozenset({"areacd", "area code", "authority", "local authority", "council", "code"})
_NUMBERED: Final = re.compile(r"(?:(?:nearest |statistical )*neighbou?r )?(\d{1,2})")
_FEWEST: Final = 3
"""Numbered columns in a row that make a table one of neighbours."""


def one_row_each(grid: Grid) -> Grid:
    """A table with a column for each neighbour, as a row for each; any other as it is.

    ONS gives a row an area: its code, then the codes of its neighbours under 1, 2, 3 and so on.
    """
    for number, cells in grid.cells.head(10).iterrows():
        columns = [plain(cell) for cell in cells]
        places = {
            position: int(match[1])
            for position, heading in enumerate(columns)
            if (match := _NUMBERED.fullmatch(heading))
        }
        area = next((p for p, heading in enumerate(columns) if heading in _AREA), None)
        if area is None or sorted(places.values()) != list(range(1, len(places) + 1)):
            continue
        if len(places) >= _FEWEST:
            return _long(grid, int(str(number)), area, places)
    return grid


def _long(grid: Grid, heading: int, area: int, places: dict[int, int]) -> Grid:
    below = grid.cells[grid.cells.index > heading]
    below = below[below[area].str.strip() != ""]
    parts = [
        pd.DataFrame({0: below[area], 1: below[column], 2: str(place)}, index=below.index)
        for column, place in sorted(places.items(), key=lambda item: item[1])
    ]
    rows = pd.concat(parts).sort_index(kind="stable")
    rows = rows[rows[1].str.strip() != ""]
    top = pd.DataFrame([["authority", "neighbour", "position"]])
    cells = pd.concat([top, rows], ignore_index=True).astype("str").rename_axis("row")
    # One row of the file is many here, and each is to be told apart.
    remarks = (*grid.remarks, "row numbers count the pairs of areas and neighbours, from 1")
    return replace(grid, cells=cells, remarks=remarks, merged=())


def read_neighbours(columns: Columns) -> pd.DataFrame:
    """Pairs: authority, other_body, neighbour (code; <NA> if no council), position."""
    bodies = columns.bodies()
    neighbour = columns.bodies("neighbour").code
    columns.break_rule(_ITSELF, "neighbour", bodies.code == neighbour)
    position = columns.number("position", _POSITION, is_whole=True).astype("Int64")
    columns.break_rule(_POSITION, "position", position < 1)
    return pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "neighbour": neighbour,
            "position": position,
        }
    )


def one_list_each(neighbours: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Each council's neighbours once; two at one place are an error.

    Takes the pairs of all files with their place: file, sheet, row.
    """
    known = neighbours.dropna(subset=["neighbour", "position"])
    known = known.drop_duplicates(["authority", "neighbour", "position"])
    first = known.drop_duplicates(["authority", "position"])
    for pair in known.drop(first.index).itertuples():
        findings.add(
            Place.of(pair).problem(
                "repeated-neighbour",
                column="position",
                value=str(pair.position),
                expected="one neighbour a council and position",
                remedy="keep one list of neighbours and take the other out",
            )
        )
    return first
