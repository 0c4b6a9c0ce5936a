"""Recommendations that councils agreed to, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.decision_question import day_words
from dashboard.components.markup import Element
from dashboard.dataset import Improvement, Listed, Recommendation, Recommendations
from dashboard.dataset.recommendations import AFTERWARDS
from dashboard.vocabulary import ComplianceOutcome, DecisionOutcome, YearEnding

_SHOWN: Final = 8


def recommendation_list(known: Recommendations, authority: Authority) -> html.Section:
    """All that were not carried out, and the newest of the others."""
    failed = known.failures_of(authority)
    newest = known.of_council(authority, most=_SHOWN)
    others = [r for r in newest if r.outcome != ComplianceOutcome.NOT_COMPLIED]
    shown = [*failed, *others[: max(0, _SHOWN - len(failed))]]
    return html.Section(
        [
            html.H2("Recommendations and compliance", id="recommendations"),
            html.P(
                f"{'All' if len(failed) > 1 else 'The'} {len(failed)} not complied with "
                f"{'are' if len(failed) > 1 else 'is'} listed first, of whatever year.",
                className="quiet",
            )
            if failed
            else None,
            recommendation_entries(shown)
            if shown
            else html.P(f"No recommendation to {authority.short_name} loaded.", className="empty"),
            html.P(
                html.A(
                    "All agreed actions, counted by year, kind and category",
                    href=addresses.recommendations(council=authority.slug),
                    className="button",
                )
            )
            if shown
            else None,
        ]
    )


def recommendation_entries(found: list[Recommendation], *, heading: str = "h3") -> html.Ol:
    """Recommendations of one council, one by one, in the order given."""
    return html.Ol([html.Li(_recommendation(r, heading)) for r in found], className="decisions")


def listed_recommendations(found: list[Listed], *, names_council: bool) -> html.Ol:
    """Recommendations one by one, in the order given; of several councils with their names."""
    return html.Ol(
        [
            html.Li(
                _recommendation(
                    entry.recommendation, "h3", entry.authority if names_council else None
                )
            )
            for entry in found
        ],
        className="decisions",
    )


def improvement_list(authority: Authority, found: list[Improvement]) -> html.Ol:
    """Improvements, each with how many cases were upheld afterwards, which lead to those cases."""
    return html.Ol(
        [
            html.Li([*_recommendation(entry.recommendation, "h3"), _upheld_since(authority, entry)])
            for entry in found
        ],
        className="decisions",
    )


def _upheld_since(authority: Authority, found: Improvement) -> html.P:
    first = found.recommendation.recorded_on + timedelta(days=1)
    last = found.recommendation.recorded_on + AFTERWARDS
    address = addresses.decisions(
        council=authority.slug,
        category=found.recommendation.category,
        decision=DecisionOutcome.UPHELD,
        from_=first.isoformat(),
        to=last.isoformat(),
    )
    cases = "case" if found.upheld == 1 else "cases"
    words = f"{found.upheld:,} {cases} in the same category upheld from {day_words(first)} to "
    return html.P(html.A(f"{words}{day_words(last)}", href=address), className="decision-facts")


def _recommendation(
    r: Recommendation, heading: str, authority: Authority | None = None
) -> list[Any]:
    facts: list[Any] = [
        html.A(r.reference, href=addresses.decision(r.reference)),
        f"recorded {day_words(r.recorded_on)}",
    ]
    if authority:
        year = YearEnding.containing(r.recorded_on)
        facts.insert(0, html.A(authority.short_name, href=addresses.council(authority, year)))
    if r.category:
        facts.append(r.category)
    if r.kind and r.recommendation:
        facts.append(r.kind)
    facts += [
        f"{words} {day_words(day)}"
        for words, day in (("agreed", r.agreed_on), ("due", r.due_on), ("done", r.achieved_on))
        if day
    ]
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
        html.P(_separated(facts), className="decision-facts"),
    ]


def _separated(facts: list[Any]) -> list[Any]:
    return [part for fact in facts for part in (" · ", fact)][1:]
