from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import shapely

from dashboard.authorities.register import Authority, CodePeriod, Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.vintages import Vintages, YearAreas, standing, stood
from dashboard.vocabulary import Tier, YearEnding

NORTH_VALE, SOUTH_VALE, NORTHAM, SOUTHAM = "E07000901", "E07000902", "E07000903", "E07000904"
WESTSHIRE_COUNTY, EASTSHIRE_COUNTY = "E10000901", "E10000902"
WESTSHIRE, EASTON = "E06000901", "E08000902"

YEAR_BEFORE, YEAR_SINCE = YearEnding(2023), YearEnding(2024)


def names(authorities: tuple[Authority, ...] | list[Authority]) -> list[str]:
    return [authority.short_name for authority in authorities]


def replaced(shown: YearAreas) -> dict[str, list[str]]:
    return {r.authority.short_name: names(r.by) for r in shown.replaced}


def test_a_council_abolished_on_the_last_day_of_march_stood_in_that_year(
    register: Register,
) -> None:
    north_vale, westshire = register.by_code(NORTH_VALE), register.by_code(WESTSHIRE)
    assert north_vale is not None
    assert westshire is not None
    assert stood(north_vale, YEAR_BEFORE)
    assert not stood(north_vale, YEAR_SINCE)
    assert not stood(westshire, YEAR_BEFORE)
    assert stood(westshire, YEAR_SINCE)


def test_the_councils_of_a_tier_in_a_year(register: Register) -> None:
    assert names(standing(register, Tier.UPPER, YEAR_BEFORE)) == [
        "Westshire County",
        "Eastshire County",
        "Easton",
    ]
    assert names(standing(register, Tier.LOWER, YEAR_SINCE)) == [
        "Northam",
        "Southam",
        "Westshire",
        "Easton",
    ]


@pytest.mark.parametrize("year", [YEAR_BEFORE, YEAR_SINCE])
def test_a_year_is_drawn_from_its_own_areas_where_they_are_loaded(
    register: Register,
    districts_2022: Boundaries,
    districts_2023: Boundaries,
    year: YearEnding,
) -> None:
    shown = Vintages([districts_2022, districts_2023], register).areas(Tier.LOWER, year)
    own = districts_2022 if year == YEAR_BEFORE else districts_2023
    assert shown.is_as_it_was
    assert shown.boundaries.years == own.years
    assert shown.boundaries.codes == own.codes


def test_areas_stand_for_every_year_with_the_same_councils(
    register: Register, districts_2022: Boundaries, districts_2023: Boundaries
) -> None:
    vintages = Vintages([districts_2022, districts_2023], register)
    assert vintages.areas(Tier.LOWER, YearEnding(2018)).is_as_it_was
    assert vintages.areas(Tier.LOWER, YearEnding(2027)).boundaries.years == "2023-24"


def test_without_its_own_areas_a_year_is_drawn_on_todays_and_says_who_was_replaced(
    register: Register, districts_2023: Boundaries
) -> None:
    shown = Vintages([districts_2023], register).areas(Tier.LOWER, YEAR_BEFORE)
    assert shown.boundaries.codes == districts_2023.codes
    assert replaced(shown) == {"North Vale": ["Westshire"], "South Vale": ["Westshire"]}
    assert names(shown.not_yet) == ["Westshire"]
    assert not shown.is_as_it_was


def test_on_the_upper_tier_it_is_the_county_that_was_replaced(
    register: Register, districts_2023: Boundaries
) -> None:
    shown = Vintages([districts_2023], register).areas(Tier.UPPER, YEAR_BEFORE)
    assert replaced(shown) == {"Westshire County": ["Westshire"]}
    assert names(shown.not_yet) == ["Westshire"]


def test_counties_are_their_districts_joined_where_no_county_file_is_loaded(
    register: Register, districts_2022: Boundaries
) -> None:
    shown = Vintages([districts_2022], register).areas(Tier.UPPER, YEAR_BEFORE)
    assert shown.is_as_it_was
    assert shown.boundaries.tier is Tier.UPPER
    assert shown.boundaries.codes == {WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, EASTON}
    vales = districts_2022.areas.geometry.loc[[NORTH_VALE, SOUTH_VALE]]
    county = shown.boundaries.areas.geometry.loc[WESTSHIRE_COUNTY]
    assert county.equals(shapely.union_all(vales.to_numpy()))


def test_a_loaded_upper_tier_goes_before_joined_districts(
    register: Register, boundaries: Callable[..., Boundaries], districts_2022: Boundaries
) -> None:
    upper = boundaries(2022, WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, EASTON, tier=Tier.UPPER)
    official = replace(upper, source="the county file")
    shown = Vintages([districts_2022, official], register).areas(Tier.UPPER, YEAR_BEFORE)
    assert shown.boundaries.source == "the county file"


def test_the_upper_tier_never_stands_in_for_the_lower(
    register: Register, boundaries: Callable[..., Boundaries]
) -> None:
    upper = boundaries(2022, WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, EASTON, tier=Tier.UPPER)
    with pytest.raises(ValueError, match="empty"):
        Vintages([upper], register).areas(Tier.LOWER, YEAR_BEFORE)


