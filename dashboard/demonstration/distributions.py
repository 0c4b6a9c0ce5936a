"""The shape of the made-up cases: every parameter that is not an average, in one place.

All are assumptions of this project, named in the manifest of each demonstration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.demonstration.averages import Counts, Floats


@dataclass(frozen=True)
class Distributions:
    """Parameters of the draws; a spread is on the log scale unless it says otherwise."""

    caseload_shape: float = 14.0
    """Gamma shape of a council's lasting difference in caseload (mean one)."""
    year_shape: float = 60.0
    """Gamma shape of its difference in one year (mean one)."""
    mix_shape: float = 9.0
    """Gamma shape of each category's weight in a council's caseload (mean one)."""
    investigated_spread: float = 0.20
    """Normal spread of a council's log odds that a case is investigated."""
    upheld_spread: float = 0.35
    """Normal spread of a council's log odds that an investigation is upheld."""
    upheld_year_spread: float = 0.12
    """The same, of one council in one year."""
    late_precision: float = 7.0
    """Beta precision of a council's share of late compliance."""
    outcomes_without_investigation: tuple[float, float, float, float] = (0.06, 0.08, 0.42, 0.44)
    """Invalid or incomplete, advice given, referred back, closed after initial enquiries."""
    days_to_decide: tuple[tuple[float, float], ...] = (
        (2.0, 5.0),
        (2.0, 5.0),
        (2.0, 9.0),
        (4.0, 11.0),
        (6.0, 42.0),
    )
    """Gamma shape and scale, in days, of those four and of an investigation."""
    report_share: float = 0.015
    """Public interest reports among upheld, published cases."""
    with_recommendations: float = 0.76
    """Upheld cases in which something is recommended."""
    recommendations: tuple[float, float, float] = (0.62, 0.28, 0.10)
    """Such cases with one, two and three recommendations."""
    service_improvement_share: tuple[float, float, float] = (0.20, 0.70, 0.55)
    """Service improvements among first, second and third recommendations."""
    days_allowed: tuple[tuple[int, ...], tuple[int, ...]] = ((28, 28, 42, 56), (56, 84, 91, 182))
    """Days allowed for a personal remedy and for a service improvement, each as likely."""
    share_of_time_used: tuple[float, float] = (4.0, 2.0)
    """Beta parameters of the part of that time that a remedy in time takes."""
    days_late: tuple[float, float] = (1.6, 22.0)
    """Gamma shape and scale of the days by which a late remedy is late."""
    days_to_record: tuple[float, float] = (2.0, 8.0)
    """Gamma shape and scale of the days from a remedy, or from giving up on one, to its record."""
    days_until_given_up: int = 70
    """Days after the due date at which a missing remedy counts as not carried out."""


def calibrated(log_odds: Floats, group: Counts, targets: Floats) -> Floats:
    """The chance of each case, from its odds beside the others and the mean of its group.

    Args:
        log_odds: of each case, on any level.
        group: of each case, an index into targets.
        targets: the mean chance of each group, strictly between nought and one.
    """
    size = np.maximum(np.bincount(group, minlength=targets.size), 1)
    shift = np.log(targets / (1 - targets))
    chance = np.zeros_like(log_odds)
    for _ in range(12):  # Newton's method: settles to 1e-9 within about six steps
        chance = 1 / (1 + np.exp(-(log_odds + shift[group])))
        mean = np.bincount(group, chance, targets.size) / size
        slope = np.bincount(group, chance * (1 - chance), targets.size) / size
        shift = shift + np.where(slope > 0, (targets - mean) / np.maximum(slope, 1e-9), 0)
    return chance


def happens(rng: np.random.Generator, chance: Floats, group: Counts) -> npt.NDArray[np.bool_]:
    """Whether each case's event happens, a group's events adding up to its chances to within one.

    Systematic sampling in random order: each case keeps its own chance, while the small groups
    still come out at the average that they are drawn around.
    """
    order = np.lexsort((rng.random(len(chance)), group))
    passed = np.floor(np.cumsum(chance[order]) + rng.random())
    happened = np.zeros(len(chance), dtype=np.bool_)
    happened[order] = np.diff(passed, prepend=0) > 0
    return happened


def choices(rng: np.random.Generator, shares: Floats) -> Counts:
    """One index for each row of shares, which sum to one along the row."""
    edges = np.cumsum(shares, axis=1)[:, :-1]
    drawn: Counts = (rng.random(len(shares))[:, np.newaxis] >= edges).sum(axis=1)
    return drawn
