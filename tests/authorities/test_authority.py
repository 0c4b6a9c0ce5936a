from __future__ import annotations

import pytest

from dashboard.authorities.register import Register
from dashboard.vocabulary import Tier, YearEnding


@pytest.mark.parametrize(
    ("code", "last_year"),
    [("E07000026", 2023), ("E10000002", 2020), ("E07000112", 2040)],
)
def test_a_council_exists_up_to_the_year_in_which_it_ends(
    register: Register, code: str, last_year: int
) -> None:
    council = register.by_code(code)
    assert council is not None
    assert council.existed_in(YearEnding(2014))
    assert council.existed_in(YearEnding(last_year))


def test_a_council_abolished_on_31_march_does_not_exist_in_the_year_that_starts_next_day(
    register: Register,
) -> None:
    allerdale = register.by_slug("allerdale")
    assert allerdale is not None
    assert not allerdale.existed_in(YearEnding(2024))


def test_a_council_that_starts_on_1_april_did_not_exist_the_year_before(
    register: Register,
) -> None:
    cumberland = register.by_slug("cumberland")
    assert cumberland is not None
    assert not cumberland.existed_in(YearEnding(2023))
    assert cumberland.existed_in(YearEnding(2024))


@pytest.mark.parametrize(
    ("slug", "tiers"),
    [
        ("kent-county-council", {Tier.UPPER}),
        ("ashford", {Tier.LOWER}),
        ("medway", {Tier.LOWER, Tier.UPPER}),
        ("leeds", {Tier.LOWER, Tier.UPPER}),
        ("camden", {Tier.LOWER, Tier.UPPER}),
    ],
)
def test_a_council_is_drawn_on_the_tiers_of_its_type(
    register: Register, slug: str, tiers: set[Tier]
) -> None:
    council = register.by_slug(slug)
    assert council is not None
    assert {tier for tier in Tier if council.is_drawn_on(tier)} == tiers


def test_all_names_start_with_the_full_one_and_hold_the_former_ones(register: Register) -> None:
    council = register.by_slug("folkestone-and-hythe")
    assert council is not None
    assert council.all_names == (
        "Folkestone and Hythe District Council",
        "Folkestone and Hythe",
        "Shepway District Council",
    )
