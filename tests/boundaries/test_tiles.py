"""The tiles of every tier and time, measured: nobody lost, neighbours together, England's shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import areas_of
from dashboard.boundaries.arrangement import assigned
from dashboard.boundaries.borders import shared_borders
from dashboard.boundaries.drawing import Tiles
from dashboard.boundaries.hexagons import ROW_HEIGHT, around
from dashboard.boundaries.loading import load
from dashboard.boundaries.store import load_embedded
from dashboard.boundaries.tiles import tiles
from dashboard.boundaries.vintages import Vintages
from dashboard.vocabulary import Tier, YearEnding
from tests.boundaries.conftest import SINCE, SQUARES

SHARED = Path(__file__).parents[2] / ".." / "shared" / "boundaries"
OFFICIAL = SHARED / "ons_uk_2014_2026.topo.json"
LEAST_KEPT = {Tier.LOWER: 0.74, Tier.UPPER: 0.72}
"""Of all pairs of neighbours, those whose tiles touch; measured: 0.755 to 0.778, 0.739 to 0.765."""
BETTER_THAN_PLAIN = 0.10
"""How much more that is than where each council just takes the tile nearest to it on the ground."""


@lru_cache
def vintages() -> Vintages:
    files = [OFFICIAL] if OFFICIAL.exists() else []
    register = Register.load()
    return Vintages(load(files, register).boundaries, register)


@lru_cache
def ground(tier: Tier, year: int) -> gpd.GeoDataFrame:
    return vintages().areas(tier, YearEnding(year)).boundaries.areas


@lru_cache
def made(tier: Tier, year: int) -> Tiles:
    return tiles(ground(tier, year))


def cases() -> Iterator[tuple[Tier, int]]:
    """The years in which areas were others than before; without the official ones the last."""
    for tier in Tier:
        for year in (2019, 2020, 2021, 2022, 2024) if OFFICIAL.exists() else (2025,):
            yield tier, year


every_map = pytest.mark.parametrize(("tier", "year"), list(cases()))
pytestmark = pytest.mark.xdist_group("tiles")


def plainly_assigned(areas: gpd.GeoDataFrame) -> int:
    """How many neighbours touch where centroids are assigned to tiles, all moving least."""
    middles = areas.geometry.centroid
    points = np.column_stack([middles.x, -middles.y])
    width = (areas.area.sum() / len(areas) / ROW_HEIGHT) ** 0.5
    cells = assigned(points / width)
    return sum(cells[other] in around(cells[one]) for one, other in shared_borders(areas))


@every_map
def test_each_council_has_one_tile_and_no_two_have_the_same(tier: Tier, year: int) -> None:
    found = made(tier, year)
    assert [tile.code for tile in found.areas] == sorted(ground(tier, year).index)
    assert len({(tile.x, tile.y) for tile in found.areas}) == len(found.areas)
    shapes = {re.sub(r"^m-?\d+ -?\d+", "", tile.d) for tile in found.areas}
    assert len(shapes) == 1


@every_map
def test_most_neighbours_touch_and_many_more_than_if_plainly_assigned(
    tier: Tier, year: int, record_property: pytest.RecordProperty
) -> None:
    found = made(tier, year)
    share = found.kept / found.borders
    plain = plainly_assigned(ground(tier, year).sort_index()) / found.borders
    print(  # noqa: T201 - shown by pytest -rP
        f"{tier} {year}: {found.kept} of {found.borders} pairs of neighbours touch "
        f"({share:.1%}); plainly assigned {plain:.1%}"
    )
    record_property("share of neighbours kept", round(share, 3))
    assert share >= LEAST_KEPT[tier]
    assert share >= plain + BETTER_THAN_PLAIN


@every_map
def test_what_is_said_to_touch_does(tier: Tier, year: int) -> None:
    """Counted anew, from the drawn tiles and the borders on the ground."""
    found = made(tier, year)
    areas = ground(tier, year).sort_index()
    middles = [np.array((tile.x, tile.y)) for tile in found.areas]
    width = found.areas[0].box.width
    borders = shared_borders(areas)
    touching = [
        pair for pair in borders if np.hypot(*(middles[pair[0]] - middles[pair[1]])) < 1.1 * width
    ]
    assert (len(touching), len(borders)) == (found.kept, found.borders)


@every_map
def test_england_is_still_england(tier: Tier, year: int) -> None:
    """In one piece, and who lies north or east on the ground does so on the tiles."""
    found = made(tier, year)
    middles = ground(tier, year).sort_index().geometry.centroid
    across = np.corrcoef(middles.x.rank(), [tile.x for tile in found.areas])[0, 1]
    upwards = np.corrcoef(middles.y.rank(), [-tile.y for tile in found.areas])[0, 1]
    assert across > 0.9
    assert upwards > 0.95
    tile = {area.code: area for area in found.areas}
    scilly, dover, northumberland = "E06000053", "E07000108", "E06000057"
    right, bottom = max(t.x for t in found.areas), max(t.y for t in found.areas)
    assert tile[scilly].x < 0.3 * right
    assert tile[scilly].y > 0.7 * bottom
    assert tile[northumberland].y < 0.15 * bottom
    if tier is Tier.LOWER:
        assert tile[dover].x > 0.8 * right
        assert tile[dover].y > 0.8 * bottom
    width = found.areas[0].box.width
    reached, ahead = {found.areas[0].code}, [found.areas[0]]
    while ahead:
        here = ahead.pop()
        for other in found.areas:
            near = np.hypot(other.x - here.x, other.y - here.y) < 1.1 * width
            if near and other.code not in reached:
                reached.add(other.code)
                ahead.append(other)
    assert len(reached) == len(found.areas)


@every_map
def test_arrows_lead_from_tile_to_tile_and_reach_them_all(tier: Tier, year: int) -> None:
    by_code = {tile.code: tile for tile in made(tier, year).areas}
    start = next(iter(by_code))
    reached, ahead = {start}, [start]
    while ahead:
        tile = by_code[ahead.pop()]
        for code in (tile.left, tile.right, tile.up, tile.down):
            if code is not None and code not in reached:
                reached.add(code)
                ahead.append(code)
    assert reached == set(by_code)


def test_the_same_areas_give_the_same_tiles() -> None:
    areas = load_embedded().areas
    assert tiles(areas) == tiles(areas.sample(frac=1, random_state=1))


def test_a_few_areas_have_tiles_too() -> None:
    found = tiles(areas_of({code: SQUARES[code] for code in SINCE}))
    assert len(found.areas) == 4
    assert (found.kept, found.borders) == (4, 4)
    one = tiles(areas_of({code: SQUARES[code] for code in SINCE[:1]}))
    assert (len(one.areas), one.kept, one.borders) == (1, 0, 0)
