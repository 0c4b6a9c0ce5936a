"""Early warnings: what raises them, and how rarely chance alone does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.publish.comparison_tables import comparison_tables
from dashboard.statistics.averages import type_averages
from dashboard.statistics.rates import figures as figures_of
from dashboard.statistics.thresholds import FALSE_DISCOVERY_RATE
from dashboard.vocabulary import SignalKind
from tests.factories import register, yearly_counts

COUNCILS = 60
NO_CATEGORIES = pd.DataFrame(columns=["authority", "year", "kind", "category", "outcome", "cases"])
NOT_AGAIN = pd.DataFrame(columns=["authority", "year", "category", "count", "base", "since"])


def signals_of(
    counts: pd.DataFrame,
    councils: Register,
    categories: pd.DataFrame = NO_CATEGORIES,
    again: pd.DataFrame = NOT_AGAIN,
) -> pd.DataFrame:
    figures = figures_of(counts).assign(source="cases")
    return comparison_tables(
        figures,
        counts,
        type_averages(figures, councils),
        categories,
        again,
        None,
        councils,
        whole_years=frozenset(counts["year"]),
        unfinished=None,
    )["signal"]


def council_year(
    name: str, upheld: int, investigated: int, year: int = 2020, **more: int
) -> dict[str, object]:
    return {
        "authority": name,
        "year": year,
        "decided": investigated,
        "upheld": upheld,
        "investigated": investigated,
        "population": 200_000,
        **more,
    }


def others(upheld: int = 12, investigated: int = 20, year: int = 2020, **more: int) -> list[dict]:
    return [council_year(f"c{n}", upheld, investigated, year, **more) for n in range(1, COUNCILS)]


NAMES = register(*(f"c{n}" for n in range(COUNCILS)))


def test_a_rate_far_above_the_others_is_outside_the_funnel() -> None:
    found = signals_of(yearly_counts(council_year("c0", 40, 40), *others()), NAMES)
    (signal,) = found.to_dict("records")
    assert (signal["authority"], signal["kind"]) == ("c0", SignalKind.OUTSIDE_FUNNEL)
    assert (signal["count"], signal["base"], signal["expected"]) == (40, 40, 0.6)
    assert signal["p_value"] < 0.001


def test_four_of_four_is_no_signal_whatever_the_others_do() -> None:
    assert signals_of(yearly_counts(council_year("c0", 4, 4), *others(1)), NAMES).empty


def test_a_rise_that_the_type_shares_is_no_signal() -> None:
    before = [council_year("c0", 20, 40, 2021), *others(10, 20, 2021)]
    alone = [council_year("c0", 36, 40, 2022), *others(10, 20, 2022)]
    together = [council_year("c0", 36, 40, 2022), *others(18, 20, 2022)]
    found = signals_of(yearly_counts(*before, *alone), NAMES)
    assert SignalKind.RISE in set(found[found["authority"] == "c0"]["kind"])
    assert signals_of(yearly_counts(*before, *together), NAMES).empty


def test_a_rise_across_a_break_is_no_signal() -> None:
    before = [council_year("c0", 20, 40, 2022), *others(10, 20, 2022)]
    after = [council_year("c0", 36, 40, 2023), *others(10, 20, 2023)]
    found = signals_of(yearly_counts(*before, *after), NAMES)
    assert SignalKind.RISE not in set(found["kind"])


def test_any_outcome_not_complied_with_is_a_signal_without_a_test() -> None:
    counts = yearly_counts(
        {"authority": "c0", "compliance_outcomes": 30, "not_complied": 1, "complied": 29},
        {"authority": "c1", "compliance_outcomes": 30, "not_complied": 0, "complied": 30},
    ).assign(complied_in_all=lambda f: f["complied"])
    (signal,) = signals_of(counts, NAMES).to_dict("records")
    assert (signal["authority"], signal["kind"]) == ("c0", SignalKind.NOT_COMPLIED)
    assert (signal["count"], signal["base"]) == (1, 30)
    assert np.isnan(signal["p_value"])


def test_a_category_with_most_of_the_upheld_cases_is_a_signal() -> None:
    counts = yearly_counts(council_year("c0", 20, 30), *others(20, 30))
    rows = [("c0", "Housing", 18), ("c0", "Planning", 2)]
    rows += [(f"c{n}", "Housing", 4) for n in range(1, COUNCILS)]
    rows += [(f"c{n}", "Planning", 16) for n in range(1, COUNCILS)]
    categories = pd.DataFrame(rows, columns=["authority", "category", "cases"]).assign(
        year=2020, kind="decided", outcome="Upheld"
    )
    (signal,) = signals_of(counts, NAMES, categories).to_dict("records")
    assert (signal["authority"], signal["category"]) == ("c0", "Housing")
    assert (signal["count"], signal["base"], signal["expected"]) == (18, 20, 0.2)


def test_three_cases_upheld_again_after_an_improvement_are_a_signal_and_two_are_none() -> None:
    counts = yearly_counts(council_year("c0", 12, 20), *others())
    again = pd.DataFrame(
        [("c0", 2020, "Housing", 3, 5, "2018-02-01"), ("c1", 2020, "Housing", 2, 5, "2018-02-01")],
        columns=list(NOT_AGAIN.columns),
    )
    (signal,) = signals_of(counts, NAMES, again=again).to_dict("records")
    assert (signal["authority"], signal["count"], signal["base"]) == ("c0", 3, 5)
    assert signal["since"] == "2018-02-01"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_all_councils_are_the_same_hardly_any_year_has_a_tested_signal(seed: int) -> None:
    """The false discovery rate is the share of years with any signal if nothing is there."""
    rng = np.random.default_rng(seed)
    years = range(2023, 2063)
    rows = [
        council_year(f"c{n}", int(rng.binomial(size, 0.7)), size, year, **outcomes)
        for n in range(COUNCILS)
        for year in years
        for size in [int(rng.integers(5, 60))]
        for outcomes in [_outcomes(rng)]
    ]
    found = signals_of(yearly_counts(*rows), NAMES)
    tested = found[found["kind"] != SignalKind.NOT_COMPLIED]
    for _, of_kind in tested.groupby("kind"):
        # 40 years at 5%: more than 6 would come about once in a hundred runs.
        assert of_kind["year"].nunique() <= 40 * FALSE_DISCOVERY_RATE + 4


def _outcomes(rng: np.random.Generator) -> dict[str, int]:
    complied = int(rng.binomial(20, 0.8))
    return {"compliance_outcomes": 20, "complied": complied, "complied_in_all": 20}


def test_planted_differences_are_found() -> None:
    """60 of 100 against 95 of 100: nine in ten years in which it is planted have the signal."""
    rng = np.random.default_rng(5)
    years = range(2023, 2053)
    rows = [
        council_year(f"c{n}", int(rng.binomial(60, 0.92 if n == 0 else 0.6)), 60, year)
        for n in range(COUNCILS)
        for year in years
    ]
    found = signals_of(yearly_counts(*rows), NAMES)
    outside = found[found["kind"] == SignalKind.OUTSIDE_FUNNEL]
    power = outside[outside["authority"] == "c0"]["year"].nunique() / len(years)
    assert power >= 0.9
    false = outside[outside["authority"] != "c0"]
    assert len(false) <= 0.1 * len(outside)
