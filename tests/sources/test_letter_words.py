from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.authorities.names import NameKind, Names
from dashboard.sources.letter_words import (
    LetterNotReadError,
    check_file_name,
    is_letter,
    read_statement,
)
from dashboard.vocabulary import YearEnding


def _letter(
    address: str = "Ms Example\nChief Executive\nLeeds City Council",
    heading: str = "Annual Review letter 2020",
    body: str = "These are our figures for the year ending 31 March 2020.",
    end: str = "",
) -> str:
    parts = ("An Ombudsman", "20 July 2020", address, "Dear Ms Example", heading, body, end)
    return "\n\n".join(parts)


def _read(text: str, names: Names) -> tuple[str | None, int]:
    statement = read_statement(text, names)
    authority = statement.recipient.authority
    return (authority.code if authority else statement.recipient.body, statement.year.last)


def test_a_paper_that_names_the_ombudsman_and_an_annual_letter_is_a_letter() -> None:
    assert is_letter(_letter())
    assert not is_letter("Read me: how to publish a folder of annual letters")
    assert not is_letter("The Ombudsman decided this complaint in 2020.")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Ms Example\nChief Executive\nLeeds City Council", "E08000035"),
        ("Ms Example Chief Executive Leeds City Council", "E08000035"),
        ("Ms Example\nHead of Paid Service, Leeds City Council\nLeeds LS1 1UR", "E08000035"),
        ("Ms North\nSomerset Council", "E06000066"),
        ("Ms Example\nNorth\nSomerset Council", "E06000024"),
        ("Ms Example\nLondon Borough of\nBarking and Dagenham", "E09000002"),
        (
            "Ms Example\nChief Executive\nBournemouth, Christchurch and Poole Council",
            "E06000058",
        ),
        ("Ms Kent\nMr Stafford\nChief Executive\nTown Hall\nCity of London", "E09000001"),
        ("To: Leeds City Council", "E08000035"),
    ],
)
def test_the_council_is_the_one_that_the_letter_is_addressed_to(
    address: str, code: str, names: Names
) -> None:
    assert _read(_letter(address=address), names) == (code, 2020)


def test_a_letter_without_salutation_may_name_its_council_at_the_top(names: Names) -> None:
    text = (
        "To: Adur District Council\nAnnual letter for the year ending 31 March 2019\n"
        "The Ombudsman did not write this.\nAverage of county councils: 64%"
    )
    assert _read(text, names) == ("E07000223", 2019)


@pytest.mark.parametrize(
    "end",
    [
        "Leeds City Council For the period ending: 31/03/20",
        "Leeds City Council\nFor the period ending: 31/03/2020",
    ],
)
def test_the_council_may_stand_above_its_figures_only(end: str, names: Names) -> None:
    text = _letter(address="Ms Example\nChief Executive", body="Our figures are below.", end=end)
    assert _read(text, names) == ("E08000035", 2020)


@pytest.mark.parametrize(
    ("heading", "body", "year"),
    [
        ("Annual Review letter 2020", "", 2020),
        ("Annual Review Letter 2019-20", "", 2020),
        ("Re: Annual letter 2019/2020", "", 2020),
        ("ANNUAL REVIEW LETTER 2018\u201319", "", 2019),
        ("Annual letter", "figures for the year ended 31st March 2020.", 2020),
        ("Annual letter", "figures for the year to 31/03/2020.", 2020),
        (
            "Annual Review letter 2020",
            "More were upheld in the year ended 31 March 2020 than the year ended 31 March 2019.",
            2020,
        ),
        (
            "Annual letter",
            "For the period ending: 31/03/20. A seminar for the year to 1/5/2021.",
            2020,
        ),
    ],
)
def test_the_year_is_the_one_that_heading_and_period_state(
    heading: str, body: str, year: int, names: Names
) -> None:
    assert _read(_letter(heading=heading, body=body), names)[1] == year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_letter(heading="Annual letter", body="Thank you."), "does not say which year"),
        (
            _letter(heading="Annual letter 2020", body="For the year ending 31 March 2019."),
            "more than one year: 2018-19 and 2019-20",
        ),
        (
            _letter(
                heading="Annual letter",
                body="The year ended 31 March 2019 and the year ended 31 March 2020.",
            ),
            "more than one year",
        ),
        (_letter(address="Ms Leeds\nTown Hall"), "no council is named"),
        (
            _letter(address="Chief Executive\nMilton Keyne Council"),
            '"Milton Keyne Council" is no council that is known.*Milton Keynes',
        ),
        (
            _letter(address="South Hams District Council\nWest Devon Borough Council"),
            "more than one council: South Hams District Council and West Devon Borough Council",
        ),
        (
            _letter(end="Bradford Metropolitan District Council\nFor the period ending: 31/03/20"),
            "more than one council",
        ),
    ],
)
def test_a_letter_that_is_not_clear_is_never_guessed(text: str, reason: str, names: Names) -> None:
    with pytest.raises(LetterNotReadError, match=reason):
        read_statement(text, names)


def test_a_heading_with_two_numbers_that_are_no_year_is_never_guessed(names: Names) -> None:
    with pytest.raises(LetterNotReadError, match='its heading has "2019-25"'):
        read_statement(_letter(heading="Annual Review letter 2019-25"), names)


def test_a_committees_report_about_a_letter_is_not_taken_for_it(names: Names) -> None:
    report = "Leeds City Council\nScrutiny Board\nThe Ombudsman's\nAnnual Review letter 2020\n"
    with pytest.raises(LetterNotReadError, match="no council is named"):
        read_statement(report, names)


def test_a_letter_may_be_to_a_body_that_is_no_council(names: Names) -> None:
    statement = read_statement(_letter(address="Peak District National Park Authority"), names)
    assert statement.recipient.kind is NameKind.OTHER_BODY


@pytest.mark.parametrize(
    "stem",
    ["leeds-2020", "annual-review-letter-leeds-city-council-2019-20", "letter_07", "2020-07-22"],
)
def test_a_file_name_that_says_the_same_or_nothing_is_no_matter(stem: str, names: Names) -> None:
    check_file_name(stem, read_statement(_letter(), names), names)


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("leeds-2019", "the year 2019-20, its file name another"),
        ("leeds-2018-19", "the year 2019-20, its file name another"),
        ("annual-review-letter-bradford-2020", "its file name .*Bradford"),
    ],
)
def test_a_file_name_that_says_otherwise_is_a_contradiction(
    stem: str, reason: str, names: Names
) -> None:
    with pytest.raises(LetterNotReadError, match=reason):
        check_file_name(stem, read_statement(_letter(), names), names)


def test_the_real_letter_to_milton_keynes_is_read(names: Names) -> None:
    path = Path(__file__).parents[2] / "../shared/reference"
    path /= "annual-review-letter-milton-keynes-2020.txt"
    if not path.exists():
        pytest.skip(f"../shared is not here: {path}")
    text = path.read_text(encoding="utf-8")
    assert is_letter(text)
    statement = read_statement(text, names)
    assert statement.recipient.authority is not None
    assert statement.recipient.authority.code == "E06000042"
    assert statement.year == YearEnding(2020)
    check_file_name(path.stem, statement, names)
