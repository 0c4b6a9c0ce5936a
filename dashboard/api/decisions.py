"""Decisions: the published ones, searched and filtered, and those of one case."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from dashboard.api.answer import Found
from dashboard.api.asked import Asked, Councils, Day, PageAsked
from dashboard.api.councils import CouncilName
from dashboard.api.cursor import refused_cursor
from dashboard.api.endpoint import Endpoint
from dashboard.api.refusal import NotThere, Refused, Wrong
from dashboard.api.row import Row
from dashboard.dataset import (
    Cursor,
    Dataset,
    Decision,
    DecisionFilter,
    DecisionQuery,
    Flag,
    Order,
    Recommendation,
    read_words,
)
from dashboard.references import asked_reference
from dashboard.vocabulary import AuthorityType, DecisionCategory, DecisionOutcome


class DecisionRow(Row):
    """A published decision; null: it isn't stated."""

    reference: str
    council: CouncilName
    category: str | None
    subcategory: str | None
    decision: str | None
    received_on: date | None
    decided_on: date | None
    is_report: bool | None
    """Whether it is a public interest report."""
    satisfactory_remedy: bool | None
    """Whether the council had offered one before the Ombudsman decided; upheld cases only."""
    remedy: str | None
    has_improvement: bool | None
    """Whether a service improvement was recommended; null: no recommendations are loaded."""
    summary: str | None
    url: str | None
    """Its page on the Ombudsman's site."""
    changed_on: date
    """When it came into these data, or what they say of it last changed."""

    @classmethod
    def of(cls, decision: Decision) -> DecisionRow:
        """A decision as a row."""
        return cls.model_validate(_fields(decision))


class RecommendationRow(Row):
    """A recommendation and what became of it; null: it isn't stated."""

    recorded_on: date
    outcome: str
    kind: str | None
    recommendation: str | None
    agreed_on: date | None
    due_on: date | None
    achieved_on: date | None

    @classmethod
    def of(cls, recommendation: Recommendation) -> RecommendationRow:
        """A recommendation as a row."""
        return cls(**{name: getattr(recommendation, name) for name in cls.model_fields})


class DecisionOfCase(DecisionRow):
    """A decision with what the council agreed to do."""

    recommendations: list[RecommendationRow]
    """As far as their outcome is recorded."""


class DecisionsAsked(PageAsked):
    """Which decisions; all without a filter."""

    q: str | None = Field(None, max_length=200, examples=["missed bin*"])
    """Words that all have to be there, in any of their forms; "in quotation marks" side by side;
    with a star at the end, as the beginning of a word; or a case's reference."""
    council: Councils | None = None
    """Slugs or GSS codes, at most 50, with commas between."""
    type: AuthorityType | None = None
    category: str | None = Field(None, max_length=100, examples=[DecisionCategory.HOUSING.value])
    subcategory: str | None = Field(None, max_length=200)
    """Of the category, which has to be given with it."""
    decision: DecisionOutcome | None = None
    first_day: Day | None = Field(None, alias="from")
    """The first day on which it was decided."""
    last_day: Day | None = Field(None, alias="to")
    """The last such day."""
    report: Literal["yes"] | None = None
    """Public interest reports only."""
    improvement: Literal["yes"] | None = None
    """Only those with a service improvement."""
    remedy: Literal["yes"] | None = None
    """Only those where a satisfactory remedy had been offered before."""
    sort: Order | None = None
    """The best match first where words are looked for, otherwise the newest."""


_FLAGS: Final = {
    "report": Flag.REPORT,
    "improvement": Flag.IMPROVEMENT,
    "remedy": Flag.REMEDY,
}


def decisions(dataset: Dataset, asked: DecisionsAsked) -> Found[DecisionRow]:
    """The published decisions, searched and filtered.

    Some decisions are never published, so no rate can be worked out from this list.
    """
    begin = Cursor.read(asked.cursor) if asked.cursor else None
    wrong = _not_followed(dataset, asked)
    if asked.cursor is not None and begin is None:
        wrong += refused_cursor(asked.cursor).wrong
    if wrong:
        raise Refused(wrong)
    words = read_words(asked.q) if asked.q else None
    query = DecisionQuery(
        DecisionFilter(
            councils=asked.council or (),
            type=asked.type,
            category=asked.category,
            subcategory=asked.subcategory,
            outcomes=(asked.decision,) if asked.decision else (),
            first_day=asked.first_day,
            last_day=asked.last_day,
            flags=frozenset(flag for name, flag in _FLAGS.items() if getattr(asked, name)),
        ),
        words,
        asked.sort or (Order.BEST if words else Order.NEWEST),
    )
    page = dataset.decisions.page(query, begin, asked.limit)
    return Found(
        [DecisionRow.of(decision) for decision in page.decisions],
        page.total,
        page.after.text() if page.after else None,
        words.remarks if words else (),
    )


def _not_followed(dataset: Dataset, asked: DecisionsAsked) -> list[Wrong]:
    """What of the question means nothing in these data."""
    wrong = []
    known = {*map(str, DecisionCategory), *dataset.decisions.sets.categories}
    if asked.category is not None and asked.category not in known:
        problem = f"should be one of {', '.join(sorted(known))}"
        wrong.append(Wrong(parameter="category", value=asked.category, problem=problem))
    if asked.subcategory is not None and asked.category is None:
        problem = "needs the category that it is part of"
        wrong.append(Wrong(parameter="subcategory", value=asked.subcategory, problem=problem))
    if asked.first_day and asked.last_day and asked.first_day > asked.last_day:
        problem = "should be no later than `to`"
        wrong.append(Wrong(parameter="from", value=str(asked.first_day), problem=problem))
    return wrong


class CaseAsked(Asked):
    """Which case."""

    reference: str = Field(max_length=40, examples=["23-001-234"])
    """Its reference, with hyphens, blanks or neither."""


def decision(dataset: Dataset, asked: CaseAsked) -> Found[DecisionOfCase]:
    """The decisions of a case: one, or of a joint case one for each council."""
    reference = asked_reference(asked.reference)
    of_case = dataset.decisions.of_case(reference) if reference else []
    exact = [d for d in of_case if d.reference.casefold() == (reference or "").casefold()]
    if not of_case:
        raise NotThere("No published decision in these data has this reference.")
    rows = [
        DecisionOfCase.model_validate(
            {
                **_fields(d),
                "recommendations": [
                    RecommendationRow.of(r) for r in dataset.recommendations.of_decision(d)
                ],
            }
        )
        for d in exact or of_case
    ]
    return Found(rows, len(rows))


def _fields(decision: Decision) -> dict[str, object]:
    own = [name for name in DecisionRow.model_fields if name != "council"]
    named = {name: getattr(decision, name) for name in own}
    return {**named, "council": CouncilName.of(decision.authority)}


ENDPOINTS: Final = (
    Endpoint("/decisions", decisions, "/decisions?category=Housing&limit=5"),
    Endpoint("/decisions/{reference}", decision, ""),
)
