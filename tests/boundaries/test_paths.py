from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pytest
import shapely

from dashboard.boundaries import coverage, paths
from dashboard.boundaries.areas import areas_of
from dashboard.boundaries.drawing import Frame, MapArea
from dashboard.boundaries.store import load_embedded

Measure = Callable[[str], float]

BARNET, CITY = "E09000003", "E09000001"


@pytest.fixture(scope="module")
def england() -> gpd.GeoDataFrame:
    return load_embedded().areas


@pytest.fixture(scope="module")
def drawn(england: gpd.GeoDataFrame) -> tuple[tuple[MapArea, ...], Frame | None]:
    return paths.whole_map(england)


@pytest.fixture(scope="module")
def boroughs(england: gpd.GeoDataFrame) -> list[str]:
    return [code for code in england.index if code.startswith("E09")]


def ground_of(frame: Frame) -> shapely.Polygon:
    """The ground under a frame, in metres."""
    west, north = paths.WEST + frame.x * paths.UNIT, paths.NORTH - frame.y * paths.UNIT
    return shapely.box(
        west, north - frame.height * paths.UNIT, west + frame.width * paths.UNIT, north
    )


def test_a_unit_is_470_metres_and_north_is_up(area_of_path: Measure) -> None:
    square = shapely.box(400_000, 300_000, 447_000, 347_000)
    ((area,), _) = paths.whole_map(areas_of({"E07000901": square}))
    assert area_of_path(area.d) == 100 * 100
    assert (area.x, area.y) == pytest.approx(
        ((423_500 - paths.WEST) / 470, (paths.NORTH - 323_500) / 470), abs=1
    )


def test_every_council_of_england_is_inside_the_view(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
) -> None:
    _, _, width, height = map(int, paths.VIEW_BOX.split())
    assert (width, height) == (1234, 1400)
    for area in drawn[0]:
        assert 0 < area.x < width
        assert 0 < area.y < height


def test_every_council_has_an_outline_with_land_in_it(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
    england: gpd.GeoDataFrame,
    area_of_path: Measure,
) -> None:
    assert [area.code for area in drawn[0]] == list(england.index)
    for area in drawn[0]:
        assert area_of_path(area.d) > 0, area.code
    by_code = {area.code: area for area in drawn[0]}
    # The City of London is 2.9 square kilometres: about 13 square units.
    assert 5 < area_of_path(by_code[CITY].d) < 25


def test_the_whole_map_covers_as_many_units_as_england_has_ground(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
    england: gpd.GeoDataFrame,
    area_of_path: Measure,
) -> None:
    on_paper = sum(area_of_path(area.d) for area in drawn[0] if area.code != paths.SCILLY)
    ground = england.area.drop(paths.SCILLY).sum() / paths.UNIT**2
    assert on_paper == pytest.approx(ground, rel=0.002)


def test_the_middle_lies_on_the_council_itself(
    drawn: tuple[tuple[MapArea, ...], Frame | None], england: gpd.GeoDataFrame
) -> None:
    for area in drawn[0]:
        if area.code == paths.SCILLY:
            continue
        point = shapely.Point(paths.WEST + area.x * paths.UNIT, paths.NORTH - area.y * paths.UNIT)
        assert england.geometry.loc[area.code].distance(point) < 100, area.code


def test_arrows_lead_from_every_council_to_every_other(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
) -> None:
    by_code = {area.code: area for area in drawn[0]}
    found, ahead = {CITY}, [CITY]
    while ahead:
        area = by_code[ahead.pop()]
        for code in (area.left, area.right, area.up, area.down):
            if code is not None and code not in found:
                found.add(code)
                ahead.append(code)
    assert found == set(by_code)
    assert all(area.left or area.right or area.up or area.down for area in drawn[0])


def test_scilly_is_enlarged_in_its_frame(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
    england: gpd.GeoDataFrame,
    area_of_path: Measure,
) -> None:
    areas, frame = drawn
    assert frame is not None
    isles = next(area for area in areas if area.code == paths.SCILLY)
    enlarged = area_of_path(isles.d) * paths.UNIT**2 / england.geometry.loc[paths.SCILLY].area
    assert enlarged == pytest.approx(paths.SCILLY_SCALE**2, rel=0.1)
    assert frame.x < isles.x < frame.x + frame.width
    assert frame.y < isles.y < frame.y + frame.height


def test_without_scilly_there_is_no_frame() -> None:
    square = shapely.box(400_000, 300_000, 447_000, 347_000)
    assert paths.whole_map(areas_of({"E07000901": square}))[1] is None


def test_no_frame_stands_over_land(
    drawn: tuple[tuple[MapArea, ...], Frame | None],
    england: gpd.GeoDataFrame,
    boroughs: list[str],
) -> None:
    inset = paths.london_inset(england, boroughs)
    assert inset is not None
    assert drawn[1] is not None
    mainland = england.drop(paths.SCILLY)
    for frame in (inset.frame, drawn[1]):
        assert mainland.distance(ground_of(frame)).min() > 5_000
    assert not ground_of(inset.frame).intersects(ground_of(drawn[1]))


def test_the_inset_holds_the_boroughs_larger_and_nothing_else(
    england: gpd.GeoDataFrame, boroughs: list[str], area_of_path: Measure
) -> None:
    inset = paths.london_inset(england, boroughs)
    assert inset is not None
    assert [area.code for area in inset.areas] == boroughs
    assert len(boroughs) == 33
    assert inset.view_box == f"0 0 {inset.frame.width} {inset.frame.height}"
    on_paper = sum(area_of_path(area.d) for area in inset.areas)
    ground = england.geometry.loc[boroughs].area.sum() / paths.UNIT**2
    assert on_paper / ground > 10
    for area in inset.areas:
        assert paths.LONDON_MARGIN <= area.x <= inset.frame.width - paths.LONDON_MARGIN
        assert paths.LONDON_HEADING <= area.y <= inset.frame.height - paths.LONDON_MARGIN
        assert {area.left, area.right, area.up, area.down} <= {*boroughs, None}


def test_without_london_there_is_no_inset() -> None:
    square = shapely.box(400_000, 300_000, 447_000, 347_000)
    assert paths.london_inset(areas_of({"E07000901": square}), [BARNET]) is None


def test_what_is_drawn_is_small(drawn: tuple[tuple[MapArea, ...], Frame | None]) -> None:
    import brotli

    data = "\n".join(area.d for area in drawn[0]).encode()
    assert len(brotli.compress(data, quality=11)) < 37_000


def test_neighbours_still_fit_after_the_simplification_for_the_map(
    england: gpd.GeoDataFrame,
) -> None:
    assert coverage.is_valid(coverage.simplified(england, paths.LEAST_DETAIL))
