"""The fields of a form that filters a list: labelled, and plain HTML without script."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from dashboard.components.markup import Element


def text_filter(name: str, label: str, value: str, kind: str = "text") -> html.Div:
    """A field for words, a date or a name."""
    field = Element(
        "input", None, {"id": f"filter-{name}", "name": name, "type": kind, "value": value}
    )
    return _labelled(name, label, field)


def choice_filter(
    name: str,
    label: str,
    options: Iterable[tuple[str, str]],
    chosen: str | None,
    every: str | None = "All",
) -> html.Div:
    """A list to choose from; options are values and their words.

    `every` are the words of the option that filters nothing; None: there is none.
    """
    field = Element(
        "select",
        [
            None if every is None else Element("option", every, {"value": ""}),
            *(
                Element("option", words, {"value": value, "selected": value == chosen})
                for value, words in options
            ),
        ],
        {"id": f"filter-{name}", "name": name},
    )
    return _labelled(name, label, field)


def _labelled(name: str, label: str, field: Element) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"filter-{name}"), field], className="control")
