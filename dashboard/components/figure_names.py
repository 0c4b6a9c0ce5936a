"""The figures that publishers print: their names, how a value is written, and who printed it."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.components import sentences
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import DecisionOutcome, Measure, OutcomeGroup, SourceKind

FIGURE_NAMES: Final = {
    "received_total": "Complaints and enquiries received",
    "decided_total": "Complaints and enquiries decided",
    "invalid_incomplete": "Invalid or incomplete",
    "advice_given": "Advice given",
    "referred_back": "Referred back for local resolution",
    "closed_after_initial": "Closed after initial enquiries",
    "not_upheld": "Not upheld",
    "upheld": "Upheld",
    "upheld_count": "Upheld, beside the uphold rate",
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


_COUNT_NAMES: Final = {
    "received": FIGURE_NAMES["received_total"],
    "decided": FIGURE_NAMES["decided_total"],
    **{outcome.name.lower(): str(outcome) for outcome in DecisionOutcome},
    **{group.name.lower(): str(group) for group in OutcomeGroup},
    "satisfactory_remedies": FIGURE_NAMES["remedy_count"],
    "compliance_outcomes": FIGURE_NAMES["compliance_outcomes_count"],
    "complied": FIGURE_NAMES["complied_on_time"],
    "complied_late": FIGURE_NAMES["complied_late"],
    "complied_in_all": FIGURE_NAMES["complied_in_all"],
    "not_complied": FIGURE_NAMES["not_complied"],
}


def corrected_name(figure: str) -> str:
    """The name of a measure, or of a count of a council and year."""
    if figure in _COUNT_NAMES:
        return _COUNT_NAMES[figure]
    return DEFINITIONS[Measure(figure)].label


def figure_value(figure: str, value: float) -> str:
    """A value as it is written: "67%", "4.6", "1,234"."""
    rounded = round(value, 1)
    return f"{rounded:,g}{'%' if figure.endswith('_pct') else ''}"


def printed_source(kind: SourceKind, url: str | None, file: str | None) -> Any:
    """Who printed a figure, linked where there is an address."""
    if url:
        return html.A(_PUBLISHERS[kind], href=url, rel="external")
    return sentences.printed_in(kind, file) if file else _PUBLISHERS[kind]
