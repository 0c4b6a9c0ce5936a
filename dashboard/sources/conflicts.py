"""Figures on which two sources differ: reported, settled by who printed them, never averaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.place import Place, known_text


@dataclass(frozen=True)
class PrintedFigure:
    """One printed figure, who printed it, and where it stands in the publisher's files."""

    about: str
    heading: str
    value: float
    source_kind: str
    source_url: str | None
    """None: the file is the source."""
    place: Place
    is_percentage: bool

    @property
    def source(self) -> str:
        """Who printed it, and its address if there is one."""
        if self.source_url is None:
            return self.source_kind
        return f"{self.source_kind}, {self.source_url}"

    def agrees_with(self, other: PrintedFigure) -> bool:
        """Whether the two are one figure; a percentage may be printed with fewer decimals."""
        if not (self.is_percentage and other.is_percentage):
            return self.value == other.value
        one, another = _exact(self.value), _exact(other.value)
        step = Decimal(1).scaleb(max(_exponent(one), _exponent(another)))
        return one.quantize(step, ROUND_HALF_UP) == another.quantize(step, ROUND_HALF_UP)


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
            value=f"{other.value:g} ({other.source})",
            expected=f"{taken.value:g} for {other.about}, as in {taken.place} ({taken.source})",
            remedy=f"{taken.value:g} was taken, since its source {reason}; correct the figure or "
            "take it out if it is a slip",
            is_warning=True,
        )


def conflicts(ranked: pd.DataFrame, key: list[str]) -> Iterator[Conflict]:
    """Each figure that differs from the first of the same key.

    `ranked` has the better sources first, a plain range as its index, and the columns of the key,
    about (whose figure it is, in words), heading, value, source_kind, source_url and the place; it
    may have is_percentage: 59.7 and 60 percent are no conflict, since one is the other rounded.
    """
    known = ranked.dropna(subset=[*key, "value"])
    differ = known.groupby(key)["value"].transform("nunique") > 1
    for _, group in known[differ].groupby(key, sort=False):
        printed = [_printed(row) for row in group.itertuples()]
        for position, other in zip(group.index, printed, strict=True):
            if not other.agrees_with(printed[0]):
                yield Conflict(printed[0], other, int(position))


def _printed(row: Any) -> PrintedFigure:
    return PrintedFigure(
        about=str(row.about),
        heading=str(row.heading),
        value=float(row.value),
        source_kind=str(row.source_kind),
        source_url=known_text(row.source_url),
        place=Place.of(row),
        is_percentage=getattr(row, "is_percentage", None) is True,
    )


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.10g}").normalize()


def _exponent(number: Decimal) -> int:
    """How finely a number is written: 0 for a whole one, -1 for one decimal."""
    return min(int(number.as_tuple().exponent), 0)
