"""What similar authorities did: pooled from their counts, or as the publisher printed it."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display
from dashboard.statistics.funnel import dispersion, verdicts
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT, FEWEST_FOR_QUARTILES
from dashboard.vocabulary import AuthorityType, Measure, YearEnding

Floats = npt.NDArray[np.float64]

_GROUP: Final = ["type", "year", "measure"]


def type_averages(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Pooled averages of each type, year and measure: sum of numerators over sum of denominators.

    Returns type, year, measure, numerator, denominator, value, display, councils (how many have
    both counts), councils_in_all (how many of the type existed in the year), dispersion (how
    much wider the councils' shares spread than chance gives; 1 for rates by population), and
    low_quartile and high_quartile (the middle half of the councils with at least five cases lies
    between them; NaN for fewer than four). Where no council of the type has a case there is no
    average and no row. A figure of nought cases is known: its council counts among the councils.
    """
    known = _with_type(figures, register).dropna(subset=["numerator", "denominator"])
    existing = {
        (authority.code, year)
        for year in known["year"].unique().tolist()
        for authority in register.in_year(YearEnding(year))
    }
    known["exists"] = [
        key in existing for key in zip(known["authority"], known["year"], strict=True)
    ]
    pooled = known.groupby(_GROUP, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        councils=("exists", "sum"),
    )
    pooled = pooled[pooled["denominator"] > 0].reset_index(drop=True)
    in_all = [
        sum(1 for a in register.in_year(YearEnding(year)) if a.type == kind)
        for kind, year in zip(pooled["type"], pooled["year"], strict=True)
    ]
    scale = pooled["measure"].map(_scale).astype(float)
    return pooled.assign(
        value=(pooled["numerator"] / pooled["denominator"]).astype(float) * scale,
        display=[
            display(Measure(measure), int(n), int(d))
            for measure, n, d in pooled[["measure", "numerator", "denominator"]].itertuples(
                index=False
            )
        ],
        councils_in_all=in_all,
    ).merge(_spreads(known), on=_GROUP, how="left", validate="one_to_one")


def nation_averages(averages: pd.DataFrame) -> pd.DataFrame:
    """What all five types did together, from `type_averages`: year, measure and the same columns.

    Only where no type is missing: a year without counties is no year of England.
    """
    added = averages.groupby(["year", "measure"], as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        councils=("councils", "sum"),
        councils_in_all=("councils_in_all", "sum"),
        types=("type", "nunique"),
    )
    nation = added[added["types"] == len(AuthorityType)].drop(columns="types")
    scale = nation["measure"].map(_scale).astype(float)
    return nation.assign(
        value=(nation["numerator"] / nation["denominator"]).astype(float) * scale,
        display=[
            display(Measure(measure), int(n), int(d))
            for measure, n, d in nation[["measure", "numerator", "denominator"]].itertuples(
                index=False
            )
        ],
    )


def _spreads(known: pd.DataFrame) -> pd.DataFrame:
    numerator, denominator = _floats(known["numerator"]), _floats(known["denominator"])
    values = known.reset_index(drop=True).groupby(_GROUP)["value"]
    return pd.DataFrame(
        [
            (
                *group,
                *_spread(Measure(str(group[2])), numerator[of.index], denominator[of.index], of),
            )
            for group, of in values
        ],
        columns=[*_GROUP, "dispersion", "low_quartile", "high_quartile"],
    )


def _spread(
    measure: Measure, numerator: Floats, denominator: Floats, value: pd.Series
) -> tuple[float, float, float]:
    """The dispersion of a type's councils and the limits of their middle half."""
    wider = dispersion(numerator, denominator) if DEFINITIONS[measure].is_share else 1.0
    enough = value[denominator >= FEWEST_FOR_A_VERDICT].dropna()
    if len(enough) < FEWEST_FOR_QUARTILES:
        return wider, np.nan, np.nan
    low, high = np.quantile(enough.to_numpy(float), [0.25, 0.75])
    return wider, float(low), float(high)


