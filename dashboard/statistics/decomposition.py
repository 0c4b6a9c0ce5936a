"""What a change is made of: what all councils share, what the type does, and what is left."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure


def with_parts(pairs: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Adds national_part, type_part and own_part, which add up to each difference.

    `pairs` has type, measure, year, earlier_year, source, difference and the counts of both
    years, the earlier ones with the prefix "earlier_"; `figures` are those of all councils. The
    national part is what the rate of all councils together changed; the type's is what that of
    its other councils changed beyond it. All three are NaN unless they come from cases.
    """
    counted = figures[figures["source"].eq("cases").fillna(False)]
    nation = _pooled(counted, ["year", "measure"])
    of_type = _pooled(counted, ["type", "year", "measure"])
    scale = pairs["measure"].map(_scale).astype(float)
    national = (_rate(pairs, nation, "year") - _rate(pairs, nation, "earlier_year")) * scale
    of_others = scale * (
        _rate(pairs, of_type, "year", without="")
        - _rate(pairs, of_type, "earlier_year", without="earlier_")
    )
    is_known = pairs["source"].eq("cases").fillna(False) & of_others.notna() & national.notna()
    return pairs.assign(
        national_part=national.where(is_known),
        type_part=(of_others - national).where(is_known),
        own_part=(pairs["difference"] - of_others).where(is_known),
    )


def _pooled(counted: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return counted.groupby(by)[["numerator", "denominator"]].sum().astype("Float64")


def _rate(
    pairs: pd.DataFrame, pools: pd.DataFrame, year: str, *, without: str | None = None
) -> pd.Series:
    """The rate of the pool that each pair belongs to, in one of its two years.

    `without` is the prefix of the pair's own counts, to be taken out of the pool.
    """
    keys = [year if key == "year" else key for key in pools.index.names]
    found = pools.reindex(pd.MultiIndex.from_frame(pairs[keys])).set_index(pairs.index)
    if without is not None:
        found = found - pairs[[f"{without}numerator", f"{without}denominator"]].set_axis(
            found.columns, axis="columns"
        )
    denominator = found["denominator"].astype(float)
    return found["numerator"].astype(float) / denominator.where(denominator > 0, np.nan)


def _scale(measure: str) -> int:
    definition = DEFINITIONS[Measure(measure)]
    return 1 if definition.is_share else definition.per
