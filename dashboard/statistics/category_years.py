"""Every measure by category: the yearly counts of each category, as figures and averages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.statistics.counts import (
    COMPLIANCE_ALL_COLUMNS,
    DECIDED_COLUMNS,
    compliance_counts,
    decided_counts,
)
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display
from dashboard.statistics.funnel import verdicts
from dashboard.statistics.rates import figures
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT, FEWEST_FOR_QUARTILES
from dashboard.vocabulary import AuthorityType, Measure, YearEnding

_KEY: Final = ["authority", "year"]
_BY_CATEGORY: Final = (*_KEY, "category")
_POOL: Final = ["category", "year", "measure"]
_LOW, _HIGH = "low_quartile", "high_quartile"
_AND: Final = "\x1f"
ENGLAND: Final = "england"
"""All five types together, in the place of a type."""


def category_counts_by_year(
    counts: pd.DataFrame, *, decided: pd.DataFrame | None, compliance: pd.DataFrame | None
) -> pd.DataFrame:
    """The counts of every council and year in each category.

    Returns authority, year, category, DECIDED_COLUMNS, COMPLIANCE_ALL_COLUMNS and population.
    `counts` are those of all categories together, with population and the sources; `decided` and
    `compliance` are tallies of cases. A table that covers a council-year and has no case of a
    category in it gives noughts; one that never names the category says nothing of it. The
    category is the Ombudsman's own in that table. Where an outcome of a council-year has no
    category, its compliance by category isn't known.
    """
    parts = [
        _of_table(counts, tally, columns, count, f"{kind}_source")
        for kind, tally, columns, count in (
            ("decided", decided, DECIDED_COLUMNS, decided_counts),
            ("compliance", compliance, COMPLIANCE_ALL_COLUMNS, compliance_counts),
        )
        if tally is not None and tally["category"].notna().any()
    ]
    if not parts:
        columns = [*DECIDED_COLUMNS, *COMPLIANCE_ALL_COLUMNS, "population"]
        return pd.DataFrame(columns=[*_BY_CATEGORY, *columns])
    every = parts[0]
    for part in parts[1:]:
        every = every.merge(part, on=list(_BY_CATEGORY), how="outer", validate="one_to_one")
    of_all = counts.set_index(_KEY)[["population", "satisfactory_remedies"]].reindex(
        pd.MultiIndex.from_frame(every[_KEY])
    )
    wanted = [*DECIDED_COLUMNS, *COMPLIANCE_ALL_COLUMNS]
    every = every.reindex(columns=[*_BY_CATEGORY, *wanted]).astype(dict.fromkeys(wanted, "Int64"))
    remedies = every["satisfactory_remedies"]
    return every.assign(
        population=of_all["population"].to_numpy(),
        # What isn't known of all categories together isn't nought in one.
        satisfactory_remedies=remedies.where(of_all["satisfactory_remedies"].notna().to_numpy()),
    )


def figures_by_category(counts: pd.DataFrame) -> pd.DataFrame:
    """Every measure of every council, year and category: `rates.figures` with the category."""
    return by_category(counts, figures)


def averages_by_category(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Pooled averages of each type, and of ENGLAND, in each category.

    Returns type (ENGLAND among them), category, year, measure, numerator, denominator, value,
    display, councils (how many have both counts), councils_in_all, and the quartiles of
    the councils with at least five cases (NaN for fewer than four of them, and for ENGLAND).
    Where nobody has a case there is no average.
    """
    known = figures.dropna(subset=["numerator", "denominator"])
    types = {authority.code: str(authority.type) for authority in register}
    known = known.assign(type=known["authority"].map(types))
    existing = _existing(register, known["year"].unique().tolist())
    known = known.merge(existing, on=_KEY, how="left", validate="many_to_one")
    of_types = known.groupby(["type", *_POOL], as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        councils=("exists", "sum"),
    )
    in_all = existing.assign(type=existing["authority"].map(types))
    of_types = of_types.merge(
        in_all.groupby(["type", "year"], as_index=False).agg(councils_in_all=("exists", "sum")),
        on=["type", "year"],
        how="left",
        validate="many_to_one",
    )
    of_england = of_types.groupby(_POOL, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        councils=("councils", "sum"),
        councils_in_all=("councils_in_all", "sum"),
        types=("type", "nunique"),
    )
    whole = of_england[of_england["types"] == len(AuthorityType)].assign(type=ENGLAND)
    pooled = pd.concat([of_types, whole.drop(columns="types")], ignore_index=True)
    pooled = pooled[pooled["denominator"] > 0].reset_index(drop=True)
    return _shown(pooled).merge(
        _quartiles(known), on=["type", *_POOL], how="left", validate="one_to_one"
    )


