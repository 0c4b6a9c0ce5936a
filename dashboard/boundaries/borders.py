"""Which areas share a border, and what joins those that lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist

Pair: TypeAlias = tuple[int, int]
"""The places of two areas in their list, the smaller one first."""


def shared_borders(areas: gpd.GeoDataFrame) -> list[Pair]:
    """The pairs of areas that share more than a point.

    Args:
        areas: a valid coverage.
    """
    shapes = areas.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    border = shapely.length(shapely.intersection(shapes[one], shapes[other]))
    found = zip(one[border > 0].tolist(), other[border > 0].tolist(), strict=True)
    return sorted(found)


def bridges(points: npt.NDArray[np.float64], borders: Sequence[Pair]) -> list[Pair]:
    """The shortest pairs that join isles, and land that lies apart, to the largest part.

    Args:
        points: a point of each area, one row for each.
        borders: the pairs that are joined already.
    """
    built: list[Pair] = []
    while True:
        parts = _parts(len(points), [*borders, *built])
        largest = np.bincount(parts).argmax() if len(points) else 0
        inside, outside = np.flatnonzero(parts == largest), np.flatnonzero(parts != largest)
        if not len(outside):
            return built
        gaps = cdist(points[outside], points[inside])
        row, column = divmod(int(gaps.argmin()), len(inside))
        one, other = sorted((int(outside[row]), int(inside[column])))
        built.append((one, other))


def _parts(number: int, pairs: Sequence[Pair]) -> npt.NDArray[np.int32]:
    """For each area the number of the connected part that it belongs to."""
    one, other = np.array(pairs, dtype=int).reshape(-1, 2).T
    joined = coo_array((np.ones(len(pairs)), (one, other)), shape=(number, number))
    parts: npt.NDArray[np.int32] = connected_components(joined, directed=False)[1]
    return parts
