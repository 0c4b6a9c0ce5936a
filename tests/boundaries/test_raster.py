from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.boundaries.raster import Grid, assigned, rasterised, trusted, vectorised


def constituencies(*boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.box(*box) for box in boxes], crs="EPSG:27700")


def postcodes(*rows: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "x", "y"])


def cluster(code: str, x: float, y: float, count: int = 9) -> list[tuple[str, float, float]]:
    """Postcodes of one authority close together."""
    return [(code, x + 7 * n, y + 5 * (n % 3)) for n in range(count)]


def grid(rows: Iterable[Iterable[int]]) -> Grid:
    return Grid(np.array(list(rows), dtype="int32"), west=0, north=100 * len(list(rows)))


def test_each_cell_has_the_number_of_the_area_at_its_middle() -> None:
    found = rasterised(constituencies((0, 0, 200, 200), (200, 0, 400, 200)))
    assert found.cells.tolist() == [[1, 1, 2, 2], [1, 1, 2, 2]]
    assert (found.west, found.north) == (0, 200)


def test_a_crack_enclosed_by_land_is_filled_and_the_sea_is_not() -> None:
    left, right = (0, 0, 200, 500), (300, 0, 500, 500)
    lid, floor = (200, 400, 300, 500), (200, 0, 300, 100)
    enclosed = rasterised(constituencies(left, right, lid, floor))
    assert 0 not in enclosed.cells

    open_to_the_north = rasterised(constituencies(left, right, floor))
    assert (open_to_the_north.cells[:4, 2] == 0).all()


def test_points_are_found_in_their_cells_and_nowhere_outside() -> None:
    two_rows = grid([[1, 2], [3, 4]])
    x, y = np.array([50.0, 150.0, 50.0, -1.0, 250.0]), np.array([150.0, 150.0, 50.0, 50.0, 50.0])
    assert two_rows.at(x, y).tolist() == [1, 2, 3, 0, 0]


def test_a_postcode_that_its_neighbours_contradict_is_not_trusted() -> None:
    rows = [*cluster("E07000001", 1000, 1000), ("E07000002", 1010, 1002)]
    rows += cluster("E07000002", 3000, 1000)
    kept = trusted(postcodes(*rows), rasterised(constituencies((0, 0, 4000, 2000))))
    assert kept["authority"].value_counts().to_dict() == {1: 9, 2: 9}
    assert not ((kept["x"] == 1010) & (kept["y"] == 1002)).any()


def test_an_authority_with_a_hundredth_of_the_postcodes_has_only_strays_there() -> None:
    many = [("E07000001", 100 + 10 * (n % 50), 100 + 10 * (n // 50)) for n in range(1000)]
    rows = [*many, *cluster("E07000002", 3000, 1000)]
    kept = trusted(postcodes(*rows), rasterised(constituencies((0, 0, 4000, 2000))))
    assert set(kept["authority"]) == {1}


def test_postcodes_outside_every_constituency_are_not_trusted() -> None:
    rows = [*cluster("E07000001", 1000, 1000), *cluster("E07000001", 9000, 9000)]
    kept = trusted(postcodes(*rows), rasterised(constituencies((0, 0, 2000, 2000))))
    assert len(kept) == 9


def test_a_constituency_with_postcodes_of_one_authority_is_wholly_its_own() -> None:
    numbered = rasterised(constituencies((0, 0, 1000, 1000), (1000, 0, 2000, 1000)))
    inside = postcodes(("E07000001", 950, 500), ("E07000002", 1950, 500)).assign(
        authority=[1, 2], constituency=[1, 2]
    )
    found = assigned(numbered, inside)
    assert (found.cells[:, :10] == 1).all()
    assert (found.cells[:, 10:] == 2).all()


def test_a_mixed_constituency_is_divided_by_nearest_postcode_of_its_own() -> None:
    numbered = rasterised(constituencies((0, 0, 1000, 1000), (1000, 0, 2000, 1000)))
    inside = pd.DataFrame(
        {
            "authority": [1, 2, 3],
            "x": [100.0, 900.0, 1010.0],
            "y": [500.0, 500.0, 500.0],
            "constituency": [1, 1, 2],
        }
    )
    found = assigned(numbered, inside)
    assert (found.cells[:, :5] == 1).all()
    # The third postcode is the nearest to cells at the border, but of another constituency.
    assert (found.cells[:, 5:10] == 2).all()
    assert (found.cells[:, 10:] == 3).all()


def test_a_constituency_without_postcodes_stays_empty() -> None:
    numbered = rasterised(constituencies((0, 0, 1000, 1000), (1000, 0, 2000, 1000)))
    inside = pd.DataFrame({"authority": [1], "x": [500.0], "y": [500.0], "constituency": [1]})
    assert (assigned(numbered, inside).cells[:, 10:] == 0).all()


def test_patches_share_a_corner_at_every_cell() -> None:
    patches = vectorised(grid([[1, 1, 2], [1, 3, 2], [3, 3, 0]]))
    assert sorted(patches["number"]) == [1, 2, 3]
    assert shapely.coverage_is_valid(patches.geometry.to_numpy())
    assert patches.area.sum() == 8 * 100 * 100


def test_cells_that_touch_at_a_corner_alone_are_patches_apart() -> None:
    patches = vectorised(grid([[1, 2], [2, 1]]))
    assert len(patches) == 4
