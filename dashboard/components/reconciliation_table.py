"""Computed and printed figures side by side: a summary, the figures, and those of England."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dash import html

from dashboard.components import addresses
from dashboard.components.figure_names import FIGURE_NAMES, figure_value, printed_source
from dashboard.components.wide_table import wide_table
from dashboard.dataset import ReconciledAverage, ReconciledFigure, ReconciledNation
from dashboard.statistics.bodies_left_out import LEFT_OUT
from dashboard.vocabulary import Measure, Reconciled

_NATIONAL_NAMES: Final = {
    "complaints_received": "Complaints and enquiries received",
    "complaints_upheld": "Complaints upheld",
    "upheld_decisions": "Complaints upheld",
    "detailed_investigations": "Detailed investigations",
    "uphold_rate": "Uphold rate",
    "compliance_rate": "Compliance rate",
    "satisfactory_remedy_rate": "Satisfactory remedy rate",
}


def summary_table(summary: Mapping[str, Mapping[Reconciled, int]]) -> html.Div:
    """For each printed figure, how many council-years came out how."""
    return wide_table(
        "Council-years by what came of the comparison.",
        [("Figure", False), *((_sentence(status), True) for status in Reconciled)],
        [
            html.Tr(
                [
                    html.Th(FIGURE_NAMES[name], scope="row"),
                    *(
                        html.Td(f"{summary[name].get(status, 0):,}", className="number")
                        for status in Reconciled
                    ),
                ]
            )
            for name in FIGURE_NAMES
            if name in summary
        ],
    )


def reconciliation_table(
    figures: Iterable[ReconciledFigure], caption: str, *, names_council: bool = True
) -> html.Div:
    """The figures one by one, with counts, difference, source and the reason where it is known.

    Those of one council and year can do without `names_council`, which adds both to each row.
    """
    words = ("Council", "Year", "Figure") if names_council else ("Figure",)
    numbers = ("Computed", "Printed", "Difference")
    headings = [
        *((word, False) for word in words),
        *((number, True) for number in numbers),
        ("Printed by", False),
        ("Result", False),
    ]
    rows = [_row(figure, names_council=names_council) for figure in figures]
    return wide_table(caption, headings, rows)


def nation_table(figures: list[ReconciledNation]) -> list[Any]:
    """The publisher's national figures beside ours, and whom its totals may count besides."""
    if not figures:
        return [html.P("No national figures are loaded.", className="empty")]
    left_out = ", ".join(LEFT_OUT)
    headings = [
        *(("Year", False), ("Figure", False), ("Computed", True)),
        *(("Printed", True), ("Difference", True), ("Result", False)),
    ]
    return [
        html.P(
            "The Ombudsman’s national totals may count bodies that are no councils, which are "
            f"left out here: {left_out}. Totals within 2%, and percentages within one point, are "
            "taken as equal.",
            className="lede",
        ),
        wide_table(
            "National figures, computed and printed.",
            headings,
            [_national_row(figure) for figure in figures],
        ),
    ]


def averages_table(averages: list[ReconciledAverage]) -> list[Any]:
    """The publisher's averages of each type of council beside ours, pooled from all of them."""
    if not averages:
        return [html.P("No printed averages are loaded.", className="empty")]
    headings = [
        *(("Year", False), ("Type", False), ("Average", False), ("Computed", True)),
        *(("Printed", True), ("Difference", True), ("Result", False)),
    ]
    return [
        html.P(
            "Ours are pooled: all cases of the type’s councils together. How the Ombudsman works "
            "out its averages isn’t known, so that those within one point (0.1 per 100,000 "
            "residents) are taken as equal. Without the cases of every council of the type, there "
            "is none to compare.",
            className="lede",
        ),
        wide_table(
            "Averages of similar councils, computed and printed.",
            headings,
            [_average_row(average) for average in averages],
        ),
    ]


