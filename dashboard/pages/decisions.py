"""Published decisions: search their text, filter, page through."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dash import html

from dashboard.components import addresses, descriptions
from dashboard.components.decision_list import decision_list
from dashboard.components.document import Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.markup import Element
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset, DecisionPage, DecisionQuery
from dashboard.vocabulary import DecisionCategory, DecisionOutcome

PATH: Final = "/decisions"
_PAGE_DIGITS: Final = 9


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The decisions that the address asks for; a filter that means nothing is said, not ignored."""
    query, misread = _query(dataset, asked)
    found = dataset.decisions(query)
    of_whom = f" about {query.council.short_name}" if query.council else ""
    return Page(
        title=f"Published decisions{of_whom}",
        description=descriptions.decisions(
            found.total, query.council.name if query.council else "English councils"
        ),
        sharing=_sharing(query, asked, is_empty=found.total == 0),
        section="decisions",
        body=html.Div(
            [
                html.H1(f"Published decisions{of_whom}"),
                html.P(
                    "Decisions that the Ombudsman has published. The list is incomplete by nature: "
                    "some decisions are never published, so no rate is worked out from it.",
                    className="lead",
                ),
                _filters(query, asked),
                *(html.P(words, className="notice", role="alert") for words in misread),
                html.H2(_counted(found), className="result-count"),
                decision_list(found.decisions, names_council=query.council is None)
                if found.total
                else html.P("No published decision matches.", className="empty"),
                _pages(found, asked),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _sharing(query: DecisionQuery, asked: dict[str, str], *, is_empty: bool) -> Sharing:
    """All decisions, and those about a council, are for search engines; no search or filter is."""
    of_council = DecisionQuery(council=query.council)
    if query == of_council:
        slug = query.council.slug if query.council else None
        return Sharing(addresses.decisions(council=slug), is_indexed=not is_empty)
    named = {name: asked.get(name, "").strip() for name in _PARAMETERS}
    return Sharing(addresses.decisions(**named), is_indexed=False)


_PARAMETERS: Final = ("q", "council", "category", "decision", "from", "to", "reports", "page")


def _query(dataset: Dataset, asked: dict[str, str]) -> tuple[DecisionQuery, list[str]]:
    misread: list[str] = []

    def day(name: str) -> date | None:
        text = asked.get(name, "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            misread.append(f"“{text}” is not a date such as 2025-03-31; all dates are shown.")
            return None

    council = None
    if written := asked.get("council", "").strip():
        council = dataset.register.by_slug(written) or dataset.names.resolve(written).authority
        if council is None:
            misread.append(f"There is no council “{written}”; decisions about all are shown.")

    def one_of(name: str, known: type[DecisionCategory] | type[DecisionOutcome]) -> str | None:
        text = asked.get(name, "").strip()
        if text and text not in list(known):
            misread.append(f"There is no {name} “{text}”; all are shown.")
            return None
        return text or None

    first_day, last_day = day("from"), day("to")
    if first_day and last_day and first_day > last_day:
        misread.append("The first day is after the last day, so no decision can match.")
    words = asked.get("q", "").strip()
    if words and not any(letter.isalnum() for letter in words):
        misread.append(f"There is no word to look for in “{words}”.")
    return (
        DecisionQuery(
            council=council,
            category=one_of("category", DecisionCategory),
            decision=one_of("decision", DecisionOutcome),
            first_day=first_day,
            last_day=last_day,
            words=words or None,
            reports_only=asked.get("reports") == "yes",
            page=_page(asked.get("page", "")),
        ),
        misread,
    )


def _page(text: str) -> int:
    """The page asked for; a number too long to read is beyond the last page, like any other."""
    if not text.isdecimal():
        return 1
    return int(text) if len(text) <= _PAGE_DIGITS else 10**_PAGE_DIGITS


def _filters(query: DecisionQuery, asked: dict[str, str]) -> html.Form:
    return html.Form(
        [
            text_filter("q", "Words", query.words or "", "search"),
            text_filter(
                "council",
                "Council",
                query.council.name if query.council else asked.get("council", ""),
            ),
            choice_filter("category", "Category", _words(DecisionCategory), query.category),
            choice_filter("decision", "Decision", _words(DecisionOutcome), query.decision),
            text_filter("from", "From", _day_text(query.first_day), "date"),
            text_filter("to", "To", _day_text(query.last_day), "date"),
            html.Div(
                [
                    Element(
                        "input",
                        None,
                        {
                            "type": "checkbox",
                            "id": "filter-reports",
                            "name": "reports",
                            "value": "yes",
                            "checked": query.reports_only,
                        },
                    ),
                    html.Label("Public interest reports only", htmlFor="filter-reports"),
                ],
                className="check",
            ),
            html.Div(
                [
                    html.Button("Show decisions", type="submit", className="button is-main"),
                    html.A("Clear", href=addresses.decisions(), className="button"),
                ],
                className="buttons",
            ),
        ],
        action="/decisions",
        method="get",
        className="filters",
        role="search",
        **{"aria-label": "Published decisions"},
    )


def _words(known: type[DecisionCategory] | type[DecisionOutcome]) -> list[tuple[str, str]]:
    return [(label, label) for label in known]


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _counted(found: DecisionPage) -> str:
    noun = "decision" if found.total == 1 else "decisions"
    pages = f", page {found.page} of {found.pages}" if found.pages > 1 else ""
    return f"{found.total:,} {noun}{pages}"


def _pages(found: DecisionPage, asked: dict[str, str]) -> Any:
    if found.pages == 1:
        return None

    def address(page: int) -> str:
        return addresses.decisions(**{**asked, "page": page})

    links = []
    if found.page > 1:
        links.append(html.A("Newer", href=address(found.page - 1), rel="prev", className="button"))
    if found.page < found.pages:
        links.append(html.A("Older", href=address(found.page + 1), rel="next", className="button"))
    return html.Nav(links, className="buttons", **{"aria-label": "Pages"})
