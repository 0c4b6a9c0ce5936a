"""Several comparable years put together, for councils with few cases in one."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.statistics.breaks import comparable_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display
from dashboard.statistics.intervals import wilson
from dashboard.statistics.thresholds import YEARS_POOLED
from dashboard.vocabulary import Measure, YearEnding

POOLED_COLUMNS: Final = (
    "authority",
    "year",
    "measure",
    "first_year",
    "numerator",
    "denominator",
    "value",
    "display",
    "low",
    "high",
)
_SPAN: Final = ["measure", "first_year", "year"]


def pooled_years(figures: pd.DataFrame, *, unfinished: YearEnding | None) -> pd.DataFrame:
    """The shares of each three years that compare, by their last year: POOLED_COLUMNS.

    The counts are added up. All three years must be known, without a break between them; a year
    of nought cases is known.
    """
    shares = [str(measure) for measure, d in DEFINITIONS.items() if d.is_share]
    known = figures[figures["measure"].isin(shares)].dropna(subset=["numerator", "denominator"])
    years = known["year"].unique().tolist()
    spans = [
        (measure, span[0], span[-1], year)
        for measure in shares
        for span in _spans(Measure(measure), years, unfinished)
        for year in span
    ]
    if not spans:
        return pd.DataFrame(columns=list(POOLED_COLUMNS))
    pooled = _together(known, pd.DataFrame(spans, columns=[*_SPAN, "within"]))
    low, high = wilson(pooled["numerator"].to_numpy(), pooled["denominator"].to_numpy())
    return pooled.assign(
        value=pooled["numerator"] / pooled["denominator"],
        display=[
            display(Measure(measure), int(n), int(d))
            for measure, n, d in pooled[["measure", "numerator", "denominator"]].itertuples(
                index=False
            )
        ],
        low=low,
        high=high,
    )[list(POOLED_COLUMNS)]


def _spans(
    measure: Measure, years: list[int], unfinished: YearEnding | None
) -> list[tuple[int, ...]]:
    """Every three years in a row that compare."""
    runs = comparable_runs(measure, [YearEnding(year) for year in years], unfinished)
    whole = [[year.last for year in run if year != unfinished] for run in runs]
    return [
        tuple(run[end - YEARS_POOLED : end])
        for run in whole
        for end in range(YEARS_POOLED, len(run) + 1)
        if run[end - 1] - run[end - YEARS_POOLED] == YEARS_POOLED - 1
    ]


def _together(figures: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """The sums of the counts of councils that have all the years of a span, if there is a case."""
    each = figures.rename(columns={"year": "within"}).merge(
        spans, on=["measure", "within"], validate="many_to_many"
    )
    added = each.groupby(["authority", *_SPAN], as_index=False).agg(
        years=("within", "size"), numerator=("numerator", "sum"), denominator=("denominator", "sum")
    )
    is_whole = (added["years"] == YEARS_POOLED) & (added["denominator"] > 0)
    return added[is_whole].reset_index(drop=True)
