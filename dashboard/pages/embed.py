"""The map alone, for a frame on another website: title, legend, source and caveat around it."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import map_words
from dashboard.components.council_map import council_map
from dashboard.components.document import Page
from dashboard.components.legend import legend
from dashboard.components.shading import shading_entries
from dashboard.components.sharing import SITE_NAME, Sharing
from dashboard.components.shown_map import read_state, shown_map
from dashboard.dataset import Dataset

PATH: Final = "/embed/map"

SCRIPTS: Final = ("js/embed.js", "js/areas.js", "js/card.js", "js/height.js")


_SHARING: Final = Sharing(is_indexed=False)
"""The map page is what search engines should know."""


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The map for what its address asks, without the rest of the site."""
    state = read_state(dataset, **asked)
    shown = shown_map(dataset, state)
    if shown is None:
        return Page(
            title="No map",
            body=html.P("No map is loaded for these councils.", className="empty"),
            sharing=_SHARING,
            status=404,
            is_embedded=True,
        )
    title = map_words.title(shown)
    return Page(
        title=f"{title}, on its own",
        sharing=_SHARING,
        scripts=SCRIPTS,
        is_embedded=True,
        body=html.Div(
            [
                html.H1(title),
                html.P(map_words.scope(shown), className="quiet"),
                html.Div(
                    [
                        council_map(dataset, shown, target="_blank"),
                        html.Div(
                            legend(
                                state,
                                shading_entries(state.shading, state.measure),
                                shown.counts,
                                PATH,
                            ),
                            className="map-side",
                        ),
                    ],
                    className="map-frame",
                    id="map-frame",
                    **{"data-only": state.only},
                ),
                html.P(map_words.CAVEAT, className="quiet"),
                html.P(
                    [
                        map_words.source(dataset.manifest),
                        " ",
                        html.A(f"{SITE_NAME}: this map", href=state.address()),
                        ".",
                    ],
                    className="source-note",
                ),
                html.P(shown.drawing.attribution, className="quiet"),
            ],
            className="embedded",
        ),
    )
