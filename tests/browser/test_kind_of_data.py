"""Made-up data say so wherever they stand; real data never carry that mark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-real")

PAGES = (
    "/",
    "/?council=cornwall",
    "/council/cornwall",
    "/decisions",
    "/letters",
    "/methods",
    "/data",
    "/nowhere",
    "/council/nowhere",
)
WORDS = re.compile("Demonstration data")


def test_every_page_of_a_demonstration_says_so_in_banner_title_and_source(
    page: Page, visitor: Visitor
) -> None:
    visitor.expected_statuses.add(404)
    # The reference of the API names both kinds of data, whichever it has.
    for path in (*PAGES, "/letters/cornwall/2024", "/api"):
        page.goto(path)
        expect(page).to_have_title(WORDS)
        expect(page.get_by_role("note").filter(has_text=WORDS)).to_be_in_viewport()
        expect(page.get_by_role("contentinfo")).to_contain_text(WORDS)


def test_charts_of_a_demonstration_say_so_in_the_picture(page: Page) -> None:
    page.goto("/council/cornwall")
    page.get_by_role("heading", name="Over the years").scroll_into_view_if_needed()
    charts = page.locator("#charts figure .main-svg .annotation-text")
    expect(page.locator("#charts figure")).to_have_count(2)
    expect(charts.filter(has_text=WORDS)).to_have_count(2)


def test_the_summary_of_a_demonstration_says_so_where_it_is_cut_out(page: Page) -> None:
    page.goto("/?council=cornwall")
    expect(page.locator("#answer")).to_contain_text(WORDS)
    expect(page.locator(".all-councils")).to_contain_text(WORDS)


def test_no_page_of_real_figures_speaks_of_a_demonstration(
    real_page: Page, visitor: Visitor
) -> None:
    visitor.expected_statuses.add(404)
    for path in PAGES:
        real_page.goto(path)
        expect(real_page).not_to_have_title(re.compile("demonstration", re.IGNORECASE))
        assert "demonstration" not in real_page.locator("body").inner_text().lower()
