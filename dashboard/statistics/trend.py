"""Whether a measure rises or falls over years that compare."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from dashboard.statistics.breaks import comparable_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import COMPARABLE_YEARS_FOR_A_TREND, UNLIKELY_CHANCE_BELOW
from dashboard.vocabulary import Measure, TrendVerdict, YearEnding

Floats = npt.NDArray[np.float64]

TREND_COLUMNS: Final = (
    "authority",
    "measure",
    "first_year",
    "last_year",
    "years",
    "p_value",
    "verdict",
)


def trend_in_shares(year: Floats, numerator: Floats, denominator: Floats) -> float:
    """The standardised slope of shares over years: the Cochran-Armitage test for trend.

    NaN if the share is 0 or 1 throughout. Armitage 1955, Biometrics 11:375-386.
    """
    share = numerator.sum() / denominator.sum()
    centred = year - np.average(year, weights=denominator)
    variance = share * (1 - share) * np.sum(denominator * centred**2)
    return float(np.sum(numerator * centred) / np.sqrt(variance)) if variance > 0 else np.nan


def trend_in_counts(year: Floats, count: Floats, exposure: Floats) -> float:
    """The standardised slope of counts over years, given their sum; NaN without any.

    Chance shares the cases out by exposure. Cox and Lewis 1966, The Statistical Analysis of
    Series of Events, chapter 3.
    """
    centred = year - np.average(year, weights=exposure)
    variance = count.sum() * np.average(centred**2, weights=exposure)
    return float(np.sum(count * centred) / np.sqrt(variance)) if variance > 0 else np.nan


def trends(figures: pd.DataFrame, *, unfinished: YearEnding | None) -> pd.DataFrame:
    """What each run of comparable years of each council and measure says: TREND_COLUMNS.

    `figures` has authority, year, measure and both counts. Runs are cut at breaks, at an
    unfinished year and at years without cases. Below five years the verdict is that there are
    too few.
    """
    known = figures.dropna(subset=["numerator", "denominator"])
    known = known[known["denominator"] > 0].sort_values(["authority", "measure", "year"])
    columns = ["authority", "measure", "year", "numerator", "denominator"]
    slopes = []
    for (authority, name), history in groupby(
        known[columns].itertuples(index=False, name=None), key=itemgetter(0, 1)
    ):
        counts = {year: (float(n), float(d)) for *_, year, n, d in history}
        measure = Measure(name)
        for run in _runs(measure, list(counts), unfinished):
            slope = _slope(measure, {year: counts[year] for year in run})
            slopes.append((authority, name, run[0], run[-1], len(run), slope))
    runs = pd.DataFrame(slopes, columns=[*TREND_COLUMNS[:5], "slope"])
    return _judged(runs.astype({"slope": "float64"}))[list(TREND_COLUMNS)]


def _runs(measure: Measure, years: list[int], unfinished: YearEnding | None) -> list[list[int]]:
    """The years cut at breaks, at an unfinished one, and wherever one is missing."""
    runs: list[list[int]] = []
    for comparable in comparable_runs(measure, [YearEnding(y) for y in years], unfinished):
        for year in comparable:
            if year == unfinished:
                continue
            if year == comparable[0] or runs[-1][-1] + 1 != year.last:
                runs.append([])
            runs[-1].append(year.last)
    return runs


def _slope(measure: Measure, counts: dict[int, tuple[float, float]]) -> float:
    """The standardised slope of a run of years; NaN if they are too few."""
    if len(counts) < COMPARABLE_YEARS_FOR_A_TREND:
        return np.nan
    test = trend_in_shares if DEFINITIONS[measure].is_share else trend_in_counts
    years, pairs = np.array(list(counts), dtype=float), np.array(list(counts.values()))
    return test(years, pairs[:, 0], pairs[:, 1])


def _judged(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs with the P value of each slope, and the verdict."""
    p_value = 2 * stats.norm.sf(runs["slope"].abs().to_numpy())
    is_clear = p_value < UNLIKELY_CHANCE_BELOW
    verdict = np.select(
        [
            runs["years"] < COMPARABLE_YEARS_FOR_A_TREND,
            is_clear & (runs["slope"] > 0),
            is_clear,
        ],
        [TrendVerdict.TOO_FEW_YEARS, TrendVerdict.RISING, TrendVerdict.FALLING],
        TrendVerdict.NOT_CLEAR,
    ).astype(object)
    return runs.assign(p_value=p_value, verdict=verdict)
