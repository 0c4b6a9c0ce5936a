"""Corrections: figures that changed after they were published."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Council, PageAsked, Year
from dashboard.api.councils import CouncilName
from dashboard.api.cursor import cut
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.dataset import Dataset


class CorrectionRow(Row):
    """A figure that changed after it was published."""

    number: int
    """Its place in the log, which only grows."""
    made_on: date
    reason: str
    council: CouncilName
    year_ending: date
    figure: str
    """A measure, or the name of a count such as `received`."""
    before: str
    """As it was shown, with its counts."""
    after: str | None
    """null: it was taken out."""


class CorrectionsAsked(PageAsked):
    """Which corrections."""

    council: Council | None = None
    """A slug or a GSS code."""
    year: Year | None = None
    """The year that ends then."""


def corrections(dataset: Dataset, asked: CorrectionsAsked) -> Found[CorrectionRow]:
    """The public log of corrections, oldest first."""
    found = [c for c in dataset.corrections(asked.council) if asked.year in (None, c.year)]
    # Padded, so that the numbers sort as texts do.
    page, after = cut(found, lambda c: (f"{c.number:012d}",), 1, asked.cursor, asked.limit)
    rows = [
        CorrectionRow(
            number=c.number,
            made_on=c.made_on,
            reason=c.reason,
            council=CouncilName.of(c.authority),
            year_ending=c.year.last_day,
            figure=c.figure,
            before=c.before,
            after=c.after,
        )
        for c in page
    ]
    return Found(rows, len(found), after)


ENDPOINTS: Final = (Endpoint("/corrections", corrections, "/corrections"),)
