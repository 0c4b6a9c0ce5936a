"""Where a council stands among the councils of its type: every council a mark, this one named."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import plotly.graph_objects as go

from dashboard.authorities.register import Authority
from dashboard.dataset import Figure
from dashboard.figures.theme import ACCENT, INK, PALE, RULE, plain_layout
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT

_BINS: Final = 40


def distribution(
    peers: list[tuple[Authority, Figure]], chosen: Authority, *, demonstration: bool
) -> go.Figure:
    """One mark a council, stacked where they share a place; open marks have fewer than 5 cases."""
    known = [(a, f) for a, f in peers if f.value is not None]
    definition = DEFINITIONS[known[0][1].measure]
    scale = 100 if definition.is_share else 1
    heights = _stacked([(f.value or 0) * scale for _, f in known])
    chart = go.Figure(layout=plain_layout(height=240, demonstration=demonstration))
    for is_few in (False, True):
        marks = [
            (a, f, height)
            for (a, f), height in zip(known, heights, strict=True)
            if a != chosen and _has_few(f) == is_few
        ]
        chart.add_trace(
            go.Scatter(
                x=[(f.value or 0) * scale for _, f, _ in marks],
                y=[height for _, _, height in marks],
                mode="markers",
                marker={
                    "size": 9,
                    # An open mark is nothing but its line.
                    "color": ACCENT if is_few else PALE,
                    "symbol": "circle-open" if is_few else "circle",
                    "line": {"color": ACCENT, "width": 1},
                },
                text=[_words(a, f) for a, f, _ in marks],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    for (authority, figure), height in zip(known, heights, strict=True):
        if authority == chosen:
            _name(chart, authority, figure, (figure.value or 0) * scale, height, max(heights) + 3)
    chart.update_yaxes(visible=False, fixedrange=True, range=[-1, max(heights) + 5])
    chart.update_xaxes(gridcolor=RULE, zeroline=False, fixedrange=True)
    if definition.is_share:
        chart.update_xaxes(range=[-3, 103], ticksuffix="%", dtick=20)
    return chart


def _name(
    chart: go.Figure, authority: Authority, figure: Figure, x: float, height: int, top: int
) -> None:
    """Marks the chosen council by shape and name as well as by colour."""
    chart.add_trace(
        go.Scatter(
            x=[x],
            y=[height],
            mode="markers",
            marker={
                "size": 16,
                "color": ACCENT,
                "symbol": "diamond",
                "line": {"color": "#fff", "width": 2},
            },
            text=[_words(authority, figure)],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    chart.add_annotation(
        x=x,
        y=height,
        text=f"<b>{authority.short_name} {figure.display}</b>",
        # Above the highest pile of marks, so that the name covers none of them.
        ay=top,
        ayref="y",
        ax=0,
        arrowcolor=INK,
        arrowwidth=1,
        arrowhead=0,
        font={"color": INK},
    )


def _stacked(values: list[float]) -> list[int]:
    """How many marks already lie in each value's place."""
    width = (max(values) - min(values)) / _BINS or 1
    taken: dict[int, int] = defaultdict(int)
    heights = []
    for value in values:
        place = round(value / width)
        heights.append(taken[place])
        taken[place] += 1
    return heights


def _has_few(figure: Figure) -> bool:
    if not DEFINITIONS[figure.measure].is_share or figure.denominator is None:
        return False
    return figure.denominator < FEWEST_FOR_A_VERDICT


def _words(authority: Authority, figure: Figure) -> str:
    counts = f", {figure.numerator:,} of {figure.denominator:,}" if figure.has_counts else ""
    return f"{authority.short_name}: {figure.display}{counts}"
