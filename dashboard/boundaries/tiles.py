"""The map of equal tiles: every council a hexagon of one size, beside as many neighbours as can be.

Small councils with many people are seen as well as large ones with few. Worked out anew for each
set of areas; `kept` and `borders` say how many neighbours stand together.
"""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np

from dashboard.boundaries.arrangement import arranged
from dashboard.boundaries.borders import bridges, shared_borders
from dashboard.boundaries.directions import Direction, arrow_links
from dashboard.boundaries.drawing import Frame, MapArea, Tiles
from dashboard.boundaries.hexagons import Cell, around, centre

WIDTH: Final = 1234
"""Units of the whole drawing, as wide as the map itself."""
_MARGIN: Final = 8


def tiles(areas: gpd.GeoDataFrame) -> Tiles:
    """A tile for each area, in the order of codes.

    Args:
        areas: a valid coverage by code, in EPSG:27700.
    """
    areas = areas.sort_index()
    borders = shared_borders(areas)
    middles = areas.geometry.centroid
    points = np.column_stack([middles.x, -middles.y])
    cells = arranged(points, [*borders, *bridges(points, borders)])
    drawn, height = _drawn(list(areas.index), cells)
    return Tiles(
        view_box=f"0 0 {WIDTH} {height}",
        areas=drawn,
        borders=len(borders),
        kept=sum(cells[other] in around(cells[one]) for one, other in borders),
    )


def _drawn(codes: list[str], cells: list[Cell]) -> tuple[tuple[MapArea, ...], int]:
    """The tiles as areas of the map, as large as its width allows, and the height they take."""
    middles = [centre(cell) for cell in cells]
    left, right = min(x for x, _ in middles), max(x for x, _ in middles)
    top = min(y for _, y in middles)
    half = int((WIDTH - 2 * _MARGIN) / (right - left + 1) / 2)
    # A regular hexagon with corners at whole units, as nearly as can be.
    side = round(2 * half / 3**0.5 / 2) * 2
    places = {
        code: (
            round(_MARGIN + half + (x - left) * 2 * half),
            round(_MARGIN + side + (y - top) * side * 3**0.5),
        )
        for code, (x, y) in zip(codes, middles, strict=True)
    }
    links = arrow_links(places)
    areas = tuple(
        MapArea(
            code,
            f"m{x} {y - side}l{half} {side // 2}v{side}l{-half} {side // 2}l{-half}"
            f" {-side // 2}v{-side}z",
            x,
            y,
            **{direction.value: links[code].get(direction) for direction in Direction},
            box=Frame(x - half, y - side, 2 * half, 2 * side),
        )
        for code, (x, y) in places.items()
    )
    return areas, max(y for _, y in places.values()) + side + _MARGIN
