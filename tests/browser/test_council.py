"""The profile of a council."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-pages")


def test_its_charts_are_drawn_and_only_this_site_is_asked(page: Page, visitor: Visitor) -> None:
    page.goto("/council/milton-keynes?year=2024")
    page.get_by_role("heading", name="Over the years").scroll_into_view_if_needed()
    charts = page.locator("#charts figure")
    expect(charts).to_have_count(2)
    expect(charts.locator(".main-svg").first).to_be_visible()
    expect(
        page.get_by_role("img", name="Uphold rate of Milton Keynes, year by year")
    ).to_be_visible()
    expect(page.get_by_text("the table has the same figures")).to_have_count(0)
    marks = charts.nth(1).locator(".points path")
    expect(marks.first).to_be_visible()
    assert marks.count() > 50
    assert visitor.asked_for("/_dash-update-component")


def test_charts_on_a_phone_fit_the_screen(phone: Page) -> None:
    phone.goto("/council/milton-keynes?year=2024")
    phone.get_by_role("heading", name="Over the years").scroll_into_view_if_needed()
    charts = phone.locator("#charts figure .main-svg")
    expect(charts.first).to_be_visible()
    for chart in charts.all():
        box = chart.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390


def test_the_year_and_the_measure_are_links_that_the_address_keeps(page: Page) -> None:
    page.goto("/council/milton-keynes?year=2024")
    page.get_by_role("navigation", name="Year").get_by_role("link", name="2022-23").click()
    expect(page).to_have_url(re.compile(r"year=2023$"))
    expect(page.get_by_role("heading", name="The figures for 2022-23")).to_be_visible()
    page.get_by_role("navigation", name="Measure").get_by_role("link", name="Compliance").click()
    expect(page).to_have_url(re.compile(r"year=2023&measure=compliance_rate#years$"))
    expect(page.get_by_role("table", name="Compliance rate, year by year")).to_be_visible()
    expect(
        page.get_by_role("heading", name="Compliance rate of Milton Keynes, year by year")
    ).to_be_visible()
    current = page.get_by_role("navigation", name="Year").locator("[aria-current]")
    expect(current).to_have_text("2022-23")


def test_a_change_of_year_keeps_the_measure_that_was_chosen(page: Page) -> None:
    page.goto("/council/milton-keynes?year=2024&measure=compliance_rate")
    page.get_by_role("navigation", name="Year").get_by_role("link", name="2022-23").click()
    expect(page.get_by_role("table", name="Compliance rate, year by year")).to_be_visible()


def test_an_abolished_council_leads_to_its_successor_and_back(page: Page) -> None:
    page.goto("/council/allerdale")
    expect(page.get_by_text("was abolished")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Cumberland").first.click()
    expect(page).to_have_url(re.compile("/council/cumberland"))
    took = page.get_by_role("main").get_by_text("took the place of")
    for name in ("Allerdale", "Carlisle", "Copeland"):
        expect(took.get_by_role("link", name=name)).to_be_visible()
    took.get_by_role("link", name="Allerdale").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Allerdale"))


def test_a_district_and_its_county_lead_to_each_other(page: Page) -> None:
    page.goto("/council/stevenage")
    page.get_by_role("main").get_by_role("link", name="Hertfordshire County Council").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hertfordshire County Council")
    page.get_by_role("main").get_by_role("link", name="Stevenage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stevenage Borough Council")


def test_no_investigations_are_said_and_are_not_0_percent(
    page: Page, made_up: sqlite3.Connection
) -> None:
    row = made_up.execute(
        "SELECT slug, substr(year_ending, 1, 4) AS year, short_name FROM yearly_figure "
        "JOIN authority ON code = authority_code WHERE measure = 'uphold_rate' "
        "AND missing = 'no cases in the year' ORDER BY slug LIMIT 1"
    ).fetchone()
    page.goto(f"/council/{row['slug']}?year={row['year']}")
    main = page.get_by_role("main")
    expect(main.locator(".lead")).to_contain_text("looked into no complaint")
    card = page.locator(".measure").filter(has=page.get_by_role("heading", name="Uphold rate"))
    assert "no investigations" in card.inner_text().lower()
    assert "%" not in re.sub(r"similar councils [\d.]+%", "", card.inner_text())
    page.goto(f"/?council={row['slug']}&year={row['year']}")
    area = page.locator(f'#map-stage a[data-name="{row["short_name"]}"]').first
    expect(area).to_have_attribute("aria-label", re.compile(": no investigations"))
    expect(area).to_have_class("none")


def test_a_true_nought_is_shown_as_0_percent(page: Page, made_up: sqlite3.Connection) -> None:
    row = made_up.execute(
        "SELECT slug, substr(year_ending, 1, 4) AS year, denominator FROM yearly_figure "
        "JOIN authority ON code = authority_code WHERE measure = 'uphold_rate' "
        "AND numerator = 0 AND denominator > 0 ORDER BY denominator DESC LIMIT 1"
    ).fetchone()
    page.goto(f"/council/{row['slug']}?year={row['year']}")
    card = page.locator(".measure").filter(has=page.get_by_role("heading", name="Uphold rate"))
    assert "0%" in card.inner_text()
    assert f"0 of {row['denominator']} complaints investigated" in card.inner_text()


def test_an_unknown_council_offers_near_names(page: Page, visitor: Visitor) -> None:
    visitor.expected_statuses.add(404)
    answer = page.goto("/council/milton-keyne")
    assert answer
    assert answer.status == 404
    expect(page).to_have_title(re.compile("No such council"))
    page.get_by_role("main").get_by_role("link", name="Milton Keynes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milton Keynes City Council")


def test_a_former_name_in_the_address_leads_on(page: Page) -> None:
    page.goto("/council/shepway")
    expect(page).to_have_url(re.compile("/council/folkestone-and-hythe$"))
    expect(page.get_by_text(re.compile("Formerly .*Shepway"))).to_be_visible()


def test_years_across_the_break_of_2022_23_are_marked(page: Page) -> None:
    page.goto("/council/milton-keynes?year=2024")
    expect(page.get_by_role("main").get_by_text("more selective").first).to_be_visible()


def test_its_letter_and_its_decisions_are_one_link_away(page: Page) -> None:
    page.goto("/council/milton-keynes?year=2024")
    page.get_by_role("link", name=re.compile(r"^All \d+ published decisions")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Published decisions about Milton Keynes"
    )
    page.go_back()
    section = page.locator("section").filter(
        has=page.get_by_role("heading", name="Annual review letters")
    )
    section.get_by_role("link", name="2023-24").click()
    expect(page).to_have_url(re.compile("/letters/milton-keynes/2024$"))
