"""Comparing by keyboard: a chart is one stop, and the arrow keys walk through its marks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

ADDRESS = "/compare?councils=leeds,luton&year=2024"


@pytest.mark.parametrize("chart", [0, 1], ids=["distribution", "funnel"])
def test_the_arrow_keys_walk_through_a_chart(page: Page, chart: int) -> None:
    page.goto(ADDRESS)
    drawing = page.locator("svg.marked").nth(chart)
    words = page.locator(".marked-words").nth(chart)
    stops = drawing.locator("a[tabindex='0']")
    expect(stops).to_have_count(1)
    expect(stops).to_have_class(re.compile("is-chosen"))
    stops.focus()
    before = drawing.locator("a:focus").get_attribute("aria-label")
    assert before is not None
    expect(words).to_have_text(before)

    page.keyboard.press("End")
    last = drawing.locator("a:focus").get_attribute("aria-label")
    page.keyboard.press("Home")
    first = drawing.locator("a:focus").get_attribute("aria-label")
    assert first != last
    page.keyboard.press("ArrowLeft")
    assert drawing.locator("a:focus").get_attribute("aria-label") == first
    page.keyboard.press("ArrowRight")
    second = drawing.locator("a:focus").get_attribute("aria-label")
    assert second is not None
    assert second != first
    expect(words).to_have_text(second)
    assert re.search(r": \d+%, \d+ of \d+ complaints", second)
    expect(stops).to_have_count(1)


def test_enter_on_a_mark_opens_the_council(page: Page) -> None:
    page.goto(ADDRESS)
    drawing = page.locator("svg.marked").first
    drawing.locator("a[tabindex='0']").focus()
    name = (drawing.locator("a:focus").get_attribute("aria-label") or "").split(":")[0]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/council/[a-z-]+\?year=2024$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_council_is_added_and_taken_out_by_keyboard(page: Page) -> None:
    page.goto(ADDRESS)
    page.get_by_role("link", name="Leeds", exact=True).first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"councils=luton(&|$)"))
