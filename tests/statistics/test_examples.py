from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dashboard.statistics import catalogue
from dashboard.statistics.averages import type_averages
from dashboard.statistics.change import two_counts, two_proportions, two_sided
from dashboard.statistics.display import display, display_range
from dashboard.statistics.examples import (
    AVERAGES,
    FUNNELS,
    RATES,
    AverageExample,
    FunnelExample,
    RateExample,
)
from dashboard.statistics.expected import expected_upheld
from dashboard.statistics.funnel import tail, verdicts
from dashboard.statistics.intervals import poisson, wilson
from dashboard.statistics.pooling import pooled_years
from dashboard.statistics.ranks import rank_intervals
from dashboard.statistics.rates import figures
from dashboard.statistics.stabilised import stabilised
from dashboard.statistics.trend import trends
from dashboard.vocabulary import Measure, TrendVerdict, Verdict
from tests.factories import register, yearly_counts

COLUMNS = {
    Measure.UPHOLD_RATE: ("upheld", "investigated"),
    Measure.COMPLIANCE_RATE: ("complied_in_all", "compliance_outcomes"),
    Measure.UPHELD_PER_100K: ("upheld", "population"),
}


@pytest.mark.parametrize("example", RATES, ids=lambda e: f"{e.numerator} of {e.denominator}")
def test_every_worked_rate_is_what_the_program_works_out(example: RateExample) -> None:
    numerator, denominator = COLUMNS[example.measure]
    counts = yearly_counts(
        {"authority": "A", numerator: example.numerator, denominator: example.denominator}
    )
    worked = figures(counts).set_index("measure").loc[example.measure]
    assert worked["display"] == example.display
    assert display_range(example.measure, worked["low"], worked["high"]) == example.interval
    assert display(example.measure, example.numerator, example.denominator) == example.display


@pytest.mark.parametrize("example", FUNNELS, ids=lambda e: e.limit)
def test_every_worked_funnel_example_is_what_the_program_works_out(example: FunnelExample) -> None:
    outside = {"95%": {Verdict.POSSIBLY_HIGHER, Verdict.HIGHER}, "99.8%": {Verdict.HIGHER}}
    cases = np.arange(1, 60)
    found = verdicts(cases, cases, np.full(len(cases), example.benchmark_percent / 100))
    fewest = next(n for n, v in zip(cases, found, strict=True) if v in outside[example.limit])
    assert fewest == example.fewest


@pytest.mark.parametrize("example", AVERAGES, ids=str)
def test_every_worked_average_is_what_the_program_works_out(example: AverageExample) -> None:
    councils = [f"Council {number}" for number in range(len(example.councils))]
    counts = yearly_counts(
        *(
            {"authority": name, "upheld": upheld, "investigated": investigated}
            for name, (upheld, investigated) in zip(councils, example.councils, strict=True)
        )
    )
    averages = type_averages(figures(counts), register(*councils)).set_index("measure")
    assert averages.loc[Measure.UPHOLD_RATE, "display"] == example.pooled
    rates = [Fraction(n, d) for n, d in example.councils]
    mean = sum(rates, Fraction(0)) / len(rates)
    shown = display(Measure.UPHOLD_RATE, mean.numerator, mean.denominator)
    assert shown == example.mean_of_rates


@pytest.mark.parametrize(
    "said", re.findall(r"(\d+) of (\d+) to (\d+) of (\d+): (0\.\d+)", catalogue.CHANGE.example)
)
def test_every_change_in_the_catalogue_is_what_the_program_works_out(said: tuple[str, ...]) -> None:
    old, old_base, new, new_base = map(int, said[:4])
    worked = float(two_sided(two_proportions(new, new_base, old, old_base)))
    assert f"{worked:.{len(said[4]) - 2}f}" == said[4]


@pytest.mark.parametrize(
    "said", re.findall(r"[ :](\d+) to (\d+): (0\.\d+)", catalogue.CHANGE.example)
)
def test_every_count_in_the_catalogue_is_what_the_program_works_out(said: tuple[str, ...]) -> None:
    worked = float(two_sided(two_counts(int(said[1]), 1, int(said[0]), 1)))
    assert f"{worked:.{len(said[2]) - 2}f}" == said[2]


def test_the_catalogue_has_all_the_published_worked_values() -> None:
    assert len(re.findall(r"\d: 0\.", catalogue.CHANGE.example)) == 7


def test_the_ranks_in_the_catalogue_are_what_the_program_works_out() -> None:
    first, last, _ = rank_intervals([16, 500, 900], [20, 1000, 1000])
    words = [f"{int(a)} to {int(b)}" for a, b in zip(first, last, strict=True)]
    assert f"ranks {words[0]}, {words[1]} and {words[2]}" in catalogue.RANKS.example


