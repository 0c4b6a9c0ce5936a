"""The figures of the map as a table: the same councils, counts and ranges, sortable."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.addresses import MapState
from dashboard.components.markup import Element
from dashboard.components.shading import Cells
from dashboard.statistics.definitions import DEFINITIONS

_Rows = list[tuple[Authority, Cells]]
_SORTED: Final = {"council": "ascending", "figure": "ascending", "-figure": "descending"}


def council_table(
    state: MapState, values: _Rows, others: list[Authority], note: html.P
) -> html.Section:
    """The table; its headings are links that sort it, with or without script.

    `others` are councils of other years: their rows stand hidden until such a year is chosen.
    """
    definition = DEFINITIONS[state.measure]
    return html.Section(
        [
            html.H2(
                ["All councils: ", html.Span(definition.label, className="table-measure")],
                id="table",
            ),
            html.P(
                [
                    html.Span(definition.meaning, id="meaning"),
                    f" {sentences.INTERVAL_WORDS}",
                ],
                className="lede",
            ),
            html.Div(
                html.Table(
                    [
                        html.Caption(
                            f"{definition.label}, {state.year.label}. {state.tier.words}.",
                            id="table-caption",
                        ),
                        html.Thead(html.Tr(_headings(state))),
                        html.Tbody(
                            [
                                *(
                                    _row(state, a, cells)
                                    for a, cells in _ordered(state.sort, values)
                                ),
                                *(_row(state, authority, None) for authority in others),
                            ]
                        ),
                    ],
                    id="council-table",
                ),
                className="table-frame",
                tabIndex="0",
                role="region",
                **{"aria-labelledby": "table"},
            ),
            note,
        ],
        className="all-councils",
    )


def _ordered(sort: str, values: _Rows) -> _Rows:
    """By name, or by the figure with the absent ones last."""
    if sort == "council":
        return values
    known = [row for row in values if row[1][-1] is not None]
    absent = [row for row in values if row[1][-1] is None]
    return [*sorted(known, key=lambda row: row[1][-1] or 0, reverse=sort == "-figure"), *absent]


def _headings(state: MapState) -> list[html.Th]:
    by_figure = "figure" if state.sort == "-figure" else "-figure"
    return [
        _heading(state, "Council", "council", state.sort == "council"),
        html.Th("Type", scope="col"),
        _heading(state, "Figure", by_figure, state.sort in ("figure", "-figure")),
        html.Th("Counts", scope="col", className="number"),
        html.Th("Range", scope="col", className="number"),
        html.Th("Similar councils", scope="col", className="number"),
    ]


def _heading(state: MapState, label: str, sort: str, is_sorted: bool) -> html.Th:
    link = html.A(
        [label, html.Span(className="sort-mark", **{"aria-hidden": "true"})],
        href=f"{state.address(sort=sort)}#table",
        **{"data-sort": sort.removeprefix("-")},
    )
    order = {"aria-sort": _SORTED[state.sort]} if is_sorted else {}
    return html.Th(link, scope="col", className="number" if label == "Figure" else None, **order)


def _row(state: MapState, authority: Authority, cells: Cells | None) -> Element:
    """One council, hidden without cells.

    In plain elements, since hundreds of Dash components take much longer.
    """
    _, shown, counts, interval, similar, value = cells or ("", "", "", "", "", None)
    link = Element("a", authority.name, {"href": addresses.council(authority, state.year)})
    absent = "" if value is not None else " absent"
    return Element(
        "tr",
        [
            Element("th", link, {"scope": "row"}),
            Element("td", authority.type.words),
            Element("td", shown, {"class": f"number{absent}"}),
            *(Element("td", cell, {"class": "number"}) for cell in (counts, interval, similar)),
        ],
        {
            "hidden": cells is None,
            "data-code": authority.code,
            "data-name": authority.short_name,
            "data-value": "" if value is None else f"{value:.6f}",
        },
    )
