from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.boundaries.arrangement import arranged, assigned, parts, spread
from dashboard.boundaries.borders import bridges
from dashboard.boundaries.hexagons import around, centre


def chain(number: int) -> list[tuple[int, int]]:
    return [(place, place + 1) for place in range(number - 1)]


def test_nobody_and_one_alone_are_arranged_too() -> None:
    assert arranged(np.empty((0, 2)), []) == []
    assert arranged(np.array([(500.0, 700.0)]), []) == [(0, 0)]


def test_a_row_of_councils_stays_a_row() -> None:
    points = np.array([(float(x), 0.0) for x in range(5)])
    cells = arranged(points, chain(5))
    assert all(cells[place + 1] in around(cells[place]) for place in range(4))
    across = [centre(cell)[0] for cell in cells]
    assert across == sorted(across)


def test_a_ring_of_six_stays_around_its_middle() -> None:
    turns = np.arange(6) * np.pi / 3
    points = np.array([(0, 0), *zip(np.cos(turns), np.sin(turns), strict=True)])
    spokes = [(0, place) for place in range(1, 7)]
    rim = [(place, place % 6 + 1) for place in range(1, 7)]
    cells = arranged(points, [*spokes, *rim])
    assert set(cells[1:]) == set(around(cells[0]))


def test_crowded_councils_are_given_room() -> None:
    crowd = [(0.01 * x, 0.01 * y) for x in range(3) for y in range(3)]
    points = np.array([*crowd, (5.0, 0.0), (10.0, 0.0)])
    pairs = [*chain(9), (8, 9), (9, 10)]
    places = spread(points, pairs)
    apart = [np.hypot(*(places[one] - places[other])) for one in range(11) for other in range(one)]
    assert min(apart) > 0.6


def test_hexagons_are_counted_in_parts() -> None:
    assert parts([]) == 0
    assert parts([(0, 0), (1, 0), (1, 1)]) == 1
    assert parts([(0, 0), (2, 0), (5, 5)]) == 3


places = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=25, unique=True
)


@given(places)
@settings(max_examples=25)
def test_each_council_has_a_hexagon_of_its_own_and_the_same_one_again(
    points: list[tuple[int, int]],
) -> None:
    where = np.array(points, dtype=float)
    pairs = bridges(where, [])
    cells = arranged(where, pairs)
    assert len(cells) == len(set(cells)) == len(points)
    assert arranged(where, pairs) == cells


@given(places)
def test_no_two_places_are_assigned_the_same_hexagon(points: list[tuple[int, int]]) -> None:
    cells = assigned(np.array(points, dtype=float) / 10)
    assert len(set(cells)) == len(points)
