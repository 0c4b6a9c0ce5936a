"""The sentences that most readers read first can be read at the age of twelve or thirteen."""

from __future__ import annotations

import re

import pytest

from dashboard.components import sentences
from dashboard.dataset import CouncilYear
from dashboard.vocabulary import Measure, MissingReason, Verdict
from tests.factories import council, figure, no_counts, similar

SCHOOL_YEAR_OF_TWELVE = 7.5
"""The index counts years of school from the age of five or six."""


def school_year(text: str) -> float:
    """The Automated Readability Index (Smith and Senter 1967): years of school needed.

    A semicolon ends a sentence, as in the original; numbers are words.
    """
    words = re.findall(r"[\w’'%-]+", text)
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    ends = len(re.findall(r"[.;:?](?:\s|$)", text))
    return 4.71 * letters / len(words) + 0.5 * len(words) / ends - 21.43


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_is_said_of_chance(verdict: Verdict) -> None:
    words = sentences.chance(figure(20, 30, "67%", similar=similar("56%", 0.56), verdict=verdict))
    assert words
    assert school_year(words) <= SCHOOL_YEAR_OF_TWELVE


@pytest.mark.parametrize(
    "rate",
    [
        figure(4, 6, "67%", similar=similar("56%", 0.56)),
        figure(0, 0, None, missing=MissingReason.NO_CASES),
        figure(None, None, None, missing=MissingReason.DID_NOT_EXIST),
        figure(None, None, None, missing=MissingReason.NOT_PUBLISHED),
    ],
    ids=lambda rate: str(rate.missing or "a figure"),
)
def test_the_headline(rate: sentences.Figure) -> None:
    year = CouncilYear(council("Leeds"), rate.year, no_counts(), {Measure.UPHOLD_RATE: rate})
    assert school_year(sentences.headline(year)) <= SCHOOL_YEAR_OF_TWELVE


def test_one_case_more() -> None:
    words = sentences.one_case(figure(4, 6, "67%"))
    assert words
    assert school_year(words) <= SCHOOL_YEAR_OF_TWELVE


def test_the_index_finds_officialese_hard() -> None:
    hard = "The aforementioned authority's determination necessitates comprehensive remediation."
    assert school_year(hard) > 2 * SCHOOL_YEAR_OF_TWELVE
