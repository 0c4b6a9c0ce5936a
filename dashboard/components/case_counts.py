"""What was counted in a year: received, decided by outcome, and by category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.sentence_list import sentence_list
from dashboard.dataset import Categories, CategoryCount, CouncilYear, Counts
from dashboard.statistics.display import display
from dashboard.vocabulary import DecisionOutcome, Measure, OutcomeGroup


def case_counts(
    council_year: CouncilYear, categories: Categories, said: Sequence[str] = ()
) -> html.Section:
    """The counts of a council and year; what isn't known says so and is no nought.

    `said` is what can be said of the number received.
    """
    counts = council_year.counts
    known = [counts.received, counts.decided, counts.investigated, counts.compliance_outcomes]
    heading = html.H2(f"Complaints counted in {council_year.year.label}", id="counts")
    if all(count is None for count in known) and not (categories.received or categories.decided):
        return html.Section([heading, html.P("No published figure loaded.", className="empty")])
    return html.Section(
        [
            heading,
            html.P(
                "Received, decided and compliance are three different sets of cases: a complaint "
                "received in one year may be decided in the next.",
                className="quiet",
            ),
            sentence_list(said),
            html.Div([_outcomes(counts), _by_category(categories)], className="two-tables"),
        ]
    )


def _outcomes(counts: Counts) -> html.Table:
    rows = [
        _row("Received", counts.received, "is-total"),
        _row("Decided", counts.decided, "is-total"),
    ]
    by_group = {
        OutcomeGroup.NOT_FOR_US_OR_NOT_READY: counts.not_for_us_or_not_ready,
        OutcomeGroup.ASSESSED_AND_CLOSED: counts.assessed_and_closed,
        OutcomeGroup.INVESTIGATED: counts.investigated,
    }
    for group, total in by_group.items():
        rows.append(_row(str(group), total, "is-group"))
        rows += [
            _row(str(outcome), counts.outcomes[outcome], "is-part")
            for outcome in DecisionOutcome
            if outcome.group is group
        ]
    rows += [
        _row("Compliance outcomes", counts.compliance_outcomes, "is-total"),
        _row("Complied on time", counts.complied, "is-part"),
        _row("Complied late", counts.complied_late, "is-part"),
        _row("Not complied", counts.not_complied, "is-part"),
    ]
    return html.Table(
        [html.Caption("By outcome"), html.Tbody(rows)], className="plain-table outcome-table"
    )


def _row(label: str, count: int | None, css: str) -> html.Tr:
    return html.Tr([html.Th(label, scope="row"), _count(count)], className=css)


def _by_category(categories: Categories) -> Any:
    if not categories.received and not categories.decided:
        return html.P("No figures by category loaded.", className="empty")
    return html.Div(
        [
            _category_table("Decided, by category of the decision", categories.decided, True),
            _category_table(
                "Received, by category of the yearly tables", categories.received, False
            ),
        ]
    )


def _category_table(
    caption: str, categories: tuple[CategoryCount, ...], has_outcomes: bool
) -> html.Table | None:
    if not categories:
        return None
    labels = ("Decided", "Upheld of investigated") if has_outcomes else ("Received",)
    headings = [html.Th(label, scope="col", className="number") for label in labels]
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th("Category", scope="col"), *headings])),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(category.category, scope="row"),
                            _count(category.cases),
                            html.Td(_upheld(category), className="number may-wrap")
                            if has_outcomes
                            else None,
                        ]
                    )
                    for category in categories
                ]
            ),
        ],
        className="plain-table",
    )


def _upheld(category: CategoryCount) -> str:
    investigated = category.upheld + category.not_upheld
    if not investigated:
        return "none investigated"
    rate = display(Measure.UPHOLD_RATE, category.upheld, investigated)
    return f"{category.upheld} of {investigated} ({rate})"


def _count(count: int | None) -> html.Td:
    if count is None:
        return html.Td("not published", className="number absent")
    return html.Td(f"{count:,}", className="number")
