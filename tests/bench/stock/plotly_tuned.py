"""Plotly tuned: boundaries by address, a patch of the values, a partial bundle, nothing remote."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from councils import MATERIAL, load
from dash import Dash, Input, Output, Patch, State, dcc
from page import layout, serve_compressed

BUNDLE = "plotly-geo.min.js"
BUNDLE_ADDRESS = "/_dash-component-suites/plotly/package_data/plotly.min.js"

councils = load()
app = Dash(__name__, assets_folder="plotly_assets", compress=True)
server = app.server
serve_compressed(app, "/geometry/boundaries.geojson", "boundaries.geojson", "application/geo+json")
if (MATERIAL / f"{BUNDLE}.br").exists():
    # Dash has no option for a partial bundle; a rule without variables goes before its own.
    serve_compressed(app, BUNDLE_ADDRESS, BUNDLE, "text/javascript")

figure = go.Figure(
    go.Choropleth(
        geojson="/geometry/boundaries.geojson",
        locations=councils.codes,
        z=councils.rates[councils.years[-1]],
        text=[councils.names[code] for code in councils.codes],
        zmin=0,
        zmax=100,
        marker={"line": {"color": "white", "width": 0.5}},
    )
)
figure.update_geos(
    visible=False,
    projection_type="mercator",
    fitbounds=False,
    lonaxis_range=[-6.5, 1.9],
    lataxis_range=[49.8, 55.9],
)
figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=700)
app.layout = layout(
    councils,
    dcc.Graph(
        id="map",
        figure=figure,
        config={
            "topojsonURL": "/assets/topojson/",
            "showSendToCloud": False,
            "displayModeBar": False,
        },
    ),
)


@app.callback(Output("map", "figure"), Input("year", "value"), prevent_initial_call=True)
def recolour(year: str) -> Patch:
    """The values alone."""
    patch = Patch()
    patch["data"][0]["z"] = councils.rates[year]
    return patch


@app.callback(
    Output("panel", "children"),
    Input("map", "clickData"),
    State("year", "value"),
    prevent_initial_call=True,
)
def choose(click: dict[str, Any], year: str) -> str:
    """The chosen council's rate."""
    return councils.sentence(click["points"][0]["location"], year)
