"""Shares drawn towards those of similar councils, the more the fewer cases they have."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def stabilised(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Empirical Bayes shares of councils of a type, for shading only; NaN without a case.

    The beta-binomial with its two parameters from the moments, each council weighing as many as
    its cases (Kleinman 1973, JASA 68:46-54). If the councils spread no wider than chance gives,
    all have the pooled share.
    """
    cases, bases = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    known = (bases > 0) & ~np.isnan(cases)
    out = np.full(cases.shape, np.nan)
    if not known.any():
        return out
    y, n = cases[known], bases[known]
    pooled = y.sum() / n.sum()
    between = np.sum(n * (y / n - pooled) ** 2)
    weights = n.sum() - np.sum(n**2) / n.sum()
    by_chance = pooled * (1 - pooled) * (len(n) - 1)
    # The share of the variance that is not chance: the intraclass correlation.
    spread = pooled * (1 - pooled) * (weights - (len(n) - 1))
    correlation = np.clip((between - by_chance) / spread, 0.0, 1.0) if spread > 0 else 0.0
    pull = n * correlation / (1 + (n - 1) * correlation)
    out[known] = pooled + pull * (y / n - pooled)
    return out
