"""Published decisions as a list: what about, how decided, when, and where to read it."""

from __future__ import annotations

from dash import html

from dashboard.components import addresses
from dashboard.components.markup import Element
from dashboard.dataset import Decision


def decision_list(decisions: tuple[Decision, ...], *, names_council: bool) -> html.Ol:
    """The decisions, newest first; with the council's name where several councils are listed."""
    return html.Ol(
        [html.Li(_decision(d, names_council=names_council)) for d in decisions],
        className="decisions",
    )


def _decision(decision: Decision, *, names_council: bool) -> list[object]:
    what = decision.subcategory or decision.category or "Subject not stated"
    title = html.A(what, href=decision.url, rel="external") if decision.url else html.Span(what)
    facts: list[object] = [decision.reference]
    if decision.decided_on:
        day = decision.decided_on
        facts.append(Element("time", f"{day.day} {day:%B %Y}", {"datetime": day.isoformat()}))
    else:
        facts.append("date not stated")
    if names_council:
        authority = decision.authority
        facts.insert(0, html.A(authority.short_name, href=addresses.council(authority)))
    if decision.category and decision.subcategory:
        facts.append(decision.category)
    return [
        html.Div(
            [html.H3(title, className="decision-title"), _outcome(decision)],
            className="decision-head",
        ),
        html.P(_separated(facts), className="decision-facts"),
        html.P(decision.summary, className="decision-summary") if decision.summary else None,
    ]


def _outcome(decision: Decision) -> html.Span:
    words = decision.decision or "Decision not stated"
    tags: list[object] = [
        html.Span(words, className="tag" + (" is-upheld" if words == "Upheld" else ""))
    ]
    if decision.is_report:
        tags.append(html.Span("Public report", className="tag is-report"))
    return html.Span(tags, className="tags")


def _separated(facts: list[object]) -> list[object]:
    parts: list[object] = []
    for fact in facts:
        parts += [" · ", fact] if parts else [fact]
    return parts
