from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.vocabulary import YearEnding

EAST_SURREY = ("E07000207", "E07000208", "E07000210", "E07000211", "E07000215")
WEST_SURREY = ("E07000209", "E07000212", "E07000213", "E07000214", "E07000216", "E07000217")
SURREY_COUNTY = "E10000030"
# Their real codes are not published yet.
NEW_EAST, NEW_WEST = "E06999001", "E06999002"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E08000016", "Barnsley Metropolitan Borough Council"),
        ("E08000038", "Barnsley Metropolitan Borough Council"),
        ("E08000019", "Sheffield City Council"),
        ("E07000097", "East Hertfordshire District Council"),
        ("E06000048", "Northumberland County Council"),
        ("E06000042", "Milton Keynes City Council"),
    ],
)
def test_a_council_is_found_by_any_code_it_has_had(
    register: Register, code: str, name: str
) -> None:
    council = register.by_code(code)
    assert council is not None
    assert council.name == name


def test_a_code_or_slug_that_nobody_has_finds_nobody(register: Register) -> None:
    assert register.by_code("E99999999") is None
    assert register.by_slug("nowhere") is None


def test_the_councils_of_a_year_are_those_that_existed_on_any_day_of_it(
    register: Register,
) -> None:
    in_2023, in_2024 = (
        {council.slug for council in register.in_year(YearEnding(year))} for year in (2023, 2024)
    )
    assert {"somerset-county-council", "mendip"} <= in_2023
    assert "somerset" not in in_2023
    assert "somerset" in in_2024
    assert not {"somerset-county-council", "mendip"} & in_2024


def test_successors_and_predecessors_are_each_others_mirror(register: Register) -> None:
    for council in register:
        for successor in register.successors(council):
            assert council in register.predecessors(successor)
        for predecessor in register.predecessors(council):
            assert council in register.successors(predecessor)


def test_two_councils_took_the_place_of_northamptonshire_county_council(
    register: Register,
) -> None:
    county = register.by_slug("northamptonshire-county-council")
    assert county is not None
    assert [successor.short_name for successor in register.successors(county)] == [
        "North Northamptonshire",
        "West Northamptonshire",
    ]


def test_a_district_knows_its_county_and_the_county_its_districts(register: Register) -> None:
    ashford = register.by_slug("ashford")
    assert ashford is not None
    kent = register.county_of(ashford)
    assert kent is not None
    assert kent.name == "Kent County Council"
    assert ashford in register.districts_of(kent)
    assert len(register.districts_of(kent)) == 12


def test_a_single_tier_council_has_no_county(register: Register) -> None:
    medway = register.by_slug("medway")
    assert medway is not None
    assert register.county_of(medway) is None
    assert register.districts_of(medway) == []


def _with_surrey_in_two(rows: list[dict[str, str]]) -> None:
    """The reorganisation of 1 April 2027 as somebody would type it into the file."""
    surrey = next(row for row in rows if row["code"] == SURREY_COUNTY)
    for row in rows:
        if row["code"] in (*EAST_SURREY, *WEST_SURREY, SURREY_COUNTY):
            row["last_day"] = "2027-03-31"
            row["successors"] = NEW_EAST if row["code"] in EAST_SURREY else NEW_WEST
    surrey["successors"] = f"{NEW_EAST};{NEW_WEST}"
    for code, place in ((NEW_EAST, "East Surrey"), (NEW_WEST, "West Surrey")):
        rows.append(
            dict.fromkeys(surrey, "")
            | {
                "code": code,
                "name": f"{place} Council",
                "short_name": place,
                "slug": place.lower().replace(" ", "-"),
                "type": "unitary",
                "region": surrey["region"],
                "first_day": "2027-04-01",
                "latitude": surrey["latitude"],
                "longitude": surrey["longitude"],
            }
        )


def test_surreys_two_new_councils_are_a_matter_of_a_data_edit(
    edited_register: Callable[[Callable[[list[dict[str, str]]], None]], Path],
) -> None:
    register = Register.load(edited_register(_with_surrey_in_two))

    county, woking = register.by_code(SURREY_COUNTY), register.by_slug("woking")
    east, west = register.by_slug("east-surrey"), register.by_slug("west-surrey")
    assert county is not None
    assert woking is not None
    assert east is not None
    assert west is not None

    assert register.successors(county) == [east, west]
    assert register.successors(woking) == [west]
    assert {council.code for council in register.predecessors(east)} == {
        *EAST_SURREY,
        SURREY_COUNTY,
    }
    assert {council.code for council in register.predecessors(west)} == {
        *WEST_SURREY,
        SURREY_COUNTY,
    }
    last, first = YearEnding(2027), YearEnding(2028)
    assert (county.existed_in(last), county.existed_in(first)) == (True, False)
    assert (woking.existed_in(last), woking.existed_in(first)) == (True, False)
    assert (east.existed_in(last), east.existed_in(first)) == (False, True)
    assert len(register.in_year(first)) == len(register.in_year(last)) - 12 + 2


def test_names_after_surreys_reorganisation_keep_old_and_new_apart(
    edited_register: Callable[[Callable[[list[dict[str, str]]], None]], Path],
) -> None:
    register = Register.load(edited_register(_with_surrey_in_two))
    names = Names(register)
    meant = {
        "Surrey": SURREY_COUNTY,
        "Surrey County Council": SURREY_COUNTY,
        "Woking Borough Council": "E07000217",
        "East Surrey Council": NEW_EAST,
        "West Surrey": NEW_WEST,
    }
    for written, code in meant.items():
        council = names.resolve(written).authority
        assert council is not None, written
        assert council.code == code, written
