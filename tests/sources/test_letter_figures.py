from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.intake import Intake
from dashboard.sources.letter_figures import read_letter_figures
from dashboard.vocabulary import YearEnding

Read = Callable[[], Intake]
Write = Callable[..., Path]

SHARED = Path(__file__).parents[2] / "../shared/reference"

SENTENCES = """Complaints upheld
67%
of complaints we investigated were
upheld.
This compares to an average of 56%
in similar authorities.
Statistics are based on a total of 6 detailed
investigations for the year.
Compliance with recommendations
In 100% of cases we were satisfied that what had been agreed was done.
This compares to an average of 99% in similar authorities.
Statistics are based on a total of 3 compliance outcomes for the year.
Satisfactory remedies provided by the authority
In 25% of upheld cases we found the authority had provided a satisfactory remedy before we did.
This compares to an average of 11% in similar authorities.
Statistics are based on a total of 4 upheld decisions for the year."""

NEWER = """In 80% of the cases below there was fault.
80% of complaints we investigated were upheld.
This compares to an average of 79% in similar organisations.
12 upheld decisions per 100,000 residents. The average for authorities of this type is
4.6 upheld decisions per 100,000 residents.
Statistics are based on a total of 1,005 investigations for the year.
In 96% of cases we were satisfied. This compares to an average of 99% in similar organisations.
Statistics are based on a total of 25 compliance outcomes.
In 13% of upheld complaints we found the organisation had provided a satisfactory remedy.
This compares to an average of 13% in similar organisations.
45 Not for us or not ready for us
41 complaints Assessed and closed
Investigated: 1,005"""

TABLE = """Complaints and enquiries decided
Incomplete or Invalid Advice Given Referred back for Local Resolution Closed After Initial
Enquiries Not Upheld Upheld Uphold Rate Total
4 2 24 27 9 6 40% 72"""


def test_three_statistics_are_read_with_their_averages_and_bases() -> None:
    figures = read_letter_figures(SENTENCES, YearEnding(2020))
    assert dict(figures.values) == {
        "upheld_pct": 67,
        "similar_upheld_pct": 56,
        "investigations_count": 6,
        "compliance_pct": 100,
        "similar_compliance_pct": 99,
        "compliance_outcomes_count": 3,
        "remedy_pct": 25,
        "similar_remedy_pct": 11,
        "upheld_count": 4,
    }
    assert (figures.unread, figures.contradictions) == ((), ())


def test_newer_letters_have_rates_by_residents_and_the_newer_groups() -> None:
    figures = read_letter_figures(NEWER, YearEnding(2024))
    assert dict(figures.values) == {
        "upheld_pct": 80,
        "similar_upheld_pct": 79,
        "upheld_per_100k": 12,
        "similar_upheld_per_100k": 4.6,
        "investigations_count": 1005,
        "compliance_pct": 96,
        "similar_compliance_pct": 99,
        "compliance_outcomes_count": 25,
        "remedy_pct": 13,
        "similar_remedy_pct": 13,
        "not_for_us_or_not_ready": 45,
        "assessed_and_closed": 41,
    }


def test_a_table_of_outcomes_is_read_if_its_row_adds_up() -> None:
    figures = read_letter_figures(TABLE, YearEnding(2016))
    assert dict(figures.values) == {
        "invalid_incomplete": 4,
        "advice_given": 2,
        "referred_back": 24,
        "closed_after_initial": 27,
        "not_upheld": 9,
        "upheld": 6,
        "upheld_pct": 40,
        "decided_total": 72,
        "investigations_count": 15,
    }
    assert figures.unread == ("complaints received by category",)


@pytest.mark.parametrize(
    "damaged",
    [
        TABLE.replace(" 72", " 73"),
        TABLE.replace(" 72", ""),
        TABLE.replace("Advice Given ", ""),
        TABLE.replace("40% 72", "40% 72 19"),
    ],
)
def test_a_table_that_does_not_add_up_is_not_read_and_named(damaged: str) -> None:
    figures = read_letter_figures(damaged, YearEnding(2016))
    assert (dict(figures.values), figures.unread[0]) == ({}, "decisions by outcome")


