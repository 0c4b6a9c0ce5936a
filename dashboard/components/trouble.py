"""The pages that stand where no data can be shown: there are none, or something broke."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from dash import html

from dashboard.components.markup import to_html


def no_data(asset: Callable[[str], str]) -> str:
    """The document for a site that has nothing published yet."""
    return _document(
        asset,
        "No data yet",
        html.P("Nothing has been published here yet, so there are no figures to show."),
        html.P("Please come back later. Whoever runs this site finds the reason in its log."),
    )


def fault(asset: Callable[[str], str]) -> str:
    """The document for an error of this site's own."""
    return _document(
        asset,
        "Something went wrong",
        html.P("This page could not be made. The fault is ours, not yours, and has been noted."),
        html.P(
            [
                "Please try again in a minute, or start from ",
                html.A("the map", href="/"),
                ".",
            ]
        ),
    )


def _document(asset: Callable[[str], str], title: str, *content: Any) -> str:
    body = html.Main(
        html.Div([html.H1(title), *content], className="column"), id="main", tabIndex="-1"
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)} – Your council’s performance</title>"
        f'<link rel="stylesheet" href="{asset("css/site.css")}">'
        f'<link rel="icon" href="{asset("icons/favicon.svg")}" type="image/svg+xml">'
        f"</head><body>{to_html(body)}</body></html>"
    )
