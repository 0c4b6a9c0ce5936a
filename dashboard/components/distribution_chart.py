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
    room_for_labels,
    round_ticks,
    tick_words,
    watermark,
    words,
)
from dashboard.dataset import Figure
from dashboard.statistics.definitions import DEFINITIONS

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
    ticks = (
        [fifth / 5 for fifth in range(6)]
        if definition.is_share
        else round_ticks(max(f.value or 0 for _, f in known))
    )
    top = ticks[-1]
    piles: dict[int, int] = defaultdict(int)
    places = []
    for _, figure in known:
        place = round((figure.value or 0) / top * _BINS)
        places.append((place, piles[place]))
        piles[place] += 1
    shown = sum(authority in chosen for authority, _ in known)
    height = TOP + BOTTOM + 20 + _STEP * max(piles.values()) + room_for_labels(shown)
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
        *_scale(definition.is_share, ticks, ground),
        *watermark(height, is_demonstration=is_demonstration),
    ]
    return marked_chart(title, caption, height, grid, marks)


def figure_words(authority: Authority, figure: Figure) -> str:
    """What is said of a mark: "Luton: 67%, 4 of 6 complaints investigated, range 30% to 90%"."""
    interval = sentences.interval(figure)
    reach = f", range {interval}" if interval else ""
    return f"{authority.short_name}: {figure.display}, {sentences.counts_in_words(figure)}{reach}"


def _scale(is_share: bool, ticks: Sequence[float], ground: float) -> list[Any]:
    labels = [f"{tick:.0%}" for tick in ticks] if is_share else tick_words(ticks)
    drawn: list[Any] = []
    for tick, label in zip(ticks, labels, strict=True):
        x = across(tick / ticks[-1])
        drawn += [line(x, TOP, x, ground, "chart-rule"), words(label, x, ground + 18)]
    return drawn
