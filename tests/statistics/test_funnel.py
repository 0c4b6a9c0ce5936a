from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.statistics.funnel import verdicts
from dashboard.vocabulary import Verdict

HIGHER = (Verdict.HIGHER, Verdict.POSSIBLY_HIGHER)
LOWER = (Verdict.LOWER, Verdict.POSSIBLY_LOWER)


def verdict(upheld: int, investigated: int, benchmark: float) -> Verdict:
    return Verdict(verdicts([upheld], [investigated], [benchmark])[0])


@pytest.mark.parametrize(
    ("investigated", "expected"),
    [
        (16, Verdict.CONSISTENT),
        (17, Verdict.POSSIBLY_HIGHER),
        (30, Verdict.POSSIBLY_HIGHER),
        (31, Verdict.HIGHER),
    ],
)
def test_around_80_percent_it_takes_17_investigations_to_be_possibly_high_and_31_to_be_high(
    investigated: int, expected: Verdict
) -> None:
    assert verdict(investigated, investigated, 0.8) is expected


def test_watfords_5_of_9_is_consistent_with_chance() -> None:
    assert verdict(5, 9, 0.52) is Verdict.CONSISTENT
    assert verdict(5, 9, 0.7) is Verdict.CONSISTENT


def test_fewer_than_5_cases_have_no_verdict_however_far_off() -> None:
    assert [verdict(0, n, 0.99) for n in (1, 4)] == [Verdict.TOO_FEW] * 2
    assert verdict(0, 5, 0.99) is Verdict.LOWER
    assert verdict(0, 5, 0.5) is Verdict.CONSISTENT


def test_without_a_benchmark_there_is_no_verdict() -> None:
    assert verdict(5, 9, float("nan")) is Verdict.NO_BENCHMARK
    assert verdict(1, 1, float("nan")) is Verdict.TOO_FEW


@given(st.integers(5, 300), st.floats(0.01, 0.99))
def test_a_council_at_the_benchmark_is_never_named(investigated: int, benchmark: float) -> None:
    nearest = int(investigated * benchmark + 0.5)
    assert verdict(nearest, investigated, benchmark) is Verdict.CONSISTENT


@given(st.integers(5, 300), st.floats(0.01, 0.99))
def test_more_upheld_never_makes_a_council_lower(investigated: int, benchmark: float) -> None:
    order = [Verdict.LOWER, Verdict.POSSIBLY_LOWER, Verdict.CONSISTENT, *reversed(HIGHER)]
    cases = np.arange(investigated + 1)
    found = verdicts(cases, np.full(len(cases), investigated), np.full(len(cases), benchmark))
    ranks = [order.index(Verdict(v)) for v in found]
    assert ranks == sorted(ranks)


@given(st.integers(5, 200), st.floats(0.05, 0.95))
def test_chance_alone_names_a_council_no_more_often_than_stated(
    investigated: int, benchmark: float
) -> None:
    cases = np.arange(investigated + 1)
    found = verdicts(cases, np.full(len(cases), investigated), np.full(len(cases), benchmark))
    chance = stats.binom.pmf(cases, investigated, benchmark)
    named = np.isin(found, [Verdict.HIGHER, Verdict.LOWER])
    possible = np.isin(found, [*HIGHER, *LOWER])
    assert chance[named].sum() <= 0.002 + 1e-12
    assert chance[possible].sum() <= 0.05 + 1e-12
