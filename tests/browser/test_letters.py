"""Annual review letters: the list, one letter, its file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-pages")


def test_a_letter_is_found_by_year_and_council_and_its_file_opens(
    page: Page, visitor: Visitor
) -> None:
    page.goto("/letters")
    years = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    assert years == sorted(years, reverse=True)
    page.get_by_role("link", name="Cornwall").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Annual review letter 2023-24: Cornwall"
    )
    page.get_by_role("link", name="Read the letter").click()
    expect(page).to_have_url(re.compile("/letters/cornwall/2024/file$"))
    expect(page.locator("body")).to_contain_text("Cornwall")
    expect(page.locator("body")).to_contain_text(re.compile("demonstration", re.IGNORECASE))
    assert visitor.complaints == []


def test_a_letter_leads_to_the_profile_of_its_year_and_to_the_other_letters(page: Page) -> None:
    page.goto("/letters/cornwall/2023")
    page.get_by_role("link", name="All letters to this council").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cornwall")
    page.go_back()
    page.get_by_role("link", name="Its profile for the year").click()
    expect(page).to_have_url(re.compile(r"/council/cornwall\?year=2023$"))


def test_a_letter_that_is_not_loaded_is_not_found(page: Page, visitor: Visitor) -> None:
    visitor.expected_statuses.add(404)
    answer = page.goto("/letters/cornwall/1999")
    assert answer
    assert answer.status == 404


def test_a_late_letter_of_an_abolished_council_is_its_own(page: Page) -> None:
    page.goto("/letters?council=allerdale")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Allerdale")
    page.get_by_role("main").get_by_role("link", name="2023-24").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Allerdale")
