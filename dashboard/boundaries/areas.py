"""Boundaries as a value: the areas of one tier, the years they stand for and where they're from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely

from dashboard.errors import Problem
from dashboard.vocabulary import Tier, YearEnding

BRITISH_NATIONAL_GRID = "EPSG:27700"


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The areas of councils, each once, with the years for which their publisher drew them."""

    tier: Tier
    """Districts and single-tier councils, or counties and single-tier councils."""
    first_year: YearEnding
    """The first of the years on whose last day these areas stood, as far as the source says."""
    last_year: YearEnding
    areas: gpd.GeoDataFrame
    """Index code (the authority's present GSS code), column geometry in EPSG:27700, metres."""
    source: str
    """What they are and who published them, in words for the methods page."""
    attribution: str
    """What the licence asks to be printed beside the map."""
    counties_only: bool = False
    """An upper tier of counties alone; its single-tier councils are those of the lower tier."""
    warnings: tuple[Problem, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The GSS codes of the authorities that have an area here."""
        return frozenset(self.areas.index)

    @property
    def years(self) -> str:
        """The years in words: "2025-26" or "2014-15 to 2018-19"."""
        if self.first_year == self.last_year:
            return self.first_year.label
        return f"{self.first_year.label} to {self.last_year.label}"


def areas_of(geometries: Mapping[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    """Areas by code, in the order of the codes, from geometries in British National Grid."""
    in_order = dict(sorted(geometries.items()))
    geometry = gpd.GeoSeries(
        list(in_order.values()), index=list(in_order), crs=BRITISH_NATIONAL_GRID
    )
    return gpd.GeoDataFrame(geometry=geometry).rename_axis("code")


def polygons(geometry: shapely.Geometry | None) -> shapely.MultiPolygon:
    """What a shape covers, validly: no lines, no points, nothing for no shape."""
    if geometry is None:
        return shapely.MultiPolygon()
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
