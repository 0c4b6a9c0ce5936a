"""What was recommended after made-up findings of fault, and whether and when it was done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.demonstration import averages
from dashboard.demonstration.averages import YEARS, Counts, Floats
from dashboard.demonstration.calendar import Days, next_working_day, year_indexes
from dashboard.demonstration.cases import UPHELD, Cases, Flags
from dashboard.demonstration.distributions import Distributions
from dashboard.vocabulary import ComplianceOutcome, RecommendationKind

KINDS = tuple(RecommendationKind)
COMPLIANCE_OUTCOMES = tuple(ComplianceOutcome)
_COMPLIED, _LATE, _MISSED = range(3)

TEXTS = {
    RecommendationKind.PERSONAL_REMEDY: (
        "Demonstration: apologise in writing for the fault found",
        "Demonstration: apologise and pay £150 for the trouble caused",
        "Demonstration: apologise and pay £300 for the distress caused",
        "Demonstration: pay £500 for the service that was not provided",
        "Demonstration: look at the decision again and tell the resident the result",
        "Demonstration: put the account right and confirm it in writing",
    ),
    RecommendationKind.SERVICE_IMPROVEMENT: (
        "Demonstration: remind officers of the time limits that apply",
        "Demonstration: train officers in keeping records of decisions",
        "Demonstration: review the procedure that led to the fault and report the changes",
        "Demonstration: change the standard letter so that it explains how to appeal",
        "Demonstration: check other cases of the last year for the same fault",
        "Demonstration: report progress on delays to the council's scrutiny committee",
    ),
}


@dataclass(frozen=True)
class Recommendations:
    """One entry a recommendation in every array, in order of the case.

    `case` is an index into the cases, `kind` into `KINDS`, `text` into the kind's `TEXTS`,
    `outcome` into `COMPLIANCE_OUTCOMES`. A day that never came is NaT.
    """

    case: Counts
    kind: Counts
    text: Counts
    outcome: Counts
    agreed_on: Days
    due_on: Days
    achieved_on: Days
    recorded_on: Days
    recorded_year: Counts

    def __len__(self) -> int:
        return len(self.case)


def draw_recommendations(
    cases: Cases, rng: np.random.Generator, distributions: Distributions
) -> Recommendations:
    """Draws the recommendations of upheld cases; a case that needed none has none."""
    case, place = _recommended(cases, rng, distributions)
    improvement = (
        rng.random(len(case)) < np.array(distributions.service_improvement_share)[place]
    ).astype(np.int64)
    agreed_on = cases.decided_on[case]
    allowed = np.array(distributions.days_allowed)[improvement, rng.integers(0, 4, len(case))]
    due_on = next_working_day(agreed_on + allowed)
    outcome = _outcomes(cases.authority[case], year_indexes(due_on), rng, distributions)
    achieved_on = _achieved(agreed_on, due_on, outcome, rng, distributions)
    recorded_on = _recorded(due_on, achieved_on, rng, distributions)
    return Recommendations(
        case=case,
        kind=improvement,
        text=rng.integers(0, 6, len(case)),
        outcome=outcome,
        agreed_on=agreed_on,
        due_on=due_on,
        achieved_on=achieved_on,
        recorded_on=recorded_on,
        recorded_year=year_indexes(recorded_on),
    )


def _recommended(
    cases: Cases, rng: np.random.Generator, distributions: Distributions
) -> tuple[Counts, Counts]:
    """The case of each recommendation, and its place among those of the case."""
    upheld = np.flatnonzero(cases.outcome == UPHELD)
    with_some = upheld[rng.random(len(upheld)) < distributions.with_recommendations]
    numbers = rng.choice(3, len(with_some), p=distributions.recommendations) + 1
    place = np.arange(int(numbers.sum())) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return np.repeat(with_some, numbers), place


def _outcomes(
    authority: Counts, due_year: Counts, rng: np.random.Generator, distributions: Distributions
) -> Counts:
    """Complied, complied late or not complied; some councils are late more often than others."""
    year = np.minimum(due_year, len(YEARS) - 1)
    late_share = _late_shares(int(authority.max()) + 1, rng, distributions)
    late: Flags = rng.random(len(authority)) < late_share[authority, year]
    missed: Flags = rng.random(len(authority)) >= averages.compliance_rates()[year]
    return np.where(missed, _MISSED, np.where(late, _LATE, _COMPLIED))


def _late_shares(councils: int, rng: np.random.Generator, distributions: Distributions) -> Floats:
    """The share of late compliance of each council and year, around the national share."""
    national = averages.late_shares()
    precision = distributions.late_precision
    return rng.beta(national * precision, (1 - national) * precision, (councils, len(YEARS)))


def _achieved(
    agreed_on: Days,
    due_on: Days,
    outcome: Counts,
    rng: np.random.Generator,
    distributions: Distributions,
) -> Days:
    """The day on which each remedy was carried out: by the due day, after it, or never."""
    allowed: Counts = (due_on - agreed_on).astype(np.int64)
    days_taken: Counts = (
        rng.beta(*distributions.share_of_time_used, len(outcome)) * allowed
    ).astype(np.int64)
    in_time = next_working_day(agreed_on + days_taken)
    days_late = 1 + rng.gamma(*distributions.days_late, len(outcome)).astype(np.int64)
    late = next_working_day(due_on + days_late)
    achieved = np.where(outcome == _LATE, late, np.minimum(in_time, due_on))
    return np.where(outcome == _MISSED, np.datetime64("NaT"), achieved)


def _recorded(
    due_on: Days, achieved_on: Days, rng: np.random.Generator, distributions: Distributions
) -> Days:
    """The day on which the outcome was recorded, some days after the remedy or giving up on it."""
    given_up = due_on + distributions.days_until_given_up
    closed: Days = np.where(np.isnat(achieved_on), given_up, achieved_on)
    days: Counts = rng.gamma(*distributions.days_to_record, len(due_on)).astype(np.int64)
    return next_working_day(closed + days)
