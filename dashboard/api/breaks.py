"""Breaks: years that don't compare with the year before, and why."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Asked
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.dataset import Dataset
from dashboard.statistics.breaks import BREAKS
from dashboard.vocabulary import Measure


class BreakRow(Row):
    """A break in method: no change or trend is worked out across it."""

    first_year_after: date
    """The last day of the first year that doesn't compare with those before it."""
    since: str
    """When it happened, in words."""
    measures: list[Measure]
    """Those that it touches."""
    touches_counts: bool
    """Whether it touches numbers received and decided, too."""
    words: str


class BreaksAsked(Asked):
    """Of which measure; all without one."""

    measure: Measure | None = None
    """One of `/measures`."""


def breaks(dataset: Dataset, asked: BreaksAsked) -> Found[BreakRow]:  # noqa: ARG001
    """Breaks in method, oldest first."""
    rows = [
        BreakRow(
            first_year_after=b.first_year_after.last_day,
            since=b.since,
            measures=sorted(b.measures),
            touches_counts=b.touches_counts,
            words=b.words,
        )
        for b in BREAKS
        if asked.measure is None or asked.measure in b.measures
    ]
    return Found(rows, len(rows))


ENDPOINTS: Final = (Endpoint("/breaks", breaks, "/breaks?measure=uphold_rate"),)
