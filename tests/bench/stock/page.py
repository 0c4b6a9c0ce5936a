"""What all stock maps have in common: a year to choose, a panel, files compressed beforehand."""

from __future__ import annotations

from typing import Any

import flask
from councils import MATERIAL, Councils
from dash import Dash, dcc, html

TITLE = "How does your council handle complaints?"


def layout(councils: Councils, council_map: Any) -> html.Div:
    """Heading, year, map and panel, as a Dash app of a few lines has them."""
    return html.Div(
        [
            html.H1(TITLE),
            dcc.Dropdown(councils.years, councils.years[-1], id="year", clearable=False),
            html.Div(
                [
                    html.Div(council_map, id="map-box", style={"width": "60%"}),
                    html.Div("Choose a council.", id="panel"),
                ],
                style={"display": "flex"},
            ),
        ]
    )


def serve_compressed(app: Dash, address: str, name: str, media_type: str) -> None:
    """Answers an address with a file of the material that has been compressed with Brotli."""
    content = (MATERIAL / f"{name}.br").read_bytes()

    def answer() -> flask.Response:
        response = flask.Response(content, mimetype=media_type)
        response.headers["Content-Encoding"] = "br"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    app.server.add_url_rule(address, f"compressed {address}", answer)
