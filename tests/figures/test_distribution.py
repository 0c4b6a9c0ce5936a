from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.authorities.register import Authority
from dashboard.dataset import Figure
from dashboard.figures.distribution import distribution
from dashboard.vocabulary import Measure, MissingReason
from tests.factories import council, figure

Drawn = Callable[[go.Figure], dict[str, Any]]

A, B, C, D = (council(name) for name in "ABCD")


def rate(upheld: int, investigated: int) -> Figure:
    return figure(upheld, investigated, f"{upheld / investigated:.0%}")


NONE = figure(0, 0, None, missing=MissingReason.NO_CASES)


def chart(
    peers: list[tuple[Authority, Figure]], chosen: Authority = A, *, demonstration: bool = False
) -> go.Figure:
    return distribution(peers, chosen, demonstration=demonstration)


def marks(document: dict[str, Any], symbol: str) -> list[tuple[float, float, str]]:
    """The marks of a shape: how high the rate, how high in the pile, and the words."""
    return [
        mark
        for trace in document["data"]
        if trace["marker"]["symbol"] == symbol
        for mark in zip(trace["x"], trace["y"], trace["text"], strict=True)
    ]


def words(document: dict[str, Any]) -> list[str]:
    return [annotation["text"] for annotation in document["layout"].get("annotations", [])]


def test_every_council_is_a_mark_and_the_chosen_one_is_named(drawn: Drawn) -> None:
    document = drawn(chart([(A, rate(8, 10)), (B, rate(5, 10)), (C, rate(6, 10))]))
    assert marks(document, "diamond") == [(80.0, 0, "A: 80%, 8 of 10")]
    assert marks(document, "circle") == [
        (50.0, 0, "B: 50%, 5 of 10"),
        (60.0, 0, "C: 60%, 6 of 10"),
    ]
    assert words(document) == ["<b>A 80%</b>"]


def test_councils_with_the_same_rate_are_piled_up(drawn: Drawn) -> None:
    document = drawn(
        chart([(A, rate(1, 10)), (B, rate(5, 10)), (C, rate(10, 20)), (D, rate(8, 16))])
    )
    assert [height for _, height, _ in marks(document, "circle")] == [0, 1, 2]


def test_councils_with_fewer_than_5_cases_are_open_marks(drawn: Drawn) -> None:
    document = drawn(chart([(A, rate(8, 10)), (B, rate(4, 4)), (C, rate(5, 5))]))
    assert [text for *_, text in marks(document, "circle-open")] == ["B: 100%, 4 of 4"]
    assert [text for *_, text in marks(document, "circle")] == ["C: 100%, 5 of 5"]


def test_councils_without_a_figure_are_not_drawn_at_nought(drawn: Drawn) -> None:
    document = drawn(chart([(A, rate(8, 10)), (B, NONE), (C, rate(0, 5))]))
    assert marks(document, "circle") == [(0.0, 0, "C: 0%, 0 of 5")]


def test_a_chosen_council_without_a_figure_is_not_named(drawn: Drawn) -> None:
    document = drawn(chart([(A, NONE), (B, rate(5, 10))]))
    assert marks(document, "diamond") == []
    assert words(document) == []


def test_one_council_alone_is_drawn(drawn: Drawn) -> None:
    assert len(marks(drawn(chart([(A, rate(0, 5))])), "diamond")) == 1


def test_residents_are_never_few(drawn: Drawn) -> None:
    peers = [
        (place, figure(1, 3, "9.9", value=9.9, measure=Measure.UPHELD_PER_100K)) for place in (A, B)
    ]
    document = drawn(chart(peers))
    assert marks(document, "circle-open") == []
    assert "ticksuffix" not in document["layout"]["xaxis"]


def test_a_printed_figure_is_drawn_without_counts(drawn: Drawn) -> None:
    document = drawn(chart([(A, rate(8, 10)), (B, figure(None, None, "89%", value=0.89))]))
    assert marks(document, "circle") == [(89.0, 0, "B: 89%")]


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_chart_of_made_up_data_says_so_in_the_picture(drawn: Drawn, demonstration: bool) -> None:
    document = drawn(chart([(A, rate(8, 10))], demonstration=demonstration))
    assert ("Demonstration data" in words(document)) is demonstration
