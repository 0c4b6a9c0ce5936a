"""Recommendations that a council agreed to, and what became of them."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components.markup import Element
from dashboard.dataset import Recommendation
from dashboard.vocabulary import ComplianceOutcome

_SHOWN = 8


def recommendation_list(found: list[Recommendation], authority: Authority) -> html.Section:
    """The newest recommendations; those not carried out come first and are never left out."""
    failed = [r for r in found if r.outcome == ComplianceOutcome.NOT_COMPLIED]
    others = [r for r in found if r.outcome != ComplianceOutcome.NOT_COMPLIED]
    shown = [*failed, *others[: max(0, _SHOWN - len(failed))]]
    return html.Section(
        [
            html.H2("Recommendations and compliance", id="recommendations"),
            recommendation_entries(shown)
            if shown
            else html.P(f"No recommendation to {authority.short_name} loaded.", className="empty"),
            html.P(
                f"The {len(shown)} newest of {len(found)}{'' if len(found) < 50 else ' or more'}.",
                className="quiet",
            )
            if len(found) > len(shown)
            else None,
        ]
    )


def recommendation_entries(found: list[Recommendation], *, heading: str = "h3") -> html.Ol:
    """Recommendations one by one, in the order given."""
    return html.Ol([html.Li(_recommendation(r, heading)) for r in found], className="decisions")


def _recommendation(r: Recommendation, heading: str) -> list[Any]:
    day = r.recorded_on
    facts = [r.reference, f"recorded {day.day} {day:%B %Y}"]
    if r.category:
        facts.append(r.category)
    if r.due_on:
        facts.append(f"due {r.due_on.day} {r.due_on:%B %Y}")
    words = r.recommendation or (r.kind or "Recommendation").capitalize()
    css = "tag is-upheld" if r.outcome == ComplianceOutcome.NOT_COMPLIED else "tag"
    return [
        html.Div(
            [
                Element(heading, words, {"class": "decision-title"}),
                html.Span(html.Span(r.outcome.capitalize(), className=css), className="tags"),
            ],
            className="decision-head",
        ),
        html.P(" · ".join(facts), className="decision-facts"),
    ]
