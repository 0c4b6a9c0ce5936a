"""Early warnings: council-years worth a question, each with its counts and its test."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests

from dashboard.statistics.change import two_proportions
from dashboard.statistics.funnel import tail
from dashboard.statistics.thresholds import (
    FALSE_DISCOVERY_RATE,
    FEWEST_FOR_A_VERDICT,
    FEWEST_UPHELD_AGAIN,
    FUNNEL_ALARM,
    UNLIKELY_CHANCE_BELOW,
)
from dashboard.vocabulary import Measure, PeerGroup, SignalKind

Floats = npt.NDArray[np.float64]

SIGNAL_COLUMNS: Final = (
    "authority",
    "year",
    "kind",
    "category",
    "count",
    "base",
    "printed",
    "earlier_year",
    "earlier_count",
    "earlier_base",
    "expected",
    "p_value",
    "since",
)
_KEY: Final = ["authority", "year"]
_BESIDE: Final = [*_KEY, "measure"]


def signals(
    figures: pd.DataFrame,
    beside: pd.DataFrame,
    changed: pd.DataFrame,
    categories: pd.DataFrame,
    counts: pd.DataFrame,
    upheld_again: pd.DataFrame,
    types: dict[str, str],
    dispersions: pd.DataFrame,
) -> pd.DataFrame:
    """Every signal of every council-year: SIGNAL_COLUMNS.

    `count` of `base` is what was seen, <NA> where only a rate is `printed`; `expected` the share
    that similar councils lead to expect; `earlier_*` the last comparable year of a rise; `since`
    the day from which cases count. Tested kinds (outside the funnel, rise, late, category) control
    the false discovery rate over all councils of a year and kind (Benjamini and Hochberg 1995);
    the others are facts: any outcome not complied with, compliance printed as less than all, and
    cases upheld again in a category for which an improvement was agreed.
    """
    of_type = beside[beside["peer_group"].eq(PeerGroup.TYPE)].merge(
        figures[[*_BESIDE, "numerator", "denominator"]].rename(
            columns={"numerator": "count", "denominator": "base"}
        ),
        on=_BESIDE,
        validate="one_to_one",
    )
    of_type = of_type[of_type["councils"] == of_type["councils_in_all"]].dropna(
        subset=["count", "base"]
    )
    of_type = of_type.assign(type=of_type["authority"].map(types)).merge(
        dispersions, on=["type", "year", "measure"], how="left", validate="many_to_one"
    )
    every = [
        _outside_funnel(of_type),
        _rises(of_type, beside, changed),
        _late(of_type),
        _category_shares(categories, types),
        _not_complied(counts),
        _printed_below_all(figures, counts),
        upheld_again[upheld_again["count"] >= FEWEST_UPHELD_AGAIN].assign(
            kind=str(SignalKind.UPHELD_AGAIN)
        ),
    ]
    found = [part.reindex(columns=list(SIGNAL_COLUMNS)) for part in every if not part.empty]
    if not found:
        return pd.DataFrame(columns=list(SIGNAL_COLUMNS))
    return pd.concat(found, ignore_index=True).sort_values(
        [*_KEY, "kind", "category"], ignore_index=True
    )


def discoveries(p_values: pd.Series, years: pd.Series) -> pd.Series:
    """Whether each P value stands, the false discovery rate of its year controlled; NaN doesn't."""
    stands = pd.Series(False, index=p_values.index)
    known = p_values[p_values.notna()]
    for _, of_year in known.groupby(years[known.index]):
        stands[of_year.index] = multipletests(
            of_year.to_numpy(float), alpha=FALSE_DISCOVERY_RATE, method="fdr_bh"
        )[0]
    return stands


def _outside_funnel(of_type: pd.DataFrame) -> pd.DataFrame:
    """Uphold rates above the 99.8% limit around the type's other councils."""
    rates = _enough(of_type, Measure.UPHOLD_RATE)
    p = stats.binom.sf(_floats(rates["count"]) - 1, _floats(rates["base"]), _share(rates))
    rates = rates.assign(
        p_value=_with_spread(p, rates["dispersion"]),
        expected=_share(rates),
        kind=str(SignalKind.OUTSIDE_FUNNEL),
    )
    outside = rates["p_value"] <= float(tail(FUNNEL_ALARM))
    return rates[outside & discoveries(rates["p_value"], rates["year"])]


def _with_spread(p_value: npt.ArrayLike, dispersion: pd.Series) -> Floats:
    """One-sided P values where councils spread wider than chance: the funnel widened alike."""
    widened: Floats = stats.norm.sf(
        stats.norm.isf(p_value) / np.sqrt(dispersion.fillna(1.0).to_numpy(float))
    )
    return widened


