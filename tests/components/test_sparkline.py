from __future__ import annotations

from dashboard.components.markup import to_html
from dashboard.components.sparkline import sparkline
from dashboard.dataset import Figure
from dashboard.vocabulary import MissingReason, YearEnding
from tests.factories import figure


def drawn(*history: Figure, unfinished: int | None = None) -> str:
    last = YearEnding(unfinished) if unfinished else None
    picture = sparkline(list(history), history[-1].year, last)
    assert picture is not None
    return to_html(picture)


def year(ending: int) -> Figure:
    return figure(4, 6, "67%", year=ending)


def test_consecutive_years_are_one_line() -> None:
    assert drawn(year(2018), year(2019), year(2020)).count("<polyline") == 1


def test_the_line_does_not_run_over_a_year_without_a_figure() -> None:
    nothing = figure(None, None, None, year=2019, missing=MissingReason.NOT_PUBLISHED)
    assert drawn(year(2017), year(2018), nothing, year(2020), year(2021)).count("<polyline") == 2


def test_one_year_is_no_trend() -> None:
    assert sparkline([year(2020)], YearEnding(2020), None) is None
