"""The plain year-to-year table: one row a year, a heavier rule where years don't compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import comparison_sentences, sentences
from dashboard.components.case_links import linked_counts
from dashboard.dataset import Counts, Figure
from dashboard.dataset.comparison_records import Change
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import Definition
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import YearEnding


def year_table(
    definition: Definition,
    history: Sequence[Figure],
    counts: Mapping[YearEnding, Counts] | None,
    changes: Mapping[YearEnding, Change],
    *,
    chosen: YearEnding,
    unfinished: YearEnding | None,
    about: Authority,
    category: str | None = None,
) -> html.Div:
    """A measure in every year of the data, newest last, with counts, range and similar councils.

    Beside them what is said of the change since the year before. `counts` are those of all
    categories, for the numbers received: None where the figures are of one category. Counts of
    decisions lead to those about the council, `about`.
    """
    headings = [
        "Year",
        definition.label,
        "Counts",
        "Range",
        "Similar councils",
        _SINCE,
        *(["Received"] if counts is not None else []),
    ]
    caption = f"{definition.label}{f', {category}' if category else ''}, year by year"
    starts = {b.first_year_after for b in breaks_of(definition.measure)}
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(
                                label,
                                scope="col",
                                className="since"
                                if label == _SINCE
                                else "number"
                                if index
                                else None,
                            )
                            for index, label in enumerate(headings)
                        ]
                    )
                ),
                html.Tbody(
                    [
                        _row(
                            figure,
                            counts,
                            _since(figure, changes.get(figure.year), starts, unfinished),
                            linked_counts(figure, about, category=category),
                            css=_rules(figure.year, starts, chosen),
                            is_unfinished=figure.year == unfinished,
                        )
                        for figure in history
                    ]
                ),
            ],
            className="plain-table year-table",
        ),
        className="table-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


_SINCE = "Since the year before"


def _kind(label: str, *, is_first: bool) -> str | None:
    """The class of a heading: whether its column holds words or numbers."""
    if label == _SINCE:
        return "since"
    return None if is_first else "number"


def _since(
    figure: Figure, change: Change | None, starts: set[YearEnding], unfinished: YearEnding | None
) -> str:
    """What is said of a change in a few words; why there is none to speak of."""
    if figure.value is None:
        return ""
    if change is not None:
        verdict = change.verdict or f"fewer than {FEWEST_FOR_A_VERDICT} cases"
        return f"{comparison_sentences.difference(change)}, {verdict}"
    if figure.year in starts:
        return "doesn’t compare"
    return "year not over" if figure.year == unfinished else ""


def _rules(year: YearEnding, starts: set[YearEnding], chosen: YearEnding) -> str | None:
    names = ["after-break"] if year in starts else []
    names += ["is-chosen"] if year == chosen else []
    return " ".join(names) or None


def _row(
    figure: Figure,
    counts: Mapping[YearEnding, Counts] | None,
    since: str,
    pair: list[Any],
    *,
    css: str | None,
    is_unfinished: bool,
) -> html.Tr:
    absent = " absent" if figure.value is None else ""
    label = f"{figure.year.label} (unfinished)" if is_unfinished else figure.year.label
    mark = sentences.low_count(figure) if figure.value is not None else None
    return html.Tr(
        [
            html.Th(label, scope="row", className="year"),
            html.Td(sentences.value(figure), className=f"number{absent}"),
            html.Td(
                [
                    *pair,
                    *([" ", html.Span(mark, className="mark")] if mark else []),
                ],
                className="number",
            ),
            html.Td(sentences.interval(figure) or "", className="number"),
            html.Td(figure.similar.display if figure.similar else "", className="number"),
            html.Td(since, className="since may-wrap"),
            None if counts is None else html.Td(_received(counts, figure.year), className="number"),
        ],
        className=css,
    )


def _received(counts: Mapping[YearEnding, Counts], year: YearEnding) -> str:
    of_year = counts.get(year)
    if of_year is None or of_year.received is None:
        return "not published"
    return f"{of_year.received:,}"
