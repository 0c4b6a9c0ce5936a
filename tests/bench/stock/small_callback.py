"""One small callback on Flask or FastAPI, to compare the servers and nothing else.

The callback answers a council with the sentence of its panel, the commonest call of such a site;
`/plain` answers the same sentence without Dash.
"""

from __future__ import annotations

import os

from dash import Dash, Input, Output, dcc, html

BACKEND = os.environ["BENCH_BACKEND"]

app = Dash(__name__, backend=BACKEND, enable_mcp=False)
server = app.server
app.layout = html.Div([dcc.Input(id="council"), html.Div(id="panel")])


def sentence(council: str) -> str:
    """What the panel says of a council."""
    return f"{council}: 4 of 6 complaints investigated were upheld (67%); similar councils 56%."


@app.callback(Output("panel", "children"), Input("council", "value"), prevent_initial_call=True)
def choose(council: str) -> html.P:
    """The panel of the chosen council."""
    return html.P(sentence(council))


def plain() -> dict[str, str]:
    """The same without Dash."""
    return {"panel": sentence("Milton Keynes")}


if BACKEND == "flask":
    server.add_url_rule("/plain", "plain", plain)
else:
    server.add_api_route("/plain", plain)
    # Dash's own route for pages would answer every address added after it.
    server.router.routes.insert(0, server.router.routes.pop())
