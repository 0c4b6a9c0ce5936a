from __future__ import annotations

import geopandas as gpd
import shapely

from dashboard.boundaries.fragments import settled


def patches(*pieces: tuple[int, shapely.Polygon]) -> gpd.GeoDataFrame:
    """Numbered pieces with a corner at every 100 m, as they come from the grid."""
    return gpd.GeoDataFrame(
        {"number": [number for number, _ in pieces]},
        geometry=[shapely.segmentize(piece, 100) for _, piece in pieces],
        crs="EPSG:27700",
    )


BIG_WEST = shapely.box(0, 0, 2000, 2000)
BIG_EAST = shapely.box(2000, 0, 4000, 2000)
EAST_ISLE = shapely.box(6000, 0, 7000, 1000)


def area_by_number(found: gpd.GeoDataFrame) -> dict[int, float]:
    return found.area.groupby(found["number"]).sum().to_dict()


def test_a_small_piece_goes_to_the_neighbour_with_most_of_its_edge() -> None:
    # A third authority's exclave: 900 m of its edge are the west's, 400 m the east's.
    exclave = shapely.box(1500, 0, 2000, 400)
    found = settled(patches((1, BIG_WEST - exclave), (2, BIG_EAST), (3, EAST_ISLE), (3, exclave)))
    assert area_by_number(found) == {1: 4_000_000, 2: 4_000_000, 3: 1_000_000}


def test_the_largest_piece_of_an_authority_stays_however_small() -> None:
    city = shapely.box(1000, 1000, 1400, 1400)
    found = settled(patches((1, BIG_WEST - city), (2, city)))
    assert area_by_number(found) == {1: 4_000_000 - 160_000, 2: 160_000}


def test_a_large_exclave_stays() -> None:
    exclave = shapely.box(0, 0, 1000, 1000)
    found = settled(patches((1, BIG_WEST - exclave), (2, BIG_EAST), (2, exclave)))
    assert area_by_number(found) == {1: 3_000_000, 2: 5_000_000}


def test_a_small_island_stays_and_a_tiny_one_is_left_out() -> None:
    small, tiny = shapely.box(5000, 0, 5400, 400), shapely.box(6000, 0, 6200, 200)
    found = settled(patches((1, BIG_WEST), (1, small), (1, tiny)))
    assert area_by_number(found) == {1: 4_000_000 + 160_000}


def test_small_pieces_inside_small_pieces_end_with_the_large_one_round_them() -> None:
    outer = shapely.box(500, 500, 1000, 1000)
    inner = shapely.box(600, 600, 800, 800)
    found = settled(
        patches(
            (1, BIG_WEST - outer), (2, BIG_EAST), (2, outer - inner), (3, inner), (3, EAST_ISLE)
        )
    )
    assert area_by_number(found) == {1: 4_000_000, 2: 4_000_000, 3: 1_000_000}
    assert shapely.coverage_is_valid(found.geometry.to_numpy())
