"""Worked examples: shown on the methods page, and each one recomputed by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.vocabulary import Measure


@dataclass(frozen=True)
class RateExample:
    """A rate with its counts, its display and its 95% range."""

    measure: Measure
    numerator: int
    denominator: int
    display: str
    interval: str
    remark: str


@dataclass(frozen=True)
class FunnelExample:
    """The fewest investigations, all upheld, that put a council outside a funnel limit."""

    benchmark_percent: int
    limit: str
    fewest: int


@dataclass(frozen=True)
class AverageExample:
    """A pooled average of councils given as pairs of counts, and the mean of their rates."""

    councils: tuple[tuple[int, int], ...]
    pooled: str
    mean_of_rates: str


RATES: Final = (
    RateExample(
        Measure.UPHOLD_RATE, 5, 9, "56%", "27% to 81%", "few cases say little: the range is wide"
    ),
    RateExample(
        Measure.UPHOLD_RATE, 1, 1, "100%", "21% to 100%", "one case: no verdict and no rank"
    ),
    RateExample(Measure.UPHOLD_RATE, 31, 39, "79%", "64% to 89%", "more cases, a narrower range"),
    RateExample(Measure.UPHOLD_RATE, 0, 5, "0%", "0% to 43%", "a true nought is a figure"),
    RateExample(Measure.UPHOLD_RATE, 33, 40, "83%", "68% to 91%", "82.5 rounds half up"),
    RateExample(
        Measure.COMPLIANCE_RATE, 249, 250, "99.6%", "98% to 100%", "100% only if every one complied"
    ),
    RateExample(
        Measure.UPHELD_PER_100K, 9, 200_000, "4.5", "2.1 to 8.5", "exact limits below 10 cases"
    ),
    RateExample(
        Measure.UPHELD_PER_100K, 20, 400_000, "5.0", "3.1 to 7.7", "Byar's limits from 10 cases on"
    ),
)

FUNNELS: Final = (FunnelExample(80, "95%", 17), FunnelExample(80, "99.8%", 31))

AVERAGES: Final = (AverageExample(((9, 10), (1, 2), (30, 60)), pooled="56%", mean_of_rates="63%"),)
