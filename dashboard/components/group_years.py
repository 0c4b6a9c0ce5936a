"""A type of council, or all of England, over the years: chart and plain table."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.addresses import MapState, TrendState
from dashboard.components.case_links import linked_pair
from dashboard.components.council_years import years_in_words
from dashboard.components.trend_chart import YearPoint, trend_chart
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset
from dashboard.dataset.comparison_records import GroupYear
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import AuthorityType, SnapshotKind, Tier


def group_years(dataset: Dataset, state: TrendState, kind: AuthorityType | None) -> list[Any]:
    """What the page of the years of a type shows, or of all of England (None)."""
    if kind is not None and state.category and not kind.powers.runs(state.category):
        return [
            html.P(
                f"Not applicable: {kind.plural} don’t run the services of “{state.category}”.",
                className="notice",
            )
        ]
    years = (
        dataset.by_category.group_history(kind, state.measure, state.category)
        if state.category
        else dataset.comparing.group_history(kind, state.measure)
    )
    return [
        _chart(dataset, state, kind, years)
        or html.P("No counts of every council are loaded.", className="empty"),
        _table(state, kind, years) if years else None,
    ]


def _chart(
    dataset: Dataset,
    state: TrendState,
    kind: AuthorityType | None,
    years: list[GroupYear],
) -> html.Figure | None:
    tier = kind.tiers[0] if kind else Tier.LOWER
    caption = (
        "Pooled from the counts of all councils."
        if kind is None
        else "Pooled from the counts of all of them; shaded: the middle half of the councils."
    )
    about = f", {state.category}" if state.category else ""
    name = kind.plural if kind else "England"
    return trend_chart(
        f"{DEFINITIONS[state.measure].label} of {name}{about}, year by year",
        caption + years_in_words(dataset, state),
        state.measure,
        dataset.years,
        [
            YearPoint(
                group.year,
                group.value,
                None,
                None,
                group.denominator,
                f"{group.year.label}: {group.display}, {group.numerator:,} of "
                f"{group.denominator:,}",
                MapState(state.measure, group.year, tier).address(),
            )
            for group in years
        ],
        [],
        {
            group.year: (group.low_quartile, group.high_quartile)
            for group in years
            if group.low_quartile is not None and group.high_quartile is not None
        },
        unfinished=dataset.manifest.unfinished_year,
        is_demonstration=dataset.manifest.kind is SnapshotKind.DEMONSTRATION,
    )


def _table(state: TrendState, kind: AuthorityType | None, years: list[GroupYear]) -> html.Div:
    label = DEFINITIONS[state.measure].label
    about = f", {state.category}" if state.category else ""
    return wide_table(
        f"{label}{about}, year by year",
        [("Year", False), (label, True), ("Counts", True), ("From", True)],
        [
            html.Tr(
                [
                    html.Th(group.year.label, scope="row"),
                    html.Td(group.display, className="number"),
                    html.Td(
                        linked_pair(
                            *(kind, group.year, state.measure, group.numerator, group.denominator),
                            category=state.category,
                        ),
                        className="number",
                    ),
                    html.Td(
                        f"{group.councils} of {group.councils_in_all} councils",
                        className="number",
                    ),
                ]
            )
            for group in years
        ],
    )
