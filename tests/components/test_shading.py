"""What the map shades besides the figure itself, always with the plain fraction in words."""

from __future__ import annotations

from dataclasses import replace

from dashboard.components.shading import offered, shaded_cells, shading_entries
from dashboard.dataset.comparison_records import Pooled
from dashboard.vocabulary import Measure, MissingReason, Shading, Verdict, YearEnding
from tests.factories import figure, similar

EIGHT_OF_TEN = figure(
    8, 10, "80%", similar=similar("56%", 0.56), verdict=Verdict.CONSISTENT, interval=(0.49, 0.94)
)
THREE_YEARS = Pooled(
    Measure.UPHOLD_RATE, YearEnding(2023), YearEnding(2025), 6, 9, 6 / 9, "67%", 0.35, 0.88
)


def test_a_difference_says_the_points_and_the_fraction() -> None:
    css, words, counts, *_, value = shaded_cells(Shading.DIFFERENCE, EIGHT_OF_TEN, None)
    assert (css, words, counts, value) == ("d5", "+24 points: 80%", "8 of 10", 24.0)


def test_a_difference_below_has_a_true_minus() -> None:
    below = replace(EIGHT_OF_TEN, numerator=5, value=0.55, display="55%")
    assert shaded_cells(Shading.DIFFERENCE, below, None)[:2] == ("d3", "−1 point: 55%")


def test_few_cases_and_unknown_peers_are_hatched_and_not_compared() -> None:
    few = replace(EIGHT_OF_TEN, verdict=Verdict.TOO_FEW)
    assert shaded_cells(Shading.DIFFERENCE, few, None)[:2] == (
        "q1 few",
        "too few to compare; 80%",
    )
    partial = replace(EIGHT_OF_TEN, verdict=None)
    assert shaded_cells(Shading.DIFFERENCE, partial, None)[1] == "not compared; 80%"


def test_no_case_is_no_difference() -> None:
    none = figure(0, 0, None, missing=MissingReason.NO_CASES, similar=similar("56%", 0.56))
    css, words, *_, value = shaded_cells(Shading.DIFFERENCE, none, None)
    assert (css, words, value) == ("none", "no investigations", None)


def test_three_years_together_name_their_years() -> None:
    assert shaded_cells(Shading.POOLED, EIGHT_OF_TEN, THREE_YEARS) == (
        "q3",
        "67%",
        "6 of 9, 2022-23 to 2024-25",
        "35% to 88%",
        "",
        6 / 9,
    )
    assert shaded_cells(Shading.POOLED, EIGHT_OF_TEN, None)[:2] == (
        "unknown",
        "no three years that compare",
    )


def test_a_stabilised_shade_leaves_the_words_as_they_are() -> None:
    drawn = replace(EIGHT_OF_TEN, stabilised=0.62)
    css, *rest = shaded_cells(Shading.STABILISED, drawn, None)
    assert css == "q2"
    assert rest == list(shaded_cells(Shading.FIGURE, drawn, None)[1:])


def test_rates_by_population_have_no_other_shading() -> None:
    assert offered(Shading.POOLED, Measure.UPHELD_PER_100K) is Shading.FIGURE
    assert offered(Shading.POOLED, Measure.UPHOLD_RATE) is Shading.POOLED


def test_every_class_that_a_difference_can_have_stands_in_the_legend() -> None:
    listed = {css for css, _ in shading_entries(Shading.DIFFERENCE, Measure.UPHOLD_RATE)}
    found = {
        shaded_cells(Shading.DIFFERENCE, replace(EIGHT_OF_TEN, value=n / 100), None)[0]
        for n in range(101)
    }
    assert found == {"d1", "d2", "d3", "d4", "d5"}
    assert found < listed
    assert {"none", "unknown", "q1 few"} < listed