def test_a_merged_council_is_drawn_as_its_predecessors_joined(
    register: Register, districts_2022: Boundaries
) -> None:
    shown = Vintages([districts_2022], register).areas(Tier.LOWER, YEAR_SINCE)
    assert shown.is_as_it_was
    ground = shown.boundaries.areas.geometry.loc[WESTSHIRE]
    assert ground.equals(shapely.box(400_000, 300_000, 410_000, 320_000))


def test_the_years_own_areas_go_before_joined_earlier_ones(
    register: Register, districts_2022: Boundaries, districts_2023: Boundaries
) -> None:
    shown = Vintages([districts_2022, districts_2023], register).areas(Tier.LOWER, YEAR_SINCE)
    assert shown.boundaries.years == "2023-24"


def test_among_equals_the_first_loaded_is_taken(
    register: Register, districts_2023: Boundaries
) -> None:
    official = replace(districts_2023, source="official")
    embedded = replace(districts_2023, source="embedded", last_year=YearEnding(2026))
    shown = Vintages([official, embedded], register).areas(Tier.LOWER, YearEnding(2026))
    assert shown.boundaries.source == "official"


def test_a_county_split_between_two_councils_names_both(
    register: Register, boundaries: Callable[..., Boundaries]
) -> None:
    split = [
        replace(a, last_day=date(2023, 3, 31), successors=(WESTSHIRE, EASTON))
        if a.code == WESTSHIRE_COUNTY
        else a
        for a in register
    ]
    today = boundaries(2023, WESTSHIRE, EASTON, NORTHAM, SOUTHAM)
    shown = Vintages([today], Register(split)).areas(Tier.UPPER, YEAR_BEFORE)
    assert replaced(shown) == {"Westshire County": ["Westshire", "Easton"]}


def test_a_chain_of_mergers_leads_to_the_council_with_an_area(
    register: Register, boundaries: Callable[..., Boundaries]
) -> None:
    in_between = "E07000905"
    middle = replace(
        next(a for a in register if a.code == NORTH_VALE),
        code=in_between,
        short_name="Both Vales",
        first_day=date(2019, 4, 1),
        codes=(CodePeriod(in_between, None, None),),
    )
    chained = [
        replace(a, last_day=date(2019, 3, 31), successors=(in_between,))
        if a.code in (NORTH_VALE, SOUTH_VALE)
        else a
        for a in register
    ]
    today = boundaries(2023, WESTSHIRE, EASTON, NORTHAM, SOUTHAM)
    shown = Vintages([today], Register([*chained, middle])).areas(Tier.LOWER, YearEnding(2018))
    assert replaced(shown) == {"North Vale": ["Westshire"], "South Vale": ["Westshire"]}


def test_a_new_council_on_part_of_an_older_ones_ground_names_the_older(
    register: Register, districts_2022: Boundaries
) -> None:
    westbay = replace(
        next(a for a in register if a.code == WESTSHIRE),
        code="E06000902",
        short_name="Westbay",
        codes=(CodePeriod("E06000902", None, None),),
    )
    split = [
        replace(a, successors=(WESTSHIRE, "E06000902")) if a.code == SOUTH_VALE else a
        for a in register
    ]
    shown = Vintages([districts_2022], Register([*split, westbay])).areas(Tier.LOWER, YEAR_SINCE)
    assert replaced(shown) == {"Westbay": ["South Vale"]}
    assert names(shown.not_yet) == ["South Vale"]


def test_years_with_the_same_areas_share_them(
    register: Register, districts_2022: Boundaries
) -> None:
    vintages = Vintages([districts_2022], register)
    one = vintages.areas(Tier.UPPER, YearEnding(2021)).boundaries
    assert vintages.areas(Tier.UPPER, YearEnding(2022)).boundaries is one


def test_an_area_of_no_known_council_is_refused(
    register: Register, districts_2023: Boundaries
) -> None:
    stranger = replace(
        districts_2023, areas=districts_2023.areas.rename(index={EASTON: "E06000999"})
    )
    with pytest.raises(ValueError, match="E06000999"):
        Vintages([stranger], register).areas(Tier.LOWER, YEAR_SINCE)


JOINS_COUNTIES = """
import hashlib
from dashboard.authorities.register import Register
from dashboard.boundaries.store import load_embedded
from dashboard.boundaries.vintages import Vintages
from dashboard.vocabulary import Tier, YearEnding
shown = Vintages([load_embedded()], Register.load()).areas(Tier.UPPER, YearEnding(2024))
print(hashlib.sha256(b"".join(shown.boundaries.areas.geometry.to_wkb())).hexdigest())
"""


def test_counties_are_joined_alike_in_every_run() -> None:
    # Each run of Python orders the texts of a set anew.
    digests = {
        subprocess.run(
            [sys.executable, "-c", JOINS_COUNTIES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