def with_similar(
    figures: pd.DataFrame, computed: pd.DataFrame, printed: pd.DataFrame, register: Register
) -> pd.DataFrame:
    """The figures with the similar authorities' value beside each, whose it is, and the verdict.

    `figures` has FIGURE_COLUMNS and source, "cases" for those from which the averages are pooled;
    `computed` is what `type_averages` returns; `printed` has type, year, measure, value (on the
    measure's scale), display and source_url: the publisher's own averages, which are shown where
    they are. Adds similar_value, similar_display, similar_source (publisher, computed or none),
    similar_url, similar_councils, similar_councils_in_all and verdict.

    A verdict compares with the other councils of the type, the council itself left out; where
    only the publisher's average is known, with that. When counts of some councils of the type
    are missing and the publisher printed no average, there is no verdict.
    """
    typed = _with_type(figures, register)
    beside = typed.merge(
        computed.rename(
            columns={
                "numerator": "pool_numerator",
                "denominator": "pool_denominator",
                "value": "pool_value",
                "display": "pool_display",
            }
        ),
        on=_GROUP,
        how="left",
        validate="many_to_one",
    ).merge(
        printed.rename(
            columns={
                "value": "printed_value",
                "display": "printed_display",
                "source_url": "similar_url",
            }
        ),
        on=_GROUP,
        how="left",
        validate="many_to_one",
    )
    is_printed = beside["printed_value"].notna()
    is_computed = ~is_printed & beside["pool_value"].notna()
    return figures.assign(
        similar_value=beside["printed_value"].where(is_printed, beside["pool_value"]),
        similar_display=beside["printed_display"].where(is_printed, beside["pool_display"]),
        similar_source=np.select([is_printed, is_computed], ["publisher", "computed"], ""),
        similar_url=beside["similar_url"].where(is_printed, None),
        similar_councils=beside["councils"].where(is_computed).astype("Int64"),
        similar_councils_in_all=beside["councils_in_all"].where(is_computed).astype("Int64"),
        verdict=verdicts(
            _floats(beside["numerator"]),
            _floats(beside["denominator"]),
            _benchmark(beside),
            beside["dispersion"].fillna(1.0).to_numpy(float),
        ),
    ).assign(verdict=lambda frame: frame["verdict"].where(_is_judged(frame), None))


def _is_judged(figures: pd.DataFrame) -> pd.Series:
    """Only shares of cases have a verdict, and only where both counts are known."""
    shares = [str(measure) for measure, d in DEFINITIONS.items() if d.is_share]
    known = figures["numerator"].notna() & figures["denominator"].gt(0).fillna(False)
    return figures["measure"].isin(shares) & known


def _benchmark(beside: pd.DataFrame) -> np.ndarray:
    """The rate of the type's other councils; the printed average where theirs is incomplete."""
    # Only figures from cases are in the pool: a printed one has no part of it to take out.
    is_pooled = beside["source"].eq("cases").fillna(False)
    own = beside[["numerator", "denominator"]].where(is_pooled, 0)
    others_n = _floats(beside["pool_numerator"]) - _floats(own["numerator"])
    others_d = _floats(beside["pool_denominator"]) - _floats(own["denominator"])
    is_whole = (beside["councils"] >= beside["councils_in_all"]).fillna(False).to_numpy(bool)
    rate = np.full(len(beside), np.nan)
    np.divide(others_n, others_d, out=rate, where=is_whole & (others_d > 0))
    return np.where(np.isnan(rate), _floats(beside["printed_value"]), rate)


def _with_type(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    types = {authority.code: str(authority.type) for authority in register}
    return figures.assign(type=figures["authority"].map(types))


def _scale(measure: str) -> int:
    definition = DEFINITIONS[Measure(measure)]
    return 1 if definition.is_share else definition.per


def _floats(column: pd.Series) -> Floats:
    return np.asarray(column.astype("Float64").to_numpy(float, na_value=np.nan), dtype=float)
