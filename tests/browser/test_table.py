"""The table of all councils under the map."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser-map")


def table(page: Page) -> Locator:
    return page.locator("#council-table")


def values(page: Page) -> list[str]:
    found: list[str] = (
        table(page)
        .locator("tbody tr:not([hidden])")
        .evaluate_all("rows => rows.map(r => r.dataset.value)")
    )
    return found


def test_it_sorts_by_figure_with_absent_figures_last_either_way(page: Page) -> None:
    page.goto("/?year=2024")
    figure = table(page).get_by_role("columnheader", name="Figure")
    for order in ("descending", "ascending"):
        figure.get_by_role("link").click()
        expect(figure).to_have_attribute("aria-sort", order)
        found = values(page)
        known = [float(value) for value in found if value]
        assert known == sorted(known, reverse=order == "descending")
        assert 0 < len(known) < len(found)
        assert found[len(known) :] == [""] * (len(found) - len(known))
    assert table(page).locator("th[aria-sort]").count() == 1


def test_it_sorts_by_name_again_and_says_so(page: Page) -> None:
    page.goto("/?year=2024&sort=-figure")
    council = table(page).get_by_role("columnheader", name="Council", exact=True)
    council.get_by_role("link").click()
    expect(council).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("status")).to_contain_text(re.compile("sorted by council", re.I))
    by_script = table(page).locator("tbody tr:not([hidden]) th").all_inner_texts()
    page.goto("/?year=2024")
    assert table(page).locator("tbody tr:not([hidden]) th").all_inner_texts() == by_script


def test_the_keyboard_sorts_it(page: Page) -> None:
    page.goto("/?year=2024")
    figure = table(page).get_by_role("columnheader", name="Figure")
    figure.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(figure).to_have_attribute("aria-sort", "descending")


def test_the_order_stays_when_the_year_changes(page: Page) -> None:
    page.goto("/?year=2024&sort=-figure")
    page.get_by_role("combobox", name="Year", exact=True).select_option("2023")
    expect(page.locator("#table-caption")).to_contain_text("2022-23")
    known = [float(value) for value in values(page) if value]
    assert known == sorted(known, reverse=True)


def test_the_order_is_in_the_address_so_that_it_can_be_shared(page: Page) -> None:
    page.goto("/?year=2024")
    table(page).get_by_role("link", name="Figure").click()
    expect(table(page).get_by_role("columnheader", name="Figure")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.reload()
    expect(table(page).get_by_role("columnheader", name="Figure")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_a_row_leads_to_the_profile_in_the_year_that_is_shown(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_role("combobox", name="Year", exact=True).select_option("2023")
    expect(page.locator("#table-caption")).to_contain_text("2022-23")
    table(page).get_by_role("link", name="Cornwall Council").click()
    expect(page).to_have_url(re.compile(r"/council/cornwall\?year=2023$"))


def test_it_comes_with_its_name_its_period_and_its_source(page: Page) -> None:
    page.goto("/?year=2024")
    expect(page.get_by_role("table", name=re.compile("^Uphold rate, 2023-24"))).to_be_visible()
    section = page.locator(".all-councils")
    expect(section.get_by_text("Data version")).to_be_visible()
