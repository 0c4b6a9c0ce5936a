from __future__ import annotations

import pytest

from dashboard.sources.yearly_year import years_in


@pytest.mark.parametrize(
    "text",
    [
        "Complaints decided 2019-20",
        "2019/20",
        "2019\u201320",
        "2019 to 2020",
        "1 April 2019 to 31 March 2020",
        "Year ended 31st March 2020",
        "For the period ending: 31/03/20",
        "31.03.2020",
        "2020-03-31",
        "remedy-and-compliance-outcomes-2019-20.xlsx",
        "received_2019_20_final (2).csv",
    ],
)
def test_a_year_is_known_by_both_of_its_years_or_by_its_last_day(text: str) -> None:
    assert years_in(text) == {2020}


@pytest.mark.parametrize(
    "text",
    [
        "2020",
        "Annual review 2020, published 22 July 2020",
        "20-00-563",
        "2019-21",
        "2020-04-01",
        "top 19-20",
        "12019-20",
        "",
    ],
)
def test_a_year_by_itself_is_not_guessed_at(text: str) -> None:
    assert years_in(text) == frozenset()


def test_two_years_are_both_named() -> None:
    assert years_in("2019-20 (2018-19 in brackets)") == {2019, 2020}
