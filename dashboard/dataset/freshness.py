"""Whether newer figures than these are out by now."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind, YearEnding

MONTH_WHEN_OUT: Final = 10
"""The letters of a year go out in July after it; from October on their figures are not new."""


def missing_year(manifest: Manifest, today: date) -> YearEnding | None:
    """The newest year whose figures are out by a day and not in the data.

    None if there is no such year, and for a demonstration, which has no newest year.
    """
    if manifest.kind is SnapshotKind.DEMONSTRATION:
        return None
    newest_out = YearEnding(today.year if today.month >= MONTH_WHEN_OUT else today.year - 1)
    return newest_out if newest_out.last > manifest.years[-1].last else None