def _rises(of_type: pd.DataFrame, beside: pd.DataFrame, changed: pd.DataFrame) -> pd.DataFrame:
    """Uphold rates that rose by more than chance and than the type's other councils did.

    Fisher's test against the odds ratio of the other councils' change: what all of them share is
    no signal. The change itself must be unlikely to be chance, too.
    """
    earlier = beside[beside["peer_group"].eq(PeerGroup.TYPE)][
        [*_BESIDE, "numerator", "denominator"]
    ].rename(
        columns={
            "year": "earlier_year",
            "numerator": "earlier_others",
            "denominator": "earlier_others_base",
        }
    )
    pairs = (
        _enough(of_type, Measure.UPHOLD_RATE)
        .merge(
            changed[
                [
                    *_BESIDE,
                    "earlier_year",
                    "earlier_numerator",
                    "earlier_denominator",
                    "difference",
                    "p_value",
                ]
            ].rename(columns={"p_value": "change_p_value"}),
            on=_BESIDE,
            validate="one_to_one",
        )
        .merge(earlier, on=["authority", "earlier_year", "measure"], validate="one_to_one")
    )
    pairs = pairs[pairs["earlier_denominator"] >= FEWEST_FOR_A_VERDICT].reset_index(drop=True)
    if pairs.empty:
        return pairs
    now = (_floats(pairs["numerator"]), _floats(pairs["denominator"]))
    before = (_floats(pairs["earlier_others"]), _floats(pairs["earlier_others_base"]))
    # Half a case on every side keeps the odds finite where all or none were upheld.
    odds_ratio = ((now[0] + 0.5) / (now[1] - now[0] + 0.5)) / (
        (before[0] + 0.5) / (before[1] - before[0] + 0.5)
    )
    _, beyond = two_proportions(
        _floats(pairs["count"]),
        _floats(pairs["base"]),
        _floats(pairs["earlier_numerator"]),
        _floats(pairs["earlier_denominator"]),
        odds_ratio,
    )
    pairs = pairs.assign(
        p_value=beyond,
        kind=str(SignalKind.RISE),
        expected=_share(pairs),
        earlier_count=pairs["earlier_numerator"],
        earlier_base=pairs["earlier_denominator"],
    )
    rose = (pairs["difference"] > 0) & (pairs["change_p_value"] < UNLIKELY_CHANCE_BELOW)
    return pairs[rose & discoveries(pairs["p_value"], pairs["year"])]


def _late(of_type: pd.DataFrame) -> pd.DataFrame:
    """On-time compliance below that of the type's other councils by more than chance."""
    rates = _enough(of_type, Measure.ON_TIME_COMPLIANCE_RATE)
    p = stats.binom.cdf(_floats(rates["count"]), _floats(rates["base"]), _share(rates))
    rates = rates.assign(
        p_value=_with_spread(p, rates["dispersion"]),
        expected=_share(rates),
        kind=str(SignalKind.LATE),
    )
    return rates[discoveries(rates["p_value"], rates["year"])]


def _category_shares(categories: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    """Categories with more of the upheld cases than the type's other councils lead to expect."""
    upheld = categories[categories["kind"].eq("decided") & categories["outcome"].eq("Upheld")]
    if upheld.empty:
        return pd.DataFrame()
    own = upheld[[*_KEY, "category", "cases"]].rename(columns={"cases": "count"})
    own = own.assign(
        type=own["authority"].map(types),
        base=own.groupby(_KEY)["count"].transform("sum"),
    )
    in_category = own.groupby(["type", "year", "category"])["count"].transform("sum")
    bases = own.drop_duplicates(_KEY).groupby(["type", "year"])["base"].sum().rename("of_type")
    in_all = own.merge(bases, on=["type", "year"], how="left", validate="many_to_one")["of_type"]
    others = _floats(in_category - own["count"])
    others_base = in_all.to_numpy(float) - _floats(own["base"])
    expected: Floats = np.full(len(own), np.nan)
    np.divide(others, others_base, out=expected, where=others_base > 0)
    # A category that no other council of the type has is no share to compare with.
    expected[expected == 0] = np.nan
    p: Floats = stats.binom.sf(_floats(own["count"]) - 1, _floats(own["base"]), expected)
    p[_floats(own["base"]) < FEWEST_FOR_A_VERDICT] = np.nan
    own = own.assign(p_value=p, expected=expected, kind=str(SignalKind.CATEGORY_SHARE))
    return own[discoveries(own["p_value"], own["year"])]


def _not_complied(counts: pd.DataFrame) -> pd.DataFrame:
    """Any outcome that was not complied with: a fact, not a test."""
    failed = counts[counts["not_complied"].gt(0).fillna(False)]
    return failed[_KEY].assign(
        kind=str(SignalKind.NOT_COMPLIED),
        count=failed["not_complied"],
        base=failed["compliance_outcomes"],
    )


def _printed_below_all(figures: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Compliance printed as a rate below 100% where the outcomes themselves aren't known."""
    below = figures[
        figures["measure"].eq(Measure.COMPLIANCE_RATE)
        & figures["value"].lt(1).fillna(False)
        & figures["numerator"].isna()
    ]
    counted = counts.loc[counts["not_complied"].notna(), _KEY]
    below = below.merge(counted, on=_KEY, how="left", indicator="seen", validate="one_to_one")
    below = below[below["seen"].eq("left_only")]
    return below[_KEY].assign(
        kind=str(SignalKind.NOT_COMPLIED), base=below["denominator"], printed=below["display"]
    )


def _enough(of_type: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    chosen = of_type["measure"].eq(measure) & (of_type["base"] >= FEWEST_FOR_A_VERDICT)
    return of_type[chosen].reset_index(drop=True)


def _share(beside: pd.DataFrame) -> Floats:
    return np.divide(_floats(beside["numerator"]), _floats(beside["denominator"]))


def _floats(column: pd.Series) -> Floats:
    return np.asarray(column.astype("Float64").to_numpy(float, na_value=np.nan), dtype=float)
