"""The chart of a measure over the years: where its lines stop, and what its marks say."""

from __future__ import annotations

import re

import pytest

from dashboard.components.marked_chart import Mark, marked_chart, round_ticks, tick_words
from dashboard.components.markup import to_html
from dashboard.components.trend_chart import Line, YearPoint, trend_chart
from dashboard.vocabulary import Measure, YearEnding


def point(year: int, value: float, denominator: int = 20) -> YearPoint:
    label = YearEnding(year).label
    return YearPoint(
        YearEnding(year), value, value / 2, 1.0, denominator, f"{label}: {value:.0%}", "/somewhere"
    )


def drawn(
    *points: YearPoint,
    measure: Measure = Measure.UPHOLD_RATE,
    lines: tuple[Line, ...] = (),
    unfinished: int | None = None,
    made_up: bool = False,
) -> str:
    years = [YearEnding(year) for year in range(2019, 2026)]
    chart = trend_chart(
        "A chart",
        "A caption.",
        measure,
        years,
        points,
        lines,
        {},
        unfinished=YearEnding(unfinished) if unfinished else None,
        is_demonstration=made_up,
    )
    return to_html(chart)


def lines_of(html: str, css: str) -> list[int]:
    """How many points each line of a class has."""
    found = re.findall(rf'<path d="M([^"]+)" class="{css}"', html)
    return [len(d.split()) // 2 for d in found]


def test_the_line_stops_at_a_break_and_at_a_missing_year() -> None:
    every = drawn(*(point(year, 0.5) for year in range(2019, 2026)))
    assert lines_of(every, "trend-line") == [4, 3], "2022-23 is after a break"
    assert every.count("method changed") == 1
    gap = drawn(*(point(year, 0.5) for year in (2019, 2020, 2022)))
    assert lines_of(gap, "trend-line") == [2, 1]


def test_an_unfinished_year_is_marked_and_joined_to_no_other() -> None:
    html = drawn(*(point(year, 0.5) for year in (2023, 2024, 2025)), unfinished=2025)
    assert lines_of(html, "trend-line") == [2, 1]
    assert "24-25*" in html


def test_rates_by_population_stop_at_the_pandemic_too() -> None:
    html = drawn(
        *(point(year, 3.0, 100_000) for year in range(2019, 2026)),
        measure=Measure.UPHELD_PER_100K,
    )
    assert lines_of(html, "trend-line") == [2, 1, 1, 3]
    places = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>method changed', html)
    assert len(set(places)) == 3
    assert len({y for _, y in places}) == 2, "names that are a year apart lie on two lines"


def test_a_year_with_few_cases_is_an_open_mark() -> None:
    html = drawn(point(2023, 1.0, 4), point(2024, 1.0, 5))
    assert html.count('class="mark-link is-few"') == 1


def test_a_predecessor_is_a_thin_line_with_its_name_and_no_mark() -> None:
    before = Line({YearEnding(2019): 0.2, YearEnding(2020): 0.4}, "trend-predecessor", "Mendip")
    html = drawn(point(2024, 0.5), lines=(before,))
    assert lines_of(html, "trend-predecessor") == [2]
    assert "<title>Mendip 2018-19</title>" in html
    assert html.count('class="mark-link') == 1


def test_a_picture_of_made_up_cases_says_so() -> None:
    assert "Demonstration data" in drawn(point(2024, 0.5), made_up=True)
    assert "Demonstration data" not in drawn(point(2024, 0.5))


def test_without_a_figure_there_is_no_chart() -> None:
    assert drawn() == ""


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (0.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (1.2, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2"]),
        (3.8, ["0", "1", "2", "3", "4"]),
        (35, ["0", "10", "20", "30", "40"]),
    ],
)
def test_scales_have_round_numbers(most: float, words: list[str]) -> None:
    ticks = round_ticks(most)
    assert tick_words(ticks) == words
    assert ticks[-1] >= most


def test_names_of_ten_marks_in_one_place_lie_on_ten_lines() -> None:
    marks = [
        Mark(700, 300, f"Council {n}: 50%", "/", place=n, label=f"A council {n}")
        for n in range(1, 11)
    ]
    for floor in (0, 340):
        html = to_html(marked_chart("T", "C", 380, [], marks, floor=floor))
        heights = [
            float(y)
            for y in re.findall(
                r'<text x="[\d.]+" y="([\d.]+)" text-anchor="end" class="mark-l', html
            )
        ]
        assert len(heights) == 10
        assert min(abs(a - b) for a in heights for b in heights if a != b) >= 19
        assert len(set(heights)) == 10
        assert all(0 < y <= max(floor, 300) for y in heights)
