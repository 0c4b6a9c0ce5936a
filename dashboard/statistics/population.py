"""Residents of each council, from the mid-year estimate nearest to the Ombudsman's year."""

from __future__ import annotations

import pandas as pd

from dashboard.authorities.register import Register


def with_population(
    counts: pd.DataFrame, populations: pd.DataFrame | None, register: Register
) -> pd.DataFrame:
    """Adds population and population_year (of the mid-year estimate) to yearly counts.

    The mid-year that falls inside the Ombudsman's year ending in March is 30 June of the
    calendar year before; the estimate nearest to it is taken. A council without an estimate has
    the register's of 2020; without that its population is <NA>.
    """
    estimates = pd.DataFrame(
        [(a.code, 2020, a.population_2020) for a in register if a.population_2020],
        columns=["authority", "estimate_year", "population"],
    )
    if populations is not None:
        given = populations.rename(columns={"year": "estimate_year"})
        estimates = pd.concat(
            [estimates[~estimates["authority"].isin(given["authority"])], given[estimates.columns]]
        )
    midyear = counts.assign(midyear=counts["year"] - 1)[["authority", "year", "midyear"]]
    pairs = midyear.merge(estimates, on="authority", how="left", validate="many_to_many")
    pairs["distance"] = (pairs["estimate_year"] - pairs["midyear"]).abs()
    nearest = pairs.sort_values(["authority", "year", "distance", "estimate_year"]).drop_duplicates(
        ["authority", "year"]
    )
    return counts.merge(
        nearest[["authority", "year", "population", "estimate_year"]].rename(
            columns={"estimate_year": "population_year"}
        ),
        on=["authority", "year"],
        how="left",
        validate="one_to_one",
    ).astype({"population": "Int64", "population_year": "Int64"})