def test_outcomes_may_stand_one_a_line() -> None:
    text = "Invalid or incomplete: 0\nAdvice given: 2\nNot upheld: 3\nUpheld: 6\n"
    assert dict(read_letter_figures(text, YearEnding(2017)).values) == {
        "invalid_incomplete": 0,
        "advice_given": 2,
        "not_upheld": 3,
        "upheld": 6,
    }


def test_a_figure_that_stands_twice_with_two_values_is_not_guessed() -> None:
    text = SENTENCES + "\nLast year 50% of complaints we investigated were upheld."
    figures = read_letter_figures(text, YearEnding(2020))
    assert "upheld_pct" not in figures.values
    assert figures.unread == ("uphold rate",)


def test_an_average_that_could_be_two_is_not_guessed() -> None:
    text = SENTENCES.replace(
        "an average of 56%", "an average of 50% in similar authorities, or of 56%"
    )
    text = text.replace("or of 56%", "an average of 56%")
    figures = read_letter_figures(text, YearEnding(2020))
    assert "similar_upheld_pct" not in figures.values
    assert figures.values["similar_compliance_pct"] == 99


def test_a_letter_that_says_there_were_none_lacks_nothing() -> None:
    text = SENTENCES.split("Compliance with")[0] + (
        "No recommendations were due in the year. There were no upheld cases."
    )
    assert read_letter_figures(text, YearEnding(2020)).unread == ()


def test_a_percentage_that_its_counts_do_not_give_is_said() -> None:
    text = SENTENCES.replace("total of 6", "total of 5")
    assert read_letter_figures(text, YearEnding(2020)).contradictions == ("67% beside 4 of 5",)


HEAD = "An Ombudsman\nTo: Leeds City Council\nAnnual Review letter 2020\n"


def test_the_figures_of_a_pdf_are_printed_figures_with_the_letter_as_their_source(
    read: Read, write_pdf: Write
) -> None:
    write_pdf("letters/leeds-2020.pdf", HEAD, SENTENCES)
    intake = read()
    assert intake.problems == ()
    figures = intake.published_figures
    assert figures is not None
    assert set(figures["authority"]) == {"E08000035"}
    assert set(figures["source_kind"]) == {"ombudsman"}
    assert set(figures["file"]) == {"letters/leeds-2020.pdf"}
    assert figures["source_url"].isna().all()
    assert figures.set_index("figure")["value"]["upheld_pct"] == 67


def test_the_address_of_a_letter_is_the_source_of_its_figures(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    write_text("leeds.txt", HEAD + SENTENCES)
    url = "https://example.org/leeds-2020"
    write_csv(
        "letters.csv",
        "authority year_ending url file",
        ("Leeds City Council", "2020-03-31", url, "leeds.txt"),
    )
    intake = read()
    assert intake.published_figures is not None
    assert set(intake.published_figures["source_url"]) == {url}


def test_what_is_not_read_and_what_contradicts_is_listed_by_letter(
    read: Read, write_text: Write
) -> None:
    words = SENTENCES.replace("total of 6", "total of 5").replace("In 25%", "In a quarter")
    write_text("leeds.txt", HEAD + words)
    assert [(p.kind, p.file, p.value, p.is_warning) for p in read().problems] == [
        ("letter-figures-not-read", "leeds.txt", "satisfactory remedies", True),
        ("inconsistent-figure", "leeds.txt", "67% beside 4 of 5", True),
    ]


def test_a_letter_and_a_table_that_differ_are_a_conflict(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    write_text("leeds.txt", HEAD + SENTENCES)
    write_csv(
        "figures.csv",
        "authority_as_written year_ending upheld_pct source_url source_kind",
        ("Leeds City Council", "2020-03-31", 66, "https://example.org/press", "press"),
    )
    (problem,) = read().problems
    assert problem.kind == "sources-conflict"
    assert problem.expected == (
        "67 for Leeds City Council, year ended 31 March 2020, as in leeds.txt (ombudsman)"
    )


def test_the_real_letter_has_its_figures_in_pictures_and_is_listed() -> None:
    letter = SHARED / "annual-review-letter-milton-keynes-2020.txt"
    if not letter.is_file():
        pytest.skip("the real letter is not here: it is kept outside the project")
    figures = read_letter_figures(letter.read_text("utf-8"), YearEnding(2020))
    assert dict(figures.values) == {}
    assert figures.unread == ("uphold rate", "compliance rate", "satisfactory remedies")
