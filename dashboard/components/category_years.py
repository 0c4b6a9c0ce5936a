"""Every category over the years: small pictures on one scale, and the same counts as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components.addresses import TrendState
from dashboard.components.case_links import linked_pair
from dashboard.components.category_picture import category_picture
from dashboard.components.council_years import who_runs
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset
from dashboard.vocabulary import DecisionCategory, Measure, YearEnding

_Counts = dict[str, dict[YearEnding, tuple[int, int]]]
"""Upheld and investigated, by category and year."""


def category_years(dataset: Dataset, state: TrendState) -> html.Section | None:
    """Cases upheld and investigated in each category, each a link to its own years; None without.

    The counts are of the decided cases, whatever the measure is.
    """
    counts: _Counts = defaultdict(dict)
    for entry in dataset.comparing.category_history(state.about):
        counts[entry.category][entry.year] = (entry.upheld, entry.investigated)
    most = max((pair[1] for by_year in counts.values() for pair in by_year.values()), default=0)
    if not most:
        return None
    years = [year for year in dataset.years if any(year in c for c in counts.values())]
    return html.Section(
        [
            html.H2("By category", id="categories"),
            html.P(
                "Cases investigated, and in the darker colour those upheld; one scale for all. "
                "The categories are the Ombudsman’s own of the decided cases. A category’s name "
                "leads to its own chart and table.",
                className="quiet",
            ),
            html.Div(
                [
                    category_picture(_link(state, category), category, years, by_year, most)
                    for category, by_year in sorted(counts.items())
                ],
                className="category-pictures",
            ),
            _table(state, counts, years),
            html.P(_not_run(dataset, state, counts), className="quiet")
            if isinstance(state.about, Authority)
            else None,
        ]
    )


def _link(state: TrendState, category: str) -> html.A:
    current = {"aria-current": "true"} if category == state.category else {}
    return html.A(category, href=state.address(category=category), **current)


def _table(state: TrendState, counts: _Counts, years: list[YearEnding]) -> html.Div:
    return wide_table(
        "Upheld of investigated, by category and year",
        [("Category", False), *((year.label, True) for year in years)],
        [
            html.Tr(
                [
                    html.Th(_link(state, category), scope="row"),
                    *(
                        html.Td(
                            linked_pair(
                                *(state.about, year, Measure.UPHOLD_RATE, *by_year[year]),
                                category=category,
                            )
                            if year in by_year
                            else "none decided",
                            className="number" if year in by_year else "number absent may-wrap",
                        )
                        for year in years
                    ),
                ]
            )
            for category, by_year in sorted(counts.items())
        ],
    )


def _not_run(dataset: Dataset, state: TrendState, counts: Mapping[str, object]) -> list[Any]:
    """The categories that a council has nothing to do with: absent is not zero."""
    authority = state.about
    if not isinstance(authority, Authority):
        return []
    others = [
        str(category)
        for category in DecisionCategory
        if not authority.type.powers.runs(category) and category not in counts
    ]
    if not others:
        return []
    return [
        f"Not applicable, since {authority.short_name} doesn’t run them: {', '.join(others)}. ",
        *who_runs(dataset, TrendState(authority), authority),
    ]
