from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.dataset import Figure
from dashboard.figures.trend import trend
from dashboard.vocabulary import Measure, MissingReason, YearEnding
from tests.factories import figure, similar

Drawn = Callable[[go.Figure], dict[str, Any]]


def rate(year: int, upheld: int, investigated: int, beside: float | None = None) -> Figure:
    share = upheld / investigated
    return figure(
        upheld,
        investigated,
        f"{share:.0%}",
        year=year,
        interval=(share - 0.1, share + 0.1),
        similar=None if beside is None else similar(f"{beside:.0%}", beside),
    )


def absent(year: int, measure: Measure = Measure.UPHOLD_RATE) -> Figure:
    return figure(0, 0, None, year=year, measure=measure, missing=MissingReason.NO_CASES)


def chart(*history: Figure, unfinished: int | None = None, demonstration: bool = False) -> Any:
    last = None if unfinished is None else YearEnding(unfinished)
    return trend(list(history), unfinished=last, demonstration=demonstration)


def lines(document: dict[str, Any], name: str) -> list[tuple[list[int], list[float | None]]]:
    """The lines of a name: their years and their values."""
    return [
        (trace["x"], trace["y"])
        for trace in document["data"]
        if trace["mode"] == "lines" and trace["name"] == name
    ]


def points(document: dict[str, Any]) -> dict[str, Any]:
    (found,) = [trace for trace in document["data"] if trace["mode"] == "markers"]
    return found


def words(document: dict[str, Any]) -> list[str]:
    return [annotation["text"] for annotation in document["layout"].get("annotations", [])]


def test_a_history_is_dots_with_ranges_and_a_line(drawn: Drawn) -> None:
    document = drawn(chart(rate(2019, 5, 10), rate(2020, 6, 10)))
    assert lines(document, "This council") == [([2019, 2020], [50.0, 60.0])]
    dots = points(document)
    assert (dots["x"], dots["y"]) == ([2019, 2020], [50.0, 60.0])
    assert dots["error_y"]["array"] == pytest.approx([10, 10])
    assert dots["error_y"]["arrayminus"] == pytest.approx([10, 10])
    assert dots["text"] == ["2018-19: 50%, 5 of 10", "2019-20: 60%, 6 of 10"]


def test_the_line_stops_at_a_break_and_says_so(drawn: Drawn) -> None:
    history = [rate(2021, 5, 10), rate(2022, 6, 10), rate(2023, 7, 10), rate(2024, 8, 10)]
    document = drawn(chart(*history))
    assert lines(document, "This council") == [
        ([2021, 2022], [50.0, 60.0]),
        ([2023, 2024], [70.0, 80.0]),
    ]
    assert words(document) == ["method changed"]
    (upright,) = document["layout"]["shapes"]
    assert (upright["x0"], upright["x1"]) == (2022.5, 2022.5)


def test_the_similar_councils_line_stops_there_too(drawn: Drawn) -> None:
    history = [rate(2022, 6, 10, 0.66), rate(2023, 7, 10, 0.74), rate(2024, 8, 10, 0.8)]
    document = drawn(chart(*history))
    assert lines(document, "Similar councils") == [([2022], [66.0]), ([2023, 2024], [74.0, 80.0])]
    assert points(document)["text"][0] == "2021-22: 60%, 6 of 10<br>similar councils 66%"


def test_a_measure_without_a_break_has_one_line(drawn: Drawn) -> None:
    history = [
        figure(9, 10, "90%", measure=Measure.COMPLIANCE_RATE, year=year) for year in (2022, 2023)
    ]
    document = drawn(chart(*history))
    assert len(lines(document, "This council")) == 1
    assert words(document) == []


def test_a_year_without_a_figure_leaves_a_gap_and_never_a_nought(drawn: Drawn) -> None:
    document = drawn(chart(rate(2018, 5, 10), absent(2019), rate(2020, 6, 10)))
    assert lines(document, "This council") == [([2018, 2019, 2020], [50.0, None, 60.0])]
    assert points(document)["x"] == [2018, 2020]
    assert document["layout"]["xaxis"]["tickvals"] == [2018, 2019, 2020]


def test_a_true_nought_is_a_dot_at_nought(drawn: Drawn) -> None:
    assert points(drawn(chart(rate(2020, 0, 5))))["y"] == [0.0]


def test_a_history_without_any_figure_has_no_line_and_no_dot(drawn: Drawn) -> None:
    document = drawn(chart(absent(2019), absent(2020)))
    assert lines(document, "This council") == []
    assert points(document)["x"] == []


def test_an_unfinished_year_stands_apart(drawn: Drawn) -> None:
    document = drawn(chart(rate(2019, 5, 10), rate(2020, 6, 10), unfinished=2020))
    assert lines(document, "This council") == [([2019], [50.0]), ([2020], [60.0])]
    assert document["layout"]["xaxis"]["ticktext"] == ["18-19", "19-20*"]


def test_a_printed_figure_without_counts_has_no_range(drawn: Drawn) -> None:
    dots = points(drawn(chart(figure(None, None, "89%", value=0.89))))
    assert dots["error_y"]["array"] == dots["error_y"]["arrayminus"] == [0]
    assert dots["text"] == ["2019-20: 89%"]


def test_rates_by_population_are_on_their_own_scale(drawn: Drawn) -> None:
    by_population = figure(9, 200_000, "4.5", value=4.5, measure=Measure.UPHELD_PER_100K)
    document = drawn(chart(by_population))
    assert points(document)["y"] == [4.5]
    assert "ticksuffix" not in document["layout"]["yaxis"]
    assert document["layout"]["yaxis"]["rangemode"] == "tozero"


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_chart_of_made_up_data_says_so_in_the_picture(drawn: Drawn, demonstration: bool) -> None:
    document = drawn(chart(rate(2020, 5, 10), demonstration=demonstration))
    assert ("Demonstration data" in words(document)) is demonstration
