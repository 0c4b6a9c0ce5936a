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
    line,
    marked_chart,
    path,
    upright,
    watermark,
    words,
)
from dashboard.components.markup import Element
from dashboard.statistics.breaks import breaks_of, comparable_runs
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
    top = 1.0 if is_share else max(tops) or 1.0
    at = {year: across((n + 0.5) / len(years)) for n, year in enumerate(years)}

    def height(value: float) -> float:
        return upright(min(value, top), _HEIGHT, 0.0, top)

    def runs(given: dict[YearEnding, float]) -> list[list[YearEnding]]:
        return [
            run
            for comparable in comparable_runs(measure, list(given), unfinished)
            for run in _unbroken(comparable)
        ]

    drawn: list[Any] = [*_axes(is_share, top, years, at, unfinished)]
    lows = {year: low for year, (low, _) in band.items() if year in at}
    for run in runs(lows):
        edge = [(at[y], height(band[y][1])) for y in run]
        edge += [(at[y], height(band[y][0])) for y in reversed(run)]
        if len(run) > 1:
            drawn.append(path(edge, "trend-band"))
    for other in lines:
        shown = {year: value for year, value in other.values.items() if year in at}
        drawn += [path([(at[y], height(shown[y])) for y in run], other.css) for run in runs(shown)]
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


def category_picture(
    category: str,
    years: Sequence[YearEnding],
    counts: dict[YearEnding, tuple[int, int]],
    most: int,
) -> html.Figure:
    """Cases investigated in a category, year by year, and how many of them were upheld.

    `counts` are upheld and investigated; `most` is the highest number of any category, so that
    all pictures have one scale.
    """
    width, height = 220, 84
    step = width / len(years)
    bars = []
    for n, year in enumerate(years):
        upheld, investigated = counts.get(year, (0, 0))
        for cases, css in ((investigated, "bar-all"), (upheld, "bar-upheld")):
            tall = cases / most * (height - 18)
            bars.append(
                Element(
                    "rect",
                    None,
                    {
                        "x": f"{n * step + 2:.1f}",
                        "y": f"{height - 16 - tall:.1f}",
                        "width": f"{step - 4:.1f}",
                        "height": f"{tall:.1f}",
                        "class": css,
                    },
                )
            )
    ends = [
        words(years[0].label, 0, height - 2, "start"),
        words(years[-1].label, width, height - 2, "end"),
    ]
    said = "; ".join(
        f"{year.label} {counts[year][0]} of {counts[year][1]}" for year in years if year in counts
    )
    return html.Figure(
        [
            html.Figcaption(category),
            Element(
                "svg",
                [*bars, *ends],
                {
                    "viewBox": f"0 0 {width} {height}",
                    "role": "img",
                    "aria-label": f"{category}, upheld of investigated: {said}.",
                },
            ),
        ],
        className="category-picture",
    )


def _unbroken(years: list[YearEnding]) -> list[list[YearEnding]]:
    runs: list[list[YearEnding]] = []
    for year in years:
        if not runs or runs[-1][-1].last + 1 != year.last:
            runs.append([])
        runs[-1].append(year)
    return runs


def _axes(
    is_share: bool,
    top: float,
    years: Sequence[YearEnding],
    at: dict[YearEnding, float],
    unfinished: YearEnding | None,
) -> list[Any]:
    drawn: list[Any] = []
    for fifth in range(6):
        y = upright(fifth / 5, _HEIGHT)
        label = f"{fifth * 20}%" if is_share else f"{top * fifth / 5:.1f}"
        drawn += [
            line(across(0), y, across(1), y, "chart-rule"),
            words(label, across(0) - 6, y + 4, "end"),
        ]
    for year in years:
        mark = "*" if year == unfinished else ""
        drawn.append(words(f"{year.label[2:]}{mark}", at[year], _HEIGHT - BOTTOM + 18))
    return drawn


def _breaks(measure: Measure, at: dict[YearEnding, float]) -> list[Any]:
    drawn: list[Any] = []
    for b in breaks_of(measure):
        before = YearEnding(b.first_year_after.last - 1)
        if before in at and b.first_year_after in at:
            x = (at[before] + at[b.first_year_after]) / 2
            drawn += [
                line(x, TOP, x, _HEIGHT - BOTTOM, "trend-break"),
                words("method changed", x, TOP - 8),
            ]
    return drawn
