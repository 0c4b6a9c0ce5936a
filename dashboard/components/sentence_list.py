"""Sentences about a figure, set apart together."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html


def sentence_list(sentences: Iterable[str | None]) -> html.Ul | None:
    """The sentences that there are as one list; None without any."""
    items = [html.Li(words) for words in sentences if words]
    return html.Ul(items, className="chance") if items else None
