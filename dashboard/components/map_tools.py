"""What stands around the map: the two views, zoom, and how to take the map away."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.boundaries.drawing import Tiles
from dashboard.components.addresses import MapState
from dashboard.components.embedding import frame_code
from dashboard.components.markup import Element
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import MapView

_ZOOM: Final = (
    ("zoomIn", "M10 4v12M4 10h12", "Zoom in"),
    ("zoomOut", "M4 10h12", "Zoom out"),
    ("council", "M10 2v4M10 14v4M2 10h4M14 10h4M6 10a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "Zoom to"),
    ("reset", "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5", "All of the map"),
)
"""What each button does, its sign on a grid of 20 units, and its name."""

EMBED_HEIGHT: Final = 900
"""Pixels that the embedded map takes, with its legend and source."""


def map_tools(state: MapState) -> html.Div:
    """The switch between the views, which are links, and the zoom buttons, which need script."""
    views = [
        html.A(
            view.words,
            href=f"{state.address(view=view, region=state.region, frame=None)}#map-stage",
            **{"data-view": str(view)},
            **({"aria-current": "true"} if view is state.view else {}),
        )
        for view in MapView
    ]
    buttons = [
        html.Button(
            Element("svg", Element("path", None, {"d": sign}), {"viewBox": "0 0 20 20"}),
            type="button",
            hidden=action == "council" and state.council is None,
            title=_zoom_name(action, name, state),
            **{"data-zoom": action, "aria-label": _zoom_name(action, name, state)},
        )
        for action, sign, name in _ZOOM
    ]
    return html.Div(
        [
            html.Div(views, className="views", role="group", **{"aria-label": "View"}),
            html.Div(
                buttons, className="zoom", role="group", hidden=True, **{"aria-label": "Zoom"}
            ),
        ],
        className="map-tools",
    )


def _zoom_name(action: str, name: str, state: MapState) -> str:
    if action != "council":
        return name
    return f"{name} {state.council.short_name}" if state.council else name


def zoom_words() -> html.P:
    """How the map is zoomed, in words; shown where the script runs that does it."""
    return html.P(
        "Zoom with the buttons, with Ctrl and the wheel, or with two fingers or a double tap; by "
        "keyboard with +, − and 0 on the map. A wheel alone, and one finger while all of the map "
        "is shown, scroll the page.",
        id="zoom-words",
        className="quiet",
        hidden=True,
    )


def tile_words(tiles: Tiles) -> str:
    """What the tiles show and what they can't."""
    share = round(100 * tiles.kept / tiles.borders) if tiles.borders else 100
    return (
        "One tile for each council, so that small ones are seen as well as large ones. "
        f"{tiles.kept} of {tiles.borders} pairs of neighbours touch ({share}%)."
    )


def take_away(state: MapState) -> html.Details:
    """The map as a picture, and the code that shows it on another page."""
    picture = state.address("/map.svg")
    return html.Details(
        [
            html.Summary("Save or embed this map"),
            html.P(
                [
                    html.A("SVG picture", href=picture, id="save-svg", className="button"),
                    html.Button("PNG picture", type="button", id="save-png", hidden=True),
                ],
                className="buttons",
            ),
            html.P(
                "Title, source, caveat and data version are part of the picture.",
                className="quiet",
            ),
            html.Label("Code for another website", htmlFor="embed-code"),
            Element(
                "textarea",
                embed_code(state),
                {"id": "embed-code", "readonly": True, "rows": 4, "spellcheck": "false"},
            ),
            html.P("Put this site’s address before /embed.", className="quiet no-script-only"),
            html.P(
                html.Button("Copy the code", type="button", id="copy-embed"),
                className="buttons",
                hidden=True,
            ),
        ],
        className="take-away",
        id="take-away",
    )


def embed_code(state: MapState) -> str:
    """The frame that shows the state of the map on another website."""
    title = f"{DEFINITIONS[state.measure].label}, {state.year.label}: map of England"
    return frame_code(state.address("/embed/map"), title, EMBED_HEIGHT)
