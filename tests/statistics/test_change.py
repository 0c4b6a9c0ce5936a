"""Changes between two years: the exact tests, their words, and what a change is made of."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.change import (
    change_verdicts,
    changes,
    two_counts,
    two_proportions,
    two_sided,
)
from dashboard.vocabulary import ChangeVerdict, YearEnding

UNITARY = {"A": "unitary", "B": "unitary", "C": "unitary", "D": "district"}


@pytest.mark.parametrize(
    ("earlier", "later", "p_value"),
    [((2, 4), (4, 4), 0.21), ((5, 10), (8, 10), 0.20), ((9, 20), (16, 20), 0.03)],
)
def test_the_worked_values_of_two_proportions(
    earlier: tuple[int, int], later: tuple[int, int], p_value: float
) -> None:
    assert float(two_sided(two_proportions(*later, *earlier))) == pytest.approx(p_value, abs=0.005)


def test_a_hundred_cases_tell_60_from_80_percent() -> None:
    assert float(two_sided(two_proportions(80, 100, 60, 100))) == pytest.approx(0.002, abs=0.0005)


@pytest.mark.parametrize(
    ("earlier", "later", "p_value"), [(2, 4, 0.45), (10, 20, 0.07), (40, 60, 0.046)]
)
def test_the_worked_values_of_two_counts(earlier: int, later: int, p_value: float) -> None:
    assert float(two_sided(two_counts(later, 1, earlier, 1))) == pytest.approx(p_value, abs=0.005)


def test_twice_the_residents_and_twice_the_cases_are_no_change() -> None:
    assert float(two_sided(two_counts(20, 2, 10, 1))) == pytest.approx(1.0, abs=0.1)


def test_no_case_in_either_year_is_no_change() -> None:
    assert float(two_sided(two_counts(0, 1, 0, 1))) == 1.0


def test_a_rise_that_all_share_is_less_remarkable() -> None:
    plain = two_proportions(16, 20, 9, 20)[1]
    beside_a_rise = two_proportions(16, 20, 9, 20, odds_ratio=3.0)[1]
    assert plain < 0.02
    assert beside_a_rise > 0.2


@given(
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_which_year_comes_first_makes_no_difference(a: tuple[int, int], b: tuple[int, int]) -> None:
    (n1, m1), (n2, m2) = (a[0], sum(a)), (b[0], sum(b))
    there, back = two_proportions(n1, m1, n2, m2), two_proportions(n2, m2, n1, m1)
    if m1 == 0 or m2 == 0:
        assert pd.isna(there[0])
        assert pd.isna(back[0])
        return
    assert float(two_sided(there)) == pytest.approx(float(two_sided(back)), abs=1e-9)
    assert float(there[0]) + float(there[1]) == pytest.approx(1.0, abs=1e-9)


def test_the_words_follow_the_thresholds() -> None:
    assert change_verdicts([0.009, 0.01, 0.049, 0.05, float("nan")]).tolist() == [
        ChangeVerdict.UNLIKELY_CHANCE,
        ChangeVerdict.POSSIBLE,
        ChangeVerdict.POSSIBLE,
        ChangeVerdict.NOT_CLEAR,
        None,
    ]


def figures(*rows: tuple[str, int, int, int], measure: str = "uphold_rate") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["authority", "year", "numerator", "denominator"])
    return frame.assign(
        measure=measure,
        value=frame["numerator"] / frame["denominator"],
        display=[f"{n} of {d}" for n, d in zip(frame.numerator, frame.denominator, strict=True)],
        source="cases",
    )


def test_a_change_is_worked_out_between_years_that_compare() -> None:
    given_ = figures(("A", 2021, 9, 20), ("A", 2022, 16, 20), ("A", 2023, 19, 20))
    found = changes(given_, UNITARY, unfinished=None)
    assert found[["year", "earlier_year", "earlier_display"]].to_numpy().tolist() == [
        [2022, 2021, "9 of 20"]
    ], "uphold rates before and after 2022-23 don't compare"
    assert found["p_value"].iloc[0] == pytest.approx(0.03, abs=0.005)
    assert found["verdict"].iloc[0] == ChangeVerdict.POSSIBLE


def test_an_unfinished_year_and_a_gap_have_no_change() -> None:
    given_ = figures(("A", 2017, 5, 9), ("A", 2019, 5, 9), ("A", 2020, 6, 9), ("A", 2021, 9, 9))
    found = changes(given_, UNITARY, unfinished=YearEnding(2021))
    assert found["year"].tolist() == [2020]


def test_few_cases_have_a_difference_and_no_verdict() -> None:
    found = changes(figures(("A", 2021, 1, 4), ("A", 2022, 9, 9)), UNITARY, unfinished=None)
    assert found["difference"].iloc[0] == 0.75
    assert found["verdict"].tolist() == [None]


def test_the_parts_add_up_and_leave_the_council_out_of_its_type() -> None:
    given_ = figures(
        *(("A", 2021, 10, 20), ("A", 2022, 18, 20)),
        *(("B", 2021, 20, 40), ("B", 2022, 30, 40)),
        *(("D", 2021, 10, 20), ("D", 2022, 10, 20)),
    )
    found = changes(given_, UNITARY, unfinished=None).set_index("authority")
    of_a = found.loc["A"]
    assert of_a["national_part"] == pytest.approx(58 / 80 - 40 / 80)
    assert of_a["type_part"] == pytest.approx((30 - 20) / 40 - 18 / 80)
    assert of_a["own_part"] == pytest.approx(0.4 - 0.25)
    assert sum(of_a[["national_part", "type_part", "own_part"]]) == pytest.approx(0.4)
    assert found.loc["D", ["national_part", "type_part", "own_part"]].isna().all()
