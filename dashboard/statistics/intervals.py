"""How far a figure could lie from where it is, by chance alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from dashboard.statistics.thresholds import CONFIDENCE, EXACT_POISSON_BELOW

Floats = npt.NDArray[np.float64]


def wilson(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, level: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """Wilson score limits of proportions, as shares from 0 to 1; 95% unless told.

    A denominator of nought has no interval: both limits are NaN. Wilson 1927, JASA 22:209-212;
    the method that OHID's technical guidance prefers for small numbers.
    """
    counts = np.asarray(numerator, dtype=float)
    bases = np.asarray(denominator, dtype=float)
    low, high = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    known = bases > 0
    low[known], high[known] = proportion_confint(
        counts[known], bases[known], alpha=1 - level, method="wilson"
    )
    # At 0 of n and n of n the limit is the share itself; floating point leaves a trace there.
    low[known & (counts == 0)] = 0.0
    high[known & (counts == bases)] = 1.0
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def poisson(counts: npt.ArrayLike) -> tuple[Floats, Floats]:
    """95% limits of counts: exact below 10, Byar's approximation from 10 on.

    Exact: the chi-squared form of Garwood 1936, Biometrika 28:437-442. Byar: Breslow and Day
    1987, Statistical Methods in Cancer Research II, equation 2.13.
    """
    cases = np.asarray(counts, dtype=float)
    tail = (1 - CONFIDENCE) / 2
    exact_low = np.where(cases > 0, stats.chi2.ppf(tail, 2 * cases) / 2, 0.0)
    exact_high = stats.chi2.ppf(1 - tail, 2 * (cases + 1)) / 2
    z = stats.norm.ppf(1 - tail)
    at_least_one = np.maximum(cases, 1)
    byar_low = cases * (1 - 1 / (9 * at_least_one) - z / (3 * np.sqrt(at_least_one))) ** 3
    more = cases + 1
    byar_high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    few = cases < EXACT_POISSON_BELOW
    return np.where(few, exact_low, byar_low), np.where(few, exact_high, byar_high)
