"""Plotly as most Dash apps have it: each callback answers with the whole figure, map included."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.express as px
from councils import BOUNDARIES, load
from dash import Dash, Input, Output, State, dcc
from page import layout

councils = load()
boundaries = json.loads(BOUNDARIES.read_text("utf-8"))
app = Dash(__name__, compress=True)
server = app.server


def figure(year: str) -> Any:
    """The map of a year."""
    frame = pd.DataFrame(
        {
            "code": councils.codes,
            "council": [councils.names[code] for code in councils.codes],
            "rate": councils.rates[year],
        }
    )
    made = px.choropleth_map(
        frame,
        geojson=boundaries,
        locations="code",
        color="rate",
        hover_name="council",
        range_color=(0, 100),
        # A base map would be fetched from another host, which makes it no quicker.
        map_style="white-bg",
        center={"lat": 52.9, "lon": -2.0},
        zoom=5.2,
    )
    made.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=700)
    return made


app.layout = layout(councils, dcc.Graph(id="map", figure=figure(councils.years[-1])))


@app.callback(Output("map", "figure"), Input("year", "value"), prevent_initial_call=True)
def recolour(year: str) -> Any:
    """The whole figure anew."""
    return figure(year)


@app.callback(
    Output("panel", "children"),
    Input("map", "clickData"),
    State("year", "value"),
    prevent_initial_call=True,
)
def choose(click: dict[str, Any], year: str) -> str:
    """The chosen council's rate."""
    return councils.sentence(click["points"][0]["location"], year)
