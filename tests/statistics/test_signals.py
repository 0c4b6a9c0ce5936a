"""Early warnings: what raises them, and how rarely chance alone does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Register
from dashboard.publish.comparison_tables import comparison_tables
from dashboard.statistics.averages import type_averages
from dashboard.statistics.rates import figures as figures_of
from dashboard.statistics.thresholds import FALSE_DISCOVERY_RATE
from dashboard.vocabulary import SignalKind
from tests.factories import council, register, yearly_counts

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


def test_compliance_printed_below_all_is_a_signal_with_what_is_printed() -> None:
    figures = figures_of(
        yearly_counts({"authority": "c0", "compliance_outcomes": 63}, {"authority": "c1"})
    ).assign(source="ombudsman")
    is_printed = figures["measure"].eq("compliance_rate")
    figures = figures.assign(
        value=figures["value"].mask(is_printed, 0.98),
        display=figures["display"].mask(is_printed, "98%"),
    )
    counts = yearly_counts({"authority": "c0", "compliance_outcomes": 63}, {"authority": "c1"})
    found = comparison_tables(
        figures,
        counts,
        type_averages(figures, NAMES),
        NO_CATEGORIES,
        NOT_AGAIN,
        None,
        NAMES,
        whole_years=frozenset(),
        unfinished=None,
    )["signal"].set_index("authority")
    assert found["kind"].tolist() == [SignalKind.NOT_COMPLIED] * 2
    assert found["printed"].tolist() == ["98%", "98%"]
    assert found.loc["c0", "base"] == 63
    assert found[["count", "base"]].isna().to_numpy().tolist() == [[True, False], [True, True]]


def test_printed_compliance_of_all_and_counted_failures_are_no_printed_signal() -> None:
    counts = yearly_counts(
        {"authority": "c0", "compliance_outcomes": 30, "not_complied": 0, "complied_in_all": 30},
        {"authority": "c1", "compliance_outcomes": 30, "not_complied": 2, "complied_in_all": 28},
    )
    (signal,) = signals_of(counts, NAMES).to_dict("records")
    assert (signal["authority"], signal["count"], signal["base"]) == ("c1", 2, 30)
    assert pd.isna(signal["printed"])


SERVICES = ("Adult care services", "Benefits and tax", "Education", "Housing", "Planning")


def of_categories(
    rng: np.random.Generator, shares: dict[str, list[float]], years: range
) -> pd.DataFrame:
    """Upheld cases of each council and year shared out among the services by chance.

    Every service alike, but for councils with shares of their own, which have 40 cases a year.
    """
    rows = []
    for n in range(COUNCILS):
        for year in years:
            name = f"c{n}"
            many = 40 if name in shares else int(rng.integers(5, 60))
            cases = rng.multinomial(many, shares.get(name, [0.2] * 5))
            rows += [
                (name, year, service, int(k))
                for service, k in zip(SERVICES, cases, strict=True)
                if k
            ]
    return pd.DataFrame(rows, columns=["authority", "year", "category", "cases"]).assign(
        kind="decided", outcome="Upheld"
    )


@pytest.mark.parametrize("seed", [6, 7])
def test_where_all_have_the_same_mix_hardly_any_year_has_a_category_that_stands_out(
    seed: int,
) -> None:
    years = range(2023, 2063)
    categories = of_categories(np.random.default_rng(seed), {}, years)
    counts = yearly_counts(*(council_year("c0", 5, 10, year) for year in years))
    found = signals_of(counts, NAMES, categories)
    of_kind = found[found["kind"] == SignalKind.CATEGORY_SHARE]
    assert of_kind["year"].nunique() <= 40 * FALSE_DISCOVERY_RATE + 4


def test_planted_rises_late_compliance_and_categories_are_found() -> None:
    """Planted in one council every other year: 55% to 90% of 80 upheld, 40% instead of 85% of 40
    on time, 70% instead of 20% of 40 about one service; nine in ten are found."""
    rng = np.random.default_rng(8)
    years = range(2023, 2053)
    odd = [year for year in years if year % 2]

    def one(name: str, year: int) -> dict[str, object]:
        is_planted = name == "c0" and year % 2 == 1
        upheld = int(rng.binomial(80, 0.9 if is_planted else 0.55))
        on_time = int(rng.binomial(40, 0.4 if is_planted else 0.85))
        return council_year(
            name, upheld, 80, year, compliance_outcomes=40, complied=on_time, complied_in_all=40
        )

    counts = yearly_counts(*(one(f"c{n}", year) for n in range(COUNCILS) for year in years))
    categories = of_categories(rng, {"c0": [0.7, 0.1, 0.1, 0.05, 0.05]}, years)
    categories = categories[~(categories["authority"].eq("c0") & (categories["year"] % 2 == 0))]
    found = signals_of(counts, NAMES, categories)
    for kind in (SignalKind.RISE, SignalKind.LATE, SignalKind.CATEGORY_SHARE):
        of_kind = found[found["kind"] == kind]
        planted = of_kind[of_kind["authority"].eq("c0") & of_kind["year"].isin(odd)]
        # The first year has none before it to rise from.
        known = odd[1:] if kind is SignalKind.RISE else odd
        assert planted["year"].nunique() >= 0.9 * len(known), kind
        # The rate is a mean over years: each year's share of signals that nothing was planted for.
        false = ~of_kind.index.isin(planted.index)
        shares = pd.Series(false, index=of_kind["year"]).groupby(level=0).mean()
        assert shares.sum() <= len(years) * FALSE_DISCOVERY_RATE + 4, kind


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.integers(5, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
        min_size=4,
        max_size=14,
    ),
    st.randoms(),
)
def test_renaming_councils_and_shuffling_rows_changes_no_table(
    cases: list[tuple[int, int]], random: object
) -> None:
    """No verdict, rank, change, trend or signal depends on a name or on the order of the input."""
    names = [f"c{n}" for n in range(len(cases))]
    rows = [
        council_year(name, upheld if year == 2024 else (upheld * 7) % (of + 1), of, year)
        for name, (upheld, of) in zip(names, cases, strict=True)
        for year in (2023, 2024)
    ]
    renamed = [
        replace(council(name), name=f"{99 - n} Borough", short_name=f"{99 - n}", slug=f"x{99 - n}")
        for n, name in enumerate(names)
    ]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = every_table(yearly_counts(*rows), register(*names))
    second = every_table(yearly_counts(*shuffled), Register(renamed))
    for name, table in first.items():
        pd.testing.assert_frame_equal(in_order(table), in_order(second[name]))


def every_table(counts: pd.DataFrame, councils: Register) -> dict[str, pd.DataFrame]:
    figures = figures_of(counts).assign(source="cases")
    return comparison_tables(
        figures,
        counts,
        type_averages(figures, councils),
        NO_CATEGORIES,
        NOT_AGAIN,
        None,
        councils,
        whole_years=frozenset(),
        unfinished=None,
    )


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table in an order of their own."""
    return table.sort_values(list(table.columns), ignore_index=True)
