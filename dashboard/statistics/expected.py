"""What a council's uphold rate would be if each category went as it did in all of England."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pandas as pd

from dashboard.statistics.display import display_value
from dashboard.vocabulary import DecisionOutcome, Measure

EXPECTED_COLUMNS: Final = ("authority", "year", "upheld", "investigated", "expected", "display")
_KEY: Final = ["authority", "year", "category"]


def expected_upheld(categories: pd.DataFrame, whole_years: frozenset[int]) -> pd.DataFrame:
    """Upheld cases observed and expected for each council's mix of categories: EXPECTED_COLUMNS.

    `categories` is what `counts.category_counts` returns; only years in `whole_years`, in which
    the cases of all councils are known, have a rate of all of England. Expected is the sum over
    categories of the council's investigations times the category's uphold rate everywhere:
    indirect standardisation (Breslow and Day 1987, II, chapter 2). `display` is the expected
    uphold rate.
    """
    decided = categories[
        categories["kind"].eq("decided")
        & categories["year"].isin(whole_years)
        & categories["outcome"].isin([DecisionOutcome.UPHELD, DecisionOutcome.NOT_UPHELD])
    ]
    if decided.empty:
        return pd.DataFrame(columns=list(EXPECTED_COLUMNS))
    is_upheld = decided["outcome"].eq(DecisionOutcome.UPHELD)
    counted = (
        decided.assign(upheld=decided["cases"].where(is_upheld, 0))
        .groupby(_KEY, as_index=False)
        .agg(upheld=("upheld", "sum"), investigated=("cases", "sum"))
    )
    everywhere = counted.groupby(["year", "category"])[["upheld", "investigated"]].transform("sum")
    rate = everywhere["upheld"] / everywhere["investigated"]
    together = (
        counted.assign(expected=counted["investigated"] * rate)
        .groupby(["authority", "year"], as_index=False)[["upheld", "investigated", "expected"]]
        .sum()
    )
    return together.assign(
        display=[
            display_value(Measure.UPHOLD_RATE, Decimal(str(100 * n / d)))
            for n, d in together[["expected", "investigated"]].itertuples(index=False)
        ]
    )[list(EXPECTED_COLUMNS)]
