"""A table that may be wider than the page: it scrolls in a frame that a keyboard can reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html


def wide_table(caption: str, headings: Sequence[tuple[str, bool]], rows: list[Any]) -> html.Div:
    """A table with a caption; `headings` are words and whether the column holds numbers."""
    return html.Div(
        html.Table(
            [
                html.Caption(caption, className="quiet"),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(words, scope="col", className="number" if is_number else None)
                            for words, is_number in headings
                        ]
                    )
                ),
                html.Tbody(rows),
            ],
            className="plain-table",
        ),
        className="table-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )
