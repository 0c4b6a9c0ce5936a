"""Coordinates in the systems that ONS uses, told apart by where England lies in each."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pyproj

from dashboard.boundaries.areas import BRITISH_NATIONAL_GRID


@dataclass(frozen=True)
class System:
    """A coordinate system, and the box in which every place of England lies."""

    crs: str
    words: str
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, bounds: tuple[float, float, float, float]) -> bool:
        """Whether a box of coordinates lies where England does."""
        return (
            self.left <= bounds[0]
            and self.bottom <= bounds[1]
            and bounds[2] <= self.right
            and bounds[3] <= self.top
        )


SYSTEMS = (
    System(BRITISH_NATIONAL_GRID, "British National Grid", 70_000, 0, 670_000, 670_000),
    System("EPSG:4326", "longitude and latitude", -7, 49.7, 2.2, 56),
    System("EPSG:3857", "Web Mercator", -780_000, 6_390_000, 245_000, 7_600_000),
)


def system_of(areas: gpd.GeoDataFrame) -> System | None:
    """The system in which the areas' coordinates lie in England, whatever the file names."""
    if areas.empty:
        return None
    left, bottom, right, top = areas.total_bounds.tolist()
    return next((s for s in SYSTEMS if s.holds((left, bottom, right, top))), None)


def is_another(named: pyproj.CRS, system: System) -> bool:
    """Whether a coordinate system is of another kind than the one that coordinates are in."""
    if named.is_geographic or system.crs == "EPSG:4326":
        return named.is_geographic != (system.crs == "EPSG:4326")
    return (named.to_epsg() == 3857) != (system.crs == "EPSG:3857")


def on_british_grid(areas: gpd.GeoDataFrame, system: System) -> gpd.GeoDataFrame:
    """The areas in British National Grid."""
    return areas.set_crs(system.crs, allow_override=True).to_crs(BRITISH_NATIONAL_GRID)
