"""What must hold in data/authorities.csv, one named invariant a test."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.authorities.register import Authority, Register
from dashboard.vocabulary import AuthorityType

SHARED = Path(__file__).parents[2] / "../shared"

REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
}
PREFIXES = {
    AuthorityType.UNITARY: "E06",
    AuthorityType.DISTRICT: "E07",
    AuthorityType.METROPOLITAN: "E08",
    AuthorityType.LONDON_BOROUGH: "E09",
    AuthorityType.COUNTY: "E10",
}
MID_2020 = date(2020, 6, 30)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def existing(register: Register) -> list[Authority]:
    return [council for council in register if council.last_day is None]


def _existed_on(council: Authority, day: date) -> bool:
    return (council.first_day or day) <= day <= (council.last_day or day)


def test_365_councils_are_listed_of_which_317_exist(
    register: Register, existing: list[Authority]
) -> None:
    assert (len(register), len(existing)) == (365, 317)


def test_the_councils_that_exist_are_as_many_of_each_type_as_england_has(
    existing: list[Authority],
) -> None:
    assert Counter(council.type for council in existing) == {
        AuthorityType.COUNTY: 21,
        AuthorityType.DISTRICT: 164,
        AuthorityType.METROPOLITAN: 36,
        AuthorityType.UNITARY: 63,
        AuthorityType.LONDON_BOROUGH: 33,
    }


def test_in_2014_there_were_27_counties_with_201_districts(register: Register) -> None:
    then = Counter(c.type for c in register if _existed_on(c, date(2014, 4, 1)))
    assert then[AuthorityType.COUNTY] == 27
    assert then[AuthorityType.DISTRICT] == 201
    assert sum(then.values()) == 353


def test_councils_are_listed_by_place(register: Register) -> None:
    places = [council.short_name.casefold() for council in register]
    assert places == sorted(places)


def test_every_code_belongs_to_one_council(register: Register) -> None:
    codes = Counter(period.code for council in register for period in council.codes)
    assert [code for code, times in codes.items() if times > 1] == []


def test_the_last_of_a_councils_codes_is_its_code(register: Register) -> None:
    assert [c.name for c in register if c.codes[-1].code != c.code] == []


def test_full_names_short_names_and_slugs_are_each_unique(register: Register) -> None:
    for values in (
        [council.name for council in register],
        [council.short_name for council in register],
        [council.slug for council in register],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []


def test_slugs_are_lower_case_words_joined_by_hyphens(register: Register) -> None:
    shape = re.compile(r"[a-z]+(-[a-z]+)*")
    assert [council.slug for council in register if not shape.fullmatch(council.slug)] == []


def test_names_are_tidy_text(register: Register) -> None:
    for council in register:
        for name in council.all_names:
            assert name == " ".join(name.split())
            assert name.isascii(), name


def test_no_name_of_a_council_is_listed_twice(register: Register) -> None:
    for council in register:
        assert len(set(council.all_names)) == len(council.all_names), council.name


def test_the_first_three_characters_of_every_code_say_the_type(register: Register) -> None:
    for council in register:
        for period in council.codes:
            assert period.code.startswith(PREFIXES[council.type]), council.name


def test_every_region_is_one_of_the_nine(register: Register) -> None:
    assert {council.region for council in register} == REGIONS


def test_london_boroughs_and_no_others_are_in_london(register: Register) -> None:
    in_london = {council.code for council in register if council.region == "London"}
    boroughs = {c.code for c in register if c.type is AuthorityType.LONDON_BOROUGH}
    assert in_london == boroughs


def test_districts_and_no_others_have_a_county(register: Register) -> None:
    for council in register:
        assert (council.county is not None) == (council.type is AuthorityType.DISTRICT)


def test_each_districts_county_is_a_county_council_of_the_same_region(register: Register) -> None:
    for council in register:
        county = register.county_of(council)
        if county:
            assert county.type is AuthorityType.COUNTY, council.name
            assert county.region == council.region, council.name


def test_a_district_does_not_outlive_its_county(register: Register) -> None:
    for council in register:
        county = register.county_of(council)
        if county and county.last_day:
            assert council.last_day is not None, council.name
            assert council.last_day <= county.last_day, council.name


def test_every_county_that_exists_has_districts_that_exist(
    register: Register, existing: list[Authority]
) -> None:
    for council in existing:
        if council.type is AuthorityType.COUNTY:
            assert [d for d in register.districts_of(council) if d.last_day is None], council.name


def test_abolished_councils_and_no_others_have_successors(register: Register) -> None:
    for council in register:
        assert bool(council.successors) == (council.last_day is not None), council.name


def test_successors_begin_the_day_after_their_predecessor_ends(register: Register) -> None:
    for council in register:
        for successor in register.successors(council):
            assert council.last_day is not None
            assert successor.first_day == council.last_day + timedelta(days=1), council.name


def test_every_council_begun_since_2014_has_predecessors(register: Register) -> None:
    begun = [council for council in register if council.first_day]
    assert len(begun) == 12
    assert [council.name for council in begun if not register.predecessors(council)] == []


def test_successors_are_in_the_region_of_their_predecessor(register: Register) -> None:
    for council in register:
        for successor in register.successors(council):
            assert successor.region == council.region


def test_councils_begin_on_1_april_and_end_on_31_march(register: Register) -> None:
    for council in register:
        if council.first_day:
            assert (council.first_day.month, council.first_day.day) == (4, 1), council.name
        if council.last_day:
            assert (council.last_day.month, council.last_day.day) == (3, 31), council.name


def test_no_council_ends_before_it_begins(register: Register) -> None:
    for council in register:
        if council.first_day and council.last_day:
            assert council.first_day < council.last_day, council.name


def test_codes_follow_each_other_without_a_gap(register: Register) -> None:
    for council in register:
        for before, after in zip(council.codes, council.codes[1:], strict=False):
            assert before.last_day is not None
            assert after.first_day == before.last_day + timedelta(days=1), council.name


def test_the_eight_councils_whose_code_changed_have_the_dates_of_their_boundary_orders(
    register: Register,
) -> None:
    changed = {c.slug: c.codes[-1].first_day for c in register if len(c.codes) > 1}
    assert changed == {
        "st-albans": date(2012, 4, 1),
        "welwyn-hatfield": date(2012, 4, 1),
        "east-hertfordshire": date(2013, 4, 1),
        "stevenage": date(2013, 4, 1),
        "gateshead": date(2013, 4, 1),
        "northumberland": date(2013, 4, 1),
        "barnsley": date(2025, 4, 1),
        "sheffield": date(2025, 4, 1),
    }


def test_every_council_that_exists_has_a_population(existing: list[Authority]) -> None:
    assert [council.name for council in existing if not council.population_2020] == []


def test_the_lower_tier_of_today_adds_up_to_the_population_of_england(
    existing: list[Authority],
) -> None:
    lower = [c for c in existing if c.type is not AuthorityType.COUNTY]
    assert len(lower) == 296
    assert sum(council.population_2020 or 0 for council in lower) == 56_550_138


def test_a_countys_population_is_the_sum_of_its_districts_where_all_are_known(
    register: Register,
) -> None:
    compared = 0
    for council in register:
        districts = [d for d in register.districts_of(council) if _existed_on(d, MID_2020)]
        known = [d.population_2020 for d in districts if d.population_2020]
        if districts and len(known) == len(districts):
            assert council.population_2020 == sum(known), council.name
            compared += 1
    assert compared == 24


def test_no_council_that_ended_before_2020_has_a_population_of_2020(register: Register) -> None:
    for council in register:
        if council.last_day and council.last_day.year < 2020:
            assert council.population_2020 is None, council.name


def test_every_point_is_within_england(register: Register) -> None:
    for council in register:
        assert 49.86 < council.latitude < 55.82, council.name
        assert -6.42 < council.longitude < 1.77, council.name


def test_no_two_councils_that_exist_on_one_tier_have_the_same_point(
    existing: list[Authority],
) -> None:
    lower = [(c.latitude, c.longitude) for c in existing if c.type is not AuthorityType.COUNTY]
    assert len(set(lower)) == len(lower)


def test_every_point_lies_in_the_councils_official_area(register: Register) -> None:
    path = SHARED / "boundaries" / "ons_uk_2014_2026.topo.json"
    if not path.is_file():
        pytest.skip("../shared is not here: the official boundaries are kept outside the project")
    import geopandas as gpd
    import pandas as pd

    areas = pd.concat(
        [gpd.read_file(path, layer=layer, engine="pyogrio") for layer in ("ltla", "cty")]
    )
    by_code = areas.set_crs(4326, allow_override=True).set_index("areacd").geometry.make_valid()
    councils = list(register)
    points = gpd.GeoSeries.from_xy(
        [council.longitude for council in councils],
        [council.latitude for council in councils],
        index=[council.code for council in councils],
        crs=4326,
    )
    inside = by_code.loc[points.index].contains(points)
    assert list(inside[~inside].index) == []
