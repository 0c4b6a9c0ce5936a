"""What the map's colours and patterns mean, in words."""

from __future__ import annotations

from dash import html

from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.legend import FEW, class_words, state_words
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


def legend_entries(measure: Measure) -> list[tuple[str, str]]:
    """The CSS classes and the words of each entry, shades first."""
    shades = [(f"q{n}", words) for n, words in enumerate(class_words(measure), start=1)]
    states = [
        (f"q3 {state}" if state == FEW else state, words)
        for state, words in state_words(measure).items()
    ]
    return [*shades, *states]
