"""The tables of a snapshot by category: figures, averages, changes, trends, years together."""

from __future__ import annotations

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.sources.intake import Cases, Intake
from dashboard.statistics.category_years import (
    averages_by_category,
    by_category,
    category_counts_by_year,
    each_series,
    figures_by_category,
    with_verdicts,
)
from dashboard.statistics.change import changes
from dashboard.statistics.pooling import pooled_years
from dashboard.statistics.trend import trends
from dashboard.vocabulary import Measure, YearEnding


def category_tables(
    intake: Intake, counts: pd.DataFrame, register: Register, *, unfinished: YearEnding | None
) -> dict[str, pd.DataFrame]:
    """The tables by name, with our columns; none without a case that has a category.

    A share of no case has no row. `counts` are those of all categories together, with
    population and their sources.
    """
    of_year = category_counts_by_year(
        counts, decided=_tally(intake.decided), compliance=_tally(intake.compliance)
    )
    if of_year.empty:
        return {}
    figures = figures_by_category(of_year).assign(source="cases")
    types = {authority.code: str(authority.type) for authority in register}
    known = figures[figures["value"].notna()]
    averages = averages_by_category(figures, register)
    listed = with_verdicts(_listed(figures, register), averages, register)
    return {
        "category_figure": listed.drop(columns="source"),
        "category_average": averages,
        "category_change": by_category(known, lambda f: changes(f, types, unfinished=unfinished)),
        "category_trend": each_series(known, lambda f: trends(f, unfinished=unfinished)),
        "category_pooled": each_series(figures, lambda f: pooled_years(f, unfinished=unfinished)),
    }


def _listed(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Figures with a value, and those that aren't known although their table has categories.

    A service that a council doesn't run is listed only if it has a case all the same.
    """
    powers = {authority.code: authority.type.powers for authority in register}
    is_run = [
        powers[authority].runs(category)
        for authority, category in zip(figures["authority"], figures["category"], strict=True)
    ]
    is_by_residents = figures["measure"].eq(Measure.UPHELD_PER_100K)
    is_own = pd.Series(is_run, index=figures.index) | ~is_by_residents | figures["numerator"].gt(0)
    counted = figures["numerator"].notna() & figures["denominator"].notna()
    has_table = figures["measure"].isin(figures.loc[counted, "measure"].unique())
    return figures[is_own.fillna(False) & (figures["value"].notna() | (has_table & ~counted))]


def _tally(cases: Cases | None) -> pd.DataFrame | None:
    return None if cases is None else cases.tally
