"""Constituencies and postcodes on a grid of 100 m cells, each cell given to an authority."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from rasterio import Affine
from rasterio.features import rasterize, shapes
from scipy import ndimage
from scipy.spatial import cKDTree

Cells = npt.NDArray[np.int32]

SIZE = 100
"""The side of a cell in metres."""
NEIGHBOURS = 8
"""How many nearest postcodes are asked whether a postcode's authority is right."""
STRAY_SHARE = 0.01
"""An authority with less of a constituency's postcodes than this has strays there, no land."""


@dataclass(frozen=True)
class Grid:
    """Numbered cells: 0 for none, n for the n-th of whatever is counted."""

    cells: Cells
    west: float
    north: float

    def at(self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Cells:
        """The numbers of the cells in which points lie; 0 outside the grid."""
        row = np.floor((self.north - y) / SIZE).astype(int)
        column = np.floor((x - self.west) / SIZE).astype(int)
        height, width = self.cells.shape
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        return np.where(inside, self.cells[row % height, column % width], 0)

    def centres(self, flat: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """The middle points of cells, which are given by their place in reading order."""
        row, column = np.divmod(flat, self.cells.shape[1])
        half = SIZE / 2
        return np.column_stack([self.west + column * SIZE + half, self.north - row * SIZE - half])


def rasterised(areas: gpd.GeoDataFrame) -> Grid:
    """The grid on which each cell has the number, from 1, of the area at its middle.

    Cells of no area that land encloses take the nearest area: the constituencies' own rounding
    leaves cracks between them, and narrow tidal rivers break up into ponds.
    """
    left, bottom, right, top = areas.total_bounds
    west, north = np.floor(left / SIZE) * SIZE, np.ceil(top / SIZE) * SIZE
    shape = (int(np.ceil((north - bottom) / SIZE)), int(np.ceil((right - west) / SIZE)))
    cells = rasterize(
        ((geometry, number) for number, geometry in enumerate(areas.geometry, start=1)),
        out_shape=shape,
        transform=_corner(west, north),
        dtype="int32",
    )
    return Grid(_with_gaps_filled(cells), float(west), float(north))


def _corner(west: float, north: float) -> Affine:
    """Where cells lie, made by hand: rasterio's own way warns with its newest companion."""
    return Affine(SIZE, 0, west, 0, -SIZE, north)


def _with_gaps_filled(cells: Cells) -> Cells:
    gaps = ndimage.binary_fill_holes(cells > 0) & (cells == 0)
    row, column = ndimage.distance_transform_edt(
        cells == 0, return_distances=False, return_indices=True
    )
    return np.where(gaps, cells[row, column], cells)


def trusted(postcodes: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """The postcodes from which land can be told, with the number of their constituency.

    Left out are those outside every constituency, those whose authority most of their nearest
    neighbours contradict, and those of an authority that has only strays in the constituency.

    Args:
        postcodes: code, x, y.
        grid: constituencies, numbered.

    Returns:
        Columns authority (number of its code, sorted, from 1), x, y, constituency.
    """
    placed = postcodes.assign(
        authority=pd.Categorical(postcodes["code"]).codes.astype("int32") + 1,
        constituency=grid.at(postcodes["x"].to_numpy(), postcodes["y"].to_numpy()),
    ).drop_duplicates(["authority", "x", "y"])
    placed = placed[_is_confirmed(placed) & (placed["constituency"] > 0)]
    together = placed.groupby(["constituency", "authority"])["x"].transform("size")
    whole = placed.groupby("constituency")["x"].transform("size")
    return placed.loc[together / whole >= STRAY_SHARE, ["authority", "x", "y", "constituency"]]


def _is_confirmed(postcodes: pd.DataFrame) -> npt.NDArray[np.bool_]:
    points = postcodes[["x", "y"]].to_numpy()
    count = min(NEIGHBOURS, len(points) - 1)
    _, nearest = cKDTree(points).query(points, k=range(2, count + 2), workers=-1)
    authority = postcodes["authority"].to_numpy()
    agreeing = (authority[nearest] == authority[:, None]).sum(axis=1)
    confirmed: npt.NDArray[np.bool_] = agreeing * 2 >= count
    return confirmed


def assigned(grid: Grid, postcodes: pd.DataFrame) -> Grid:
    """The grid with each cell's constituency replaced by its authority.

    A constituency with postcodes of one authority is wholly its own; elsewhere each cell takes
    the authority of the constituency's nearest postcode. Cells of a constituency without any
    postcode get none.
    """
    flat = grid.cells.ravel()
    order = np.argsort(flat, kind="stable")
    members = np.split(order, np.searchsorted(flat[order], np.arange(1, flat.max() + 1)))
    authorities = np.zeros(grid.cells.size, dtype="int32")
    for constituency in postcodes["constituency"].unique().tolist():
        inside = postcodes[postcodes["constituency"] == constituency]
        cells = members[constituency]
        authorities[cells] = _nearest(grid, cells, inside)
    return Grid(authorities.reshape(grid.cells.shape), grid.west, grid.north)


def _nearest(grid: Grid, flat: npt.NDArray[np.intp], postcodes: pd.DataFrame) -> Cells:
    authority = postcodes["authority"].to_numpy()
    if (authority == authority[0]).all():
        return np.full(len(flat), authority[0], dtype="int32")
    _, nearest = cKDTree(postcodes[["x", "y"]].to_numpy()).query(grid.centres(flat), workers=-1)
    nearest_authority: Cells = authority[nearest]
    return nearest_authority


def vectorised(grid: Grid) -> gpd.GeoDataFrame:
    """The connected patches of a grid: columns number and geometry, with a corner at every cell.

    Corners at every cell's corner, not only at the turns, are what lets neighbours share them.
    """
    transform = _corner(grid.west, grid.north)
    found = list(shapes(grid.cells, mask=grid.cells > 0, transform=transform, connectivity=4))
    outlines = np.array([shapely.geometry.shape(outline) for outline, _ in found], dtype=object)
    return gpd.GeoDataFrame(
        {"number": [int(number) for _, number in found]},
        geometry=shapely.segmentize(outlines, SIZE),
        crs="EPSG:27700",
    )
