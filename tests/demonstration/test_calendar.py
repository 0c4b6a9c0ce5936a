from __future__ import annotations

import numpy as np

from dashboard.demonstration.averages import YEARS
from dashboard.demonstration.calendar import days_of_receipt, decision_days, year_indexes


def day(text: str) -> np.datetime64:
    return np.datetime64(text)


def decided(received_on: str, days_taken: int) -> str:
    return str(decision_days(np.array([day(received_on)]), np.array([days_taken]))[0])


def test_cases_arrive_on_working_days_outside_the_pause_of_2020() -> None:
    days = set(days_of_receipt())
    assert day("2019-06-03") in days
    assert day("2019-06-02") not in days  # a Sunday
    assert day("2019-12-25") not in days
    assert day("2020-03-25") in days
    assert day("2020-03-26") not in days
    assert day("2020-06-26") not in days
    assert day("2020-06-29") in days


def test_a_decision_falls_on_the_next_working_day() -> None:
    assert decided("2022-05-02", 4) == "2022-05-06"  # a Friday
    assert decided("2022-05-02", 5) == "2022-05-09"  # Saturday becomes Monday


def test_a_decision_due_in_the_pause_is_put_off_by_its_length() -> None:
    assert decided("2020-03-20", 6) == "2020-06-29"
    assert decided("2020-03-20", 5) == "2020-03-25"


def test_a_year_begins_on_the_first_of_april() -> None:
    days = np.array([day("2019-03-31"), day("2019-04-01"), day("2025-12-31"), day("2026-04-01")])
    assert [YEARS[0] + index for index in year_indexes(days)] == [2019, 2020, 2026, 2027]
