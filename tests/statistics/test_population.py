from __future__ import annotations

import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.statistics.population import with_population
from tests.factories import council, register, yearly_counts


def population(
    year: int, estimates: dict[int, int] | None, councils: Register
) -> tuple[int, int] | None:
    """The population of council A for a year and the mid-year that it is of."""
    counts = yearly_counts({"authority": "A", "year": year}).drop(columns="population")
    given = estimates and pd.DataFrame(
        [("A", midyear, people) for midyear, people in estimates.items()],
        columns=["authority", "year", "population"],
    )
    row = with_population(counts, given, councils).iloc[0]
    return None if pd.isna(row["population"]) else (row["population"], row["population_year"])


def test_the_mid_year_within_the_ombudsmans_year_is_taken() -> None:
    estimates = {2018: 100, 2019: 110, 2020: 120}
    # 30 June 2019 lies in the year from April 2019 to March 2020.
    assert population(2020, estimates, register("A")) == (110, 2019)


@pytest.mark.parametrize(("year", "nearest"), [(2015, 2018), (2021, 2020), (2025, 2021)])
def test_without_an_estimate_of_that_year_the_nearest_one_is_taken(year: int, nearest: int) -> None:
    estimates = {2018: 2018, 2020: 2020, 2021: 2021}
    assert population(year, estimates, register("A")) == (nearest, nearest)


def test_of_two_equally_near_estimates_the_earlier_one_is_taken() -> None:
    assert population(2020, {2018: 100, 2020: 120}, register("A")) == (100, 2018)


def test_without_estimates_the_registers_figure_of_2020_is_taken_and_said() -> None:
    councils = register(council("A", population=97_831))
    assert population(2016, None, councils) == (97_831, 2020)


def test_a_given_estimate_is_preferred_to_the_registers_however_far_off() -> None:
    councils = register(council("A", population=97_831))
    assert population(2021, {2015: 95_000}, councils) == (95_000, 2015)


def test_another_councils_estimates_do_not_matter() -> None:
    councils = register(council("A", population=500), council("B", population=600))
    counts = yearly_counts({"authority": "A"}, {"authority": "B"}).drop(columns="population")
    given = pd.DataFrame({"authority": ["B"], "year": [2019], "population": [601]})
    assert with_population(counts, given, councils)["population"].tolist() == [500, 601]


def test_a_council_that_nobody_counted_has_no_population() -> None:
    councils = register(council("A", population=None), council("B"))
    assert population(2020, None, councils) is None
