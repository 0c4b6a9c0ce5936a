from __future__ import annotations

from dataclasses import replace

import shapely

from dashboard.boundaries.areas import Boundaries, areas_of, polygons
from dashboard.vocabulary import YearEnding


def test_boundaries_say_their_years(districts_2023: Boundaries) -> None:
    assert districts_2023.years == "2023-24"
    assert replace(districts_2023, last_year=YearEnding(2026)).years == "2023-24 to 2025-26"


def test_areas_stand_in_the_order_of_their_codes() -> None:
    areas = areas_of({"E07000002": shapely.box(0, 0, 1, 1), "E07000001": shapely.box(1, 0, 2, 1)})
    assert list(areas.index) == ["E07000001", "E07000002"]
    assert areas.index.name == "code"
    assert areas.crs.to_epsg() == 27700


def test_a_bow_tie_becomes_its_two_halves() -> None:
    tie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert not tie.is_valid
    assert polygons(tie).is_valid
    assert polygons(tie).area == 2


def test_lines_and_points_cover_nothing() -> None:
    mixed = shapely.GeometryCollection(
        [shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1)]
    )
    assert polygons(mixed).equals(shapely.box(0, 0, 1, 1))
    assert polygons(shapely.Point(0, 0)).is_empty
    assert polygons(None).is_empty