def with_verdicts(
    figures: pd.DataFrame, averages: pd.DataFrame, register: Register
) -> pd.DataFrame:
    """The figures by category with the verdict on each share beside the type's other councils.

    `averages` is what `averages_by_category` returns. None unless all councils of the type are
    known; limits by category are not widened.
    """
    types = {authority.code: str(authority.type) for authority in register}
    whole = averages[averages["councils"] >= averages["councils_in_all"]]
    beside = figures.assign(type=figures["authority"].map(types)).merge(
        whole[["type", *_POOL, "numerator", "denominator"]],
        on=["type", *_POOL],
        how="left",
        suffixes=("", "_of_type"),
        validate="many_to_one",
    )
    own, base, of_type, of_base = (
        beside[column].astype("Float64").to_numpy(float, na_value=np.nan)
        for column in ("numerator", "denominator", "numerator_of_type", "denominator_of_type")
    )
    others = np.full(len(beside), np.nan)
    np.divide(of_type - own, of_base - base, out=others, where=of_base - base > 0)
    shares = [str(measure) for measure, d in DEFINITIONS.items() if d.is_share]
    is_judged = figures["measure"].isin(shares).to_numpy() & (base > 0) & ~np.isnan(of_base)
    found = pd.Series(verdicts(own, base, others), index=figures.index)
    return figures.assign(verdict=found.where(is_judged, None))


def _existing(register: Register, years: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (authority.code, year, 1)
            for year in years
            for authority in register.in_year(YearEnding(year))
        ],
        columns=[*_KEY, "exists"],
    )


def _shown(pooled: pd.DataFrame) -> pd.DataFrame:
    scale = pooled["measure"].map(
        lambda measure: 1 if (of := DEFINITIONS[Measure(measure)]).is_share else of.per
    )
    pairs = pooled[["measure", "numerator", "denominator"]].itertuples(index=False, name=None)
    return pooled.assign(
        value=(pooled["numerator"] / pooled["denominator"]).astype(float) * scale,
        display=[display(Measure(measure), int(n), int(d)) for measure, n, d in pairs],
    )


def _quartiles(known: pd.DataFrame) -> pd.DataFrame:
    enough = known[known["denominator"] >= FEWEST_FOR_A_VERDICT].dropna(subset=["value"])
    values = enough.groupby(["type", *_POOL])["value"]
    found = (
        values.quantile(np.array([0.25, 0.75])).unstack().rename(columns={0.25: _LOW, 0.75: _HIGH})
    )
    found = found.reindex(columns=[_LOW, _HIGH]).where(values.size().ge(FEWEST_FOR_QUARTILES))
    return found.reset_index()


def by_category(
    frame: pd.DataFrame, work_out: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """What a function gives for each category by itself, with the category in a column.

    Raises:
        ValueError: there is no category.
    """
    parts = [
        work_out(of_category.drop(columns="category").reset_index(drop=True)).assign(
            category=category
        )
        for category, of_category in frame.groupby("category")
    ]
    return pd.concat(parts, ignore_index=True)


def each_series(
    frame: pd.DataFrame, work_out: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """What a function gives that looks at each council by itself, at each of its categories.

    The same as `by_category` in one go: a council and a category together stand for a council.
    """
    found = work_out(frame.assign(authority=frame["authority"] + _AND + frame["category"]))
    names = found["authority"].astype("str").str.split(_AND, n=1, regex=False)
    return found.assign(authority=names.str[0], category=names.str[1])


def _of_table(
    counts: pd.DataFrame,
    tally: pd.DataFrame,
    columns: tuple[str, ...],
    count: Callable[..., pd.DataFrame],
    source: str,
) -> pd.DataFrame:
    """The counts of one table in each council-year that it covers, for each category it names."""
    covered = counts.loc[counts[source].eq("cases").fillna(False), _KEY]
    named = pd.DataFrame({"category": sorted(tally["category"].dropna().unique())})
    counted = count(tally.dropna(subset=["category"]), _BY_CATEGORY)
    every = covered.merge(named, how="cross").merge(
        counted, on=list(_BY_CATEGORY), how="left", validate="one_to_one"
    )
    known = [column for column in columns if column in every]
    has_no_case = every[known[0]].isna()
    every.loc[has_no_case, known] = 0
    unnamed = tally.loc[tally["category"].isna(), _KEY].drop_duplicates()
    beside = every[_KEY].merge(unnamed, on=_KEY, how="left", indicator=True)
    every.loc[beside["_merge"].eq("both").to_numpy(), known] = pd.NA
    return every
