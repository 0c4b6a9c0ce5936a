"""The page of one decision, or of all decisions that share a reference: a joint case."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.components import addresses
from dashboard.components.citation import citation
from dashboard.components.decision_list import day_element, outcome_tags
from dashboard.components.decision_question import day_words
from dashboard.components.document import Feed, Page, Redirect, source_note
from dashboard.components.lineage import lineage
from dashboard.components.markup import Element
from dashboard.components.recommendation_list import recommendation_entries
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset, Decision
from dashboard.references import asked_reference
from dashboard.vocabulary import SnapshotKind, YearEnding

PATH: Final = "/decisions/{reference}"


def layout(dataset: Dataset, /, reference: str = "", **_: str) -> Page | Redirect:
    """The decisions with a reference, however it is written; what is known of none, 404."""
    asked = asked_reference(reference)
    of_case = dataset.decisions.of_case(asked) if asked else []
    exact = [d for d in of_case if d.reference.casefold() == (asked or "").casefold()]
    # Of a joint case a reader may know the number only, and not the letter of each part.
    shown = exact or of_case
    if not shown:
        return _not_found(reference, asked)
    name = shown[0].reference if exact else asked or ""
    if reference != name:
        return Redirect(addresses.decision(name))
    others = [d for d in of_case if d not in shown]
    councils = " and ".join(dict.fromkeys(d.authority.short_name for d in shown))
    title = f"Decision {name} about {councils}"
    is_joint = len(of_case) > 1
    return Page(
        title=title,
        description=" ".join(map(_sentence, shown)),
        sharing=Sharing(addresses.decision(name)),
        section="decisions",
        scripts=("js/citation.js",),
        feeds=tuple(Feed.of_council(d.authority) for d in shown),
        body=html.Article(
            [
                html.P(html.A("Published decisions", href=addresses.decisions())),
                html.H1(title),
                html.P(
                    f"A joint case: {len(of_case)} decisions share the number.", className="lead"
                )
                if is_joint
                else None,
                *(_decision(dataset, d, is_alone=len(shown) == 1) for d in shown),
                _others(others),
                citation(
                    dataset.manifest,
                    " ".join(map(_sentence, shown)),
                    addresses.decision(name),
                    about=f"Case {name}",
                ),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _sentence(decision: Decision) -> str:
    """What is known of a decision in one sentence."""
    how = f": {decision.decision.lower()}" if decision.decision else ""
    day = f" on {day_words(decision.decided_on)}" if decision.decided_on else ""
    what = f" ({decision.category})" if decision.category else ""
    return (
        f"The Ombudsman decided case {decision.reference} about {decision.authority.name}{what}"
        f"{day}{how}."
    )


def _decision(dataset: Dataset, decision: Decision, *, is_alone: bool) -> html.Section:
    authority = decision.authority
    year = YearEnding.containing(decision.decided_on) if decision.decided_on else None
    return html.Section(
        [
            None if is_alone else html.H2(f"{decision.reference}: {authority.name}"),
            html.P(outcome_tags(decision)),
            Element("dl", _facts(dataset, decision, year), {"class": "decision-facts-list"}),
            lineage(dataset.register, authority),
            html.H2("Summary") if is_alone else html.H3("Summary"),
            html.P(decision.summary, className="decision-text")
            if decision.summary
            else html.P("The publisher supplies no summary of this decision.", className="empty"),
            _recommendations(dataset, decision, is_alone=is_alone),
            _where(dataset, decision),
        ]
    )


def _facts(dataset: Dataset, decision: Decision, year: YearEnding | None) -> list[Any]:
    authority = decision.authority
    now = dataset.register.successors(authority)
    whose = [html.A(authority.name, href=addresses.council(authority, year))]
    if now:
        names = [html.A(council.short_name, href=addresses.council(council)) for council in now]
        whose += [" (now ", *_joined(names), ")"]
    known = [
        ("Reference", decision.reference),
        ("Council", whose),
        ("Category", _category_link(decision)),
        ("Subcategory", decision.subcategory),
        ("Decision", decision.decision or "not stated"),
        ("Received", day_words(decision.received_on) if decision.received_on else None),
        ("Decided", [day_element(decision), f", in {year.label}" if year else ""]),
        ("Public interest report", _yes_no(decision.is_report)),
        ("Remedy", decision.remedy),
        ("Satisfactory remedy offered before", _yes_no(decision.satisfactory_remedy)),
    ]
    return [
        part
        for label, value in known
        if value is not None
        for part in (Element("dt", label), Element("dd", value))
    ]


def _category_link(decision: Decision) -> Any:
    if decision.category is None:
        return "not stated"
    address = addresses.decisions(category=decision.category, council=decision.authority.slug)
    return html.A(decision.category, href=address)


def _yes_no(flag: bool | None) -> str | None:
    return None if flag is None else "yes" if flag else "no"


def _joined(links: list[Any]) -> list[Any]:
    parts: list[Any] = []
    for place, link in enumerate(links):
        if place:
            parts.append(" and " if place == len(links) - 1 else ", ")
        parts.append(link)
    return parts


def _recommendations(dataset: Dataset, decision: Decision, *, is_alone: bool) -> Any:
    found = dataset.recommendations.of_decision(decision)
    heading = html.H2 if is_alone else html.H3
    if not found:
        return None
    return html.Section(
        [
            heading("What was agreed, and what became of it"),
            recommendation_entries(found, heading="h3" if is_alone else "h4"),
        ]
    )


def _where(dataset: Dataset, decision: Decision) -> html.P:
    if decision.url:
        return html.P(
            html.A(
                "Read it on the Ombudsman’s site",
                href=decision.url,
                className="button is-main",
                rel="external",
            )
        )
    if dataset.manifest.kind is SnapshotKind.DEMONSTRATION:
        return html.P("A made-up case: it stands on no other site.", className="empty")
    return html.P("No address of the decision itself is loaded.", className="empty")


def _others(decisions: list[Decision]) -> html.Section | None:
    if not decisions:
        return None
    return html.Section(
        [
            html.H2("Other decisions of the joint case"),
            html.Ul(
                [
                    html.Li(
                        [
                            html.A(d.reference, href=addresses.decision(d.reference)),
                            f", {d.authority.name}",
                        ]
                    )
                    for d in decisions
                ]
            ),
        ]
    )


def _not_found(written: str, asked: str | None) -> Page:
    shown = written[:60]
    return Page(
        title="No such decision",
        sharing=Sharing(is_indexed=False),
        section="decisions",
        status=404,
        body=html.Div(
            [
                html.H1("No decision with that reference"),
                html.P(
                    f"No decision {asked} is listed. Some decisions are never published, and a "
                    "list may have been loaded before this one was."
                    if asked
                    else f"“{shown}” is no case reference. They look like 21 008 361, with or "
                    "without a letter at the end.",
                    className="lead",
                ),
                Element(
                    "form",
                    [
                        Element("label", "A reference, or words", {"for": "decision-words"}),
                        Element(
                            "div",
                            [
                                Element(
                                    "input",
                                    None,
                                    {
                                        "id": "decision-words",
                                        "name": "q",
                                        "type": "search",
                                        "value": shown,
                                    },
                                ),
                                Element("button", "Look", {"type": "submit"}),
                            ],
                            {"class": "search-row"},
                        ),
                    ],
                    {
                        "action": "/decisions",
                        "method": "get",
                        "role": "search",
                        "class": "search",
                        "aria-label": "Published decisions",
                    },
                ),
                html.P(html.A("All published decisions", href=addresses.decisions())),
            ],
            className="column",
        ),
    )
