from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from dashboard.boundaries import coverage
from dashboard.boundaries.covering import covering

WEST = shapely.box(400_000, 300_000, 410_000, 310_000)


def rows(*areas: tuple[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"code": [code for code, _ in areas]},
        geometry=[area for _, area in areas],
        crs="EPSG:27700",
    )


def test_areas_that_fit_are_left_alone() -> None:
    east = shapely.box(410_000, 300_000, 420_000, 310_000)
    areas, mended, overlapping = covering(rows(("west", WEST), ("east", east)))
    assert (mended, overlapping) == ([], [])
    assert areas.geometry.loc["east"].equals(east)
    assert areas.geometry.loc["west"].equals(WEST)


def test_a_few_metres_of_overlap_are_mended_and_named() -> None:
    east = shapely.box(409_996.5, 300_000, 420_000, 310_000)
    areas, mended, overlapping = covering(rows(("west", WEST), ("east", east)))
    assert (mended, overlapping) == (["east", "west"], [])
    assert coverage.is_valid(areas)
    assert areas.area.sum() == pytest.approx(20_000 * 10_000)


def test_a_crack_of_a_few_metres_is_closed() -> None:
    east = shapely.box(410_004, 300_000, 420_000, 310_000)
    north = shapely.box(400_000, 310_000, 420_000, 320_000)
    south = shapely.box(400_000, 290_000, 420_000, 300_000)
    areas, mended, _ = covering(
        rows(("west", WEST), ("east", east), ("north", north), ("south", south))
    )
    assert "west" in mended
    assert shapely.coverage_union_all(areas.geometry.to_numpy()).area == pytest.approx(
        20_000 * 30_000
    )


def test_an_area_that_lies_over_another_is_named_as_past_mending() -> None:
    east = shapely.box(405_000, 300_000, 420_000, 310_000)
    _, _, overlapping = covering(rows(("west", WEST), ("east", east)))
    assert overlapping


def test_parts_of_one_council_become_one_area() -> None:
    island = shapely.box(430_000, 300_000, 431_000, 301_000)
    areas, _, _ = covering(rows(("west", WEST), ("west", island)))
    assert list(areas.index) == ["west"]
    assert areas.area.sum() == pytest.approx(101_000_000)


def test_corners_come_to_whole_metres() -> None:
    west = shapely.Polygon([(400_000.3, 300_000.2), (410_000, 300_000), (405_000, 309_000.7)])
    areas, _, _ = covering(rows(("west", west)))
    corners = shapely.get_coordinates(areas.geometry.to_numpy())
    assert (corners == corners.round()).all()


def test_a_neck_that_rounding_pinches_shut_leaves_two_parts() -> None:
    west, south = 400_000, 300_000
    corners = [(0, 0), (1000, 0), (500.4, 500), (1000, 1000), (0, 1000), (500.1, 500)]
    hourglass = shapely.Polygon([(west + x, south + y) for x, y in corners])
    areas, mended, overlapping = covering(rows(("hourglass", hourglass)))
    assert (mended, overlapping) == ([], [])
    assert coverage.is_valid(areas)
    assert len(shapely.get_parts(areas.geometry.iloc[0])) == 2
    assert areas.area.sum() == pytest.approx(hourglass.area, rel=0.002)
