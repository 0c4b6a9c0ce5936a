"""Peers, ranks, funnels, expected and stabilised rates, pooled years, trends."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.authorities.register import Register
from dashboard.statistics.averages import type_averages
from dashboard.statistics.expected import expected_upheld
from dashboard.statistics.funnel import dispersion, limits, verdicts
from dashboard.statistics.peers import comparisons, like_councils
from dashboard.statistics.pooling import pooled_years
from dashboard.statistics.ranks import rank_intervals
from dashboard.statistics.rates import figures as figures_of
from dashboard.statistics.stabilised import stabilised
from dashboard.statistics.thresholds import FUNNEL_ALARM, FUNNEL_WARNING
from dashboard.statistics.trend import trend_in_shares, trends
from dashboard.vocabulary import AuthorityType, TrendVerdict, Verdict, YearEnding
from tests.factories import council, register, yearly_counts

CASES = st.lists(
    st.integers(1, 200).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    min_size=2,
    max_size=40,
)


def rates(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    """Uphold rates: council, year, upheld, investigated."""
    counts = yearly_counts(
        *({"authority": a, "year": y, "upheld": n, "investigated": d} for a, y, n, d in rows)
    )
    found = figures_of(counts).assign(source="cases")
    return found[found["measure"] == "uphold_rate"].reset_index(drop=True)


def beside(figures: pd.DataFrame, councils: Register, peers: pd.DataFrame | None = None):
    nobody = pd.DataFrame(columns=["authority", "year", "peer_group", "peer", "position"])
    averages = type_averages(figures, councils)
    found = comparisons(
        figures,
        nobody if peers is None else peers,
        councils,
        averages[["type", "year", "measure", "dispersion"]],
    )
    return found.set_index(["authority", "peer_group"])


def test_a_benchmark_leaves_the_council_itself_out() -> None:
    found = beside(rates(("A", 2020, 40, 40), ("B", 2020, 5, 10)), register("A", "B"))
    of_a = found.loc[("A", "type")]
    assert (of_a["numerator"], of_a["denominator"], of_a["display"]) == (5, 10, "50%")
    assert (of_a["councils"], of_a["councils_in_all"]) == (1, 1)
    assert of_a["verdict"] == Verdict.HIGHER


def test_a_group_with_an_unknown_council_gives_no_verdict() -> None:
    found = beside(rates(("A", 2020, 40, 40), ("B", 2020, 5, 10)), register("A", "B", "C"))
    of_a = found.loc[("A", "type")]
    assert (of_a["councils"], of_a["councils_in_all"]) == (1, 2)
    assert pd.isna(of_a["verdict"])


def test_a_region_is_compared_among_councils_with_the_same_services() -> None:
    councils = register(
        "A", council("B", AuthorityType.METROPOLITAN), council("D", AuthorityType.DISTRICT)
    )
    found = beside(rates(("A", 2020, 4, 10), ("B", 2020, 5, 10), ("D", 2020, 10, 10)), councils)
    assert found.loc[("A", "region"), "numerator"] == 5, "the district is left out"
    assert found.loc[("A", "england"), "numerator"] == 15
    assert pd.isna(found.loc[("A", "england"), "verdict"]), "other services, no verdict"
    assert ("D", "region") not in found.index, "no other district in the region"


def test_like_councils_are_the_nearest_in_residents_with_the_same_services() -> None:
    councils = register(
        council("A"),
        council("B"),
        council("C"),
        council("D", AuthorityType.DISTRICT),
        council("Old", last_day=date(2019, 3, 31)),
    )
    residents = {"A": 100, "B": 190, "C": 60, "D": 100, "Old": 100}
    counts = pd.DataFrame(
        [(code, 2020, people) for code, people in residents.items()],
        columns=["authority", "year", "population"],
    )
    found = like_councils(counts, councils)
    of_a = found[found["authority"] == "A"].sort_values("position")
    assert of_a["peer"].tolist() == ["C", "B"], "60 is nearer to 100 than 190: a factor of 1.7"
    assert found[found["authority"] == "D"].empty, "there is no other district"
    figures = rates(("A", 2020, 4, 10), ("B", 2020, 5, 10), ("C", 2020, 6, 10))
    of_like = beside(figures, councils, found).loc[("A", "like")]
    assert (of_like["numerator"], of_like["councils"]) == (11, 2)


@settings(max_examples=20)
@given(CASES)
def test_the_order_of_councils_and_their_names_change_nothing(
    cases: list[tuple[int, int]],
) -> None:
    rows = [(f"c{n}", 2020, *pair) for n, pair in enumerate(cases)]
    renamed = [(f"z{n}", 2020, *pair) for n, pair in enumerate(cases)][::-1]
    first = beside(rates(*rows), register(*(r[0] for r in rows))).xs("type", level=1)
    second = beside(rates(*renamed), register(*(r[0] for r in renamed))).xs("type", level=1)
    second.index = "c" + second.index.str[1:]
    columns = ["numerator", "denominator", "display", "verdict"]
    pd.testing.assert_frame_equal(
        first[columns].sort_index(), second[columns].sort_index(), check_names=False
    )


@given(CASES)
def test_ranks_hold_the_councils_own_place_and_ties_share_them(
    cases: list[tuple[int, int]],
) -> None:
    numerators, denominators = zip(*cases, strict=True)
    first, last, ranked = rank_intervals(numerators, denominators)
    shares = [n / d for n, d in cases if d >= 5]
    assert ranked == len(shares)
    for place, (n, d) in enumerate(cases):
        if d < 5:
            assert np.isnan(first[place])
            continue
        own = 1 + sum(share > n / d + 1e-12 for share in shares)
        assert 1 <= first[place] <= own <= last[place] <= ranked
        twins = [i for i, pair in enumerate(cases) if pair == (n, d)]
        assert {first[i] for i in twins} == {first[place]}


def test_only_many_cases_tell_ranks_apart() -> None:
    first, last, _ = rank_intervals([16, 500, 900], [20, 1000, 1000])
    assert (first.tolist(), last.tolist()) == ([1, 2, 1], [3, 3, 2])


@pytest.mark.parametrize("level", [FUNNEL_WARNING, FUNNEL_ALARM])
@pytest.mark.parametrize("benchmark", [0.05, 0.5, 0.8])
@pytest.mark.parametrize("spread", [1.0, 2.5])
def test_every_council_stands_on_the_side_of_the_line_that_its_verdict_says(
    level: float, benchmark: float, spread: float
) -> None:
    bases = np.arange(5, 80)
    low, high = limits(bases, benchmark, level, spread)
    outside = {Verdict.HIGHER, Verdict.LOWER}
    if level == FUNNEL_WARNING:
        outside |= {Verdict.POSSIBLY_HIGHER, Verdict.POSSIBLY_LOWER}
    for base, below, above in zip(bases, low, high, strict=True):
        counts = np.arange(base + 1)
        found = verdicts(counts, np.full(base + 1, base), np.full(base + 1, benchmark), spread)
        is_outside = np.isin(found, list(outside))
        by_line = (counts / base < below) | (counts / base > above)
        assert (is_outside == by_line).all()


def test_the_published_size_of_a_high_outlier_around_80_percent() -> None:
    _, warning = limits([16, 17], 0.8, FUNNEL_WARNING)
    _, alarm = limits([30, 31], 0.8, FUNNEL_ALARM)
    assert [warning[0] == 1, warning[1] < 1, alarm[0] == 1, alarm[1] < 1] == [True] * 4


def test_councils_that_are_the_same_have_no_dispersion_and_wide_ones_have() -> None:
    rng = np.random.default_rng(1)
    bases = rng.integers(10, 60, 100)
    assert dispersion(rng.binomial(bases, 0.7), bases) == 1.0
    apart = rng.beta(7, 3, 100)
    assert 1.5 < dispersion(rng.binomial(bases, apart), bases) < 10
    assert dispersion([0, 20] * 4, [20] * 8) == 1.0, "eight councils are too few to say"


def test_chance_alone_widens_the_limits_about_once_in_a_hundred_types() -> None:
    rng = np.random.default_rng(2)
    widened = [dispersion(rng.binomial(30, 0.7, 60), [30] * 60) > 1 for _ in range(1000)]
    assert sum(widened) <= stats.binom.ppf(0.999, 1000, 0.01)


@given(CASES)
def test_a_stabilised_share_lies_between_the_councils_own_and_the_pooled(
    cases: list[tuple[int, int]],
) -> None:
    numerators, denominators = np.array(cases).T
    pooled = numerators.sum() / denominators.sum()
    drawn = stabilised(numerators, denominators)
    own = numerators / denominators
    assert (drawn >= np.minimum(own, pooled) - 1e-9).all()
    assert (drawn <= np.maximum(own, pooled) + 1e-9).all()


def test_few_cases_are_drawn_further_than_many() -> None:
    numerators, denominators = [3, 90, 5, 50, 60, 20], [3, 100, 10, 100, 100, 50]
    drawn = stabilised(numerators, denominators)
    pooled = 228 / 363
    assert (1.0 - drawn[0]) / (1.0 - pooled) > (0.9 - drawn[1]) / (0.9 - pooled)
    assert np.isnan(stabilised([0, 5], [0, 9])[0]), "no case, no share"


def test_the_expected_rate_follows_the_councils_own_mix() -> None:
    rows = [
        *(("A", "Housing", "Upheld", 9), ("A", "Housing", "Not upheld", 1)),
        *(("B", "Housing", "Upheld", 9), ("B", "Housing", "Not upheld", 1)),
        *(("B", "Planning", "Upheld", 2), ("B", "Planning", "Not upheld", 8)),
        ("B", "Planning", "Advice given", 50),
    ]
    cases = pd.DataFrame(rows, columns=["authority", "category", "outcome", "cases"]).assign(
        year=2020, kind="decided"
    )
    found = expected_upheld(cases, frozenset({2020})).set_index("authority")
    assert found.loc["A", ["upheld", "investigated", "expected", "display"]].tolist() == [
        9,
        10,
        9.0,
        "90%",
    ]
    assert found.loc["B", "expected"] == 11.0
    assert found.loc["B", "display"] == "55%"
    assert found["expected"].sum() == found["upheld"].sum(), "of all councils it is what was seen"
    assert expected_upheld(cases, frozenset()).empty, "an extract has no rate of England"


def test_three_comparable_years_are_pooled_and_no_break_is_crossed() -> None:
    given_ = rates(*(("A", year, 1, 2) for year in range(2019, 2026)))
    found = pooled_years(given_, unfinished=YearEnding(2026))
    assert found["year"].tolist() == [2021, 2022, 2025]
    assert found[["first_year", "numerator", "denominator", "display"]].iloc[-1].tolist() == [
        2023,
        3,
        6,
        "50%",
    ]
    assert pooled_years(given_, unfinished=YearEnding(2025))["year"].tolist() == [2021, 2022]


def test_a_year_that_is_not_known_is_not_pooled_over() -> None:
    given_ = rates(("A", 2019, 1, 2), ("A", 2021, 1, 2), ("A", 2022, 0, 0))
    assert pooled_years(given_, unfinished=None).empty
    whole = rates(("A", 2020, 1, 2), ("A", 2021, 1, 2), ("A", 2022, 0, 0))
    assert pooled_years(whole, unfinished=None)["denominator"].tolist() == [4], "0 of 0 is known"


def test_the_trend_test_is_the_correlation_of_year_and_outcome() -> None:
    """The square of the standardised slope is N times the squared correlation (Agresti 2002)."""
    year, upheld, of = np.array([1.0, 2, 3, 4, 5]), np.array([2.0, 5, 4, 9, 12]), np.full(5, 20.0)
    cases = np.repeat(year, 20)
    outcomes = np.concatenate([np.r_[np.ones(int(n)), np.zeros(20 - int(n))] for n in upheld])
    expected = np.sqrt(len(cases)) * np.corrcoef(cases, outcomes)[0, 1]
    assert trend_in_shares(year, upheld, of) == pytest.approx(expected)


def test_a_trend_takes_five_comparable_years() -> None:
    rising = [("A", year, 4 + 4 * (year - 2017), 40) for year in range(2017, 2023)]
    found = trends(rates(*rising, ("A", 2023, 39, 40)), unfinished=None)
    assert found[["first_year", "last_year", "years", "verdict"]].to_numpy().tolist() == [
        [2017, 2022, 6, TrendVerdict.RISING],
        [2023, 2023, 1, TrendVerdict.TOO_FEW_YEARS],
    ]
    four = trends(rates(*rising[:4]), unfinished=None)
    assert four["verdict"].tolist() == [TrendVerdict.TOO_FEW_YEARS]


def test_chance_alone_makes_a_trend_about_once_in_a_hundred() -> None:
    rng = np.random.default_rng(3)
    rows = [
        (f"c{n}", year, int(rng.binomial(25, 0.6)), 25)
        for n in range(400)
        for year in range(2016, 2022)
    ]
    found = trends(rates(*rows), unfinished=None)
    alarms = found["verdict"].isin([TrendVerdict.RISING, TrendVerdict.FALLING]).sum()
    assert alarms <= stats.binom.ppf(0.999, 400, 0.011)
