"""Figures on which two sources differ: reported, settled by who printed them, never averaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.place import Place


@dataclass(frozen=True)
class PrintedFigure:
    """One printed figure, who printed it, and where it stands in the publisher's files."""

    about: str
    heading: str
    value: float
    source_kind: str
    source_url: str
    place: Place


@dataclass(frozen=True)
class Conflict:
    """Two printed figures of one thing that differ; `position` is the other's in its frame."""

    taken: PrintedFigure
    other: PrintedFigure
    position: int

    def problem(self) -> Problem:
        """The warning that names both values and both sources."""
        taken, other = self.taken, self.other
        reason = (
            "stands first" if taken.source_kind == other.source_kind else "is the better source"
        )
        return other.place.problem(
            "sources-conflict",
            column=other.heading,
            value=f"{other.value:g} ({other.source_kind}, {other.source_url})",
            expected=f"{taken.value:g} for {other.about}, as in {taken.place} "
            f"({taken.source_kind}, {taken.source_url})",
            remedy=f"{taken.value:g} was taken, since its source {reason}; correct the figure or "
            "take it out if it is a slip",
            is_warning=True,
        )


def conflicts(ranked: pd.DataFrame, key: list[str]) -> Iterator[Conflict]:
    """Each figure that differs from the first of the same key.

    `ranked` has the better sources first, a plain range as its index, and the columns of the key,
    about (whose figure it is, in words), heading, value, source_kind, source_url and the place.
    """
    known = ranked.dropna(subset=[*key, "value"])
    differ = known.groupby(key)["value"].transform("nunique") > 1
    for _, group in known[differ].groupby(key, sort=False):
        printed = [_printed(row) for row in group.itertuples()]
        for position, other in zip(group.index, printed, strict=True):
            if other.value != printed[0].value:
                yield Conflict(printed[0], other, int(position))


def _printed(row: Any) -> PrintedFigure:
    return PrintedFigure(
        about=str(row.about),
        heading=str(row.heading),
        value=float(row.value),
        source_kind=str(row.source_kind),
        source_url=str(row.source_url),
        place=Place.of(row),
    )
