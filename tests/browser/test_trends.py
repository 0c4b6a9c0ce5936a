"""Trends by keyboard and without script: the chart of a category, and the switch of a merger."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_the_arrow_keys_walk_through_the_years_of_a_category(page: Page) -> None:
    page.goto("/trends?of=birmingham&category=Housing")
    chart = page.locator("svg.marked").first
    expect(chart).to_have_attribute("aria-label", re.compile("Birmingham, Housing, year by year"))
    said = page.locator(".marked-words").first
    stops = chart.locator("a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("Home")
    years = []
    for _ in range(3):
        spoken = chart.locator("a:focus").get_attribute("aria-label") or ""
        assert re.match(r"20\d\d-\d\d: \d+%, \d+ of \d+ complaints investigated$", spoken)
        expect(said).to_have_text(spoken)
        years.append(spoken[:7])
        page.keyboard.press("ArrowRight")
    assert years == ["2021-22", "2022-23", "2023-24"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/council/birmingham\?year=2024$"))


def test_a_category_is_chosen_in_the_form_and_by_its_name(plain_page: Page) -> None:
    plain_page.goto("/trends?of=birmingham")
    plain_page.get_by_label("Category", exact=True).select_option("Housing")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page).to_have_url(re.compile("of=birmingham.*category=Housing"))
    heading = plain_page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Birmingham over the years: Housing")
    plain_page.get_by_role("link", name="Planning", exact=True).first.click()
    expect(heading).to_have_text("Birmingham over the years: Planning")
    plain_page.get_by_label("Category", exact=True).select_option("")
    plain_page.get_by_role("button", name="Show").click()
    expect(heading).to_have_text("Birmingham over the years")


def test_the_switch_of_a_merger_works_by_keyboard_and_back_returns(page: Page) -> None:
    page.goto("/trends?of=somerset")
    switch = page.get_by_role("navigation", name="Before and after")
    expect(switch.locator("[aria-current]")).to_have_text("As now: Somerset")
    assert page.locator("path.trend-predecessor").count() > 0
    switch.get_by_role("link", name="As was: each council by itself").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("lineage=was"))
    expect(switch.locator("[aria-current]")).to_have_text("As was: each council by itself")
    charts = page.locator(".lineage-charts h2")
    expect(charts.first).to_have_text("Mendip")
    expect(charts.last).to_have_text("Somerset")
    page.go_back()
    expect(switch.locator("[aria-current]")).to_have_text("As now: Somerset")


def test_signals_are_filtered_without_script(plain_page: Page) -> None:
    plain_page.goto("/signals?year=2024")
    before = plain_page.get_by_role("heading", level=2).first.inner_text()
    plain_page.get_by_label("Region").select_option("South West")
    plain_page.get_by_label("Type").select_option("unitary")
    plain_page.get_by_label("Kind", exact=True).select_option("upheld-again")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page).to_have_url(
        re.compile("kind=upheld-again.*region=South\\+West.*type=unitary")
    )
    after = plain_page.get_by_role("heading", level=2).first.inner_text()
    assert int(after.split()[0]) < int(before.split()[0])
    kinds = plain_page.get_by_role("navigation", name="Kind of signal")
    expect(kinds.locator("[aria-current]")).to_contain_text("Upheld again after an improvement:")
    kinds.get_by_role("link", name=re.compile("^All kinds")).click()
    expect(plain_page).to_have_url(re.compile("region=South\\+West"))
