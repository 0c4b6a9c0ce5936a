"""Whether each area of a file lies where its council is: codes and outlines can be swapped."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import BRITISH_NATIONAL_GRID

NEAR: Final = 2000
"""Metres that a council's own point may lie outside its area, as outlines are simplified."""


def out_of_place(areas: gpd.GeoDataFrame, register: Register) -> list[str]:
    """The codes of areas from which the register's point inside the council is far.

    `areas` are polygons in metres, indexed by the present codes of known authorities.
    """
    authorities = [authority for code in areas.index if (authority := register.by_code(code))]
    points = gpd.GeoSeries(
        [shapely.Point(authority.longitude, authority.latitude) for authority in authorities],
        index=[authority.code for authority in authorities],
        crs="EPSG:4326",
    ).to_crs(BRITISH_NATIONAL_GRID)
    is_far = points.distance(areas.geometry.loc[points.index]) > NEAR
    return list(points.index[is_far])
