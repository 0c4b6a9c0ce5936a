from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.days import read_day


@pytest.mark.parametrize(
    "written",
    [
        "2020-12-17",
        "2020-12-17 00:00:00",
        "2020-12-17T10:30:00Z",
        "2020/12/17",
        "17/12/2020",
        "17/12/20",
        "17-12-2020",
        "17.12.2020",
        "17/12/2020 10:30",
        "17 Dec 2020",
        "17 December 2020",
        "17th December 2020",
        "17-Dec-20",
        "17-dec-2020",
        "Thursday, 17 December 2020",
        "  17  Dec  2020 ",
    ],
)
def test_a_day_is_read_in_the_ways_in_which_documents_write_it(written: str) -> None:
    assert read_day(written) == date(2020, 12, 17)


def test_september_may_be_cut_to_three_or_four_letters() -> None:
    assert read_day("1 Sep 2020") == read_day("1 Sept 2020") == date(2020, 9, 1)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("12/17/2020", "day before the month"),
        ("30/02/2020", "no such day"),
        ("44182", "this number may stand for 2020-12-17"),
        ("December 2020", "write the day as"),
        ("17 Decembre 2020", '"Decembre" is none'),
        ("17/12-2020", "write the day as"),
        ("soon", "write the day as"),
        ("", "write the day as"),
    ],
)
def test_what_is_no_day_says_what_to_do_about_it(written: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        read_day(written)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_survives_being_written_and_read(day: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y"):
        assert read_day(day.strftime(form)) == day
