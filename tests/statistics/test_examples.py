from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from dashboard.statistics.averages import type_averages
from dashboard.statistics.display import display, display_range
from dashboard.statistics.examples import (
    AVERAGES,
    FUNNELS,
    RATES,
    AverageExample,
    FunnelExample,
    RateExample,
)
from dashboard.statistics.funnel import verdicts
from dashboard.statistics.rates import figures
from dashboard.vocabulary import Measure, Verdict
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
