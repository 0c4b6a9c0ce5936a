"""Measures: what is counted over what, and between which years they don't compare."""

from __future__ import annotations

from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Asked
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.dataset import Dataset
from dashboard.statistics.definitions import DEFINITIONS, HEADLINE_MEASURES
from dashboard.vocabulary import Measure


class MeasureRow(Row):
    """A measure and its definition."""

    measure: Measure
    """Its name in addresses and rows."""
    label: str
    meaning: str
    numerator: str
    """What is counted."""
    denominator: str
    """Over what."""
    unit: str
    """Of `value`, `low` and `high`."""
    is_headline: bool
    """Whether the Ombudsman's own letters print it first."""


class MeasuresAsked(Asked):
    """Nothing but the format."""


class OneMeasureAsked(Asked):
    """Which one."""

    measure: Measure
    """Its name."""


def measures(dataset: Dataset, asked: MeasuresAsked) -> Found[MeasureRow]:  # noqa: ARG001
    """Every measure with its definition."""
    return Found([_row(measure) for measure in DEFINITIONS], len(DEFINITIONS))


def measure(dataset: Dataset, asked: OneMeasureAsked) -> MeasureRow:  # noqa: ARG001
    """One measure with its definition."""
    return _row(asked.measure)


def _row(of: Measure) -> MeasureRow:
    definition = DEFINITIONS[of]
    return MeasureRow(
        measure=of,
        label=definition.label,
        meaning=definition.meaning,
        numerator=definition.numerator_words,
        denominator=definition.denominator_words,
        unit="share from 0 to 1" if definition.is_share else "per 100,000 residents",
        is_headline=of in HEADLINE_MEASURES,
    )


ENDPOINTS: Final = (
    Endpoint("/measures", measures, "/measures"),
    Endpoint("/measures/{measure}", measure, "/measures/uphold_rate"),
)
