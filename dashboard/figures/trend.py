"""A measure over the years: lines that stop at breaks, ranges, and the similar councils' line."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.dataset import Figure
from dashboard.figures.theme import ACCENT, QUIET, RANGE, RULE, SIMILAR, plain_layout
from dashboard.statistics.breaks import breaks_of, comparable_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, YearEnding


def trend(
    history: list[Figure], *, unfinished: YearEnding | None, demonstration: bool
) -> go.Figure:
    """The chart of one council's history; years without a figure leave a gap."""
    measure = history[0].measure
    chart = go.Figure(layout=plain_layout(height=320, demonstration=demonstration))
    similar = {f.year: f.similar.value for f in history if f.similar}
    own = {f.year: f.value for f in history if f.value is not None}
    for run in comparable_runs(measure, list(similar), unfinished):
        chart.add_trace(_line(measure, run, similar, "Similar councils", SIMILAR, "dash"))
    for run in comparable_runs(measure, list(own), unfinished):
        chart.add_trace(_line(measure, run, own, "This council", ACCENT, "solid"))
    chart.add_trace(_points([f for f in history if f.value is not None]))
    years = [f.year for f in history]
    for b in breaks_of(measure):
        before = YearEnding(b.first_year_after.last - 1)
        if before in years and b.first_year_after in years:
            chart.add_vline(x=before.last + 0.5, line={"color": SIMILAR, "dash": "dot", "width": 1})
            chart.add_annotation(
                x=before.last + 0.5,
                y=1,
                yref="paper",
                yanchor="bottom",
                showarrow=False,
                text="method changed",
                font={"size": 12, "color": QUIET},
            )
    chart.update_xaxes(
        tickvals=[y.last for y in years],
        ticktext=[f"{y.label[2:]}{'*' if y == unfinished else ''}" for y in years],
        showgrid=False,
        fixedrange=True,
        range=[years[0].last - 0.5, years[-1].last + 0.5],
    )
    chart.update_yaxes(gridcolor=RULE, zeroline=False, fixedrange=True, rangemode="tozero")
    if DEFINITIONS[measure].is_share:
        chart.update_yaxes(range=[-2, 104], ticksuffix="%", dtick=20)
    return chart


def _line(
    measure: Measure,
    run: list[YearEnding],
    values: dict[YearEnding, float],
    name: str,
    colour: str,
    dash: str,
) -> go.Scatter:
    years = list(run[0].until(run[-1]))
    return go.Scatter(
        x=[y.last for y in years],
        # Plotly leaves a gap where there is no value.
        y=[_scaled(measure, values[y]) if y in values else None for y in years],
        mode="lines",
        name=name,
        line={"color": colour, "dash": dash, "width": 2},
        hoverinfo="skip",
    )


def _points(known: list[Figure]) -> go.Scatter:
    def reach(figure: Figure, limit: float | None) -> float:
        if limit is None or figure.value is None:
            return 0
        return abs(_scaled(figure.measure, limit) - _scaled(figure.measure, figure.value))

    return go.Scatter(
        x=[f.year.last for f in known],
        y=[_scaled(f.measure, f.value or 0) for f in known],
        mode="markers",
        name="This council",
        marker={"color": ACCENT, "size": 9},
        error_y={
            "type": "data",
            "symmetric": False,
            "color": RANGE,
            "thickness": 5,
            "width": 0,
            "array": [reach(f, f.high) for f in known],
            "arrayminus": [reach(f, f.low) for f in known],
        },
        text=[_words(f) for f in known],
        hovertemplate="%{text}<extra></extra>",
    )


def _words(figure: Figure) -> str:
    counts = f", {figure.numerator:,} of {figure.denominator:,}" if figure.has_counts else ""
    similar = f"<br>similar councils {figure.similar.display}" if figure.similar else ""
    return f"{figure.year.label}: {figure.display}{counts}{similar}"


def _scaled(measure: Measure, value: float) -> float:
    return value * 100 if DEFINITIONS[measure].is_share else value
