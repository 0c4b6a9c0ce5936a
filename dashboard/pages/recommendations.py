"""What councils agreed to do after findings of fault, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dash import html

from dashboard.components import addresses
from dashboard.components.document import Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.recommendation_list import improvement_list, listed_recommendations
from dashboard.components.sharing import Sharing
from dashboard.components.wide_table import wide_table
from dashboard.dataset import (
    UNSTATED,
    Dataset,
    Outcomes,
    RecommendationCounts,
    RecommendationFilter,
)
from dashboard.vocabulary import ComplianceOutcome, RecommendationKind

PATH: Final = "/recommendations"
_AT_ONCE: Final = 20
_AGAIN: Final = 10
_ELSEWHERE: Final = 10
_OUTCOME_WORDS: Final = {
    ComplianceOutcome.COMPLIED: "On time",
    ComplianceOutcome.COMPLIED_LATE: "Late",
    ComplianceOutcome.NOT_COMPLIED: "Not complied",
}


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The recommendations that the address asks for, counted and one by one."""
    written = asked.get("council", "").strip()
    query = _query(dataset, written, asked)
    counts = dataset.recommendations.counts(query)
    number = _page_number(asked.get("page", ""))
    whom = query.council.short_name if query.council else "all councils"
    title = f"Agreed actions: {whom}"
    return Page(
        title=title,
        description=_summary(query, counts),
        sharing=Sharing(
            _address(replace(RecommendationFilter(), council=query.council)),
            is_indexed=query == RecommendationFilter(query.council) and number == 1,
        ),
        section="decisions",
        body=html.Div(
            [
                html.P(html.A(query.council.name, href=addresses.council(query.council)))
                if query.council
                else None,
                html.H1(title),
                html.P(_summary(query, counts), className="lead"),
                html.P(
                    "When the Ombudsman finds fault, it recommends how to put the case right or "
                    "how to improve a service. It records later whether that was done. A "
                    "recommendation without a recorded outcome is in none of these tables.",
                    className="quiet",
                ),
                html.P(
                    f"There is no council “{written[:80]}”; all are shown.",
                    className="notice",
                    role="status",
                )
                if written and query.council is None
                else None,
                _form(query, counts),
                *_tables(query, counts),
                _listed(dataset, query, counts, number),
                *_lessons(dataset, query),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _query(dataset: Dataset, written: str, asked: Mapping[str, str]) -> RecommendationFilter:
    council = (
        dataset.register.by_slug(written) or dataset.names.resolve(written).authority
        if written
        else None
    )
    kind, outcome = asked.get("kind", ""), asked.get("outcome", "")
    query = RecommendationFilter(
        council=council,
        year=dataset.year(asked.get("year", "")),
        kind=kind if kind in (*RecommendationKind, UNSTATED) else None,
        outcome=ComplianceOutcome(outcome) if outcome in list(ComplianceOutcome) else None,
    )
    known = dataset.recommendations.counts(RecommendationFilter(council)).categories
    category = asked.get("category", "")
    return replace(query, category=category if category in known else None)


def _page_number(page: str) -> int:
    """The page asked for, from 1; what is no number asks for the first."""
    return int(page) if page.isdecimal() and page != "0" and len(page) < 6 else 1


def _summary(query: RecommendationFilter, counts: RecommendationCounts) -> str:
    about = query.council.name if query.council else "All councils"
    when = _when(query, counts)
    total = sum(counts.all.values())
    if not total:
        return f"{about}: no recommendation with an outcome is loaded{when}."
    on_time, late, failed = (counts.all.get(outcome, 0) for outcome in ComplianceOutcome)
    what = f" in {query.category}" if query.category and query.category != UNSTATED else ""
    were = "was" if on_time == 1 else "were"
    return (
        f"{about}: of {_recommendations(total)}{what} with an outcome{when}, {on_time:,} {were} "
        f"carried out on time, {late:,} late and {failed:,} not."
    )


def _recommendations(number: int) -> str:
    return f"{number:,} {'recommendation' if number == 1 else 'recommendations'}"


def _when(query: RecommendationFilter, counts: RecommendationCounts) -> str:
    if query.year:
        return f" in {query.year.label}"
    years = list(counts.years)
    if not years:
        return ""
    if len(years) == 1:
        return f" in {years[0].label}"
    return f" from {years[0].label} to {years[-1].label}"


def _address(query: RecommendationFilter, page: int | None = None) -> str:
    return addresses.recommendations(
        council=query.council.slug if query.council else None,
        year=query.year.last if query.year else None,
        category=query.category,
        kind=query.kind,
        outcome=query.outcome,
        page=page,
    )


def _form(query: RecommendationFilter, counts: RecommendationCounts) -> html.Form:
    years = [(str(year.last), year.label) for year in reversed(list(counts.years))]
    return html.Form(
        [
            text_filter("council", "Council", query.council.name if query.council else ""),
            choice_filter("year", "Year", years, str(query.year.last) if query.year else None),
            choice_filter(
                "category",
                "Category",
                [(c, _first_large(c)) for c in counts.categories],
                query.category,
            ),
            choice_filter("kind", "Kind", [(k, _first_large(k)) for k in counts.kinds], query.kind),
            choice_filter(
                "outcome",
                "Outcome",
                [(str(o), words) for o, words in _OUTCOME_WORDS.items()],
                query.outcome,
            ),
            html.Button("Show", type="submit"),
        ],
        action=PATH,
        method="get",
        className="filters",
    )


def _tables(query: RecommendationFilter, counts: RecommendationCounts) -> list[Any]:
    if not counts.all and not counts.years:
        return []
    by_year = {year.label: (outcomes, {"year": year}) for year, outcomes in counts.years.items()}
    by_kind = {kind: (outcomes, {"kind": kind}) for kind, outcomes in counts.kinds.items()}
    by_category = {
        category: (outcomes, {"category": category})
        for category, outcomes in counts.categories.items()
    }
    return [
        html.H2("How many, and what became of them", id="counts"),
        _table("By year in which the outcome was recorded", "Year", query, by_year),
        _table("By kind", "Kind", query, by_kind),
        _table("By category", "Category", query, by_category),
    ]


def _table(
    caption: str,
    heading: str,
    query: RecommendationFilter,
    values: Mapping[str, tuple[Outcomes, dict[str, Any]]],
) -> html.Div:
    """Each number leads to exactly the recommendations that it counts."""
    rows = [
        html.Tr(
            [
                html.Th(_first_large(words), scope="row"),
                _number(sum(outcomes.values()), replace(query, outcome=None, **change)),
                *(
                    _number(outcomes.get(outcome, 0), replace(query, outcome=outcome, **change))
                    for outcome in ComplianceOutcome
                ),
            ]
        )
        for words, (outcomes, change) in values.items()
    ]
    headings = [(heading, False), ("In all", True)]
    return wide_table(caption, [*headings, *((w, True) for w in _OUTCOME_WORDS.values())], rows)


def _number(number: int, query: RecommendationFilter) -> html.Td:
    words = f"{number:,}"
    shown = html.A(words, href=_address(query) + "#list") if number else words
    return html.Td(shown, className="number")


def _listed(
    dataset: Dataset, query: RecommendationFilter, counts: RecommendationCounts, number: int
) -> html.Section:
    total = counts.all.get(query.outcome, 0) if query.outcome else sum(counts.all.values())
    pages = max(1, -(-total // _AT_ONCE))
    number = min(number, pages)
    found = dataset.recommendations.listed(query, first=(number - 1) * _AT_ONCE, most=_AT_ONCE)
    return html.Section(
        [
            html.H2(
                f"{total:,} {'recommendation' if total == 1 else 'recommendations'}", id="list"
            ),
            html.P("Those not complied with come first, then the newest.", className="quiet")
            if query.outcome is None and total > 1
            else None,
            listed_recommendations(found, names_council=query.council is None)
            if found
            else html.P("None with an outcome is loaded.", className="empty"),
            _pages(query, number, pages),
        ]
    )


def _pages(query: RecommendationFilter, number: int, pages: int) -> html.Nav | None:
    if pages == 1:
        return None
    links: list[Any] = [html.Span(f"Page {number} of {pages}", className="quiet")]
    if number > 1:
        back = _address(query, number - 1) + "#list"
        links.append(html.A("Back", href=back, rel="prev", className="button"))
    if number < pages:
        further = _address(query, number + 1) + "#list"
        links.append(html.A("Further", href=further, rel="next", className="button"))
    return html.Nav(links, className="buttons", **{"aria-label": "Pages of recommendations"})


def _lessons(dataset: Dataset, query: RecommendationFilter) -> list[Any]:
    """What to ask about improvements: what was upheld since, and what others agreed to do."""
    if query.council is None:
        return []
    improvements = dataset.recommendations.improvements(query.council, query.category, most=_AGAIN)
    parts: list[Any] = []
    if improvements:
        parts.append(
            html.Section(
                [
                    html.H2("Upheld again after an improvement was agreed?", id="again"),
                    html.P(
                        "A case upheld within twelve months may be about something else, or about "
                        "what happened before the improvement. It is a question to ask, no "
                        "finding. Only published decisions are counted, so there may be more."
                    ),
                    improvement_list(query.council, improvements),
                ]
            )
        )
    if query.category and query.category != UNSTATED:
        parts.append(_elsewhere(dataset, query))
    return parts


def _elsewhere(dataset: Dataset, query: RecommendationFilter) -> html.Section:
    assert query.council is not None
    assert query.category is not None
    found = dataset.recommendations.elsewhere(query.council, query.category, most=_ELSEWHERE)
    return html.Section(
        [
            html.H2("The same category elsewhere", id="elsewhere"),
            html.P(
                f"The newest improvements that other councils of the same type "
                f"({query.council.type.words}) agreed to in {query.category}."
            ),
            listed_recommendations(found, names_council=True)
            if found
            else html.P("None is loaded.", className="empty"),
        ]
    )


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]
