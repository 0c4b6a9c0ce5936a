"""Published decisions as a list: what about, how decided, when, and where to read more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dashboard.components import addresses
from dashboard.components.decision_question import day_words
from dashboard.components.markup import Element
from dashboard.dataset import MARK_BEGINS, MARK_ENDS, Decision, FoundDecision
from dashboard.vocabulary import DecisionOutcome, YearEnding

_MARKED: Final = re.compile(f"{MARK_BEGINS}([^{MARK_BEGINS}{MARK_ENDS}]*){MARK_ENDS}")


def decision_list(
    found: Iterable[FoundDecision], *, names_council: bool, heading: str = "h3"
) -> Element:
    """The decisions in their order; with the council's name where several councils are listed."""
    entries = [
        Element("li", _entry(one, names_council=names_council, heading=heading)) for one in found
    ]
    return Element("ol", entries, {"class": "decisions"})


def _entry(found: FoundDecision, *, names_council: bool, heading: str) -> list[object]:
    decision = found.decision
    what = found.subcategory or found.category or "Subject not stated"
    title = Element("a", marked(what), {"href": addresses.decision(decision.reference)})
    return [
        Element(
            "div",
            [Element(heading, title, {"class": "decision-title"}), outcome_tags(decision)],
            {"class": "decision-head"},
        ),
        Element("p", _facts(found, names_council=names_council), {"class": "decision-facts"}),
        Element("p", marked(found.summary), {"class": "decision-summary"})
        if found.summary
        else None,
    ]


def _facts(found: FoundDecision, *, names_council: bool) -> list[object]:
    decision = found.decision
    facts: list[object] = [decision.reference, day_element(decision)]
    if names_council:
        authority = decision.authority
        year = YearEnding.containing(decision.decided_on) if decision.decided_on else None
        facts.insert(
            0, Element("a", authority.short_name, {"href": addresses.council(authority, year)})
        )
    if found.category and found.subcategory:
        facts.append(marked(found.category))
    if decision.url:
        facts.append(
            Element("a", "the Ombudsman’s page", {"href": decision.url, "rel": "external"})
        )
    return _separated(facts)


def day_element(decision: Decision) -> Element | str:
    """The day of a decision, for readers and machines; or that it isn't stated."""
    day = decision.decided_on
    if day is None:
        return "date not stated"
    return Element("time", day_words(day), {"datetime": day.isoformat()})


def outcome_tags(decision: Decision) -> Element:
    """How it was decided, and whether it is a public interest report."""
    words = decision.decision or "Decision not stated"
    is_upheld = decision.decision == DecisionOutcome.UPHELD
    tags = [Element("span", words, {"class": "tag is-upheld" if is_upheld else "tag"})]
    if decision.is_report:
        tags.append(Element("span", "Public report", {"class": "tag is-report"}))
    return Element("span", tags, {"class": "tags"})


def marked(text: str) -> Sequence[Any]:
    """A text with the words that were looked for marked."""
    return [
        Element("mark", part) if place % 2 else part.replace(MARK_BEGINS, "").replace(MARK_ENDS, "")
        for place, part in enumerate(_MARKED.split(text))
    ]


def _separated(facts: list[object]) -> list[object]:
    parts: list[object] = []
    for fact in facts:
        parts += [" · ", fact] if parts else [fact]
    return parts
