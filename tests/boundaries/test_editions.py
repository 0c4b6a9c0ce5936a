from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.boundaries.coded import CodedAreas
from dashboard.boundaries.editions import editions
from dashboard.boundaries.layers import Layer
from dashboard.vocabulary import Tier, YearEnding

NORTH_VALE, SOUTH_VALE, NORTHAM, SOUTHAM = "E07000901", "E07000902", "E07000903", "E07000904"
WESTSHIRE_COUNTY, EASTSHIRE_COUNTY = "E10000901", "E10000902"
WESTSHIRE, EASTON, EASTON_BEFORE = "E06000901", "E08000902", "E08000901"
BEFORE = (NORTH_VALE, SOUTH_VALE, EASTON_BEFORE, NORTHAM, SOUTHAM)
SINCE = (WESTSHIRE, EASTON_BEFORE, NORTHAM, SOUTHAM)

Areas = Callable[..., CodedAreas]
Squares = Callable[..., gpd.GeoDataFrame]


@pytest.fixture
def areas(squares: Squares) -> Areas:
    """A layer's councils; start and end years by code where they are stated."""

    def build(
        *codes: str,
        year: int | None = None,
        start: dict[str, int] | None = None,
        end: dict[str, int] | None = None,
    ) -> CodedAreas:
        ground = squares(EASTON).geometry.iloc[0]
        rows = gpd.GeoDataFrame(
            {
                "code": codes,
                "name": codes,
                "start": pd.Series([(start or {}).get(c) for c in codes], dtype="Int64"),
                "end": pd.Series([(end or {}).get(c) for c in codes], dtype="Int64"),
            },
            geometry=[ground] * len(codes),
            crs="EPSG:27700",
        )
        return CodedAreas(Layer("lad.gpkg", "lad", rows), year, rows, ())

    return build


def test_a_file_of_2022_holds_the_year_ended_march_2023(areas: Areas, register: Register) -> None:
    (edition,), problems = editions(areas(*BEFORE, year=2022), register)
    assert problems == []
    assert (edition.tier, edition.counties_only) == (Tier.LOWER, False)
    assert (edition.first_year, edition.last_year) == (YearEnding(2023), YearEnding(2023))


def test_codes_become_the_present_ones(areas: Areas, register: Register) -> None:
    (edition,), _ = editions(areas(*SINCE, year=2023), register)
    assert EASTON in set(edition.rows["code"])
    assert EASTON_BEFORE not in set(edition.rows["code"])


def test_stated_years_make_an_edition_for_each_change_of_councils(
    areas: Areas, register: Register
) -> None:
    layer = areas(
        *(*BEFORE, WESTSHIRE, EASTON),
        end={NORTH_VALE: 2022, SOUTH_VALE: 2022, EASTON_BEFORE: 2024},
        start={WESTSHIRE: 2023, EASTON: 2025},
    )
    found, problems = editions(layer, register)
    assert problems == []
    # Easton's new code of 2025 is the same council: no change.
    assert [(e.first_year.label, e.last_year.label) for e in found] == [
        ("2014-15", "2022-23"),
        ("2023-24", "2025-26"),
    ]
    assert [len(e.rows) for e in found] == [5, 4]


def test_areas_without_a_year_are_of_the_latest_that_fits(areas: Areas, register: Register) -> None:
    (before,), no_problems = editions(areas(*BEFORE), register)
    assert before.last_year == YearEnding(2023)
    (since,), _ = editions(areas(*SINCE), register)
    assert since.last_year >= YearEnding(2024)
    assert no_problems == []


def test_counties_and_single_tier_councils_are_a_whole_upper_tier(
    areas: Areas, register: Register
) -> None:
    (edition,), problems = editions(areas(WESTSHIRE, EASTON, EASTSHIRE_COUNTY, year=2023), register)
    assert problems == []
    assert (edition.tier, edition.counties_only) == (Tier.UPPER, False)


def test_counties_alone_are_known_as_that(areas: Areas, register: Register) -> None:
    (edition,), problems = editions(areas(WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, year=2022), register)
    assert problems == []
    assert (edition.tier, edition.counties_only) == (Tier.UPPER, True)


def test_districts_and_counties_in_one_layer_are_parted_never_blended(
    areas: Areas, register: Register
) -> None:
    found, problems = editions(areas(*SINCE, EASTSHIRE_COUNTY, year=2023), register)
    assert problems == []
    assert [(e.tier, e.counties_only, len(e.rows)) for e in found] == [
        (Tier.LOWER, False, 4),
        (Tier.UPPER, True, 1),
    ]


def test_every_council_of_the_year_without_an_area_is_named(
    areas: Areas, register: Register
) -> None:
    _, problems = editions(areas(WESTSHIRE, EASTON, year=2023), register)
    assert [problem.kind for problem in problems] == ["missing-area", "missing-area"]
    assert "Northam Council (E07000903), which stood on 2024-03-31" in problems[0].expected
    assert "Southam Council (E07000904)" in problems[1].expected


def test_a_successor_without_an_area_gets_those_of_its_predecessors(
    areas: Areas, register: Register
) -> None:
    (edition,), problems = editions(areas(*BEFORE, year=2023), register)
    assert sorted(edition.rows["code"]) == sorted([WESTSHIRE, WESTSHIRE, EASTON, NORTHAM, SOUTHAM])
    (problem,) = problems
    assert problem.is_warning
    assert str(problem) == (
        "lad.gpkg, sheet lad: warning [joined-predecessors]: found 'North Vale (E07000901), South "
        "Vale (E07000902)'; expected an area for Westshire Council (E06000901), which replaced "
        "them; nothing to do: their areas were joined into one"
    )


def test_a_successor_of_which_only_a_part_is_there_has_no_area(
    areas: Areas, register: Register
) -> None:
    part = (NORTH_VALE, EASTON_BEFORE, NORTHAM, SOUTHAM)
    _, problems = editions(areas(*part, year=2023), register)
    assert [problem.kind for problem in problems] == ["missing-area", "area-of-another-year"]


def test_unknown_codes_are_named_each(areas: Areas, register: Register) -> None:
    _, problems = editions(areas(*SINCE, "E06000998", "E06000999", year=2023), register)
    assert [(p.kind, p.value) for p in problems] == [
        ("unknown-authority", "E06000998 E06000998"),
        ("unknown-authority", "E06000999 E06000999"),
    ]


def test_a_council_abolished_before_the_year_is_named(areas: Areas, register: Register) -> None:
    _, problems = editions(areas(*SINCE, NORTH_VALE, year=2023), register)
    assert [(p.kind, p.value) for p in problems] == [
        ("area-of-another-year", "North Vale Council (E07000901)")
    ]


def test_a_layer_of_unknown_codes_alone_has_problems_and_no_edition(
    areas: Areas, register: Register
) -> None:
    found, problems = editions(areas("E06000999", year=2023), register)
    assert found == []
    assert [problem.kind for problem in problems] == ["unknown-authority"]
