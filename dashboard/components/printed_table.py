"""Figures as letters and public pages print them, each with its source."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import sentences
from dashboard.dataset import PrintedFigure
from dashboard.vocabulary import SourceKind

_LABELS: Final = {
    "received_total": "Complaints and enquiries received",
    "decided_total": "Complaints and enquiries decided",
    "invalid_incomplete": "Invalid or incomplete",
    "advice_given": "Advice given",
    "referred_back": "Referred back for local resolution",
    "closed_after_initial": "Closed after initial enquiries",
    "not_upheld": "Not upheld",
    "upheld": "Upheld",
    "upheld_count": "Upheld",
    "investigations_count": "Investigated",
    "upheld_pct": "Uphold rate",
    "similar_upheld_pct": "Uphold rate of similar councils",
    "compliance_pct": "Compliance rate",
    "compliance_outcomes_count": "Compliance outcomes",
    "similar_compliance_pct": "Compliance rate of similar councils",
    "remedy_pct": "Satisfactory remedy rate",
    "remedy_count": "Satisfactory remedies",
    "similar_remedy_pct": "Satisfactory remedy rate of similar councils",
    "upheld_per_100k": "Upheld per 100,000 residents",
    "similar_upheld_per_100k": "Upheld per 100,000 residents, similar councils",
    "not_for_us": "Not for us",
    "not_ready_for_us": "Not ready for us",
    "not_for_us_or_not_ready": "Not for us or not ready for us",
    "assessed_and_closed": "Assessed and closed",
    "complied_on_time": "Complied on time",
    "complied_late": "Complied late",
    "complied_in_all": "Complied, late ones included",
    "not_complied": "Not complied",
}
_PUBLISHERS: Final = {
    SourceKind.OMBUDSMAN: "the Ombudsman",
    SourceKind.COUNCIL: "the council",
    SourceKind.PRESS: "the press",
}


def printed_table(figures: list[PrintedFigure]) -> html.Section | None:
    """The printed figures of a council and year; None if there are none."""
    if not figures:
        return None
    ordered = sorted(figures, key=lambda f: list(_LABELS).index(f.figure))
    return html.Section(
        [
            html.H2("Printed figures"),
            html.Table(
                [
                    html.Caption(
                        "As they stand in letters, yearly tables and on public pages.",
                        className="quiet",
                    ),
                    html.Thead(
                        html.Tr(
                            [
                                html.Th("Figure", scope="col"),
                                html.Th("Printed", scope="col", className="number"),
                                html.Th("Printed by", scope="col"),
                            ]
                        )
                    ),
                    html.Tbody([_row(figure) for figure in ordered]),
                ],
                className="plain-table",
            ),
        ]
    )


def _row(printed: PrintedFigure) -> html.Tr:
    percent = "%" if printed.figure.endswith("_pct") else ""
    source = (
        html.A(_PUBLISHERS[printed.source_kind], href=printed.source_url, rel="external")
        if printed.source_url
        else sentences.printed_in(printed.source_kind, printed.source_file)
    )
    return html.Tr(
        [
            html.Th(_LABELS[printed.figure], scope="row"),
            html.Td(f"{printed.value:,g}{percent}", className="number"),
            html.Td(source),
        ]
    )
