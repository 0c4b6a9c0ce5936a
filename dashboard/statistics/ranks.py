"""Which ranks the data support for each of several figures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dashboard.statistics.intervals import wilson
from dashboard.statistics.thresholds import CONFIDENCE, FEWEST_FOR_A_VERDICT

Ranks = npt.NDArray[np.float64]


def rank_intervals(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike
) -> tuple[Ranks, Ranks, int]:
    """The first and last rank, 1 for the highest share, that each council can have; how many.

    One council stands certainly above another if its interval lies wholly above the other's. The
    intervals are Wilson's at the level at which all of them hold together (Šidák), so all ranks
    hold together at 95% (Klein, Wright and Wieczorek 2020, doi 10.1111/rssa.12544). Councils with
    fewer than five cases have no rank: NaN.
    """
    cases, bases = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    first, last = np.full(cases.shape, np.nan), np.full(cases.shape, np.nan)
    ranked = np.flatnonzero((bases >= FEWEST_FOR_A_VERDICT) & ~np.isnan(cases))
    count = len(ranked)
    if count:
        low, high = wilson(cases[ranked], bases[ranked], level=CONFIDENCE ** (1 / count))
        first[ranked] = 1 + (low[None, :] > high[:, None]).sum(axis=1)
        last[ranked] = count - (high[None, :] < low[:, None]).sum(axis=1)
    return first, last, count
