"""Small detached pieces of an area: given to the neighbour round them, or left out as too small."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

SMALL = 500_000
"""Square metres below which a detached piece of the mainland goes to its neighbour."""
TINY = 100_000
"""Square metres below which an island is not drawn."""


def settled(patches: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The patches with every small one beside others given to the neighbour round it.

    The neighbour is the one that shares most of its edge. The largest patch of each area stays.
    Tiny islands are left out.

    Args:
        patches: connected pieces: number (of the area) and geometry, a valid coverage.
    """
    moved = _with_small_ones_given_away(patches)
    while not moved["number"].equals(patches["number"]):
        patches = _merged(moved)
        moved = _with_small_ones_given_away(patches)
    largest = patches.area.groupby(patches["number"]).transform("max") == patches.area
    return patches[largest | (patches.area >= TINY)].reset_index(drop=True)


def _with_small_ones_given_away(patches: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    size = patches.area
    largest = size.groupby(patches["number"]).transform("max") == size
    small = patches[(size < SMALL) & ~largest]
    edges = _shared_edges(small, patches)
    winners = edges.sort_values(["metres", "other"]).drop_duplicates("patch", keep="last")
    number = patches["number"].copy()
    number.loc[winners["patch"]] = patches["number"].loc[winners["other"]].to_numpy()
    return patches.assign(number=number)


def _shared_edges(small: gpd.GeoDataFrame, patches: gpd.GeoDataFrame) -> pd.DataFrame:
    """How many metres of edge each small patch shares with each larger one beside it."""
    near, other = patches.sindex.query(small.geometry, predicate="touches")
    own, beside = small.geometry.to_numpy()[near], patches.geometry.to_numpy()[other]
    pairs = pd.DataFrame(
        {
            "patch": small.index.to_numpy()[near],
            "other": patches.index.to_numpy()[other],
            "metres": shapely.length(shapely.intersection(own, beside)),
        }
    )
    larger = shapely.area(beside) > shapely.area(own)
    return pairs[pd.Series(larger) & (pairs["metres"] > 0)]


def _merged(patches: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The patches with those joined that now belong to the same area and touch."""
    joined = [
        (number, part)
        for number, members in patches.groupby("number")
        for part in shapely.get_parts(shapely.coverage_union_all(members.geometry.to_numpy()))
    ]
    return gpd.GeoDataFrame(
        {"number": [number for number, _ in joined]},
        geometry=[part for _, part in joined],
        crs=patches.crs,
    )
