"""What holds of each statistic whatever the counts are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.change import changes, two_counts, two_proportions, two_sided
from dashboard.statistics.expected import expected_upheld
from dashboard.statistics.funnel import dispersion
from dashboard.statistics.intervals import poisson, wilson
from dashboard.statistics.pooling import pooled_years
from dashboard.statistics.rates import figures
from dashboard.statistics.trend import trend_in_counts, trend_in_shares, trends
from dashboard.vocabulary import TrendVerdict
from tests.factories import yearly_counts

PAIR = st.integers(1, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
PAIRS = st.lists(PAIR, min_size=2, max_size=8)


def rates(rows: list[tuple[str, int, int, int]]) -> pd.DataFrame:
    """Uphold rates from council, year, upheld and investigated."""
    counts = yearly_counts(
        *({"authority": a, "year": y, "upheld": n, "investigated": d} for a, y, n, d in rows)
    )
    found = figures(counts).assign(source="cases")
    return found[found["measure"] == "uphold_rate"]


@given(st.lists(PAIR, min_size=5, max_size=5))
def test_a_trend_backwards_has_the_opposite_slope(counts: list[tuple[int, int]]) -> None:
    year = np.arange(5.0)
    upheld, of = np.array(counts, dtype=float).T
    for test in (trend_in_shares, trend_in_counts):
        there, back = test(year, upheld, of), test(year, upheld[::-1], of[::-1])
        assert there == pytest.approx(-back, abs=1e-9, nan_ok=True)


@settings(max_examples=20)
@given(st.lists(PAIR, min_size=6, max_size=6), st.randoms())
def test_the_order_of_rows_changes_no_trend_change_or_sum(
    counts: list[tuple[int, int]], random: object
) -> None:
    rows = [("A", 2017 + n, *pair) for n, pair in enumerate(counts)]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    in_order, mixed = rates(rows), rates(shuffled)
    pd.testing.assert_frame_equal(trends(in_order, unfinished=None), trends(mixed, unfinished=None))
    for work_out in (
        lambda frame: pooled_years(frame, unfinished=None),
        lambda frame: changes(frame, {"A": "unitary"}, unfinished=None),
    ):
        first, second = (work_out(frame).sort_values("year") for frame in (in_order, mixed))
        pd.testing.assert_frame_equal(first.reset_index(drop=True), second.reset_index(drop=True))


@given(st.lists(PAIR, min_size=1, max_size=4))
def test_fewer_than_five_years_never_have_a_verdict(counts: list[tuple[int, int]]) -> None:
    found = trends(
        rates([("A", 2016 + n, *pair) for n, pair in enumerate(counts)]), unfinished=None
    )
    assert set(found["verdict"]) == {TrendVerdict.TOO_FEW_YEARS}


@given(st.tuples(PAIR, PAIR, PAIR))
def test_three_years_together_lie_between_the_extremes_with_a_narrower_range(
    counts: tuple[tuple[int, int], ...],
) -> None:
    (together,) = pooled_years(
        rates([("A", 2019 + n, *pair) for n, pair in enumerate(counts)]), unfinished=None
    ).to_dict("records")
    shares = [n / d for n, d in counts]
    assert min(shares) - 1e-12 <= together["value"] <= max(shares) + 1e-12
    assert together["low"] <= together["value"] <= together["high"]
    assert together["denominator"] == sum(d for _, d in counts)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from(["Housing", "Planning"]), PAIR),
        min_size=1,
        max_size=12,
        unique_by=lambda row: row[:2],
    ),
    st.randoms(),
)
def test_expected_cases_add_up_to_those_observed_in_any_order(
    rows: list[tuple[str, str, tuple[int, int]]], random: object
) -> None:
    cases = [
        (who, category, outcome, number)
        for who, category, (n, d) in rows
        for outcome, number in (("Upheld", n), ("Not upheld", d - n))
        if number
    ]
    shuffled = list(cases)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    columns = ["authority", "category", "outcome", "cases"]
    first, second = (
        expected_upheld(
            pd.DataFrame(of, columns=columns).assign(year=2020, kind="decided"), frozenset({2020})
        ).sort_values("authority", ignore_index=True)
        for of in (cases, shuffled)
    )
    pd.testing.assert_frame_equal(first, second)
    assert first["expected"].sum() == pytest.approx(first["upheld"].sum())
    assert first["expected"].between(-1e-9, first["investigated"] + 1e-9).all()


@settings(max_examples=30)
@given(PAIRS, PAIRS)
def test_the_parts_of_a_change_always_add_up(
    earlier: list[tuple[int, int]], later: list[tuple[int, int]]
) -> None:
    rows = [(f"c{n}", 2020, *pair) for n, pair in enumerate(earlier)]
    rows += [(f"c{n}", 2021, *pair) for n, pair in enumerate(later)]
    found = changes(rates(rows), {f"c{n}": "unitary" for n in range(8)}, unfinished=None)
    parts = found[["national_part", "type_part", "own_part"]].sum(axis="columns", skipna=False)
    known = parts.notna()
    assert known.sum() == min(len(earlier), len(later))
    assert parts[known].to_numpy(float) == pytest.approx(found["difference"][known].to_numpy(float))


@given(PAIR, st.integers(2, 12))
def test_the_same_change_of_more_cases_is_never_likelier_to_be_chance(
    later: tuple[int, int], times: int
) -> None:
    n, d = later
    few = float(two_sided(two_proportions(n, d, 0, d)))
    many = float(two_sided(two_proportions(n * times, d * times, 0, d * times)))
    assert many <= few + 1e-9
    assert float(two_sided(two_counts(n * times, 1, d * times, 1))) <= (
        float(two_sided(two_counts(n, 1, d, 1))) + 1e-9
    )


@given(st.integers(0, 500), st.integers(2, 10))
def test_the_range_of_a_rate_by_population_narrows_with_more_cases(count: int, times: int) -> None:
    low, high = poisson([count, count * times])
    assert (high[1] - low[1]) / times <= high[0] - low[0] + 1e-9
    assert low[0] <= count <= high[0]


@given(st.lists(PAIR, min_size=1, max_size=40), st.randoms())
def test_no_funnel_is_narrowed_and_none_depends_on_the_order(
    counts: list[tuple[int, int]], random: object
) -> None:
    shuffled = list(counts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (dispersion(*np.array(of, dtype=float).T) for of in (counts, shuffled))
    assert first == pytest.approx(second)
    assert first >= 1.0


@given(PAIR)
def test_a_wider_level_gives_a_wider_range_around_the_same_share(pair: tuple[int, int]) -> None:
    n, d = pair
    (low, high), (lower, higher) = wilson([n], [d]), wilson([n], [d], level=0.998)
    assert lower[0] <= low[0] <= n / d <= high[0] <= higher[0]
