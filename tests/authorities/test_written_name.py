from __future__ import annotations

import pytest

from dashboard.authorities.written_name import Status, WrittenName, words_of

B, C, D = Status.BOROUGH, Status.CITY, Status.DISTRICT


@pytest.mark.parametrize(
    ("written", "place", "statuses"),
    [
        ("Milton Keynes", "milton keynes", set()),
        ("Milton Keynes Council", "milton keynes", set()),
        ("Milton Keynes City Council", "milton keynes", {C}),
        ("The London Borough of Sutton", "sutton", {Status.LONDON, B}),
        ("Sutton London Borough Council", "sutton", {Status.LONDON, B}),
        ("LB Sutton", "sutton", {Status.LONDON, B}),
        ("Sutton LBC", "sutton", {Status.LONDON, B}),
        ("Royal Borough of Greenwich", "greenwich", {Status.ROYAL, B}),
        ("Windsor, Royal Borough of", "windsor", {Status.ROYAL, B}),
        ("Royal Tunbridge Wells", "royal tunbridge wells", set()),
        ("Bristol, City of", "bristol", {C}),
        ("City and County of Bristol", "bristol", {C}),
        ("City of Bradford Metropolitan District Council", "bradford", {C, Status.METROPOLITAN, D}),
        ("Oldham MBC", "oldham", {Status.METROPOLITAN, B}),
        ("County Durham", "durham", {Status.COUNTY}),
        ("Co. Durham", "durham", {Status.COUNTY}),
        ("Council of the Isles of Scilly", "isles of scilly", set()),
        ("Vale of White Horse", "vale of white horse", set()),
        ("Medway (Unitary Authority)", "medway", {Status.UNITARY}),
        ("Kent Local Authority", "kent", set()),
        ("Port of London Authority", "port of london authority", set()),
        ("Derby CC", "derby", {Status.CITY_OR_COUNTY}),
        ("City of London", "london", {C}),
        ("St Albans City and District Council", "st albans", {C, D}),
        ("Borough Council", "", {B}),
        ("", "", set()),
    ],
)
def test_a_name_is_a_place_and_what_it_says_of_the_council(
    written: str, place: str, statuses: set[Status]
) -> None:
    assert WrittenName.of(written) == WrittenName(place, frozenset(statuses))


@pytest.mark.parametrize(
    "written",
    [
        "King's Lynn and West Norfolk",
        "KING\u2019S LYNN & WEST NORFOLK",
        "Kings  Lynn + West Norfolk.",
        "King`s Lynn and West\u00a0Norfolk",
        "King s Lynn and West Norfolk",
        "King&#39;s Lynn &amp; West Norfolk",
        "King\x92s Lynn and West Norfolk",
        "kings-lynn-and-west-norfolk",
        "King\u200b's Lynn and West Norfolk ",
    ],
)
def test_punctuation_case_and_apostrophes_make_no_difference(written: str) -> None:
    assert words_of(written) == ("kings", "lynn", "west", "norfolk")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NE Lincs", "North East Lincolnshire"),
        ("N. E. Lincolnshire", "North East Lincolnshire"),
        ("W. Berks", "West Berkshire"),
        ("Saint Helens", "St. Helens"),
        ("Gt Yarmouth", "Great Yarmouth"),
        ("Newcastle-upon-Tyne", "Newcastle on Tyne"),
        ("Camden London Boro", "Camden London Borough"),
    ],
)
def test_abbreviations_are_written_out(short: str, long: str) -> None:
    assert words_of(short) == words_of(long)