_HEADINGS: Final = {
    Measure.UPHOLD_RATE: "upheld_pct",
    Measure.COMPLIANCE_RATE: "compliance_pct",
    Measure.SATISFACTORY_REMEDY_RATE: "remedy_pct",
    Measure.UPHELD_PER_100K: "upheld_per_100k",
}


def _average_row(average: ReconciledAverage) -> html.Tr:
    heading = _HEADINGS[average.measure]
    computed = _value(heading, average.computed)
    if average.computed is not None and average.numerator is not None:
        computed = f"{computed} ({average.numerator:,} of {average.denominator:,})"
    elif average.councils:
        computed = f"cases of {average.councils} of {average.councils_in_all} councils"
    printed = _value(heading, average.printed)
    return html.Tr(
        [
            html.Th(average.year.label, scope="row"),
            html.Td(average.type.plural),
            html.Td(FIGURE_NAMES[heading]),
            html.Td(computed, className="number may-wrap"),
            html.Td(
                html.A(printed, href=average.source_url, rel="external")
                if average.source_url
                else printed,
                className="number",
            ),
            html.Td(_difference(average.difference), className="number"),
            html.Td(str(average.status)),
        ]
    )


def _row(figure: ReconciledFigure, *, names_council: bool) -> html.Tr:
    source = (
        printed_source(figure.source_kind, figure.source_url, figure.source_file)
        if figure.source_kind
        else ""
    )
    result = str(figure.status)
    if figure.status is Reconciled.EQUAL and not figure.is_from_cases:
        result = "equal to its printed counts"
    name = FIGURE_NAMES[figure.figure]
    address = addresses.council(figure.authority, figure.year)
    about = (
        [
            html.Th(html.A(figure.authority.short_name, href=address), scope="row"),
            html.Td(figure.year.label),
            html.Td(name),
        ]
        if names_council
        else [html.Th(name, scope="row")]
    )
    return html.Tr(
        [
            *about,
            html.Td(_computed(figure), className="number may-wrap"),
            html.Td(_value(figure.figure, figure.printed), className="number"),
            html.Td(_difference(figure.difference), className="number"),
            html.Td(source),
            html.Td(f"{result}: {figure.reason}" if figure.reason else result),
        ]
    )


def _computed(figure: ReconciledFigure) -> str:
    value = _value(figure.figure, _as_printed(figure))
    if figure.numerator is None or figure.denominator is None or figure.computed is None:
        return value
    return f"{value} ({figure.numerator:,} of {figure.denominator:,})"


def _as_printed(figure: ReconciledFigure) -> float | None:
    """Ours, rounded as it was for the comparison."""
    if figure.printed is None or figure.difference is None:
        return figure.computed
    return figure.printed - figure.difference


def _national_row(figure: ReconciledNation) -> html.Tr:
    is_rate = figure.figure.endswith("_rate")
    heading = "upheld_pct" if is_rate else "received_total"
    computed = _value(heading, figure.computed)
    if figure.numerator is not None and figure.denominator:
        computed = f"{computed} ({figure.numerator:,} of {figure.denominator:,})"
    printed = _value(heading, figure.printed)
    return html.Tr(
        [
            html.Th(figure.year.label, scope="row"),
            html.Td(_NATIONAL_NAMES.get(figure.figure, figure.figure)),
            html.Td(computed, className="number may-wrap"),
            html.Td(
                html.A(printed, href=figure.source_url, rel="external")
                if figure.source_url
                else printed,
                className="number",
            ),
            html.Td(_difference(figure.difference), className="number"),
            html.Td(str(figure.status)),
        ]
    )


def _value(figure: str, value: float | None) -> str:
    return "" if value is None else figure_value(figure, value)


def _difference(difference: float | None) -> str:
    if difference is None:
        return ""
    sign = "+" if difference > 0 else "\u2212" if difference < 0 else ""
    return f"{sign}{abs(difference):,g}"


def _sentence(status: Reconciled) -> str:
    return f"{str(status)[0].upper()}{str(status)[1:]}"
