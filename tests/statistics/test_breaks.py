from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.breaks import BREAKS, Break, breaks_of, comparable_runs
from dashboard.vocabulary import Measure, YearEnding


def runs(measure: Measure, *years: int, unfinished: int | None = None) -> list[list[int]]:
    last = None if unfinished is None else YearEnding(unfinished)
    found = comparable_runs(measure, [YearEnding(year) for year in years], last)
    return [[year.last for year in run] for run in found]


def test_an_uphold_rate_is_not_comparable_across_april_2014_and_2022_23() -> None:
    assert runs(Measure.UPHOLD_RATE, *range(2014, 2026)) == [
        [2014],
        [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022],
        [2023, 2024, 2025],
    ]


def test_a_compliance_rate_has_no_break() -> None:
    assert runs(Measure.COMPLIANCE_RATE, 2020, 2021, 2022, 2023) == [[2020, 2021, 2022, 2023]]


def test_the_year_of_the_pandemic_stands_alone_where_cases_are_counted() -> None:
    assert runs(Measure.UPHELD_PER_100K, 2019, 2020, 2021, 2022) == [[2019, 2020], [2021], [2022]]


def test_a_break_in_a_year_without_a_figure_still_cuts() -> None:
    assert runs(Measure.UPHOLD_RATE, 2021, 2025) == [[2021], [2025]]


def test_years_in_any_order_come_back_in_order() -> None:
    assert runs(Measure.UPHOLD_RATE, 2024, 2019, 2023, 2018) == [[2018, 2019], [2023, 2024]]


def test_an_unfinished_year_is_never_in_a_run_with_a_whole_one() -> None:
    assert runs(Measure.COMPLIANCE_RATE, 2023, 2024, 2025, unfinished=2025) == [
        [2023, 2024],
        [2025],
    ]


def test_no_years_have_no_runs() -> None:
    assert runs(Measure.UPHOLD_RATE) == []


def test_a_break_names_the_two_years_it_stands_between() -> None:
    assert [b.between for b in breaks_of(Measure.UPHOLD_RATE)] == [
        "2013-14 and 2014-15",
        "2021-22 and 2022-23",
    ]


@pytest.mark.parametrize("b", BREAKS, ids=lambda b: b.since)
def test_every_break_says_since_when_what_it_touches_and_why(b: Break) -> None:
    assert b.since[-4:] in {"2014", "2020", "2021", "2022"}
    assert b.measures
    assert b.words.endswith(".")


years = st.lists(st.integers(2012, 2030), max_size=19, unique=True)


@given(st.sampled_from(list(Measure)), years)
def test_runs_keep_every_year_once_and_hold_no_break(measure: Measure, some: list[int]) -> None:
    found = runs(measure, *some)
    assert [year for run in found for year in run] == sorted(some)
    starts = {b.first_year_after.last for b in breaks_of(measure)}
    for run in found:
        assert not any(run[0] < start <= run[-1] for start in starts)
