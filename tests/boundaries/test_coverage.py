from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.boundaries import coverage
from dashboard.boundaries.areas import areas_of

Squares = Callable[..., gpd.GeoDataFrame]


def pair(east: shapely.Geometry) -> gpd.GeoDataFrame:
    """A kilometre square and what lies east of it."""
    return areas_of({"west": shapely.box(0, 0, 1000, 1000), "east": east})


def test_neighbours_that_share_their_corners_are_a_valid_coverage() -> None:
    areas = pair(shapely.box(1000, 0, 2000, 1000))
    assert coverage.is_valid(areas)
    assert coverage.faults(areas) == []


@pytest.mark.parametrize(
    "east",
    [
        pytest.param(shapely.box(990, 0, 2000, 1000), id="overlap"),
        pytest.param(shapely.box(1000, -500, 2000, 1000), id="corner missing on one side"),
    ],
)
def test_overlaps_and_corners_of_one_side_alone_are_faults_of_both(east: shapely.Polygon) -> None:
    areas = pair(east)
    assert not coverage.is_valid(areas)
    assert coverage.faults(areas) == ["east", "west"]


def test_a_polygon_that_crosses_itself_is_no_coverage() -> None:
    tie = shapely.Polygon([(0, 0), (2000, 2000), (2000, 0), (0, 2000)])
    assert not coverage.is_valid(areas_of({"tie": tie}))


def test_a_small_overlap_is_cleaned_away() -> None:
    cleaned = coverage.cleaned(pair(shapely.box(990, 0, 2000, 1000)), gap=20)
    assert coverage.is_valid(cleaned)
    assert cleaned.area.sum() == pytest.approx(2_000_000)


def test_a_crack_narrower_than_the_gap_is_closed() -> None:
    ring = shapely.box(-500, -500, 2500, 1500) - shapely.box(0, 0, 2010, 1000)
    areas = areas_of(
        {
            "west": shapely.box(0, 0, 1000, 1000),
            "east": shapely.box(1010, 0, 2010, 1000),
            "round": ring,
        }
    )
    assert coverage.cleaned(areas, gap=20).area.sum() == pytest.approx(3000 * 2000)


def test_simplified_neighbours_still_share_their_border() -> None:
    wave = [(1000 + 40 * (n % 2), 50 * n) for n in range(21)]
    west = shapely.Polygon([(0, 0), *wave, (0, 1000)])
    east = shapely.Polygon([(2000, 0), *wave, (2000, 1000)])
    areas = areas_of({"west": west, "east": east})
    simplified = coverage.simplified(areas, 200)
    assert coverage.is_valid(simplified)
    assert shapely.get_num_coordinates(simplified.geometry.to_numpy()).sum() < 20
    assert simplified.area.sum() == pytest.approx(2_000_000)


def test_areas_are_joined_where_they_are_to_be_one(squares: Squares) -> None:
    areas = squares("E07000901", "E07000902", "E08000902")
    joined = coverage.dissolved(
        areas, pd.Series({"E07000901": "W", "E07000902": "W", "E08000902": "E"})
    )
    assert list(joined.index) == ["E", "W"]
    assert joined.geometry.loc["W"].equals(shapely.box(400_000, 300_000, 410_000, 320_000))
    assert joined.geometry.loc["E"].equals(areas.geometry.loc["E08000902"])
    assert joined.crs == areas.crs


def test_corners_are_rounded_alike_on_both_sides() -> None:
    areas = areas_of(
        {
            "west": shapely.Polygon([(0, 0), (999.6, 0), (1000.4, 1000), (0, 1000)]),
            "east": shapely.Polygon([(2000, 0), (999.6, 0), (1000.4, 1000), (2000, 1000)]),
        }
    )
    rounded = coverage.rounded(areas)
    assert coverage.is_valid(rounded)
    assert rounded.geometry.loc["west"].equals(shapely.box(0, 0, 1000, 1000))
