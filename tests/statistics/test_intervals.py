from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from dashboard.statistics.intervals import poisson, wilson

ROUNDING = 1e-9


@pytest.mark.parametrize(
    ("upheld", "investigated", "low", "high"),
    [
        (1, 1, 21, 100),
        (3, 3, 44, 100),
        (5, 9, 27, 81),
        (8, 10, 49, 94),
        (31, 39, 64, 89),
        (0, 5, 0, 43),
    ],
)
def test_wilson_limits_in_whole_percents(
    upheld: int, investigated: int, low: int, high: int
) -> None:
    lower, upper = wilson([upheld], [investigated])
    assert (round(lower[0] * 100), round(upper[0] * 100)) == (low, high)


def test_none_of_none_has_no_wilson_interval() -> None:
    low, high = wilson([0, 0], [0, 5])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert low[1] == 0.0


def test_no_figures_have_no_intervals() -> None:
    assert [limits.size for limits in (*wilson([], []), *poisson([]))] == [0, 0, 0, 0]


@given(st.integers(1, 5_000), st.data())
def test_a_share_lies_in_its_wilson_interval(investigated: int, data: st.DataObject) -> None:
    upheld = data.draw(st.integers(0, investigated))
    low, high = (limits[0] for limits in wilson([upheld], [investigated]))
    assert 0 <= low <= upheld / investigated <= high <= 1
    assert low < high


@given(st.integers(1, 500), st.integers(2, 20), st.data())
def test_more_cases_at_the_same_rate_give_a_narrower_wilson_interval(
    investigated: int, times: int, data: st.DataObject
) -> None:
    upheld = data.draw(st.integers(0, investigated))
    low, high = wilson([upheld, upheld * times], [investigated, investigated * times])
    assert high[1] - low[1] < high[0] - low[0]


@given(st.integers(1, 2_000), st.data())
def test_wilson_treats_upheld_and_not_upheld_alike(investigated: int, data: st.DataObject) -> None:
    upheld = data.draw(st.integers(0, investigated))
    low, high = wilson([upheld, investigated - upheld], [investigated, investigated])
    assert low[0] == pytest.approx(1 - high[1], abs=ROUNDING)


@pytest.mark.parametrize(
    ("cases", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (9, 4.12, 17.08)],
)
def test_counts_below_10_have_exact_poisson_limits(cases: int, low: float, high: float) -> None:
    lower, upper = poisson([cases])
    assert (round(lower[0], 2), round(upper[0], 2)) == (low, high)


@pytest.mark.parametrize("cases", range(10))
def test_exact_limits_are_where_the_count_has_a_probability_of_1_in_40(cases: int) -> None:
    low, high = (limits[0] for limits in poisson([cases]))
    assert stats.poisson.cdf(cases, high) == pytest.approx(0.025)
    if cases:
        assert stats.poisson.sf(cases - 1, low) == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("cases", "low", "high"),
    # Worked out by hand: 10 x (1 - 1/90 - 1.96/(3 x root of 10)) cubed, and so on.
    [(10, 4.787, 18.391), (20, 12.211, 30.889)],
)
def test_counts_from_10_on_have_byars_limits(cases: int, low: float, high: float) -> None:
    lower, upper = poisson([cases])
    assert lower[0] == pytest.approx(low, abs=0.002)
    assert upper[0] == pytest.approx(high, abs=0.002)


def test_10_is_the_first_count_with_byars_limits() -> None:
    exact_low = stats.chi2.ppf(0.025, [18, 20]) / 2
    low, _ = poisson([9, 10])
    assert low[0] == pytest.approx(exact_low[0], abs=1e-9)
    assert low[1] != pytest.approx(exact_low[1], abs=1e-4)


@given(st.integers(10, 20_000))
def test_byars_limits_lie_within_one_hundredth_of_the_exact_ones(cases: int) -> None:
    low, high = (limits[0] for limits in poisson([cases]))
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * cases) / 2, rel=0.01)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * cases + 2) / 2, rel=0.01)


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_more_cases_have_higher_poisson_limits(fewer: int, more: int) -> None:
    assume(fewer < more)
    low, high = poisson([fewer, more])
    assert 0 <= low[0] < low[1]
    assert high[0] < high[1]
    assert low[0] <= fewer < high[0]
