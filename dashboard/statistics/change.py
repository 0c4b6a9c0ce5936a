"""Whether two figures differ by more than chance, and what a change is made of."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from dashboard.statistics.breaks import comparable_runs
from dashboard.statistics.decomposition import with_parts
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import (
    FEWEST_FOR_A_VERDICT,
    POSSIBLE_CHANGE_BELOW,
    UNLIKELY_CHANCE_BELOW,
)
from dashboard.vocabulary import ChangeVerdict, Measure, YearEnding

Floats = npt.NDArray[np.float64]

CHANGE_COLUMNS: Final = (
    "authority",
    "year",
    "measure",
    "earlier_year",
    "earlier_numerator",
    "earlier_denominator",
    "earlier_display",
    "difference",
    "p_value",
    "verdict",
    "national_part",
    "type_part",
    "own_part",
)
_KEY: Final = ["authority", "year", "measure"]


def two_proportions(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    other_numerator: npt.ArrayLike,
    other_denominator: npt.ArrayLike,
    odds_ratio: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats]:
    """One-sided mid-P values that the first of two proportions is lower, and that it is higher.

    Fisher's exact test given the sum of both numerators, each tail with half the probability of
    what was observed (Lancaster 1961, JASA 56:223-234; Agresti 2001, Statistics in Medicine
    20:2709-2722). `odds_ratio` is that of the first to the second under the hypothesis: 1 for no
    difference. A denominator of nought gives NaN.
    """
    cases, bases, others, other_bases, odds = np.broadcast_arrays(
        *(
            np.asarray(given, dtype=float)
            for given in (numerator, denominator, other_numerator, other_denominator, odds_ratio)
        )
    )
    low, high = np.full(cases.shape, np.nan), np.full(cases.shape, np.nan)
    known = (bases > 0) & (other_bases > 0) & ~np.isnan(cases + others) & (odds > 0)
    plain = known & (odds == 1)
    for chosen, of in ((plain, stats.hypergeom), (known & ~plain, stats.nchypergeom_fisher)):
        if not chosen.any():
            continue
        shape = [(bases + other_bases)[chosen], (cases + others)[chosen], bases[chosen]]
        if of is stats.nchypergeom_fisher:
            shape.append(odds[chosen])
        half = of.pmf(cases[chosen], *shape) / 2
        low[chosen] = of.cdf(cases[chosen], *shape) - half
        high[chosen] = of.sf(cases[chosen], *shape) + half
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def two_counts(
    count: npt.ArrayLike,
    exposure: npt.ArrayLike,
    other_count: npt.ArrayLike,
    other_exposure: npt.ArrayLike,
) -> tuple[Floats, Floats]:
    """One-sided mid-P values that the first of two rates is lower, and that it is higher.

    The binomial test given the sum of both counts, which chance shares out by exposure
    (Przyborowski and Wilenski 1940, Biometrika 31:313-323). No case in either gives 1.
    """
    cases, size, others, other_size = (
        np.asarray(given, dtype=float) for given in (count, exposure, other_count, other_exposure)
    )
    share = np.divide(size, size + other_size, out=np.full(size.shape, np.nan), where=size > 0)
    half = stats.binom.pmf(cases, cases + others, share) / 2
    low = stats.binom.cdf(cases, cases + others, share) - half
    high = stats.binom.sf(cases, cases + others, share) + half
    none = cases + others == 0
    return np.where(none, 1.0, np.clip(low, 0, 1)), np.where(none, 1.0, np.clip(high, 0, 1))


def two_sided(tails: tuple[Floats, Floats]) -> Floats:
    """Twice the smaller tail, at most 1."""
    both: Floats = np.minimum(2 * np.minimum(*tails), 1.0)
    return both


def change_verdicts(p_value: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """What two-sided P values say, in the words of every page; None where there is none."""
    p = np.asarray(p_value, dtype=float)
    words: npt.NDArray[np.object_] = np.select(
        [p < UNLIKELY_CHANCE_BELOW, p < POSSIBLE_CHANGE_BELOW],
        [ChangeVerdict.UNLIKELY_CHANCE, ChangeVerdict.POSSIBLE],
        ChangeVerdict.NOT_CLEAR,
    ).astype(object)
    words[np.isnan(p)] = None
    return words


def changes(
    figures: pd.DataFrame, types: dict[str, str], *, unfinished: YearEnding | None
) -> pd.DataFrame:
    """Each figure's change since the year before, where the two years compare.

    `figures` has FIGURE_COLUMNS and source; `types` the type of each authority. Returns
    CHANGE_COLUMNS on the figures' scale, one row where both years have both counts. The three
    parts add up to the difference: what the rate of all councils changed, what that of the other
    councils of the type changed beyond it, and what is left. They are NaN unless all the rates
    come from cases. There is no verdict where either year has fewer than five cases.
    """
    known = figures.dropna(subset=["numerator", "denominator", "value"]).assign(
        type=lambda frame: frame["authority"].map(types)
    )
    pairs = known.merge(
        _comparable(known, unfinished), on=["year", "measure"], validate="many_to_one"
    ).merge(
        known.rename(
            columns={
                "year": "earlier_year",
                "numerator": "earlier_numerator",
                "denominator": "earlier_denominator",
                "display": "earlier_display",
                "value": "earlier_value",
            }
        )[
            [
                "authority",
                "measure",
                "earlier_year",
                "earlier_numerator",
                "earlier_denominator",
                "earlier_display",
                "earlier_value",
            ]
        ],
        on=["authority", "measure", "earlier_year"],
        validate="one_to_one",
    )
    if pairs.empty:
        return pd.DataFrame(columns=list(CHANGE_COLUMNS))
    p_value = _p_values(pairs)
    pairs = pairs.assign(
        difference=pairs["value"] - pairs["earlier_value"],
        p_value=p_value,
        verdict=change_verdicts(p_value),
    )
    return with_parts(pairs, known)[list(CHANGE_COLUMNS)]


def _comparable(known: pd.DataFrame, unfinished: YearEnding | None) -> pd.DataFrame:
    """For each measure and year the year before, if no break lies between the two."""
    rows = []
    for measure in known["measure"].unique():
        years = [YearEnding(year) for year in sorted(known["year"].unique().tolist())]
        for run in comparable_runs(Measure(measure), years, unfinished):
            rows += [
                (measure, year.last, before.last)
                for before, year in pairwise(run)
                if year.last == before.last + 1
            ]
    return pd.DataFrame(rows, columns=["measure", "year", "earlier_year"])


def _p_values(pairs: pd.DataFrame) -> Floats:
    new_n, new_d, old_n, old_d = (
        pairs[column].to_numpy(float)
        for column in ("numerator", "denominator", "earlier_numerator", "earlier_denominator")
    )
    is_share = pairs["measure"].map(lambda m: DEFINITIONS[Measure(m)].is_share).to_numpy(bool)
    p = np.full(len(pairs), np.nan)
    enough = is_share & (np.minimum(new_d, old_d) >= FEWEST_FOR_A_VERDICT)
    p[enough] = two_sided(
        two_proportions(new_n[enough], new_d[enough], old_n[enough], old_d[enough])
    )
    rates = ~is_share
    p[rates] = two_sided(two_counts(new_n[rates], new_d[rates], old_n[rates], old_d[rates]))
    return p
