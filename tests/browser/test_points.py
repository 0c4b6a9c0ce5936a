"""Each chart of a profile has a sentence, a table of the same figures, and a way to its points."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.states import STATES

BY_NAME = {state.name: state for state in STATES}
FIGURE = re.compile(r"^(?P<name>.+?): (?P<value>[\d.]+%), (?P<counts>[\d,]+ of \d[\d,]*\b)")


@pytest.fixture
def profile(look_at: Callable[..., Page]) -> Page:
    """Kent's profile with its two charts drawn."""
    return look_at(BY_NAME["council, a county"])


def walked(page: Page, slider: Locator) -> list[str]:
    """What is said at every point, from the first to the last, by keyboard alone."""
    slider.focus()
    page.keyboard.press("Home")
    said = [slider.get_attribute("aria-valuetext") or ""]
    for _ in range(int(slider.get_attribute("max") or 0) - 1):
        page.keyboard.press("ArrowRight")
        said.append(slider.get_attribute("aria-valuetext") or "")
    return said


def rows(table: Locator) -> list[tuple[str, ...]]:
    """Name, figure and counts of every row that has a figure."""
    found: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].slice(0, 3).map(c => c.textContent.trim()))"
    )
    return [tuple(row) for row in found if "%" in row[1]]


def test_the_years_are_walked_and_the_table_says_the_same(profile: Page) -> None:
    slider = profile.get_by_role("slider", name="Uphold rate of Kent, year by year: years")
    table = profile.get_by_role("table", name="Uphold rate, year by year")
    said = [FIGURE.match(words) for words in walked(profile, slider)]
    assert [match.groups() for match in said if match] == rows(table)
    assert len(said) == 3


def test_the_peers_are_walked_and_the_table_says_the_same(profile: Page) -> None:
    slider = profile.get_by_role("slider", name="Uphold rate of all county councils, 2023-24")
    profile.get_by_text("All county councils of 2023-24 in a table").click()
    table = profile.get_by_role("table", name="Uphold rate of all county councils, 2023-24")
    said = [FIGURE.match(words) for words in walked(profile, slider)]
    found = [match.groups() for match in said if match]
    assert len(found) > 15
    assert sorted(found) == sorted(rows(table))
    values = [float(value.rstrip("%")) for _, value, _ in found]
    assert values == sorted(values)


def test_a_point_is_shown_in_the_chart_and_in_words_beside_the_slider(profile: Page) -> None:
    chart = profile.locator("#charts figure").nth(1)
    slider = chart.get_by_role("slider")
    assert (slider.get_attribute("aria-valuetext") or "").startswith("Kent: ")
    slider.focus()
    profile.keyboard.press("End")
    words = slider.get_attribute("aria-valuetext") or ""
    expect(chart.locator(".hovertext")).to_contain_text(words)
    expect(chart.locator(".point-words")).to_have_text(words)
    profile.keyboard.press("Tab")
    expect(chart.locator(".hovertext")).to_have_count(0)


def test_each_chart_says_in_a_sentence_what_it_shows(profile: Page) -> None:
    years, peers = profile.locator("#charts .chart-sentence").all_inner_texts()
    assert re.match(r"In 2023-24: \d+%, \d+ of \d+ complaints investigated\.", years)
    assert re.search(r"From 2022-23 to 2023-24, years that compare with each other", years)
    assert re.match(r"Kent: \d+%, \d+ of \d+ complaints investigated\. The \d+ county", peers)
    assert re.search(r"lie between \d+% and \d+%, half of them between \d+% and \d+%\.$", peers)
