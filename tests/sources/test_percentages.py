from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.percentages import in_percent, to_one_decimal


def column(*cells: float | str | None) -> tuple[pd.Series, pd.Series]:
    """Numbers and where a percent sign stands: "40%" has one."""
    signs = [isinstance(cell, str) for cell in cells]
    numbers = [float(c.rstrip("%")) if isinstance(c, str) else c for c in cells]
    return pd.Series(numbers, dtype="Float64"), pd.Series(signs, dtype="bool")


def read(*cells: float | str | None) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in in_percent(*column(*cells))]


def test_parts_of_one_are_percentages_where_the_whole_column_is() -> None:
    assert read(0.4, 1, 0, None, 43 / 72) == [40, 100, 0, None, 59.7]


def test_whole_percents_stay_as_they_are() -> None:
    assert read(40, 100, 0, None, 1, 57.9) == [40, 100, 0, None, 1, 57.9]


def test_a_sign_says_it_all_even_where_there_is_nothing_but_1() -> None:
    assert read("40%", "1%", "0.5%", 0, None) == [40, 1, 0.5, 0, None]


def test_a_column_of_noughts_means_the_same_either_way() -> None:
    assert read(0, 0, None) == [0, 0, None]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ((0, 1, 1), "1% or 100%"),
        ((0.4, 57), "both 0.4 and 57"),
        (("40%", 0.57), "0.57 beside numbers with a percent sign"),
    ],
)
def test_a_column_that_can_be_read_both_ways_is_not_guessed_at(
    cells: tuple[float, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        read(*cells)


def test_a_share_that_is_not_all_never_becomes_100_nor_one_that_is_some_0() -> None:
    assert read(0.9999, 1, 0.0001) == [99.9, 100, 0.1]


def test_halves_are_rounded_upward_from_what_is_written() -> None:
    assert to_one_decimal(4.25) == 4.3
    assert to_one_decimal(0.15) == 0.2


@given(st.lists(st.integers(0, 100), min_size=1, max_size=20))
def test_both_ways_of_writing_a_column_are_read_as_the_same(percents: list[int]) -> None:
    if not any(1 < percent < 100 for percent in percents):
        percents = [*percents, 50]
    parts = [percent / 100 for percent in percents]
    assert read(*parts) == read(*percents) == read(*(f"{p}%" for p in percents)) == percents
