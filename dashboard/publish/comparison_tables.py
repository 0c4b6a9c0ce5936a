"""The tables of a snapshot that compare: with peers, with chance, with the years before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.statistics.averages import nation_averages
from dashboard.statistics.change import changes
from dashboard.statistics.counts import category_totals
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.expected import expected_upheld
from dashboard.statistics.funnel import limits
from dashboard.statistics.peers import comparisons, like_councils, statistical_neighbours
from dashboard.statistics.pooling import pooled_years
from dashboard.statistics.ranks import rank_intervals
from dashboard.statistics.received import received_beside
from dashboard.statistics.signals import signals
from dashboard.statistics.stabilised import stabilised
from dashboard.statistics.thresholds import FUNNEL_ALARM, FUNNEL_WARNING
from dashboard.statistics.trend import trends
from dashboard.vocabulary import YearEnding

_GROUP = ["type", "year", "measure"]
_SHARES = [str(measure) for measure, d in DEFINITIONS.items() if d.is_share]
_FUNNEL_POINTS = 60


def comparison_tables(
    figures: pd.DataFrame,
    counts: pd.DataFrame,
    averages: pd.DataFrame,
    categories: pd.DataFrame,
    again: pd.DataFrame,
    neighbours: pd.DataFrame | None,
    register: Register,
    *,
    whole_years: frozenset[int],
    unfinished: YearEnding | None,
) -> dict[str, pd.DataFrame]:
    """The tables by name, with our columns.

    `figures` are those shown, `averages` those pooled from cases, `categories` the cases by
    category, `again` what `upheld_again` found, `neighbours` a list of them if there is one;
    `whole_years` are those in which the decided cases of every council are known.
    """
    types = {authority.code: str(authority.type) for authority in register}
    of_cases = figures[figures["source"].eq("cases").fillna(False)]
    peers = like_councils(counts[counts["decided"].notna()], register)
    if neighbours is not None:
        years = sorted(set(counts["year"]))
        peers = pd.concat(
            [peers, statistical_neighbours(neighbours, years, register)], ignore_index=True
        )
    dispersions = averages[[*_GROUP, "dispersion"]]
    beside = comparisons(figures, peers, register, dispersions)
    changed = changes(figures, types, unfinished=unfinished)
    finished = figures if unfinished is None else figures[figures["year"] != unfinished.last]
    return {
        "nation_average": nation_averages(averages),
        "category_total": category_totals(categories, types),
        "comparison": beside,
        "peer": peers,
        "rank_interval": _ranks(of_cases, types),
        "funnel_limit": _funnel_limits(averages, of_cases, types),
        "figure_change": changed,
        "trend": trends(figures, unfinished=unfinished),
        "received_beside": received_beside(counts, register, unfinished=unfinished),
        "pooled_figure": pooled_years(figures, unfinished=unfinished),
        "expected_rate": expected_upheld(categories, whole_years),
        "signal": signals(
            finished,
            beside[beside["year"].isin(finished["year"])],
            changed,
            categories[categories["year"].isin(whole_years & set(finished["year"]))],
            counts[counts["year"].isin(finished["year"])],
            again[again["year"].isin(finished["year"])],
            types,
            dispersions,
        ),
    }


def with_stabilised(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    """The figures with `stabilised`, a share drawn towards the type's, where cases give it."""
    types = {authority.code: str(authority.type) for authority in register}
    of_cases = figures["source"].eq("cases").fillna(False) & figures["measure"].isin(_SHARES)
    drawn = pd.Series(np.nan, index=figures.index)
    chosen = figures[of_cases].assign(type=figures["authority"].map(types))
    numerator, denominator = _both_counts(chosen)
    for group in chosen.groupby(_GROUP).indices.values():
        drawn[chosen.index[group]] = stabilised(numerator[group], denominator[group])
    return figures.assign(stabilised=drawn)


def _both_counts(figures: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The numerators and the denominators; NaN where there is none."""
    numerator, denominator = (
        figures[column].to_numpy(float, na_value=np.nan) for column in ("numerator", "denominator")
    )
    return numerator, denominator


def _ranks(of_cases: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    """The ranks that each share can have among the councils of its type, highest first."""
    shares = of_cases[of_cases["measure"].isin(_SHARES)]
    shares = shares.dropna(subset=["numerator", "denominator"])
    numerator, denominator = _both_counts(shares)
    first, last, councils = (np.full(len(shares), np.nan) for _ in range(3))
    types_and_years = shares.assign(type=shares["authority"].map(types)).groupby(_GROUP)
    for group in types_and_years.indices.values():
        first[group], last[group], councils[group] = rank_intervals(
            numerator[group], denominator[group]
        )
    ranked = shares[["authority", "year", "measure"]].assign(
        first=first, last=last, councils=councils
    )
    return ranked.dropna(subset=["first"]).astype(
        {"first": "int64", "last": "int64", "councils": "int64"}
    )


def _funnel_limits(
    averages: pd.DataFrame, of_cases: pd.DataFrame, types: dict[str, str]
) -> pd.DataFrame:
    """The funnel of each type, year and share whose councils are all known."""
    largest = (
        of_cases.assign(type=of_cases["authority"].map(types))
        .groupby(_GROUP)["denominator"]
        .max()
        .to_dict()
    )
    whole = averages[
        averages["measure"].isin(_SHARES) & (averages["councils"] >= averages["councils_in_all"])
    ]
    bases = [_funnel_bases(int(largest[key])) for key in whole[_GROUP].itertuples(index=False)]
    points = (
        whole[[*_GROUP, "value", "dispersion"]]
        .assign(denominator=pd.Series(bases, index=whole.index, dtype="object"))
        .explode("denominator", ignore_index=True)
    )
    base, rate, spread = (
        points[column].to_numpy(float) for column in ("denominator", "value", "dispersion")
    )
    low_alarm, high_alarm = limits(base, rate, FUNNEL_ALARM, spread)
    low_warning, high_warning = limits(base, rate, FUNNEL_WARNING, spread)
    return points[[*_GROUP, "denominator"]].assign(
        low_alarm=low_alarm,
        low_warning=low_warning,
        high_warning=high_warning,
        high_alarm=high_alarm,
    )


def _funnel_bases(most: int) -> list[int]:
    """The denominators at which a funnel's limits are worked out, closer where it is steep."""
    bases: list[int] = np.unique(
        np.geomspace(1, max(most, 2), _FUNNEL_POINTS).round().astype(int)
    ).tolist()
    return bases
