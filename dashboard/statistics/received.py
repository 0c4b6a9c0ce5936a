"""How many complaints were received: beside the year before and the other councils of the type."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.statistics.breaks import comparable_counts
from dashboard.statistics.change import change_verdicts, two_counts, two_sided
from dashboard.statistics.intervals import poisson
from dashboard.vocabulary import YearEnding

RECEIVED_COLUMNS: Final = (
    "authority",
    "year",
    "received",
    "low",
    "high",
    "expected",
    "others_received",
    "others_residents",
    "earlier_year",
    "earlier_received",
    "p_value",
    "verdict",
)
_KEY: Final = ["authority", "year"]


def received_beside(
    counts: pd.DataFrame, register: Register, *, unfinished: YearEnding | None
) -> pd.DataFrame:
    """Each number received with its range, beside the others' and the year before's.

    `counts` has authority, year, received and population. Returns RECEIVED_COLUMNS, a row for
    every number that is known: `low` and `high` are its 95% Poisson limits; `expected` is what
    the number of residents would give at the rate of the type's other councils, NaN unless all
    of them are known; `p_value` is the exact mid-P of the change since the year before, with the
    residents as exposure where they are known, NaN where the two years don't compare.
    """
    known = counts.dropna(subset=["received"])[[*_KEY, "received", "population"]]
    known = known.astype({"received": "float64", "population": "float64"})
    low, high = poisson(known["received"].to_numpy())
    beside = known.assign(low=low, high=high).merge(
        _others(known, register), on=_KEY, how="left", validate="one_to_one"
    )
    share = beside["others_received"] / beside["others_residents"]
    beside = beside.assign(expected=share * beside["population"])
    beside = beside.merge(_changes(known, unfinished), on=_KEY, how="left", validate="one_to_one")
    whole = ["received", "others_received", "others_residents", "earlier_year", "earlier_received"]
    return beside.astype(dict.fromkeys(whole, "Int64"))[list(RECEIVED_COLUMNS)]


def _others(known: pd.DataFrame, register: Register) -> pd.DataFrame:
    """What the other councils of the type received and their residents, if all are known."""
    existing = pd.DataFrame(
        [
            (authority.code, year, str(authority.type))
            for year in known["year"].unique().tolist()
            for authority in register.in_year(YearEnding(year))
        ],
        columns=[*_KEY, "type"],
    )
    beside = existing.merge(known, on=_KEY, how="left", validate="one_to_one")
    beside["is_known"] = beside["received"].notna() & beside["population"].notna()
    whole = beside.groupby(["type", "year"]).agg(
        of_type=("received", "sum"),
        residents=("population", "sum"),
        councils=("is_known", "size"),
        known=("is_known", "sum"),
    )
    beside = beside.join(whole[whole["known"] == whole["councils"]], on=["type", "year"])
    others = beside.assign(
        others_received=beside["of_type"] - beside["received"],
        others_residents=beside["residents"] - beside["population"],
    )
    return others.loc[
        others["others_residents"] > 0, [*_KEY, "others_received", "others_residents"]
    ]


def _changes(known: pd.DataFrame, unfinished: YearEnding | None) -> pd.DataFrame:
    years = [YearEnding(year) for year in sorted(known["year"].unique().tolist())]
    before = {
        year.last: earlier.last
        for run in comparable_counts(years, unfinished)
        for earlier, year in pairwise(run)
        if year.last == earlier.last + 1
    }
    later = known[known["year"].isin(before)]
    earlier = later["year"].map(before).astype(known["year"].dtype)
    pairs = later.assign(earlier_year=earlier).merge(
        known.rename(
            columns={
                "year": "earlier_year",
                "received": "earlier_received",
                "population": "earlier_population",
            }
        ),
        on=["authority", "earlier_year"],
        validate="one_to_one",
    )
    has_residents = pairs["population"].notna() & pairs["earlier_population"].notna()
    p_value = two_sided(
        two_counts(
            pairs["received"],
            np.where(has_residents, pairs["population"], 1.0),
            pairs["earlier_received"],
            np.where(has_residents, pairs["earlier_population"], 1.0),
        )
    )
    columns = [*_KEY, "earlier_year", "earlier_received", "p_value", "verdict"]
    return pairs.assign(p_value=p_value, verdict=change_verdicts(p_value))[columns]
