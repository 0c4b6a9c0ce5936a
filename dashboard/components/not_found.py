"""What stands where there is nothing: near names, and a way on."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components import addresses
from dashboard.components.document import Page, search_form
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset


def council_not_found(dataset: Dataset, written: str, *, status: int = 404) -> Page:
    """The page for a council that isn't known, with the names nearest to it."""
    near = near_councils(dataset, written)
    return Page(
        title="No such council",
        sharing=Sharing(is_indexed=False),
        status=status,
        body=html.Div(
            [
                html.H1("No council of that name"),
                html.P(f"There is no English council “{written}” in these data.", className="lead"),
                near,
                search_form(value=written),
            ],
            className="column",
        ),
    )


def page_not_found(_: Dataset) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        title="Page not found",
        sharing=Sharing(is_indexed=False),
        status=404,
        body=html.Div(
            [
                html.H1("There is no page at this address"),
                html.P("Look for a council, or start from the map.", className="lead"),
                search_form(),
                html.P(html.A("The map of all councils", href="/")),
            ],
            className="column",
        ),
    )


def near_councils(dataset: Dataset, written: str) -> Any:
    """Links to the councils whose names are nearest; nothing if none is near."""
    suggested = dataset.names.resolve(written.replace("-", " ")).suggestions
    found = [dataset.names.resolve(name).authority for name in suggested]
    councils = [authority for authority in found if authority]
    if not councils:
        return None
    return html.Div(
        [
            html.H2("Did you mean"),
            html.Ul(
                [html.Li(html.A(a.name, href=addresses.council(a))) for a in councils],
                className="suggestions",
            ),
        ]
    )
