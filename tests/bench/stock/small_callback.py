"""Two small callbacks on Flask or FastAPI, to compare the servers and nothing else.

One answers a year with a patch of the values of a map, as on a tuned plotly map; the other a
council with the sentence of its panel. `/plain` answers the sentence without Dash.
"""

from __future__ import annotations

import os

from councils import load
from dash import Dash, Input, Output, Patch, dcc, html

BACKEND = os.environ["BENCH_BACKEND"]

councils = load()
app = Dash(__name__, backend=BACKEND, enable_mcp=False)
server = app.server
app.layout = html.Div(
    [dcc.Input(id="year"), dcc.Graph(id="map"), dcc.Input(id="council"), html.Div(id="panel")]
)


def sentence(council: str) -> str:
    """What the panel says of a council."""
    return f"{council}: 4 of 6 complaints investigated were upheld (67%); similar councils 56%."


@app.callback(Output("panel", "children"), Input("council", "value"), prevent_initial_call=True)
def choose(council: str) -> html.P:
    """The panel of the chosen council."""
    return html.P(sentence(council))


@app.callback(Output("map", "figure"), Input("year", "value"), prevent_initial_call=True)
def recolour(year: str) -> Patch:
    """The values of a year."""
    patch = Patch()
    patch["data"][0]["z"] = councils.rates[year]
    return patch


def plain() -> dict[str, str]:
    """The same without Dash."""
    return {"panel": sentence("Milton Keynes")}


if BACKEND == "flask":
    server.add_url_rule("/plain", "plain", plain)
else:
    server.add_api_route("/plain", plain)
    # Dash's own route for pages would answer every address added after it.
    server.router.routes.insert(0, server.router.routes.pop())
