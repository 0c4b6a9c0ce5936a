from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.boundaries.hexagons import around, cells_within, centre

cells = st.tuples(st.integers(-30, 30), st.integers(-30, 30))


@given(cells)
def test_the_six_hexagons_around_one_are_a_width_away(cell: tuple[int, int]) -> None:
    assert len(set(around(cell))) == 6
    for near in around(cell):
        assert dist(centre(cell), centre(near)) == pytest.approx(1)
        assert cell in around(near)


def test_an_odd_row_lies_half_a_hexagon_to_the_right() -> None:
    assert centre((0, 0)) == (0, 0)
    assert centre((0, 1))[0] == 0.5
    assert centre((0, -1))[0] == 0.5
    assert set(around((0, 0))) == {(-1, 0), (1, 0), (-1, -1), (0, -1), (-1, 1), (0, 1)}


def test_a_rectangle_is_covered_with_room_around_it() -> None:
    found = cells_within(0, 3, 0, 2)
    assert len(found) == len(set(found))
    middles = [centre(cell) for cell in found]
    for x in (0, 1.5, 3):
        for y in (0, 1, 2):
            assert min(dist((x, y), middle) for middle in middles) < 0.6
