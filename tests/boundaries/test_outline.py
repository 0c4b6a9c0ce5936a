from __future__ import annotations

from collections.abc import Callable

import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.boundaries.outline import path_data

Measure = Callable[[str], float]


def test_a_square_is_steps_across_and_down() -> None:
    assert path_data(shapely.box(2, 3, 12, 8)) in {
        "m2 3h10v5h-10z",
        "m12 3v5h-10v-5z",
        "m12 3h-10v5h10z",
        "m2 3v5h10v-5z",
    }


def test_a_sign_parts_numbers_where_it_can() -> None:
    triangle = shapely.Polygon([(0, 0), (10, 3), (4, -5)])
    d = path_data(triangle)
    assert d in {"m0 0 4-5 6 8z", "m0 0 10 3-6-8z"}


def test_corners_that_repeat_or_lie_on_a_line_are_left_out() -> None:
    ring = [(0, 0), (5, 0), (5.2, 0.1), (10, 0), (10, 5), (10, 10), (0, 10), (0, 4)]
    assert path_data(shapely.Polygon(ring)) == "m0 0h10v10h-10z"


def test_a_needle_thin_spike_is_left_out(area_of_path: Measure) -> None:
    spiked = shapely.Polygon([(0, 0), (10, 0), (10, 5), (30, 5.2), (10, 5.4), (10, 10), (0, 10)])
    assert path_data(spiked) == "m0 0h10v10h-10z"
    assert area_of_path(path_data(spiked)) == 100


def test_a_hole_stays_empty(area_of_path: Measure) -> None:
    ring = shapely.box(0, 0, 10, 10) - shapely.box(3, 3, 7, 7)
    d = path_data(ring)
    assert d.count("z") == 2
    assert area_of_path(d) == 100 - 16


def test_islands_are_drawn_and_specks_are_not(area_of_path: Measure) -> None:
    land, island, speck = (
        shapely.box(0, 0, 10, 10),
        shapely.box(20, 20, 24, 24),
        shapely.box(30, 30, 30.3, 30.3),
    )
    d = path_data(shapely.MultiPolygon([land, island, speck]))
    assert d.count("z") == 2
    assert area_of_path(d) == 100 + 16


def test_an_area_smaller_than_a_unit_is_a_unit_square(area_of_path: Measure) -> None:
    d = path_data(shapely.box(7.1, 4.1, 7.3, 4.3))
    assert d.startswith("m7 4")
    assert area_of_path(d) == 1


def test_an_area_as_thin_as_a_line_is_still_drawn(area_of_path: Measure) -> None:
    assert area_of_path(path_data(shapely.box(0, 4.1, 20, 4.3))) >= 1


@given(st.lists(st.floats(min_value=-8, max_value=8), min_size=11, max_size=11))
def test_neighbours_meet_without_gap_or_overlap_after_rounding(
    area_of_path: Measure, sideways: list[float]
) -> None:
    border = [(50 + step, 10 * n) for n, step in enumerate(sideways)]
    west = path_data(shapely.Polygon([(0, 0), *border, (0, 100)]))
    east = path_data(shapely.Polygon([(100, 0), *border, (100, 100)]))
    assert area_of_path(west) + area_of_path(east) == 100 * 100
