"""Every council in every year that it existed, with the number and mix of its cases."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from dashboard.authorities.authority import Authority
from dashboard.authorities.register import Register
from dashboard.demonstration import averages
from dashboard.demonstration.averages import TYPES, YEARS, Counts, Floats
from dashboard.demonstration.calendar import Days
from dashboard.demonstration.distributions import Distributions
from dashboard.demonstration.services import SERVICES, shares
from dashboard.vocabulary import YearEnding


@dataclass(frozen=True)
class CouncilYears:
    """One entry a council and year; every array has one entry each, in order of year.

    `authority` is an index into the register, `type` into `TYPES`, `year` into `YEARS`.
    """

    authority: Counts
    type: Counts
    year: Counts
    first_day: Days
    last_day: Days
    received: Counts
    """Cases received, at least one."""
    mix: Floats
    """Share of each service in them: one row an entry."""
    investigated: Floats
    """Mean chance that a case is investigated, of the type in the year."""


def draw_council_years(
    register: Register, rng: np.random.Generator, distributions: Distributions
) -> CouncilYears:
    """Draws the caseload of every council in every year of `YEARS` in which it existed."""
    entries = [
        (number, TYPES.index(authority.type), index, *_days(authority, YearEnding(year)))
        for index, year in enumerate(YEARS)
        for number, authority in enumerate(register)
        if authority.existed_in(YearEnding(year))
    ]
    authority, of_type, year, first_day, last_day = (
        np.array(c) for c in zip(*entries, strict=True)
    )
    residents = _residents(register)[authority]
    weights = residents * np.array([averages.ASSUMED_RECEIVED_WEIGHT[t] for t in TYPES])[of_type]
    expected = _caseload(weights, authority, year, rng, distributions)
    return CouncilYears(
        authority=authority,
        type=of_type,
        year=year,
        first_day=first_day,
        last_day=last_day,
        received=np.maximum(rng.poisson(expected), 1),
        mix=_mix(authority, of_type, year, rng, distributions),
        investigated=_investigated(residents, expected, of_type, year),
    )


def _days(authority: Authority, year: YearEnding) -> tuple[np.datetime64, np.datetime64]:
    """The first and the last day of the year on which the council existed."""
    first = max(authority.first_day or year.first_day, year.first_day)
    last = min(authority.last_day or year.last_day, year.last_day)
    return np.datetime64(first), np.datetime64(last)


def _residents(register: Register) -> Floats:
    """Residents of each authority; the median of its type where the register has no figure.

    The median sets how many cases are drawn. It is not a population and is written nowhere.
    """
    of_type = {
        t: median(a.population_2020 for a in register if a.type is t and a.population_2020)
        for t in {a.type for a in register}
    }
    return np.array([float(a.population_2020 or of_type[a.type]) for a in register])


def _caseload(
    weights: Floats,
    authority: Counts,
    year: Counts,
    rng: np.random.Generator,
    distributions: Distributions,
) -> Floats:
    """Cases expected of each entry: weights, council, year, scaled to the national total."""
    lasting = _gamma(rng, distributions.caseload_shape, (int(authority.max()) + 1,))[authority]
    expected = weights * lasting * _gamma(rng, distributions.year_shape, weights.shape)
    national = np.bincount(year, expected, len(YEARS))
    scaled: Floats = expected * (averages.received_totals() / national)[year]
    return scaled


def _mix(
    authority: Counts,
    of_type: Counts,
    year: Counts,
    rng: np.random.Generator,
    distributions: Distributions,
) -> Floats:
    lasting = _gamma(rng, distributions.mix_shape, (int(authority.max()) + 1, len(SERVICES)))
    weights = shares()[of_type, year] * lasting[authority]
    mix: Floats = weights / weights.sum(axis=1, keepdims=True)
    return mix


def _investigated(residents: Floats, expected: Floats, of_type: Counts, year: Counts) -> Floats:
    """Investigations per case received, of the entry's type and year."""
    group = of_type * len(YEARS) + year
    size = len(TYPES) * len(YEARS)
    investigations = (
        np.bincount(group, residents, size) / 100_000 * averages.investigations_per_100k().ravel()
    )
    received = np.maximum(np.bincount(group, expected, size), 1)
    chance: Floats = np.clip(investigations / received, 0.02, 0.8)[group]
    return chance


def _gamma(rng: np.random.Generator, shape: float, size: tuple[int, ...]) -> Floats:
    """Gamma draws with a mean of one."""
    return rng.gamma(shape, 1 / shape, size)
