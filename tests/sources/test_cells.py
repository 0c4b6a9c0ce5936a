from __future__ import annotations

import pytest

from dashboard.sources.cells import read_number, read_truth, read_year_ending


def test_yes_and_no_may_be_written_in_any_case_or_as_truth_values() -> None:
    assert [read_truth(text) for text in ("yes", "YES", "Y", "True", "1")] == [True] * 5
    assert [read_truth(text) for text in ("no", "No", "n", "FALSE", "0")] == [False] * 5


@pytest.mark.parametrize("written", ["maybe", "yes?", "2", "nein"])
def test_what_is_neither_yes_nor_no_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write yes or no"):
        read_truth(written)


def test_a_number_may_have_thousands_and_a_percent_sign() -> None:
    assert read_number("1,234", is_whole=True) == 1234
    assert read_number("92.0", is_whole=True) == 92
    assert read_number("67%", is_whole=False) == 67
    assert read_number("0", is_whole=True) == 0


@pytest.mark.parametrize(
    "written", ["-3", "1.5", "12,34", "five", "1e3", "nan", "inf", "\u0663 km"]
)
def test_what_is_no_count_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_number(written, is_whole=True)


@pytest.mark.parametrize(
    "written", ["2020", "2020-03-31", "2019-20", "2019/20", "31/03/2020", "31 March 2020"]
)
def test_a_year_is_named_by_the_calendar_year_of_its_last_day(written: str) -> None:
    assert read_year_ending(written) == 2020


@pytest.mark.parametrize("written", ["2020-12-31", "2019-21", "last year", "20"])
def test_what_is_no_year_to_31_march_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_year_ending(written)
