"""The made-up cases: from receipt to decision, all drawn at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.demonstration import averages
from dashboard.demonstration.averages import TYPES, YEARS, Counts, Floats
from dashboard.demonstration.calendar import Days, days_of_receipt, decision_days, year_indexes
from dashboard.demonstration.councils import CouncilYears
from dashboard.demonstration.distributions import Distributions, calibrated, choices, happens
from dashboard.demonstration.services import SERVICES
from dashboard.demonstration.subcategories import subcategories
from dashboard.vocabulary import DecisionOutcome

Flags = npt.NDArray[np.bool_]

OUTCOMES = tuple(DecisionOutcome)
CLOSED = OUTCOMES.index(DecisionOutcome.CLOSED_AFTER_INITIAL_ENQUIRIES)
NOT_UPHELD = OUTCOMES.index(DecisionOutcome.NOT_UPHELD)
UPHELD = OUTCOMES.index(DecisionOutcome.UPHELD)


@dataclass(frozen=True)
class Cases:
    """One entry a case in every array, in order of receipt.

    `authority` is an index into the register, `type` into `TYPES`, the years into `YEARS` (a
    decision after the last year runs on), `service` into `SERVICES`, `subcategory` into the
    service's own list, `outcome` into `OUTCOMES`.
    """

    reference: npt.NDArray[np.object_]
    authority: Counts
    type: Counts
    service: Counts
    subcategory: Counts
    received_on: Days
    received_year: Counts
    decided_on: Days
    decided_year: Counts
    outcome: Counts
    satisfied: Flags
    """Upheld, and the council had already offered a satisfactory remedy."""
    published: Flags
    report: Flags

    def __len__(self) -> int:
        return len(self.authority)


def draw_cases(
    councils: CouncilYears, rng: np.random.Generator, distributions: Distributions
) -> Cases:
    """Draws every case of every council, decided or not by the end of the last year."""
    entry, received_on = _receipts(councils, rng)
    authority, of_type = councils.authority[entry], councils.type[entry]
    service = choices(rng, councils.mix[entry])
    outcome = _outcomes_before_findings(councils, entry, service, rng, distributions)
    decided_on = decision_days(received_on, _days_taken(outcome, rng, distributions))
    decided_year = year_indexes(decided_on)
    group = of_type * (len(YEARS) + 1) + np.minimum(decided_year, len(YEARS))
    upheld = _upheld(outcome, authority, decided_year, service, group, rng, distributions)
    outcome = np.where(upheld, UPHELD, outcome)
    satisfactory = _of_groups(averages.satisfactory_remedy_rates())[group]
    satisfied = happens(rng, satisfactory * upheld, group)
    published = np.isin(outcome, (CLOSED, NOT_UPHELD, UPHELD)) & (
        rng.random(len(entry)) < np.array([s.published for s in SERVICES])[service]
    )
    return Cases(
        reference=_references(councils.year[entry], rng),
        authority=authority,
        type=of_type,
        service=service,
        subcategory=_subcategories(service, rng),
        received_on=received_on,
        received_year=councils.year[entry],
        decided_on=decided_on,
        decided_year=decided_year,
        outcome=outcome,
        satisfied=satisfied,
        published=published,
        report=upheld & published & (rng.random(len(entry)) < distributions.report_share),
    )


def _of_groups(table: Floats) -> Floats:
    """The rates by type and year in a row, each type's years followed by all later ones."""
    rates: Floats = np.column_stack([table, table[:, -1]]).ravel()
    return rates


def _receipts(councils: CouncilYears, rng: np.random.Generator) -> tuple[Counts, Days]:
    """The council-year and the day of each receipt, in order of the day."""
    days = days_of_receipt()
    entry = np.repeat(np.arange(len(councils.authority)), councils.received)
    first = np.searchsorted(days, councils.first_day)[entry]
    beyond = np.searchsorted(days, councils.last_day, side="right")[entry]
    received_on = days[first + (rng.random(len(entry)) * (beyond - first)).astype(np.int64)]
    order = np.argsort(received_on, kind="stable")
    return entry[order], received_on[order]


def _references(received_year: Counts, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    """References such as "DEMO 24 011 208": the year of receipt, then a number that rises."""
    steps = np.cumsum(rng.integers(1, 3, len(received_year)))
    before = np.concatenate([[0], steps])[np.searchsorted(received_year, received_year)]
    return np.array(
        [
            f"DEMO {year:02d} {number // 1000:03d} {number % 1000:03d}"
            for year, number in zip(
                ((received_year + YEARS[0] - 1) % 100).tolist(),
                (steps - before).tolist(),
                strict=True,
            )
        ],
        dtype=object,
    )


def _subcategories(service: Counts, rng: np.random.Generator) -> Counts:
    drawn = np.zeros_like(service)
    chance = rng.random(len(service))
    for index, of_service in enumerate(SERVICES):
        weights = np.array([s.weight for s in subcategories()[of_service.category]])
        edges = np.cumsum(weights / weights.sum())[:-1]
        chosen = service == index
        drawn[chosen] = np.searchsorted(edges, chance[chosen], side="right")
    return drawn


def _outcomes_before_findings(
    councils: CouncilYears,
    entry: Counts,
    service: Counts,
    rng: np.random.Generator,
    distributions: Distributions,
) -> Counts:
    """Each case's outcome, an investigation counting as not upheld until its finding is drawn."""
    of_council = rng.normal(0, distributions.investigated_spread, int(councils.authority.max()) + 1)
    odds = np.log([s.investigated for s in SERVICES])
    group = (councils.type * len(YEARS) + councils.year)[entry]
    targets = np.full(len(TYPES) * len(YEARS), 0.5)
    targets[group] = councils.investigated[entry]
    chance = calibrated(odds[service] + of_council[councils.authority[entry]], group, targets)
    investigated = rng.random(len(entry)) < chance
    shares = np.array([distributions.outcomes_without_investigation])
    otherwise = choices(rng, np.broadcast_to(shares, (len(entry), shares.shape[1])))
    return np.where(investigated, NOT_UPHELD, otherwise)


def _days_taken(outcome: Counts, rng: np.random.Generator, distributions: Distributions) -> Counts:
    shape, scale = np.array(distributions.days_to_decide).T
    days: Counts = rng.gamma(shape[outcome], scale[outcome]).astype(np.int64)
    return days


def _upheld(
    outcome: Counts,
    authority: Counts,
    decided_year: Counts,
    service: Counts,
    group: Counts,
    rng: np.random.Generator,
    distributions: Distributions,
) -> Flags:
    """Whether each investigation is upheld; the mean of a type and year is the stated average."""
    councils = int(authority.max()) + 1
    lasting = rng.normal(0, distributions.upheld_spread, councils)
    of_year = rng.normal(0, distributions.upheld_year_spread, (councils, decided_year.max() + 1))
    odds: Floats = (
        np.log([s.upheld for s in SERVICES])[service]
        + lasting[authority]
        + of_year[authority, decided_year]
    )
    investigated = outcome == NOT_UPHELD
    chance = np.zeros(len(outcome))
    chance[investigated] = calibrated(
        odds[investigated], group[investigated], _of_groups(averages.uphold_rates())
    )
    return happens(rng, chance, group)
