"""A council's figure over the years, of all categories together or of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.authorities.register import Authority
from dashboard.dataset.comparison_records import Change, GroupYear, Pooled, Trend
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.records import Figure
from dashboard.vocabulary import Measure, YearEnding


@dataclass(frozen=True)
class Series:
    """Every year of one measure, and what stands beside it."""

    history: tuple[Figure, ...]
    """Every year of the data, oldest first; absent figures with the reason."""
    latest: Figure | None
    """The figure of the last whole year that has one."""
    similar: Mapping[YearEnding, GroupYear]
    """The councils of the type together, itself included."""
    changes: Mapping[YearEnding, Change]
    """Since the year before, by the later year."""
    trends: tuple[Trend, ...]
    pooled: Pooled | None
    """The three years up to the latest."""


def series_of(
    dataset: Dataset, authority: Authority, measure: Measure, category: str | None = None
) -> Series:
    """The years of a council: of all categories unless one is named."""
    comparing, by_category = dataset.comparing, dataset.by_category
    history = (
        by_category.history(authority, measure, category)
        if category
        else dataset.history(authority, measure)
    )
    unfinished = dataset.manifest.unfinished_year
    known = [f for f in history if f.value is not None and f.year != unfinished]
    latest = known[-1] if known else None
    if category:
        groups = by_category.group_history(authority.type, measure, category)
        changes = by_category.changes(authority, measure, category)
        trends = by_category.trends(authority, measure, category)
        pooled = by_category.pooled(authority, latest.year, measure, category) if latest else None
    else:
        groups = comparing.group_history(authority.type, measure)
        changes = comparing.changes(authority, measure)
        trends = comparing.trends(authority, measure)
        pooled = comparing.pooled(authority, latest.year, measure) if latest else None
    return Series(
        tuple(history), latest, {g.year: g for g in groups}, changes, tuple(trends), pooled
    )
