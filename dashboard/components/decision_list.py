"""Published decisions as a list: what about, how decided, when, and where to read more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from dashboard.components import addresses
from dashboard.components.decision_question import day_words
from dashboard.components.markup import Element
from dashboard.dataset import Decision, Marks
from dashboard.vocabulary import DecisionOutcome, YearEnding

_LONGEST: Final = 900
"""Letters of a summary in a list; the decision's own page has all of it."""


def decision_list(
    decisions: Iterable[Decision],
    *,
    names_council: bool,
    heading: str = "h3",
    marks: Marks | None = None,
) -> Element:
    """The decisions in their order; with the council's name where several councils are listed."""
    marked = _Marked(marks or Marks())
    entries = [
        Element("li", _entry(decision, marked, names_council=names_council, heading=heading))
        for decision in decisions
    ]
    return Element("ol", entries, {"class": "decisions"})


@dataclass(frozen=True)
class _Marked:
    """Writes a text with the words that were looked for marked."""

    marks: Marks

    def __call__(self, text: str, longest: int | None = None) -> list[Any]:
        return [
            Element("mark", part.text) if part.is_marked else part.text
            for part in self.marks.parts(text, longest)
        ]


def _entry(
    decision: Decision, marked: _Marked, *, names_council: bool, heading: str
) -> list[object]:
    what = decision.subcategory or decision.category or "Subject not stated"
    title = Element("a", marked(what), {"href": addresses.decision(decision.reference)})
    return [
        Element(
            "div",
            [Element(heading, title, {"class": "decision-title"}), outcome_tags(decision)],
            {"class": "decision-head"},
        ),
        Element(
            "p", _facts(decision, marked, names_council=names_council), {"class": "decision-facts"}
        ),
        Element("p", marked(decision.summary, _LONGEST), {"class": "decision-summary"})
        if decision.summary
        else None,
    ]


def _facts(decision: Decision, marked: _Marked, *, names_council: bool) -> list[object]:
    facts: list[object] = [marked(decision.reference), day_element(decision)]
    if names_council:
        authority = decision.authority
        year = YearEnding.containing(decision.decided_on) if decision.decided_on else None
        facts.insert(
            0,
            Element(
                "a", marked(authority.short_name), {"href": addresses.council(authority, year)}
            ),
        )
    if decision.category and decision.subcategory:
        facts.append(marked(decision.category))
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


def _separated(facts: list[object]) -> list[object]:
    parts: list[object] = []
    for fact in facts:
        parts += [" · ", fact] if parts else [fact]
    return parts
