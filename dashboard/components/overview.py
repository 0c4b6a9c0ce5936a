"""What stands beside the map before a council is chosen: the types of council, side by side."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components import addresses
from dashboard.components.addresses import MapState
from dashboard.components.head import document_title
from dashboard.dataset import Dataset, TypeAverage
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import AuthorityType, Shading


def overview(dataset: Dataset, state: MapState) -> Any:
    """The averages of the five types for the map's measure and year, and what to do next."""
    definition = DEFINITIONS[state.measure]
    averages = {a.type: a for a in dataset.type_averages(state.year) if a.measure == state.measure}
    rows = [_row(kind, averages.get(str(kind))) for kind in AuthorityType]
    return html.Div(
        [
            html.P(f"England · year ended 31 March {state.year.last}", className="kicker"),
            html.H2("Choose a council"),
            html.P(
                "Search by name, or choose an area on the map: its figures, the councils like it, "
                "its decisions and letters appear here.",
                className="lead",
            ),
            html.H3(f"{definition.label} by type of council"),
            html.Table(
                [
                    html.Caption(
                        "Types of council run different services, so compare like with like.",
                        className="quiet",
                    ),
                    html.Thead(
                        html.Tr(
                            [
                                html.Th("Type", scope="col"),
                                html.Th("Average", scope="col", className="number"),
                                html.Th("Counts", scope="col", className="number"),
                            ]
                        )
                    ),
                    html.Tbody(rows),
                ],
                className="plain-table",
            ),
            html.P(html.A("What the figures mean", href=addresses.methods()), className="quiet"),
        ],
        className="answer-inner",
        **{
            "data-announce": f"{definition.label}, {state.year.label}: averages by type shown.",
            "data-title": document_title(overview_title(state), dataset.manifest),
            "data-version": dataset.manifest.version,
        },
    )


def overview_title(state: MapState) -> str:
    """The title of the map page while no council is chosen."""
    label = DEFINITIONS[state.measure].label
    councils = f"English {state.tier.words.lower()}"
    if state.shading is not Shading.FIGURE:
        words = state.shading.words
        return f"{label} of {councils}: {words[0].lower()}{words[1:]}, {state.year.label}"
    return f"{label} of {councils}, {state.year.label}"


def _row(kind: AuthorityType, average: TypeAverage | None) -> html.Tr:
    name = kind.plural[0].upper() + kind.plural[1:]
    return html.Tr([html.Th(name, scope="row"), *_cells(average)])


def _cells(average: TypeAverage | None) -> list[html.Td]:
    if average is None:
        return [
            html.Td("no published figure loaded", className="number may-wrap absent"),
            html.Td(""),
        ]
    if average.printed_display:
        words = [
            html.A("as printed", href=average.printed_url, rel="external")
            if average.printed_url
            else "as printed"
        ]
        return [
            html.Td(average.printed_display, className="number"),
            html.Td(words, className="number"),
        ]
    counts = f"{average.numerator:,} of {average.denominator:,}"
    if (average.councils or 0) < (average.councils_in_all or 0):
        counts += f", from {average.councils} of {average.councils_in_all} councils"
    return [
        html.Td(average.display, className="number"),
        html.Td(counts, className="number may-wrap"),
    ]
