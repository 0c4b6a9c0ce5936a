"""What stands where there is nothing: near names, and a way on."""

from __future__ import annotations

from dash import html

from dashboard.components.document import Page
from dashboard.components.offers import MOST_SUGGESTED, offer_list, offers_of
from dashboard.components.search_form import search_form
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset


def council_not_found(dataset: Dataset, written: str) -> Page:
    """The page for a council that isn't known, with the names nearest to it."""
    return Page(
        title="No such council",
        sharing=Sharing(is_indexed=False),
        status=404,
        has_search=True,
        body=html.Div(
            [
                html.H1("No council of that name"),
                html.P(f"There is no English council “{written}” in these data.", className="lead"),
                near_councils(dataset, written),
                search_form(finds_postcodes=dataset.postcodes is not None, value=written),
            ],
            className="column",
        ),
    )


def page_not_found(dataset: Dataset) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        title="Page not found",
        sharing=Sharing(is_indexed=False),
        status=404,
        has_search=True,
        body=html.Div(
            [
                html.H1("There is no page at this address"),
                html.P("Look for a council, or start from the map.", className="lead"),
                search_form(finds_postcodes=dataset.postcodes is not None),
                html.P(html.A("The map of all councils", href="/")),
            ],
            className="column",
        ),
    )


def near_councils(dataset: Dataset, written: str) -> html.Div | None:
    """Links to the councils that may have been meant; None if none is near."""
    finding = dataset.finder.find(written.replace("-", " "))
    offers = offers_of(finding, written, dataset.register).offers[:MOST_SUGGESTED]
    return html.Div([html.H2("Did you mean"), offer_list(offers)]) if offers else None
