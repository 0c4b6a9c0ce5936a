from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.boundaries.drawing import Frame, MapArea, MapDrawing
from dashboard.boundaries.outline import path_data
from dashboard.pictures.canvas import colours
from dashboard.pictures.map_image import map_image, rings, swatch

SQUARE = shapely.box(10, 10, 50, 50)
WITH_HOLE = SQUARE.difference(shapely.box(20, 20, 30, 30))
TWO = shapely.union_all([shapely.box(0, 0, 9, 7), shapely.Polygon([(20, 1), (33, 5), (21, 14)])])


@pytest.mark.parametrize("outline", [SQUARE, WITH_HOLE, TWO])
def test_an_outline_is_read_as_it_was_written(outline: shapely.Geometry) -> None:
    read = list(rings(path_data(outline)))
    parts = shapely.get_parts(outline)
    assert len(read) == sum(1 + shapely.get_num_interior_rings(part) for part in parts)
    areas = [shapely.Polygon(ring).area for ring in read]
    holes = sum(shapely.Polygon(hole).area for part in parts for hole in part.interiors)
    assert sum(areas) == outline.area + 2 * holes


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=3, max_size=12))
def test_any_outline_encloses_the_same_ground_when_read(corners: list[tuple[int, int]]) -> None:
    outline = shapely.MultiPoint(corners).convex_hull
    if outline.area < 1:
        return
    (ring,) = rings(path_data(outline))
    assert shapely.Polygon(ring).equals(outline)


def drawing(*areas: tuple[str, shapely.Geometry]) -> MapDrawing:
    """A map of 100 by 100 units."""
    drawn = tuple(
        MapArea(code, path_data(area), 0, 0, None, None, None, None, Frame(0, 0, 100, 100))
        for code, area in areas
    )
    return MapDrawing("0 0 100 100", drawn, None, None, "2024-25", "", "", (), (), ())


def test_each_council_has_the_colour_of_its_class() -> None:
    halves = drawing(("A", shapely.box(0, 0, 50, 100)), ("B", shapely.box(50, 0, 100, 100)))
    image = map_image(halves, {"A": "q1", "B": "q5"}, 60)
    assert image.size == (60, 60)
    assert image.getpixel((15, 30)) == colours()["q1"]
    assert image.getpixel((45, 30)) == colours()["q5"]


def test_few_cases_are_hatched_none_are_plain_and_what_is_not_known_is_dotted() -> None:
    area = drawing(("A", shapely.box(0, 0, 100, 100)))

    def shades(css: str | None) -> set[object]:
        image = map_image(area, {"A": css} if css else {}, 60).crop((5, 5, 55, 55))
        counted = image.getcolors()
        assert counted is not None
        return {colour for _, colour in counted}

    assert shades("none") == {colours()["none"]}
    assert colours()["q4"] in shades("q4 few")
    assert len(shades("q4 few")) > 2
    assert len(shades("unknown")) > 1
    assert shades("unknown") == shades(None)


def test_the_legend_shows_the_same_colour_and_pattern() -> None:
    assert swatch("q2", 30, 20).getpixel((15, 10)) == colours()["q2"]
    assert len(swatch("q3 few", 30, 20).getcolors() or []) > 2
