from __future__ import annotations

import numpy as np
import shapely

from dashboard.boundaries.areas import areas_of
from dashboard.boundaries.borders import bridges, shared_borders


def square(column: int, row: int) -> shapely.Polygon:
    return shapely.box(column, row, column + 1, row + 1)


def test_areas_share_a_border_along_a_line_and_not_at_a_corner() -> None:
    areas = areas_of({"a": square(0, 0), "b": square(1, 0), "c": square(1, 1), "d": square(5, 5)})
    assert shared_borders(areas) == [(0, 1), (1, 2)]


def test_an_isle_is_joined_to_the_nearest_place_and_land_apart_by_the_shortest_way() -> None:
    points = np.array([(0, 0), (1, 0), (2, 0), (2.5, 3), (9, 0), (10, 0)])
    joined = [(0, 1), (1, 2), (4, 5)]
    assert sorted(bridges(points, joined)) == [(2, 3), (2, 4)]


def test_where_all_hangs_together_nothing_is_built() -> None:
    assert bridges(np.array([(0.0, 0.0), (1.0, 0.0)]), [(0, 1)]) == []
    assert bridges(np.empty((0, 2)), []) == []
