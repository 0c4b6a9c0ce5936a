from __future__ import annotations

import pytest

from dashboard.components import descriptions
from dashboard.dataset import CouncilYear, Dataset, Figure
from dashboard.vocabulary import Measure, MissingReason, Tier, Verdict, YearEnding
from tests.factories import council, figure, no_counts, similar

ENOUGH = figure(31, 36, "86%", similar=similar("81%", 0.81), verdict=Verdict.CONSISTENT)


def described(rate: Figure, *, is_unfinished: bool = False) -> str:
    year = CouncilYear(council("Leeds"), rate.year, no_counts(), {Measure.UPHOLD_RATE: rate})
    return descriptions.council(year, is_unfinished=is_unfinished)


def test_a_council_is_described_by_its_counts_year_and_similar_councils() -> None:
    assert described(ENOUGH) == (
        "Leeds: 31 of 36 complaints investigated were upheld (86%) in 2019-20; "
        "similar councils 81%."
    )


def test_few_cases_are_said_to_be_too_few() -> None:
    few = figure(1, 1, "100%", verdict=Verdict.TOO_FEW)
    assert described(few) == (
        "Leeds: 1 of 1 complaints investigated were upheld (100%) in 2019-20; fewer than 5 "
        "investigations, so no verdict."
    )


def test_an_unfinished_year_is_said_to_be_one() -> None:
    assert described(ENOUGH, is_unfinished=True).endswith("81%; the year is unfinished.")


@pytest.mark.parametrize("reason", [MissingReason.NO_CASES, MissingReason.NOT_PUBLISHED])
def test_a_council_without_a_figure_is_named_once(reason: MissingReason) -> None:
    said = described(figure(None, None, None, missing=reason))
    assert said.count("Leeds") == 1
    assert "%" not in said


def test_where_not_all_councils_are_counted_the_number_of_those_that_are_is_said(
    four_councils: Dataset,
) -> None:
    said = descriptions.england(four_councils, Measure.UPHOLD_RATE, YearEnding(2024))
    assert said == "Figures of 3 of 317 English councils are loaded for 2023-24."


def test_the_map_is_described_with_its_measure_and_councils(four_councils: Dataset) -> None:
    said = descriptions.map_page(
        four_councils, Measure.COMPLIANCE_RATE, YearEnding(2024), Tier.UPPER
    )
    assert said.startswith("Compliance rate of English counties and single-tier councils on a map")


def test_no_letter_is_said_to_be_none() -> None:
    said = descriptions.letters((), "Leeds City Council")
    assert said == "No annual review letter of the Ombudsman to Leeds City Council is loaded."
