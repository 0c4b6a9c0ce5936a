from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.authorities.register import Register
from dashboard.boundaries.drawing import MapDrawing
from dashboard.boundaries.maps import DrawnMap, draw_maps
from dashboard.boundaries.store import load_embedded
from dashboard.vocabulary import Tier, YearEnding

YEARS = [YearEnding(2022), YearEnding(2023), YearEnding(2024), YearEnding(2025)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshot")


@pytest.fixture(scope="module")
def maps(folder: Path) -> list[DrawnMap]:
    """The maps of four years, drawn from the embedded boundaries alone."""
    return draw_maps(folder / "map", YEARS, Register.load(), [load_embedded()])


def drawing(folder: Path, maps: list[DrawnMap], tier: Tier, year: int) -> MapDrawing:
    (found,) = (m for m in maps if (m.tier, m.year) == (tier, YearEnding(year)))
    return MapDrawing.from_json(json.loads((folder / found.file).read_text(encoding="utf-8")))


def test_every_tier_has_a_map_for_every_year(maps: list[DrawnMap]) -> None:
    assert [(m.tier, m.year) for m in maps] == [(tier, year) for tier in Tier for year in YEARS]
    assert all("Open Government Licence" in m.attribution for m in maps)


def test_years_that_look_alike_share_a_file(folder: Path, maps: list[DrawnMap]) -> None:
    assert [m.file for m in maps if m.tier is Tier.LOWER] == [
        "map/lower-2022.json",
        "map/lower-2022.json",
        "map/lower-2024.json",
        "map/lower-2024.json",
    ]
    assert sorted(path.name for path in (folder / "map").iterdir()) == [
        "lower-2022.json",
        "lower-2024.json",
        "upper-2022.json",
        "upper-2024.json",
    ]


def test_the_councils_of_today_are_drawn_as_they_are(folder: Path, maps: list[DrawnMap]) -> None:
    today = drawing(folder, maps, Tier.LOWER, 2025)
    assert today.is_as_it_was
    assert len(today.areas) == 296
    assert today.vintage == "2025-26"
    assert today.london is not None
    assert len(today.london.areas) == 33


def test_every_council_of_a_map_has_a_tile(folder: Path, maps: list[DrawnMap]) -> None:
    for tier in Tier:
        drawn = drawing(folder, maps, tier, 2025)
        assert [tile.code for tile in drawn.tiles.areas] == [area.code for area in drawn.areas]


def test_a_replaced_council_is_named_with_the_area_that_covers_it(
    folder: Path, maps: list[DrawnMap]
) -> None:
    earlier = drawing(folder, maps, Tier.LOWER, 2023)
    allerdale = next(r for r in earlier.replaced if r.code == "E07000026")
    assert allerdale.name == "Allerdale Borough Council"
    assert allerdale.successors == ("E06000063",)
    assert "E06000063" in earlier.not_yet
    assert "E06000063" in {area.code for area in earlier.areas}


def test_the_tiers_are_not_blended(folder: Path, maps: list[DrawnMap]) -> None:
    lower = {area.code for area in drawing(folder, maps, Tier.LOWER, 2025).areas}
    upper = {area.code for area in drawing(folder, maps, Tier.UPPER, 2025).areas}
    assert not any(code.startswith("E10") for code in lower)
    assert not any(code.startswith("E07") for code in upper)
    assert len(upper) == 153


def test_the_same_boundaries_are_drawn_the_same_again(tmp_path: Path, folder: Path) -> None:
    draw_maps(tmp_path / "map", YEARS[-1:], Register.load(), [load_embedded()])
    again = (tmp_path / "map" / "lower-2025.json").read_text(encoding="utf-8")
    assert again == (folder / "map" / "lower-2024.json").read_text(encoding="utf-8")
