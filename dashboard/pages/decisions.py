"""Published decisions: search their text, filter, page through, take away."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.components import addresses, decision_gap, descriptions
from dashboard.components.decision_filters import (
    chosen_filters,
    facet_lists,
    question_form,
)
from dashboard.components.decision_list import decision_list
from dashboard.components.decision_question import ORDER_WORDS, DecisionQuestion, read_question
from dashboard.components.document import Feed, Page, source_note
from dashboard.components.markup import Element
from dashboard.components.sharing import Sharing
from dashboard.dataset import MOST_RANKED, Cursor, Dataset, DecisionPage, Order
from dashboard.references import asked_reference

PATH: Final = "/decisions"


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The decisions that the address asks for; a filter that means nothing is said, not ignored."""
    question, remarks = read_question(dataset, asked)
    at = asked.get("at", "")
    cursor = Cursor.read(at) if at else None
    if at and cursor is None:
        remarks.append(
            "The address of this page of the list was cut off or changed, so the first page is "
            "shown."
        )
    query = question.query(dataset.register)
    found = dataset.decisions.page(query, cursor)
    of_whom = f" about {question.council.short_name}" if question.council else ""
    return Page(
        title=f"Published decisions{of_whom}",
        description=descriptions.decisions(
            found.total, question.council.name if question.council else "English councils"
        ),
        sharing=_sharing(question, is_page=bool(at), is_empty=found.total == 0),
        section="decisions",
        status=400 if at and cursor is None else 200,
        feeds=_feeds(question),
        body=html.Div(
            [
                html.H1(f"Published decisions{of_whom}"),
                html.P(
                    "Decisions that the Ombudsman has published. The list is incomplete by nature: "
                    "some decisions are never published, so no rate is worked out from it.",
                    className="lead",
                ),
                question_form(dataset, question, asked.get("council", "")[:200]),
                *(html.P(words, className="notice", role="alert") for words in remarks),
                html.Div(
                    [
                        html.Div(_results(dataset, question, found), className="decision-results"),
                        html.Section(
                            [
                                html.H2("Narrow the list", id="narrow"),
                                *facet_lists(dataset, question, dataset.decisions.facets(query)),
                            ],
                            className="decision-facets",
                        ),
                    ],
                    className="decision-columns",
                ),
                source_note(dataset.manifest),
            ],
            className="column decision-page",
        ),
    )


def _sharing(question: DecisionQuestion, *, is_page: bool, is_empty: bool) -> Sharing:
    """All decisions, and those about a council, are for search engines; no search or filter is."""
    is_plain = question == DecisionQuestion(council=question.council) and not is_page
    return Sharing(question.address(), is_indexed=is_plain and not is_empty)


def _feeds(question: DecisionQuestion) -> tuple[Feed, ...]:
    return (
        *([Feed.of_council(question.council)] if question.council else []),
        *([Feed.of_category(question.category)] if question.category else []),
    )


def _results(dataset: Dataset, question: DecisionQuestion, found: DecisionPage) -> list[Any]:
    gap = None if question.words else decision_gap.gap(dataset, question, found.total)
    return [
        html.H2(_counted(found), className="result-count"),
        chosen_filters(question),
        html.P(gap, className="decision-gap") if gap else None,
        *_onward(dataset, question),
        html.P(words, className="quiet") if (words := _covered(dataset, question)) else None,
        _orders(question) if found.total else None,
        _not_ranked(question, found),
        decision_list(
            found.decisions,
            names_council=question.council is None or question.with_predecessors,
            marks=found.marks,
        )
        if found.decisions
        else html.P("No published decision matches.", className="empty"),
        _pages(question, found),
    ]


def _counted(found: DecisionPage) -> str:
    noun = "decision" if found.total == 1 else "decisions"
    if len(found.decisions) == found.total:
        return f"{found.total:,} {noun}"
    first, last = found.first + 1, found.first + len(found.decisions)
    return f"{found.total:,} {noun}: {first:,} to {last:,}"


def _onward(dataset: Dataset, question: DecisionQuestion) -> list[html.P]:
    """What else the words may mean: one case, or a council."""
    if question.words is None:
        return []
    written = question.words.written
    if reference := asked_reference(written):
        if not dataset.decisions.of_case(reference):
            return []
        link = html.A(f"The page of case {reference}", href=addresses.decision(reference))
        return [html.P(link)]
    meant = dataset.names.resolve(written).authority if question.council is None else None
    if meant is None:
        return []
    address = question.address(words=None, council=meant)
    return [html.P(html.A(f"All decisions about {meant.name}", href=address))]


def _covered(dataset: Dataset, question: DecisionQuestion) -> str | None:
    """What a search looks through, where not every decision has a summary."""
    sets = dataset.decisions.sets
    supplied, in_all = len(sets.with_summary), len(sets.every)
    if supplied == in_all:
        return None
    if not supplied:
        return (
            "The publisher supplies no summaries: words are looked for in references, councils, "
            "categories and subcategories."
        )
    return (
        (
            f"{supplied:,} of {in_all:,} decisions have a summary: of the others, words are looked "
            "for in references, councils, categories and subcategories."
        )
        if question.words
        else None
    )


def _orders(question: DecisionQuestion) -> html.P:
    orders = list(Order) if question.words else [Order.NEWEST, Order.OLDEST]
    links: list[Any] = []
    for order in orders:
        is_chosen = order is question.order
        links += [
            ", " if links else "Sort: ",
            html.A(
                ORDER_WORDS[order],
                href=question.address(chosen_order=order),
                **({"aria-current": "true"} if is_chosen else {}),
            ),
        ]
    return html.P(
        [
            html.Span(links),
            html.Span(
                [
                    html.A("Narrow the list", href="#narrow", className="to-narrow"),
                    html.A(
                        "CSV of the result",
                        href=question.address(ending=".csv"),
                        download=True,
                        rel="nofollow",
                    ),
                ],
                className="decision-away",
            ),
        ],
        className="decision-bar",
    )


def _not_ranked(question: DecisionQuestion, found: DecisionPage) -> html.P | None:
    if found.order is question.order:
        return None
    return html.P(
        f"More than {MOST_RANKED:,} decisions match: words that so many have can’t tell the best "
        "match, so the newest come first.",
        className="quiet",
    )


def _pages(question: DecisionQuestion, found: DecisionPage) -> Element | None:
    links = []
    if found.first:
        before = found.before.text() if found.before else ""
        links.append(_page_link("Previous page", question.address(at=before), "prev"))
    if found.after:
        links.append(_page_link("Next page", question.address(at=found.after.text()), "next"))
    return Element("nav", links, {"class": "buttons", "aria-label": "Pages"}) if links else None


def _page_link(words: str, address: str, rel: str) -> Element:
    return Element("a", words, {"href": address, "rel": rel, "class": "button"})
