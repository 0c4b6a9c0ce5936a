"""Every council of a group by its figure: the chosen ones by shape and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.marked_chart import (
    BOTTOM,
    TOP,
    Mark,
    across,
    line,
    marked_chart,
    watermark,
    words,
)
from dashboard.dataset import Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure

_BINS, _STEP = 60, 11


def distribution_chart(
    title: str,
    councils: Sequence[tuple[Authority, Figure]],
    chosen: Sequence[Authority],
    *,
    is_demonstration: bool,
) -> html.Figure | None:
    """The figures of councils along a scale, equal ones piled up; None without any figure."""
    known = sorted(
        ((a, f) for a, f in councils if f.value is not None), key=lambda pair: pair[1].value or 0
    )
    if not known:
        return None
    definition = DEFINITIONS[known[0][1].measure]
    top = 1.0 if definition.is_share else max(f.value or 0 for _, f in known) or 1.0
    piles: dict[int, int] = defaultdict(int)
    places = []
    for _, figure in known:
        place = round((figure.value or 0) / top * _BINS)
        places.append((place, piles[place]))
        piles[place] += 1
    height = TOP + BOTTOM + 30 + _STEP * max(piles.values())
    ground = height - BOTTOM
    marks = [
        Mark(
            x=across((figure.value or 0) / top),
            y=ground - 8 - pile * _STEP,
            words=figure_words(authority, figure),
            href=addresses.council(authority, figure.year),
            place=chosen.index(authority) + 1 if authority in chosen else 0,
            label=f"{authority.short_name} {figure.display}",
            is_few=sentences.low_count(figure) is not None and bool((figure.denominator or 0) < 5),
        )
        for (authority, figure), (_, pile) in zip(known, places, strict=True)
    ]
    caption = (
        f"Each mark is a council, {len(known)} in all; open marks have fewer than 5 cases. "
        "A place further right is a higher figure, not a better or worse one."
    )
    grid = [
        *_scale(definition.measure, top, ground),
        *watermark(height, is_demonstration=is_demonstration),
    ]
    return marked_chart(title, caption, height, grid, marks)


def figure_words(authority: Authority, figure: Figure) -> str:
    """What is said of a mark: "Luton: 67%, 4 of 6 complaints investigated, range 30% to 90%"."""
    interval = sentences.interval(figure)
    reach = f", range {interval}" if interval else ""
    return f"{authority.short_name}: {figure.display}, {sentences.counts_in_words(figure)}{reach}"


def _scale(measure: Measure, top: float, ground: float) -> list[Any]:
    is_share = DEFINITIONS[measure].is_share
    drawn: list[Any] = []
    for fifth in range(6):
        x = across(fifth / 5)
        label = f"{fifth * 20}%" if is_share else f"{top * fifth / 5:.1f}"
        drawn += [line(x, TOP, x, ground, "chart-rule"), words(label, x, ground + 18)]
    return drawn
