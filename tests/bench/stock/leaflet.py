"""Leaflet tuned: boundaries by address in a compact format, the values in `hideout`."""

from __future__ import annotations

from typing import Any

import dash_leaflet as dl
from councils import CLASS_COLOURS, CLASS_STARTS, load
from dash import Dash, Input, Output, State
from dash_extensions.javascript import Namespace
from page import layout, serve_compressed

councils = load()
app = Dash(__name__, assets_folder="leaflet_assets", compress=True)
server = app.server
serve_compressed(app, "/geometry/boundaries.pbf", "boundaries.pbf", "application/octet-stream")


def hideout(year: str) -> dict[str, Any]:
    """What the style of an area depends on."""
    return {
        "colours": CLASS_COLOURS,
        "starts": CLASS_STARTS,
        "rates": dict(zip(councils.codes, councils.rates[year], strict=True)),
    }


app.layout = layout(
    councils,
    dl.Map(
        dl.GeoJSON(
            id="areas",
            url="/geometry/boundaries.pbf",
            format="geobuf",
            style=Namespace("rates")("style"),
            hideout=hideout(councils.years[-1]),
        ),
        center=[52.9, -2.0],
        zoom=6,
        style={"height": "700px"},
    ),
)


@app.callback(Output("areas", "hideout"), Input("year", "value"), prevent_initial_call=True)
def recolour(year: str) -> dict[str, Any]:
    """The values alone."""
    return hideout(year)


@app.callback(
    Output("panel", "children"),
    Input("areas", "clickData"),
    State("year", "value"),
    prevent_initial_call=True,
)
def choose(click: dict[str, Any], year: str) -> str:
    """The chosen council's rate."""
    return councils.sentence(click["properties"]["code"], year)
