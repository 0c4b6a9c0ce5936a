"""Whether a council's rate stands out from a benchmark by more than chance would give."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from dashboard.statistics.thresholds import (
    DISPERSION_TEST_BELOW,
    FEWEST_COUNCILS_FOR_DISPERSION,
    FEWEST_FOR_A_VERDICT,
    FUNNEL_ALARM,
    FUNNEL_WARNING,
)
from dashboard.vocabulary import Verdict

Floats = npt.NDArray[np.float64]


def verdicts(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
) -> npt.NDArray[np.object_]:
    """The verdict on each proportion against its benchmark (a share; NaN: none).

    A count is outside the limits when the exact binomial gives it, or one further out, at most
    half the limits' error on its side (Spiegelhalter 2005, doi 10.1002/sim.1970). Around a
    benchmark of 80% that takes 17 investigations to be high at 95%, 31 at 99.8%. `dispersion`
    over 1 widens the limits.
    """
    cases = np.asarray(numerator, dtype=float)
    bases = np.asarray(denominator, dtype=float)
    benchmarks = np.asarray(benchmark, dtype=float)
    as_high = stats.binom.sf(cases - 1, bases, benchmarks)
    as_low = stats.binom.cdf(cases, bases, benchmarks)
    warning, alarm = tail(FUNNEL_WARNING, dispersion), tail(FUNNEL_ALARM, dispersion)
    # The first condition that holds decides; comparisons with NaN are false.
    return np.select(
        [
            ~(bases >= FEWEST_FOR_A_VERDICT),
            np.isnan(benchmarks),
            as_high <= alarm,
            as_low <= alarm,
            as_high <= warning,
            as_low <= warning,
        ],
        [
            Verdict.TOO_FEW,
            Verdict.NO_BENCHMARK,
            Verdict.HIGHER,
            Verdict.LOWER,
            Verdict.POSSIBLY_HIGHER,
            Verdict.POSSIBLY_LOWER,
        ],
        Verdict.CONSISTENT,
    ).astype(object)


def tail(level: float, dispersion: npt.ArrayLike = 1.0) -> Floats:
    """The chance on one side of limits of a level, widened by the dispersion.

    A dispersion of 4 doubles the distance to the limits in standard errors, the multiplicative
    form of Spiegelhalter 2005, section 4, put to the exact binomial.
    """
    widened: Floats = stats.norm.sf(
        stats.norm.isf((1 - level) / 2) * np.sqrt(np.asarray(dispersion, dtype=float))
    )
    return widened


def limits(
    denominator: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    level: float,
    dispersion: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats]:
    """The two lines of funnels at each denominator and its benchmark, as shares from 0 to 1.

    They lie halfway between the last count inside and the first one outside, so that every
    council stands on the side of the line that its verdict says.
    """
    bases = np.asarray(denominator, dtype=float)
    one_side = tail(level, dispersion)
    # The smallest count with so little chance of it or more, and the largest of it or fewer.
    first_high = stats.binom.isf(one_side, bases, benchmark) + 1
    at_most = stats.binom.ppf(one_side, bases, benchmark)
    last_low = np.where(
        stats.binom.cdf(at_most, bases, benchmark) <= one_side, at_most, at_most - 1
    )
    low, high = (last_low + 0.5) / bases, (first_high - 0.5) / bases
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def dispersion(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> float:
    """How much wider councils of a type spread than chance gives: 1, or more if clearly so.

    The mean of the squared standardised differences from the pooled rate, the outermost tenth on
    each side drawn in (Spiegelhalter 2005, section 4), if a chi-squared test finds the spread too
    wide. Councils with fewer than five cases have no part in it.
    """
    cases, bases = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    enough = bases >= FEWEST_FOR_A_VERDICT
    cases, bases = cases[enough], bases[enough]
    if len(cases) < FEWEST_COUNCILS_FOR_DISPERSION:
        return 1.0
    rate = cases.sum() / bases.sum()
    if rate in (0.0, 1.0):
        return 1.0
    z = (cases - bases * rate) / np.sqrt(bases * rate * (1 - rate))
    if stats.chi2.sf(np.sum(z**2), len(z) - 1) >= DISPERSION_TEST_BELOW:
        return 1.0
    drawn_in = np.clip(z, *np.quantile(z, [0.1, 0.9]))
    return float(max(1.0, np.mean(drawn_in**2)))
