"""What the map's colours and patterns mean, in words; each class can be shown alone."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.components.addresses import MapState
from dashboard.components.markup import Element
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.legend import FEW


def legend(
    state: MapState, entries: list[tuple[str, str]], counts: Mapping[str, int], path: str = "/"
) -> html.Section:
    """The legend: each class with its number of councils, a link that shows it alone.

    With script the links become buttons, and the browser swaps in another measure's classes.
    `path` is where the links lead: to the form of the map in which the legend stands.
    """
    return html.Section(
        [
            html.P(
                [
                    html.Strong(DEFINITIONS[state.measure].label),
                    ", ",
                    html.Span(state.year.label, className="legend-year"),
                ],
                className="legend-title",
                id="legend-title",
            ),
            html.Ul([html.Li(_entry(state, css, words, counts, path)) for css, words in entries]),
            html.P(
                html.A(
                    "Show every class",
                    href=state.address(path, only=""),
                    className="legend-all",
                    target="_self",
                ),
                hidden=not state.only,
            ),
        ],
        className="legend",
        id="legend",
        **{"aria-labelledby": "legend-title"},
    )


def _entry(state: MapState, css: str, words: str, counts: Mapping[str, int], path: str) -> Element:
    key = key_of(css)
    is_shown_alone = state.only == key
    number = counts.get(key, 0)
    return Element(
        "a",
        [
            Element("span", None, {"class": f"swatch {css}"}),
            Element("span", words, {"class": "legend-words"}),
            Element(
                "span",
                [str(number), Element("span", councils_words(number), {"class": "unseen"})],
                {"class": "legend-count"},
            ),
        ],
        {
            "href": state.address(path, only="" if is_shown_alone else key),
            "target": "_self",
            "class": "legend-entry",
            "data-key": key,
            "aria-current": "true" if is_shown_alone else None,
        },
    )


def councils_words(number: int) -> str:
    """What a count in the legend counts."""
    return " council" if number == 1 else " councils"


def key_of(css: str) -> str:
    """The class of the legend to which an area belongs, by its CSS classes: "q5", "few"."""
    return FEW if FEW in css.split() else css
