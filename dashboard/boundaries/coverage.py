"""Areas that cover the land once: checked, repaired, simplified and joined without parting."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely


def is_valid(areas: gpd.GeoDataFrame) -> bool:
    """Whether all are valid polygons that share every corner of their borders with neighbours.

    Then there is no overlap and no crack.
    """
    shapes = areas.geometry.to_numpy()
    return bool(shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes))


def faults(areas: gpd.GeoDataFrame) -> list[str]:
    """The codes of the areas whose borders don't agree with their neighbours'."""
    edges = shapely.coverage_invalid_edges(areas.geometry.to_numpy())
    return [code for code, edge in zip(areas.index, edges, strict=True) if not edge.is_empty]


def simplified(areas: gpd.GeoDataFrame, metres: float) -> gpd.GeoDataFrame:
    """The areas with fewer corners, shared borders simplified once for both sides.

    Args:
        areas: a valid coverage.
        metres: the side of the square whose area is the least detail kept.
    """
    return areas.set_geometry(
        gpd.GeoSeries(
            shapely.coverage_simplify(areas.geometry.to_numpy(), metres),
            index=areas.index,
            crs=areas.crs,
        )
    )


def dissolved(areas: gpd.GeoDataFrame, into: pd.Series) -> gpd.GeoDataFrame:
    """The areas joined into larger ones along their shared borders.

    Args:
        areas: a valid coverage, by code.
        into: the code of the larger area, by code of each area in it.
    """
    joined = {
        code: shapely.coverage_union_all(areas.loc[list(members.index)].geometry.to_numpy())
        for code, members in into.groupby(into)
    }
    return gpd.GeoDataFrame(
        geometry=gpd.GeoSeries(list(joined.values()), index=list(joined), crs=areas.crs)
    ).rename_axis("code")


def cleaned(areas: gpd.GeoDataFrame, gap: float) -> gpd.GeoDataFrame:
    """The areas as a valid coverage: overlaps and narrow gaps given to one neighbour each.

    Args:
        areas: polygons that nearly cover the land once.
        gap: the width in metres below which a gap between neighbours is closed.
    """
    return areas.set_geometry(
        gpd.GeoSeries(
            shapely.coverage_clean(areas.geometry.to_numpy(), gap_width=gap),
            index=areas.index,
            crs=areas.crs,
        )
    )


def rounded(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas with every corner at a whole metre; shared corners stay shared."""
    geometry = shapely.set_precision(areas.geometry.to_numpy(), 1, mode="pointwise")
    return areas.set_geometry(gpd.GeoSeries(geometry, index=areas.index, crs=areas.crs))
