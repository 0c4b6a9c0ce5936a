"""What each type of council is complained about, and how such complaints tend to end.

The shares and odds are assumptions of this project, chosen near the published shares by subject
(2023-24: education and children 27%, housing 17%, adult care 14%, planning 10%; London: housing
34%) and the published uphold rates by subject (2024-25: education and children 91%, housing 85%,
adult care 78%, planning well under half in earlier years). A share of nought is a duty that the
type doesn't have: a district has no adult care, education or highways; a county no housing and
no benefits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.demonstration.averages import YEARS, Floats
from dashboard.vocabulary import DecisionCategory


@dataclass(frozen=True)
class Service:
    """A category of published decisions, as the made-up cases use it."""

    category: DecisionCategory
    shares: tuple[float, float, float, float, float]
    """Percent of the caseload of a county, district, metropolitan, unitary, London borough."""
    investigated: float
    """Odds of being investigated beside the other categories."""
    upheld: float
    """Odds of an investigation being upheld beside the other categories."""
    published: float
    """Share of decisions about fault or closure that are published."""
    growth: float = 0.0
    """Yearly growth of the share since 2018-19."""


SERVICES = (
    Service(DecisionCategory.ADULT_CARE, (27, 0, 15, 14.5, 10), 1.7, 1.0, 0.80),
    Service(DecisionCategory.BENEFITS_AND_TAX, (0, 17, 10, 9, 12), 0.7, 0.8, 0.78),
    Service(DecisionCategory.CHILDRENS_CARE, (22, 0, 16, 14, 7), 1.1, 1.1, 0.60),
    Service(DecisionCategory.EDUCATION, (31, 0, 12, 16, 7), 2.2, 2.4, 0.75, growth=0.06),
    Service(DecisionCategory.ENVIRONMENT, (1.5, 15, 10, 9, 8), 0.9, 0.9, 0.78),
    Service(DecisionCategory.HEALTH, (0.5, 0, 0.5, 0.5, 0.5), 1.4, 0.9, 0.70),
    Service(DecisionCategory.HOUSING, (0, 24, 15, 10, 35), 1.1, 1.4, 0.78, growth=0.02),
    Service(DecisionCategory.OTHER, (6, 11, 6.5, 6.5, 4), 0.4, 0.7, 0.78),
    Service(DecisionCategory.PLANNING, (1, 33, 6, 12.5, 3.5), 0.8, 0.3, 0.80),
    Service(DecisionCategory.TRANSPORT, (11, 0, 9, 8, 13), 0.5, 0.7, 0.78),
)


def shares() -> Floats:
    """Each category's share of the caseload, by type, year and service; each row sums to one."""
    of_types = np.array([service.shares for service in SERVICES]).T
    years_since = np.maximum(np.array(YEARS) - 2019, 0)
    growth = 1 + np.outer(years_since, [service.growth for service in SERVICES])
    weights = of_types[:, np.newaxis, :] * growth[np.newaxis, :, :]
    shares: Floats = weights / weights.sum(axis=2, keepdims=True)
    return shares
