"""What somebody types finds the council that is meant, before the word is whole and if mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.authorities.finder import Finder, Fit
from dashboard.authorities.names import Names
from dashboard.authorities.register import Register


@pytest.fixture(scope="module")
def finder(register: Register, names: Names) -> Finder:
    return Finder(register, names)


def found(finder: Finder, typed: str) -> list[str]:
    return [each.authority.slug for each in finder.find(typed).found]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Leeds", "leeds"),
        ("leeds city council", "leeds"),
        ("Shepway", "folkestone-and-hythe"),
        ("Allerdale", "allerdale"),
        ("Brum", "birmingham"),
        ("Hull", "kingston-upon-hull"),
        ("Stoke", "stoke-on-trent"),
        ("East Riding", "east-riding-of-yorkshire"),
        ("RBKC", "kensington-and-chelsea"),
        ("bcp", "bournemouth-christchurch-and-poole"),
        ("LBTH", "tower-hamlets"),
        ("H&F", "hammersmith-and-fulham"),
        ("Notts", "nottinghamshire-county-council"),
        ("Herts", "hertfordshire-county-council"),
        ("Bucks", "buckinghamshire"),
        ("E08000038", "barnsley"),
        ("e08000016", "barnsley"),
        ("E10000015", "hertfordshire-county-council"),
    ],
)
def test_a_name_short_form_or_code_means_one_council(finder: Finder, typed: str, slug: str) -> None:
    finding = finder.find(typed)
    assert finding.fit is Fit.MEANT
    assert finding.meant
    assert finding.meant.slug == slug


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("Newcastle", {"newcastle-upon-tyne", "newcastle-under-lyme"}),
        ("Richmond", {"richmond-upon-thames", "richmondshire"}),
        ("Kingston", {"kingston-upon-hull", "kingston-upon-thames"}),
        ("nott", {"nottingham", "nottinghamshire-county-council"}),
    ],
)
def test_a_name_that_several_share_or_begin_with_means_none_and_offers_all(
    finder: Finder, typed: str, slugs: set[str]
) -> None:
    finding = finder.find(typed)
    assert finding.fit is Fit.SEVERAL
    assert finding.meant is None
    assert {each.authority.slug for each in finding.found} == slugs


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("bright hov", "brighton-and-hove"),
        ("hove bright", "brighton-and-hove"),
        ("king's ly", "kings-lynn-and-west-norfolk"),
        ("kings lyn", "kings-lynn-and-west-norfolk"),
        ("saint alb", "st-albans"),
        ("the wrekin", "telford-and-wrekin"),
        ("newcastle up", "newcastle-upon-tyne"),
        ("ne lincs", "north-east-lincolnshire"),
        ("shepw", "folkestone-and-hythe"),
    ],
)
def test_the_first_letters_of_any_words_are_enough(finder: Finder, typed: str, slug: str) -> None:
    assert found(finder, typed) == [slug]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Newcasle", "newcastle-upon-tyne"),
        ("Wolverhmpton", "wolverhampton"),
        ("mancehster", "manchester"),
        ("shefeild", "sheffield"),
        ("birmn", "birmingham"),
        ("milton keyns", "milton-keynes"),
        ("durahm", "county-durham"),
    ],
)
def test_a_mistyped_name_finds_the_nearest_and_means_none(
    finder: Finder, typed: str, slug: str
) -> None:
    finding = finder.find(typed)
    assert finding.fit is Fit.NEAR
    assert finding.meant is None
    assert finding.found[0].authority.slug == slug


def test_the_name_that_was_found_says_why(finder: Finder) -> None:
    spellings = {
        typed: finder.find(typed).found[0].spelling
        for typed in ("Shepway", "shepw", "rbkc", "E08000016", "Leeds")
    }
    assert spellings == {
        "Shepway": "Shepway District Council",
        "shepw": "Shepway District Council",
        "rbkc": "RBKC",
        "E08000016": "E08000016",
        "Leeds": "Leeds City Council",
    }


def test_the_beginning_of_a_code_offers_each_council_once(finder: Finder) -> None:
    finding = finder.find("E080000")
    slugs = [each.authority.slug for each in finding.found]
    assert finding.fit is Fit.SEVERAL
    assert len(slugs) == len(set(slugs)) == 36


def test_councils_that_exist_come_before_those_that_were_abolished(finder: Finder) -> None:
    fates = [each.authority.last_day is None for each in finder.find("north").found]
    places = [each.authority.short_name for each in finder.find("north").found]
    starting = [exists for exists, place in zip(fates, places, strict=True) if place[:5] == "North"]
    assert starting == sorted(starting, reverse=True)


def test_a_body_that_is_no_council_is_named(finder: Finder) -> None:
    finding = finder.find("GLA")
    assert (finding.fit, finding.body, finding.found) == (
        Fit.OTHER_BODY,
        "Greater London Authority",
        (),
    )


@pytest.mark.parametrize("typed", ["", "   ", "😀", "Xqzv", "Cardiff", "E99999999", "-", "\x00"])
def test_what_is_like_no_name_finds_nothing(finder: Finder, typed: str) -> None:
    assert finder.find(typed).fit is Fit.NOTHING


@given(typed=st.text(max_size=100))
def test_any_text_finds_councils_once_or_none(finder: Finder, typed: str) -> None:
    finding = finder.find(typed)
    codes = [each.authority.code for each in finding.found]
    assert len(codes) == len(set(codes))
    assert bool(codes) == (finding.fit in (Fit.MEANT, Fit.SEVERAL, Fit.NEAR))


def test_every_name_of_every_council_finds_it(finder: Finder, register: Register) -> None:
    lost = [
        (name, authority.slug)
        for authority in register
        for name in authority.all_names
        if authority.slug not in found(finder, name)
    ]
    assert lost == []
