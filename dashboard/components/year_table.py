"""The plain year-to-year table: one row a year, a heavier rule where years don't compare."""

from __future__ import annotations

from dash import html

from dashboard.components import sentences
from dashboard.dataset import Counts, Figure
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import Definition
from dashboard.vocabulary import YearEnding


def year_table(
    definition: Definition,
    history: list[Figure],
    counts: dict[YearEnding, Counts],
    chosen: YearEnding,
) -> html.Div:
    """A measure in every year of the data, newest last, with counts, range and similar councils."""
    headings = ("Year", definition.label, "Counts", "Range", "Similar councils", "Received")
    starts = {b.first_year_after for b in breaks_of(definition.measure)}
    return html.Div(
        html.Table(
            [
                html.Caption(f"{definition.label}, year by year"),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(label, scope="col", className="number" if index else None)
                            for index, label in enumerate(headings)
                        ]
                    )
                ),
                html.Tbody(
                    [
                        _row(
                            figure,
                            counts.get(figure.year),
                            figure.year in starts,
                            figure.year == chosen,
                        )
                        for figure in history
                    ]
                ),
            ],
            className="plain-table",
        ),
        className="table-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": f"{definition.label}, year by year"},
    )


def _row(figure: Figure, counts: Counts | None, after_break: bool, is_chosen: bool) -> html.Tr:
    received = counts.received if counts else None
    absent = " absent" if figure.value is None else ""
    css = " ".join(
        name for name, holds in (("after-break", after_break), ("is-chosen", is_chosen)) if holds
    )
    return html.Tr(
        [
            html.Th(figure.year.label, scope="row"),
            html.Td(sentences.value(figure), className=f"number{absent}"),
            html.Td(sentences.counts(figure) or "", className="number"),
            html.Td(sentences.interval(figure) or "", className="number"),
            html.Td(figure.similar.display if figure.similar else "", className="number"),
            html.Td("not published" if received is None else f"{received:,}", className="number"),
        ],
        className=css or None,
    )
