"""A grid of hexagons that stand on a corner: odd rows lie half a hexagon to the right."""

from __future__ import annotations

from math import sqrt
from typing import Final, TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Column and row; rows grow downwards."""

ROW_HEIGHT: Final = sqrt(3) / 2
"""From row to row, in widths of a hexagon."""


def centre(cell: Cell) -> tuple[float, float]:
    """The middle of a hexagon in widths, x to the right and y down."""
    column, row = cell
    return column + (row % 2) / 2, row * ROW_HEIGHT


def around(cell: Cell) -> tuple[Cell, ...]:
    """The six hexagons that touch one."""
    column, row = cell
    left = column - 1 + row % 2
    return (
        (column - 1, row),
        (column + 1, row),
        (left, row - 1),
        (left + 1, row - 1),
        (left, row + 1),
        (left + 1, row + 1),
    )


def cells_within(left: float, right: float, top: float, bottom: float) -> list[Cell]:
    """The hexagons whose middles lie in a rectangle, and one row and column around it."""
    rows = range(int(top // ROW_HEIGHT) - 1, int(bottom // ROW_HEIGHT) + 3)
    columns = range(int(left // 1) - 1, int(right // 1) + 3)
    return [(column, row) for row in rows for column in columns]
