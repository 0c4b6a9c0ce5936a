"""The parts of a long page, as links to them."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html


def contents(parts: Iterable[tuple[str, str]]) -> html.Nav:
    """A list of links to parts of the page, each an id and a label."""
    return html.Nav(
        [
            html.P("On this page", className="contents-title", **{"aria-hidden": "true"}),
            html.Ul([html.Li(html.A(label, href=f"#{key}")) for key, label in parts]),
        ],
        className="contents",
        **{"aria-label": "On this page"},
    )
