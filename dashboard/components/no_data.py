"""The page of a site on which nothing is published yet: a document without figures or sources."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from dashboard.components.document import SITE_NAME
from dashboard.components.markup import to_html


def no_data_document(asset: Callable[[str], str]) -> str:
    """The whole document as HTML text; `asset` gives the address of a file in `assets/`."""
    body = html.Main(
        html.Div(
            [
                html.P(SITE_NAME, className="kicker"),
                html.H1("There are no figures here yet"),
                html.P(
                    "This site shows complaints about English councils once they are published "
                    "on it. Please come back later.",
                    className="lead",
                ),
                html.P(
                    "If you run it: council-performance publish makes the data that it serves. "
                    "It takes them up by itself."
                ),
            ],
            className="column",
        )
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>No figures yet – {SITE_NAME}</title>"
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f'<link rel="stylesheet" href="{asset("css/site.css")}">'
        f'<link rel="icon" href="{asset("icons/favicon.svg")}" type="image/svg+xml">'
        f"</head><body>{to_html(body)}</body></html>"
    )
