"""A word with its meaning at hand, opened and closed by the browser, with or without script."""

from __future__ import annotations

from dash import html

from dashboard.components import addresses
from dashboard.components.markup import Element
from dashboard.statistics.glossary import Term


def explained(term: Term, place: str, words: str | None = None) -> html.Span:
    """A term as a button that opens its note.

    `place` makes the note's id unique on a page that explains a term twice; `words` stand for the
    term's own name.
    """
    note = f"term-{term.key}-{place}"
    return html.Span(
        [
            Element(
                "button",
                words or term.name,
                {"type": "button", "class": "term", "popovertarget": note},
            ),
            Element(
                "span",
                [
                    html.Strong(term.name),
                    html.Span(f"{term.meaning} "),
                    html.A("All words", href=addresses.glossary(term.key)),
                ],
                {"id": note, "popover": "auto", "class": "term-note"},
            ),
        ]
    )
