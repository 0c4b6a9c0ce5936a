"""Gaps and changes in words: both counts, and what chance says."""

from __future__ import annotations

import pytest

from dashboard.components import comparison_sentences as words
from dashboard.dataset.comparison_records import Change, Comparison, Expected, RankInterval, Trend
from dashboard.vocabulary import (
    AuthorityType,
    ChangeVerdict,
    Measure,
    PeerGroup,
    TrendVerdict,
    Verdict,
    YearEnding,
)
from tests.factories import council, figure, similar

WATFORD = council("Watford", AuthorityType.DISTRICT)
FIVE_OF_NINE = figure(5, 9, "56%", interval=(0.27, 0.81))


def beside(verdict: Verdict | None, group: PeerGroup = PeerGroup.TYPE, known: int = 181):
    return Comparison(
        group, Measure.UPHOLD_RATE, YearEnding(2020), 300, 600, 0.5, "50%", known, 181, verdict
    )


def change(verdict: ChangeVerdict | None) -> Change:
    return Change(
        Measure.UPHOLD_RATE,
        YearEnding(2020),
        YearEnding(2019),
        *(9, 20, "45%", 0.106, 0.03, verdict, 0.02, -0.01, 0.096),
    )


def test_a_gap_has_both_counts_and_says_that_it_is_common_by_chance() -> None:
    assert words.gap(FIVE_OF_NINE, beside(Verdict.CONSISTENT), WATFORD) == (
        "Watford: 56%, 5 of 9 complaints investigated in 2019-20; the other district councils: "
        "50%, 300 of 600. A gap of this size is common by chance."
    )


def test_a_gap_beside_some_councils_says_of_how_many_and_gives_no_verdict() -> None:
    said = words.gap(FIVE_OF_NINE, beside(None, known=12), WATFORD)
    assert "300 of 600, from 12 of 181 councils" in said
    assert said.endswith("As not all councils of the group are known, no verdict is given.")


def test_all_of_england_gives_no_verdict() -> None:
    said = words.gap(FIVE_OF_NINE, beside(None, PeerGroup.ENGLAND), WATFORD)
    assert said.endswith("They run different services, so no verdict is given.")


def test_where_only_a_printed_average_is_known_it_is_named_as_printed() -> None:
    printed = figure(
        5, 9, "56%", similar=similar("50%", 0.5, source="publisher"), verdict=Verdict.CONSISTENT
    )
    assert words.gap(printed, None, WATFORD) == (
        "Watford: 56%, 5 of 9 complaints investigated in 2019-20; similar councils 50%, as "
        "printed. A gap of this size from similar councils is common by chance."
    )


@pytest.mark.parametrize(
    ("verdict", "end"),
    [
        (ChangeVerdict.NOT_CLEAR, "no clear change; chance alone often gives a difference of this"),
        (ChangeVerdict.POSSIBLE, "a possible change; chance alone gives such a difference less"),
        (ChangeVerdict.UNLIKELY_CHANCE, "unlikely to be chance, which alone gives such"),
        (None, "with fewer than 5 cases in a year, it could well be chance"),
    ],
)
def test_a_change_has_both_counts(verdict: ChangeVerdict | None, end: str) -> None:
    said = words.change(FIVE_OF_NINE, change(verdict))
    assert said is not None
    assert said.startswith("From 45% (9 of 20) in 2018-19 to 56% (5 of 9) in 2019-20: ")
    assert end in said


def test_the_parts_of_a_change_are_signed_points() -> None:
    said = words.parts(change(ChangeVerdict.POSSIBLE))
    assert said is not None
    assert "difference of +11 points, +2 points is the change in all of England" in said
    assert "\u22121 point what the other councils of the type changed beyond it" in said


def test_years_that_do_not_compare_have_no_sentence() -> None:
    assert words.change(FIVE_OF_NINE, None) is None
    assert words.parts(None) is None


def test_expected_stands_beside_observed() -> None:
    assert words.expected(FIVE_OF_NINE, Expected(5, 9, 4.25, "47%")) == (
        "For this mix of categories, the uphold rates of all of England would give 47% (4.2 of "
        "9); observed: 56% (5 of 9)."
    )


def test_ranks_are_ranges_and_a_sole_one_is_said_once() -> None:
    assert words.rank(RankInterval(4, 51, 62)) == "4 to 51 of 62"
    assert words.rank(RankInterval(1, 1, 62)) == "1 of 62"
    assert words.rank(None) == ""


def test_too_few_comparable_years_are_counted() -> None:
    run = Trend(
        *(Measure.UPHOLD_RATE, YearEnding(2023), YearEnding(2025), 3),
        *(None, TrendVerdict.TOO_FEW_YEARS),
    )
    assert words.trend(run) == (
        "2022-23 to 2024-25: 3 comparable years; a verdict on a trend takes 5."
    )
