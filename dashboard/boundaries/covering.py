"""Official areas made fit to draw: joined by authority, overlaps mended, simplified, rounded."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from dashboard.boundaries import coverage
from dashboard.boundaries.areas import areas_of, polygons

LEAST_DETAIL = 50
"""Metres by which official areas are simplified: finer than any map drawn of them."""
GAP = 20
"""Metres below which a crack between neighbours is closed."""
_TRIES = 4
MENDED_SHARE = 0.005
"""The change of an area above which mending it would be guessing."""


def covering(rows: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[str], list[str]]:
    """The areas as a valid coverage in whole metres.

    Args:
        rows: code and geometry (valid polygons, metres); a code's rows are parts of its area.

    Returns:
        The areas by code; the codes of those that overlapped or parted from their neighbours by
        little and were mended; the codes of those that did so by more than can be mended.
    """
    areas = areas_of(
        {code: shapely.union_all(parts.to_numpy()) for code, parts in rows.groupby("code").geometry}
    )
    faults = coverage.faults(areas)
    mended = coverage.cleaned(areas, GAP) if faults else areas
    changed = np.abs(mended.area - areas.area) > MENDED_SHARE * areas.area
    rounded = _in_whole_metres(mended)
    return rounded, faults, sorted({*areas.index[changed], *coverage.faults(rounded)})


def _in_whole_metres(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas simplified and rounded; rounding can cross narrow necks, so it is tried again."""
    rounded = coverage.rounded(coverage.simplified(areas, LEAST_DETAIL))
    for _ in range(_TRIES):
        if coverage.is_valid(rounded):
            break
        rounded = coverage.rounded(coverage.cleaned(_valid(rounded), GAP))
    return rounded


def _valid(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    geometry = [polygons(shape) for shape in areas.geometry]
    return areas.set_geometry(gpd.GeoSeries(geometry, index=areas.index, crs=areas.crs))
