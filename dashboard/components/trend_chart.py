"""A measure over the years as SVG: every year a link, lines that stop where years don't compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard.components.marked_chart import (
    BOTTOM,
    TOP,
    Mark,
    across,
    dot,
    line,
    marked_chart,
    path,
    round_ticks,
    tick_words,
    upright,
    watermark,
    words,
)
from dashboard.statistics.breaks import breaks_of, unbroken_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import Measure, YearEnding

_HEIGHT = 340


@dataclass(frozen=True)
class YearPoint:
    """A figure of one year."""

    year: YearEnding
    value: float
    low: float | None
    high: float | None
    denominator: int | None
    words: str
    href: str


@dataclass(frozen=True)
class Line:
    """Values by year, drawn without marks, such as the similar councils' or a predecessor's."""

    values: dict[YearEnding, float]
    css: str
    label: str = ""
    """Whose it is; a line with a label has a dot for each year, which says so to a pointer."""


def trend_chart(
    title: str,
    caption: str,
    measure: Measure,
    years: Sequence[YearEnding],
    points: Sequence[YearPoint],
    lines: Sequence[Line],
    band: dict[YearEnding, tuple[float, float]],
    *,
    unfinished: YearEnding | None,
    is_demonstration: bool,
) -> html.Figure | None:
    """The chart of a measure; None without any figure."""
    if not points:
        return None
    is_share = DEFINITIONS[measure].is_share
    tops = [p.high if p.high is not None else p.value for p in points]
    tops += [value for other in lines for value in other.values.values()]
    tops += [high for _, high in band.values()]
    ticks = [fifth / 5 for fifth in range(6)] if is_share else round_ticks(max(tops))
    top = ticks[-1]
    at = {year: across((n + 0.5) / len(years)) for n, year in enumerate(years)}

    def height(value: float) -> float:
        return upright(min(value, top), _HEIGHT, 0.0, top)

    def runs(given: dict[YearEnding, float]) -> list[list[YearEnding]]:
        return unbroken_runs(measure, list(given), unfinished)

    drawn: list[Any] = [*_axes(is_share, ticks, years, at, unfinished)]
    lows = {year: low for year, (low, _) in band.items() if year in at}
    for run in runs(lows):
        edge = [(at[y], height(band[y][1])) for y in run]
        edge += [(at[y], height(band[y][0])) for y in reversed(run)]
        if len(run) > 1:
            drawn.append(path(edge, "trend-band"))
    for other in lines:
        shown = {year: value for year, value in other.values.items() if year in at}
        drawn += [path([(at[y], height(shown[y])) for y in run], other.css) for run in runs(shown)]
        if other.label:
            drawn += [
                dot(at[y], height(value), f"{other.label} {y.label}", other.css)
                for y, value in shown.items()
            ]
    own = {point.year: point.value for point in points}
    drawn += [path([(at[y], height(own[y])) for y in run], "trend-line") for run in runs(own)]
    drawn += [
        line(at[p.year], height(p.low), at[p.year], height(p.high), "trend-range")
        for p in points
        if p.low is not None and p.high is not None
    ]
    marks = [
        Mark(
            x=at[p.year],
            y=height(p.value),
            words=p.words,
            href=p.href,
            is_few=is_share and p.denominator is not None and p.denominator < FEWEST_FOR_A_VERDICT,
        )
        for p in points
    ]
    grid = [
        *drawn,
        *_breaks(measure, at),
        *watermark(_HEIGHT, is_demonstration=is_demonstration),
    ]
    return marked_chart(
        title, caption, _HEIGHT, grid, marks, keys="Arrow keys go from year to year."
    )


def _axes(
    is_share: bool,
    ticks: Sequence[float],
    years: Sequence[YearEnding],
    at: dict[YearEnding, float],
    unfinished: YearEnding | None,
) -> list[Any]:
    drawn: list[Any] = []
    labels = [f"{tick:.0%}" for tick in ticks] if is_share else tick_words(ticks)
    for tick, label in zip(ticks, labels, strict=True):
        y = upright(tick, _HEIGHT, 0.0, ticks[-1])
        drawn += [
            line(across(0), y, across(1), y, "chart-rule"),
            words(label, across(0) - 6, y + 4, "end"),
        ]
    for year in years:
        mark = "*" if year == unfinished else ""
        drawn.append(words(f"{year.label[2:]}{mark}", at[year], _HEIGHT - BOTTOM + 26))
    return drawn


def _breaks(measure: Measure, at: dict[YearEnding, float]) -> list[Any]:
    drawn: list[Any] = []
    for position, b in enumerate(breaks_of(measure)):
        before = YearEnding(b.first_year_after.last - 1)
        if before in at and b.first_year_after in at:
            x = (at[before] + at[b.first_year_after]) / 2
            drawn += [
                line(x, TOP, x, _HEIGHT - BOTTOM, "trend-break"),
                # Breaks may be a year apart: every second one is written a line higher.
                words("method changed", x, TOP - 8 - 15 * (position % 2)),
            ]
    return drawn
