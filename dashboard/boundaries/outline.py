"""Outlines as SVG path data: whole units, steps from point to point, no character to spare."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import shapely

Point: TypeAlias = tuple[int, int]


def path_data(outline: shapely.Geometry) -> str:
    """The outline's path: corners rounded to whole units, needless ones left out.

    Parts that vanish when rounded are left out, but never all: an outline smaller than a unit
    is drawn as the unit's square at its middle.

    Args:
        outline: polygons whose coordinates are the drawing's units, y downwards.
    """
    rings = [ring for ring in _rings(outline) if len(ring) > 2]
    if not any(_encloses_land(ring) for ring in rings):
        rings = [_square(outline)]
    return _compact(rings)


def _rings(outline: shapely.Geometry) -> Iterator[list[Point]]:
    """Each ring's corners; holes run against their outer rings, so that they stay empty."""
    for part in shapely.get_parts(shapely.orient_polygons(outline)):
        yield _corners(part.exterior)
        yield from (_corners(hole) for hole in part.interiors)


def _corners(ring: shapely.LinearRing) -> list[Point]:
    """The ring's rounded corners without repeats, spikes and corners on a straight line."""
    kept: list[Point] = []
    rounded = np.rint(shapely.get_coordinates(ring)[:-1]).astype(int).tolist()
    for x, y in rounded:
        kept = _joined(kept, (x, y))
    while len(kept) > 2 and _is_straight(kept[-2], kept[-1], kept[0]):
        kept.pop()
    while len(kept) > 2 and _is_straight(kept[-1], kept[0], kept[1]):
        kept.pop(0)
    return kept


def _joined(corners: list[Point], point: Point) -> list[Point]:
    if corners and corners[-1] == point:
        return corners
    while len(corners) > 1 and _is_straight(corners[-2], corners[-1], point):
        corners = corners[:-1]
    return [*corners, point]


def _is_straight(before: Point, corner: Point, after: Point) -> bool:
    across = (corner[0] - before[0]) * (after[1] - corner[1])
    return across == (corner[1] - before[1]) * (after[0] - corner[0])


def _encloses_land(ring: list[Point]) -> bool:
    return float(shapely.Polygon(ring).area) > 0


def _square(outline: shapely.Geometry) -> list[Point]:
    middle = outline.representative_point()
    x, y = round(middle.x), round(middle.y)
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]


def _compact(rings: list[list[Point]]) -> str:
    parts = []
    at = (0, 0)
    for ring in rings:
        parts.append(_ring(ring, at))
        at = ring[0]
    return "".join(parts)


def _ring(ring: list[Point], at: Point) -> str:
    """A ring from its first corner, as steps; closing draws the last side."""
    (x, y), text = ring[0], "m"
    text += _numbers(x - at[0], y - at[1], "m")
    command = "l"
    for (from_x, from_y), (to_x, to_y) in pairwise(ring):
        command, text = _step(to_x - from_x, to_y - from_y, command, text)
    return text + "z"


def _step(dx: int, dy: int, command: str, text: str) -> tuple[str, str]:
    if dy == 0:
        return "h", text + f"h{dx}"
    if dx == 0:
        return "v", text + f"v{dy}"
    if command == "l":
        return "l", text + _numbers(dx, dy, text[-1])
    return "l", text + "l" + _numbers(dx, dy, "l")


def _numbers(dx: int, dy: int, before: str) -> str:
    """A pair of numbers, parted by blanks only where a sign doesn't part them."""
    first = f" {dx}" if before.isdigit() and dx >= 0 else f"{dx}"
    return first + (f" {dy}" if dy >= 0 else f"{dy}")
