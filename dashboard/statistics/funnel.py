"""Whether a council's rate stands out from a benchmark by more than chance would give."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT, FUNNEL_ALARM, FUNNEL_WARNING
from dashboard.vocabulary import Verdict


def verdicts(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, benchmark: npt.ArrayLike
) -> npt.NDArray[np.object_]:
    """The verdict on each proportion against its benchmark (a share; NaN: none).

    A count is outside the limits when the exact binomial gives it, or one further out, at most
    half the limits' error on its side (Spiegelhalter 2005, doi 10.1002/sim.1970). Around a
    benchmark of 80% that takes 17 investigations to be high at 95%, 31 at 99.8%.
    """
    cases = np.asarray(numerator, dtype=float)
    bases = np.asarray(denominator, dtype=float)
    benchmarks = np.asarray(benchmark, dtype=float)
    as_high = stats.binom.sf(cases - 1, bases, benchmarks)
    as_low = stats.binom.cdf(cases, bases, benchmarks)
    warning, alarm = (1 - FUNNEL_WARNING) / 2, (1 - FUNNEL_ALARM) / 2
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
