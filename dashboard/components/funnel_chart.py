"""The funnel plot of a type: rate against number of cases, between the limits of chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.distribution_chart import figure_words
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
from dashboard.dataset import Figure
from dashboard.dataset.comparison_records import FunnelLimit
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT

_HEIGHT = 380


def funnel_chart(
    title: str,
    councils: Sequence[tuple[Authority, Figure]],
    chosen: Sequence[Authority],
    limits: Sequence[FunnelLimit],
    dispersion: float,
    *,
    is_demonstration: bool,
) -> html.Figure | None:
    """Councils by number of cases and rate; None without limits or cases."""
    known = sorted(
        ((a, f) for a, f in councils if f.value is not None and f.denominator),
        key=lambda pair: pair[1].denominator or 0,
    )
    if not known or not limits:
        return None
    # A square root leaves room for the many councils with few cases.
    most = math.sqrt(max(f.denominator or 1 for _, f in known))

    def place(denominator: int) -> float:
        return across(math.sqrt(denominator) / most)

    places_of = {council.code: place for place, council in enumerate(chosen, start=1)}
    marks = [
        Mark(
            x=place(figure.denominator or 0),
            y=upright(figure.value or 0, _HEIGHT),
            words=figure_words(authority, figure),
            href=addresses.council(authority, figure.year),
            place=places_of.get(authority.code, 0),
            label=authority.short_name,
            is_few=(figure.denominator or 0) < FEWEST_FOR_A_VERDICT,
        )
        for authority, figure in known
    ]
    shown = [limit for limit in limits if math.sqrt(limit.denominator) <= most + 1e-9]
    curves = [
        path(
            [
                (place(limit.denominator), upright(share, _HEIGHT))
                for limit, share in zip(shown, shares, strict=True)
            ],
            css,
        )
        for shares, css in (
            ([limit.low_alarm for limit in shown], "funnel-line is-alarm"),
            ([limit.high_alarm for limit in shown], "funnel-line is-alarm"),
            ([limit.low_warning for limit in shown], "funnel-line"),
            ([limit.high_warning for limit in shown], "funnel-line"),
        )
    ]
    grid = [
        *_axes(most),
        *curves,
        *watermark(_HEIGHT, is_demonstration=is_demonstration),
    ]
    return marked_chart(title, _caption(dispersion), _HEIGHT, grid, marks, floor=_HEIGHT - BOTTOM)


def _caption(dispersion: float) -> str:
    widened = (
        " These councils differ from each other by clearly more than chance, so the limits are "
        f"widened, {math.sqrt(dispersion):.1f} times as far."
        if dispersion > 1
        else ""
    )
    return (
        "Few cases give wide swings by chance alone, many cases narrow ones. If all councils were "
        "alike, 95 in 100 would lie between the dashed lines and 998 in 1,000 between the solid "
        f"ones; only outside those is a council named as different.{widened}"
    )


def _axes(most: float) -> list[Any]:
    drawn: list[Any] = []
    for fifth in range(6):
        y = upright(fifth / 5, _HEIGHT)
        drawn += [
            line(across(0), y, across(1), y, "chart-rule"),
            words(f"{fifth * 20}%", across(0) - 6, y + 4, "end"),
        ]
    ground = _HEIGHT - BOTTOM
    for cases in _ticks(int(most**2)):
        x = across(math.sqrt(cases) / most)
        drawn += [
            line(x, TOP, x, ground, "chart-rule is-faint"),
            words(f"{cases:,}", x, ground + 26),
        ]
    drawn.append(words("number of cases", across(0.5), ground + 56))
    return drawn


def _ticks(most: int) -> list[int]:
    """Round numbers of cases that stand well apart on a square root."""
    every = [1, 5, 10, 25, 50, 100, 200, 400, 800, 1600, 3200]
    return [cases for cases in every if cases <= most]
