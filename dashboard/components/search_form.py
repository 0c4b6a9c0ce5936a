"""The search: one field for names, codes and postcodes, a plain form without script."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import addresses
from dashboard.components.markup import Element

KEY: Final = "/"
"""The key that leads to the field from anywhere on a page."""

MOST_LETTERS: Final = 100
"""No council has a name half as long."""


def search_form(*, finds_postcodes: bool, value: str = "", is_label_seen: bool = True) -> html.Form:
    """The search; a page has it once. Where room is short its label is only spoken.

    It is sent by POST, so that a postcode stands in no address: the answer leads on to an address
    without it.
    """
    field = Element(
        "input",
        None,
        {
            "id": "council-search",
            "name": "q",
            "type": "search",
            "value": value,
            "autocomplete": "off",
            "autocapitalize": "off",
            "spellcheck": "false",
            "enterkeyhint": "search",
            "placeholder": "Council name or postcode" if finds_postcodes else "Name of a council",
            "maxlength": MOST_LETTERS,
            "required": True,
        },
    )
    # Named by its key only once the script that listens for it runs.
    key = Element("kbd", KEY, {"class": "search-key", "aria-hidden": "true", "hidden": True})
    return html.Form(
        [
            html.Label(
                "Find a council",
                htmlFor="council-search",
                className="search-label" if is_label_seen else "unseen",
            ),
            html.Div(
                [
                    html.Div([field, key], id="council-search-field"),
                    html.Button("Find", type="submit"),
                ],
                className="search-row",
            ),
        ],
        action=addresses.search(),
        method="post",
        role="search",
        className="search",
    )


def search_key_note() -> html.P:
    """Says which key leads to the search, and turns it off; shown where script runs."""
    return html.P(
        [
            html.Span(["Press ", Element("kbd", KEY), " to go to the search. "]),
            html.Button("Turn this key off", type="button", id="search-key-switch"),
        ],
        id="search-key-note",
        className="search-key-note",
        hidden=True,
    )
