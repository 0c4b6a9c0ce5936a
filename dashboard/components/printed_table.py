"""Figures as letters and public pages print them, each with its source."""

from __future__ import annotations

from dash import html

from dashboard.components.figure_names import FIGURE_NAMES, figure_value, printed_source
from dashboard.components.wide_table import wide_table
from dashboard.dataset import PrintedFigure


def printed_table(figures: list[PrintedFigure]) -> html.Section | None:
    """The printed figures of a council and year; None if there are none."""
    if not figures:
        return None
    ordered = sorted(figures, key=lambda f: list(FIGURE_NAMES).index(f.figure))
    return html.Section(
        [
            html.H2("Printed figures", id="printed"),
            wide_table(
                "As they stand in letters, yearly tables and on public pages.",
                [("Figure", False), ("Printed", True), ("Printed by", False)],
                [_row(figure) for figure in ordered],
            ),
        ]
    )


def _row(printed: PrintedFigure) -> html.Tr:
    source = printed_source(printed.source_kind, printed.source_url, printed.source_file)
    return html.Tr(
        [
            html.Th(FIGURE_NAMES[printed.figure], scope="row"),
            html.Td(figure_value(printed.figure, printed.value), className="number"),
            html.Td(source),
        ]
    )
