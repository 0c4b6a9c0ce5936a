"""From areas on the ground to the map as it is drawn: units, insets, paths, arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from dashboard.boundaries.coverage import simplified
from dashboard.boundaries.directions import Direction, arrow_links
from dashboard.boundaries.drawing import Frame, Inset, MapArea
from dashboard.boundaries.outline import path_data

Outlines: TypeAlias = Mapping[str, shapely.Geometry]

UNIT = 470
"""Metres on the ground for one unit of the whole map."""
LEAST_DETAIL = 300
"""Metres of detail below which corners are left out: finer would be lost in whole units."""
WEST, EAST, SOUTH, NORTH = 78_000, 658_000, 3_000, 661_000
"""What the whole map shows, in metres of the British National Grid: England with a margin."""

LONDON_PLACE = (82_000, 300_000, 192_000, 382_000)
"""West, east, south and north of the London inset: over Wales and the Irish Sea, not drawn."""
LONDON_MARGIN = 14
LONDON_HEADING = 34
"""Units left free above the boroughs for the inset's name."""
SCILLY = "E06000053"
SCILLY_PLACE = (80_000, 146_000, 47_000, 113_000)
"""West, east, south and north of the frame of the enlarged isles: in the sea off Cornwall."""
SCILLY_SCALE = 5
SCILLY_MARGIN = 4


@dataclass(frozen=True)
class Projection:
    """How metres become units: x to the right of `west`, y down from `north`."""

    west: float
    north: float
    unit: float
    x: float = 0
    y: float = 0
    """The units at which `west` and `north` lie."""

    def outline(self, area: shapely.Geometry) -> shapely.Geometry:
        """The area in units."""
        return shapely.transform(area, self._units)

    def _units(self, metres: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        corner, sense = np.array([self.west, self.north]), np.array([1, -1])
        units: npt.NDArray[np.float64] = (metres - corner) * sense / self.unit + (self.x, self.y)
        return units


ENGLAND = Projection(WEST, NORTH, UNIT)
VIEW_BOX = f"0 0 {round((EAST - WEST) / UNIT)} {round((NORTH - SOUTH) / UNIT)}"


def whole_map(areas: gpd.GeoDataFrame) -> tuple[tuple[MapArea, ...], Frame | None]:
    """Every area on the whole map, and the frame of the Isles of Scilly if they are among them.

    Args:
        areas: a valid coverage by code, in EPSG:27700.
    """
    fewer_corners = simplified(areas, LEAST_DETAIL)
    outlines = {code: ENGLAND.outline(area) for code, area in fewer_corners.geometry.items()}
    if SCILLY not in outlines:
        return map_areas(outlines), None
    frame = _frame(SCILLY_PLACE)
    isles = areas.geometry.loc[SCILLY]
    outlines[SCILLY] = _fitted(isles, frame, SCILLY_MARGIN, 0, UNIT / SCILLY_SCALE).outline(isles)
    return map_areas(outlines), frame


def london_inset(areas: gpd.GeoDataFrame, codes: Sequence[str]) -> Inset | None:
    """The London boroughs drawn larger; None if the areas hold none of them."""
    boroughs = areas[areas.index.isin(codes)]
    if boroughs.empty:
        return None
    frame = _frame(LONDON_PLACE)
    own = Frame(0, 0, frame.width, frame.height)
    town = _fitted(shapely.box(*boroughs.total_bounds), own, LONDON_MARGIN, LONDON_HEADING)
    fewer_corners = simplified(boroughs, town.unit)
    outlines = {code: town.outline(area) for code, area in fewer_corners.geometry.items()}
    return Inset(frame, f"0 0 {own.width} {own.height}", map_areas(outlines))


def map_areas(outlines: Outlines) -> tuple[MapArea, ...]:
    """Outlines in units as areas with their paths, middles and arrows, in the order of codes."""
    middles = {code: _middle(outline) for code, outline in sorted(outlines.items())}
    links = arrow_links(middles)
    return tuple(
        MapArea(
            code,
            path_data(outlines[code]),
            x,
            y,
            **{direction.value: links[code].get(direction) for direction in Direction},
            box=_box(outlines[code]),
        )
        for code, (x, y) in middles.items()
    )


def _box(outline: shapely.Geometry) -> Frame:
    left, top, right, bottom = (round(bound) for bound in outline.bounds)
    return Frame(left, top, max(right - left, 1), max(bottom - top, 1))


def _middle(outline: shapely.Geometry) -> tuple[float, float]:
    """The point of an area that lies farthest from its edge, to a tenth of a unit."""
    largest = max(shapely.get_parts(outline), key=shapely.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    return round(middle[0], 1), round(middle[1], 1)


def _frame(place: tuple[int, int, int, int]) -> Frame:
    west, east, south, north = place
    return Frame(
        x=round((west - WEST) / UNIT),
        y=round((NORTH - north) / UNIT),
        width=round((east - west) / UNIT),
        height=round((north - south) / UNIT),
    )


def _fitted(
    area: shapely.Geometry, frame: Frame, margin: int, heading: int, least_unit: float = 0
) -> Projection:
    """The projection that sets an area in the middle of a frame, as large as it fits.

    Args:
        area: what has to fit, in metres.
        frame: where, in units.
        margin: units left free on all sides.
        heading: units left free at the top besides.
        least_unit: metres that a unit has at least.
    """
    left, bottom, right, top = area.bounds
    width, height = frame.width - 2 * margin, frame.height - 2 * margin - heading
    unit = max((right - left) / width, (top - bottom) / height, least_unit)
    return Projection(
        west=left,
        north=top,
        unit=unit,
        x=frame.x + margin + (width - (right - left) / unit) / 2,
        y=frame.y + margin + heading + (height - (top - bottom) / unit) / 2,
    )
