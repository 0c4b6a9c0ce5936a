"""What the map's colours and patterns mean, in words."""

from __future__ import annotations

from dash import html

from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, YearEnding


def legend(measure: Measure, year: YearEnding, entries: list[tuple[str, str]]) -> html.Div:
    """The legend of one measure; the browser swaps in another's when it is chosen."""
    return html.Div(
        [
            html.P(
                [
                    html.Strong(DEFINITIONS[measure].label),
                    ", ",
                    html.Span(year.label, className="legend-year"),
                ],
                className="legend-title",
            ),
            html.Ul(
                [
                    html.Li([html.Span(className=f"swatch {css}"), html.Span(words)])
                    for css, words in entries
                ]
            ),
        ],
        className="legend",
        id="legend",
    )
