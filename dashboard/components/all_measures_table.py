"""Councils side by side with every count and measure of a year, as a committee's table has them."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import sentences
from dashboard.components.markup import Element
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, MissingReason, YearEnding


def all_measures_table(
    dataset: Dataset, councils: Sequence[Authority], year: YearEnding
) -> html.Div:
    """Residents, numbers received and decided, and every measure with its counts."""
    counts = dataset.counts_of(councils, year)
    figures = {measure: dataset.figures(councils, measure, year) for measure in Measure}
    rows = [
        Element(
            "tr",
            [
                Element("th", council.short_name, {"scope": "row"}),
                *(
                    _count(number)
                    for number in (
                        of_council.population,
                        of_council.received,
                        of_council.decided,
                        of_council.investigated,
                        of_council.not_complied,
                    )
                ),
                *(_cell(figures[measure][council.code]) for measure in Measure),
            ],
        )
        for council in councils
        for of_council in [counts[council.code]]
    ]
    return wide_table(
        f"Every count and measure, {year.label}",
        [
            ("Council", False),
            ("Residents", True),
            ("Received", True),
            ("Decided", True),
            ("Investigated", True),
            ("Not complied", True),
            *((DEFINITIONS[measure].short_label, True) for measure in Measure),
        ],
        rows,
    )


def _count(number: int | None) -> Element:
    if number is None:
        return Element("td", "not published", {"class": "number absent may-wrap"})
    return Element("td", f"{number:,}", {"class": "number"})


def _cell(figure: Figure) -> Element:
    if figure.missing is MissingReason.NOT_PUBLISHED:
        return _count(None)
    if figure.value is None:
        return Element("td", sentences.missing(figure), {"class": "number absent may-wrap"})
    is_share = DEFINITIONS[figure.measure].is_share
    pair = sentences.counts(figure) if is_share else None
    return Element("td", f"{figure.display} ({pair})" if pair else figure.display, _NUMBER)


_NUMBER = {"class": "number"}
