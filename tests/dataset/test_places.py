"""Where postcodes lead: to every council of the area, or to the reason why to none."""

from __future__ import annotations

import pytest

from dashboard.authorities.register import Register
from dashboard.components.place_offers import cover_offers, place_offers
from dashboard.dataset.places import NoCouncil, Place, councils_of, cover_of, place_of
from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.postcodes.nations import Nation
from dashboard.postcodes.postcode import part_postcode, whole_postcode
from tests.postcodes.directories import directory_file


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> PostcodeDirectory:
    return PostcodeDirectory.open(directory_file(tmp_path_factory.mktemp("postcodes")))


def place(register: Register, directory: PostcodeDirectory | None, written: str) -> Place:
    postcode = whole_postcode(written)
    assert postcode
    return place_of(postcode, directory, register)


def said(register: Register, directory: PostcodeDirectory, written: str) -> str:
    found = place(register, directory, written)
    return place_offers(found, register, directory.about).words


def notes(register: Register, directory: PostcodeDirectory, written: str) -> dict[str, str]:
    found = place(register, directory, written)
    offers = place_offers(found, register, directory.about).offers
    return {offer.authority.slug: offer.note for offer in offers}


def test_where_there_are_two_tiers_both_councils_come_with_what_each_runs(
    register: Register, directory: PostcodeDirectory
) -> None:
    assert notes(register, directory, "SG1 1AA") == {
        "stevenage": "District council: runs housing, planning, council tax and bin collection",
        "hertfordshire-county-council": "County council: runs adult social care, children’s "
        "services, schools and roads",
    }
    assert said(register, directory, "SG1 1AA") == (
        "The postcode is in Stevenage, by the directory of November 2025. Two councils share the "
        "services there."
    )


def test_a_single_tier_council_runs_everything(
    register: Register, directory: PostcodeDirectory
) -> None:
    assert notes(register, directory, "LS1 1UR") == {
        "leeds": "Metropolitan borough: runs all council services"
    }
    assert "One council runs all council services there." in said(register, directory, "LS1 1UR")


def test_an_area_whose_council_was_abolished_is_run_by_its_successor(
    register: Register, directory: PostcodeDirectory
) -> None:
    assert list(notes(register, directory, "CA14 1AA")) == ["cumberland"]
    assert "Allerdale (abolished 2023, now Cumberland)" in said(register, directory, "CA14 1AA")


def test_a_postcode_that_ended_says_when_and_where_it_was(
    register: Register, directory: PostcodeDirectory
) -> None:
    assert said(register, directory, "SG1 1ZZ").startswith(
        "The postcode ended in June 2015. It was in Stevenage"
    )
    assert "stevenage" in notes(register, directory, "SG1 1ZZ")


@pytest.mark.parametrize(
    ("written", "reason", "words"),
    [
        ("CH4 0AA", NoCouncil.WALES, "in Wales. The figures here are about councils in England."),
        ("LL1 0ZZ", NoCouncil.WALES, "Public Services Ombudsman for Wales"),
        ("EH1 1AA", NoCouncil.SCOTLAND, "Scottish Public Services Ombudsman"),
        ("BT9 9ZZ", NoCouncil.NORTHERN_IRELAND, "in Northern Ireland"),
        ("JE2 3AB", NoCouncil.CHANNEL_ISLANDS, "in the Channel Islands"),
        ("IM1 1AA", NoCouncil.ISLE_OF_MAN, "in the Isle of Man"),
        ("SE1 0ZZ", NoCouncil.NOT_RECORDED, "no council for it"),
        ("SG1 1AC", NoCouncil.UNKNOWN, "not in the directory of November 2025"),
    ],
)
def test_a_postcode_without_an_english_council_says_why(
    register: Register,
    directory: PostcodeDirectory,
    written: str,
    reason: NoCouncil,
    words: str,
) -> None:
    found = place(register, directory, written)
    assert (found.authority, found.reason) == (None, reason)
    assert words in said(register, directory, written)
    assert notes(register, directory, written) == {}


def test_a_place_never_holds_the_postcode(register: Register, directory: PostcodeDirectory) -> None:
    for written in ("SG1 1AA", "SG1 1ZZ", "EH1 1AA", "SG1 1AC"):
        found = place(register, directory, written)
        assert written not in repr(found)
        assert written not in said(register, directory, written)


def test_without_a_directory_a_postcode_says_so(register: Register) -> None:
    found = place(register, None, "SG1 1AA")
    assert found.reason is NoCouncil.NOT_LOADED
    assert "no directory of postcodes" in place_offers(found, register, None).words


def test_an_outward_code_counts_the_postcodes_of_each_council_and_names_their_county(
    register: Register, directory: PostcodeDirectory
) -> None:
    part = part_postcode("SG1")
    assert part
    cover = cover_of(part, directory, register)
    assert [(council.slug, number) for council, number in cover.councils] == [
        ("stevenage", 3),
        ("north-hertfordshire", 1),
    ]
    offers = cover_offers(part, cover, register, directory.about)
    assert offers.words == (
        "The postcodes that begin SG1 lie in 2 areas. The whole postcode finds yours."
    )
    runs = "runs housing, planning, council tax and bin collection"
    assert [(offer.authority.slug, offer.note) for offer in offers.offers] == [
        ("stevenage", f"District council: {runs}; 3 of the 4 postcodes"),
        ("north-hertfordshire", f"District council: {runs}; 1 of the 4 postcodes"),
        (
            "hertfordshire-county-council",
            "County council: runs adult social care, children’s services, schools and roads",
        ),
    ]


def test_an_outward_code_across_a_border_says_that_others_are_elsewhere(
    register: Register, directory: PostcodeDirectory
) -> None:
    part = part_postcode("CH4")
    assert part
    cover = cover_of(part, directory, register)
    assert cover.elsewhere == (Nation.WALES,)
    assert cover_offers(part, cover, register, directory.about).words == (
        "Postcodes that begin CH4 are in Cheshire West and Chester: 1 in all. Others are in Wales."
    )


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        ("EH1", "The postcodes that begin EH1 are in Scotland."),
        ("BT1", "The postcodes that begin BT1 are in Northern Ireland."),
        ("ZZ9", "No postcodes that begin ZZ9 are in the directory of November 2025."),
    ],
)
def test_an_outward_code_without_an_english_council_says_why(
    register: Register, directory: PostcodeDirectory, beginning: str, words: str
) -> None:
    part = part_postcode(beginning)
    assert part
    offers = cover_offers(part, cover_of(part, directory, register), register, directory.about)
    assert offers.words.startswith(words)
    assert offers.offers == ()


def test_every_council_of_today_runs_its_area_alone_or_with_its_county(register: Register) -> None:
    for authority in register:
        councils = councils_of(authority, register)
        assert councils
        assert all(council.last_day is None for council in councils), authority.name