def test_the_parts_in_the_catalogue_add_up() -> None:
    england, of_type, council = 72.5 - 50, 75 - 50, 90 - 50
    words = f"{england:g}, {of_type - england:g} and {council - of_type:g} points"
    assert words in catalogue.PARTS.example


def test_the_dispersion_in_the_catalogue_doubles_the_distance() -> None:
    distance = stats.norm.isf(tail(0.95, [1.0, 4.0]))
    assert distance[1] / distance[0] == pytest.approx(2)


def test_the_trends_in_the_catalogue_are_what_the_program_works_out() -> None:
    rising = pd.DataFrame(
        {
            "authority": "A",
            "year": range(2016, 2022),
            "measure": "uphold_rate",
            "numerator": [4, 8, 12, 16, 20, 24],
            "denominator": 40,
        }
    )
    assert trends(rising, unfinished=None)["verdict"].tolist() == [TrendVerdict.RISING]
    four = trends(rising[:4], unfinished=None)
    assert four["verdict"].tolist() == [TrendVerdict.TOO_FEW_YEARS]


def test_equal_councils_have_the_pooled_share_as_the_catalogue_says() -> None:
    assert stabilised([3, 6, 30], [5, 10, 50]).tolist() == pytest.approx([0.6] * 3)


def test_the_expected_rate_in_the_catalogue_is_what_the_program_works_out() -> None:
    rows = [
        *(("A", "Housing", "Upheld", 10), ("B", "Housing", "Upheld", 8)),
        *(("B", "Housing", "Not upheld", 2), ("A", "Planning", "Upheld", 2)),
        ("A", "Planning", "Not upheld", 8),
    ]
    cases = pd.DataFrame(rows, columns=["authority", "category", "outcome", "cases"]).assign(
        year=2020, kind="decided"
    )
    of_a = expected_upheld(cases, frozenset({2020})).set_index("authority").loc["A"]
    words = f"{of_a['expected']:g} of {of_a['investigated']}, {of_a['display']}"
    assert words in catalogue.EXPECTED.example


def test_three_years_in_the_catalogue_are_what_the_program_works_out() -> None:
    counts = yearly_counts(
        *(
            {"authority": "A", "year": year, "upheld": n, "investigated": d}
            for year, n, d in ((2019, 1, 2), (2020, 3, 4), (2021, 2, 3))
        )
    )
    (together,) = pooled_years(figures(counts), unfinished=None).to_dict("records")
    words = f"{together['numerator']} of {together['denominator']}, {together['display']}"
    assert words in catalogue.POOLING.example


def test_the_ranges_in_the_catalogue_meet_as_it_says() -> None:
    pairs = re.findall(r"(\d+) of (\d+) \((\d+)% to (\d+)%\)", catalogue.RANGES.example)
    low, high = wilson([int(n) for n, *_ in pairs], [int(d) for _, d, *_ in pairs])
    shown = [(f"{a * 100:.0f}", f"{b * 100:.0f}") for a, b in zip(low, high, strict=True)]
    assert shown == [(a, b) for *_, a, b in pairs]
    meets = [[low[i] <= high[j] and low[j] <= high[i] for j in range(3)] for i in range(3)]
    assert (meets[0][1], meets[2][0], meets[2][1]) == (True, True, False)


def test_ranges_that_do_not_meet_are_rarer_by_chance_than_once_in_twenty() -> None:
    """Of every two councils of 5 to 60 cases with the same rate, whatever it is."""
    for rate in (0.1, 0.3, 0.5, 0.8, 0.95):
        for one in (5, 12, 60):
            for other in (5, 12, 60):
                a, b = np.arange(one + 1), np.arange(other + 1)
                low, high = wilson(a, np.full(len(a), one))
                low_b, high_b = wilson(b, np.full(len(b), other))
                apart = (low[:, None] > high_b) | (high[:, None] < low_b)
                chance = np.outer(stats.binom.pmf(a, one, rate), stats.binom.pmf(b, other, rate))
                assert chance[apart].sum() < 0.05


def test_the_category_in_the_catalogue_is_judged_as_it_says() -> None:
    share = float(re.findall(r"with (\d+)%", catalogue.BY_CATEGORY.example)[0])
    assert share == 20 / 40 * 100, "the other council alone, not 60 of 80"


def test_the_numbers_received_in_the_catalogue_are_what_the_program_works_out() -> None:
    low, high = poisson([24])
    said = catalogue.RECEIVED.example
    assert f"24: range {low[0]:.0f} to {high[0]:.0f}." in said
    assert f"{float(two_sided(two_counts(24, 1, 15, 1))):.2f}" == "0.15"
    assert f"15 to 24 among the same residents: {0.15:.2f}" in said
    assert f"100,000 would give {40 / 200_000 * 100_000:g}" in said
