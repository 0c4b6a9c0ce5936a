"""The plain year-to-year table: one row a year, a heavier rule where years don't compare."""

from __future__ import annotations

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import sentences
from dashboard.components.case_links import linked_counts
from dashboard.dataset import Counts, Figure
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import Definition
from dashboard.vocabulary import YearEnding


def year_table(
    definition: Definition,
    history: list[Figure],
    counts: dict[YearEnding, Counts],
    authority: Authority,
    *,
    chosen: YearEnding,
    unfinished: YearEnding | None,
) -> html.Div:
    """A council's measure in every year, newest last, with counts, range and similar councils."""
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
                            authority,
                            css=_rules(figure.year, starts, chosen),
                            is_unfinished=figure.year == unfinished,
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


def _rules(year: YearEnding, starts: set[YearEnding], chosen: YearEnding) -> str | None:
    names = ["after-break"] if year in starts else []
    names += ["is-chosen"] if year == chosen else []
    return " ".join(names) or None


def _row(
    figure: Figure,
    counts: Counts | None,
    authority: Authority,
    *,
    css: str | None,
    is_unfinished: bool,
) -> html.Tr:
    received = counts.received if counts else None
    absent = " absent" if figure.value is None else ""
    label = f"{figure.year.label} (unfinished)" if is_unfinished else figure.year.label
    return html.Tr(
        [
            html.Th(label, scope="row", className="year"),
            html.Td(sentences.value(figure), className=f"number{absent}"),
            html.Td(linked_counts(figure, authority), className="number"),
            html.Td(sentences.interval(figure) or "", className="number"),
            html.Td(figure.similar.display if figure.similar else "", className="number"),
            html.Td("not published" if received is None else f"{received:,}", className="number"),
        ],
        className=css,
    )
