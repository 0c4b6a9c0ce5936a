from __future__ import annotations

import numpy as np
import pytest

from dashboard.authorities.register import Register
from dashboard.demonstration.averages import TYPES, YEARS, received_totals
from dashboard.demonstration.councils import CouncilYears, draw_council_years
from dashboard.demonstration.distributions import Distributions
from dashboard.vocabulary import YearEnding


@pytest.fixture(scope="module")
def councils(register: Register) -> CouncilYears:
    return draw_council_years(register, np.random.default_rng(3), Distributions())


def test_every_council_has_an_entry_for_every_year_that_it_existed(
    councils: CouncilYears, register: Register
) -> None:
    names = [authority.name for authority in register]
    found = [(names[a], YEARS[y]) for a, y in zip(councils.authority, councils.year, strict=True)]
    assert sorted(found) == sorted(
        (a.name, year) for year in YEARS for a in register.in_year(YearEnding(year))
    )


def test_the_caseload_adds_up_to_the_national_total(councils: CouncilYears) -> None:
    totals = np.bincount(councils.year, councils.received)
    assert totals == pytest.approx(received_totals(), rel=0.03)


def test_the_smallest_council_still_receives_a_case(
    councils: CouncilYears, register: Register
) -> None:
    names = [authority.name for authority in register]
    scilly = councils.authority == names.index("Council of the Isles of Scilly")
    assert councils.received[scilly].min() >= 1
    assert councils.received[scilly].max() < 6


def test_a_council_without_a_population_gets_the_caseload_of_its_type(
    councils: CouncilYears, register: Register
) -> None:
    unknown = [n for n, a in enumerate(register) if a.population_2020 is None]
    districts = [
        n for n in unknown if TYPES[councils.type[councils.authority == n][0]] == "district"
    ]
    assert districts
    per_year = councils.received[np.isin(councils.authority, districts)].mean()
    assert 5 < per_year < 25


def test_every_mix_is_a_whole(councils: CouncilYears) -> None:
    assert councils.mix.sum(axis=1) == pytest.approx(1)
    assert (councils.investigated > 0).all()
    assert (councils.investigated < 1).all()
