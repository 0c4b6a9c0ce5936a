"""Questions to ask, chosen by what a council's figures show."""

from __future__ import annotations

from collections.abc import Collection

from dash import html

from dashboard import questions
from dashboard.dataset import Categories, CouncilYear
from dashboard.questions import Question
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import Measure, SignalKind


def questions_for(
    council_year: CouncilYear, categories: Categories, signals: Collection[SignalKind]
) -> list[Question]:
    """The questions that the figures of a council and year suggest."""
    investigated = council_year.figures[Measure.UPHOLD_RATE].denominator
    upheld = sorted(
        (c for c in categories.decided if c.upheld), key=lambda c: (-c.upheld, c.category)
    )
    return questions.chosen(
        signals,
        [c.category for c in upheld],
        has_few_cases=investigated is not None and investigated < FEWEST_FOR_A_VERDICT,
    )


def question_list(found: list[Question]) -> html.Section:
    """The questions as a part of a page, with the Ombudsman's own beside them."""
    reviewed = min(question.reviewed_on for question in found)
    return html.Section(
        [
            html.H2("Questions to ask", id="questions"),
            html.Ul([html.Li(question.words) for question in found], className="questions"),
            html.P(
                "This project’s own questions, chosen by the figures above and last reviewed on "
                f"{reviewed.day} {reviewed:%B %Y}.",
                className="quiet",
            ),
            html.Ul(
                [
                    html.Li(html.A(title, href=address, rel="external"))
                    for title, address in questions.OMBUDSMANS_OWN
                ],
                className="quiet",
            ),
        ]
    )
