"""A browser that runs no script: the map is coloured, the table whole, the forms work."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser-pages")

STATES = re.compile(r"^(q[1-5]( few)?|none|unknown)$")


def test_the_map_is_coloured_and_every_council_on_it_is_a_named_link(
    plain_page: Page, made_up: sqlite3.Connection
) -> None:
    plain_page.goto("/?year=2024")
    drawn = plain_page.get_by_role("group", name="Map of England")
    areas = drawn.get_by_role("link")
    assert areas.count() == 296
    found = areas.evaluate_all(
        "areas => areas.map(a => [a.dataset.code, a.getAttribute('aria-label'), "
        "a.getAttribute('class'), a.getAttribute('href'), "
        "getComputedStyle(a.querySelector('path')).fill])"
    )
    assert [name for _, name, css, _, _ in found if not STATES.match(css)] == []
    assert len({fill for _, _, css, _, fill in found if css.startswith("q") and " " not in css}) > 3
    figures = {
        row["authority_code"]: row
        for row in made_up.execute(
            "SELECT * FROM yearly_figure JOIN authority ON code = authority_code WHERE "
            "year_ending = '2024-03-31' AND measure = 'uphold_rate'"
        )
    }
    for code, name, _, address, _ in found:
        figure = figures[code]
        assert name.startswith(f"{figure['short_name']}: ")
        assert address == f"/council/{figure['slug']}?year=2024"
        if figure["display"]:
            counts = f"{figure['numerator']} of {figure['denominator']}"
            assert name == f"{figure['short_name']}: {figure['display']}, {counts}"
        else:
            assert "%" not in name


def test_the_table_has_the_same_councils_and_figures_as_the_map(plain_page: Page) -> None:
    plain_page.goto("/?year=2024")
    table = plain_page.locator("#council-table")
    headings = table.get_by_role("columnheader").all_inner_texts()
    assert [heading.strip() for heading in headings][:4] == ["Council", "Type", "Figure", "Counts"]
    rows = {
        row["code"]: row["cells"]
        for row in table.locator("tbody tr").evaluate_all(
            "rows => rows.map(r => ({ code: r.dataset.code, "
            "cells: [...r.cells].map(c => c.textContent) }))"
        )
    }
    names = plain_page.locator("#map a").evaluate_all(
        "areas => areas.map(a => [a.dataset.code, a.getAttribute('aria-label')])"
    )
    for code, name in names:
        _, _, figure, counts, *_ = rows[code]
        assert name.endswith(f": {figure}, {counts}" if counts else f": {figure}")


def test_an_area_of_the_map_leads_to_the_councils_profile(plain_page: Page) -> None:
    plain_page.goto("/?year=2024")
    plain_page.locator("#map a[data-name=Cornwall]").click()
    expect(plain_page).to_have_url(re.compile(r"/council/cornwall\?year=2024$"))
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Cornwall Council")


def test_a_profile_can_be_read_whole(plain_page: Page) -> None:
    plain_page.goto("/council/milton-keynes?year=2024")
    for heading in (
        "The figures for 2023-24",
        "Complaints counted in 2023-24",
        "Published decisions",
        "Annual review letters",
    ):
        expect(plain_page.get_by_role("heading", name=heading)).to_be_visible()
    expect(plain_page.get_by_text("the table has the same figures")).to_be_visible()
    expect(plain_page.get_by_role("table", name="Uphold rate, year by year")).to_be_visible()


def test_the_search_form_leads_to_the_council(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_label("Find a council").fill("shepway")
    plain_page.get_by_role("button", name="Find").click()
    expect(plain_page).to_have_url(re.compile("/council/folkestone-and-hythe$"))


def test_a_search_that_fits_several_offers_them(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_label("Find a council").fill("Newcastle Borough Council")
    plain_page.get_by_role("button", name="Find").click()
    near = plain_page.get_by_role("main").get_by_role("list").get_by_role("link")
    assert any("Newcastle" in name for name in near.all_inner_texts())


def test_measure_year_and_tier_are_chosen_with_the_forms_button(plain_page: Page) -> None:
    plain_page.goto("/?council=cornwall")
    plain_page.get_by_role("combobox", name="Show").select_option("compliance_rate")
    plain_page.get_by_role("combobox", name="Year").select_option("2023")
    plain_page.get_by_role("combobox", name="Councils").select_option("upper")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page).to_have_url(
        re.compile(
            r"\?measure=compliance_rate&year=2023&shade=figure&tier=upper&region=&council=cornwall$"
        )
    )
    expect(plain_page.get_by_role("heading", name="All councils: Compliance rate")).to_be_visible()
    expect(plain_page.get_by_role("heading", name="Cornwall", exact=True)).to_be_visible()
    assert plain_page.locator("#map a").count() == 153


def test_the_table_is_sorted_by_a_link(plain_page: Page) -> None:
    plain_page.goto("/?year=2024")
    table = plain_page.locator("#council-table")
    table.get_by_role("link", name="Figure").click()
    expect(table.get_by_role("columnheader", name="Figure")).to_have_attribute(
        "aria-sort", "descending"
    )
    values = table.locator("tbody tr").evaluate_all("rows => rows.map(r => r.dataset.value)")
    known = [float(value) for value in values if value]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [""] * (len(values) - len(known))
    assert "" in values
    table.get_by_role("link", name="Figure").click()
    expect(table.get_by_role("columnheader", name="Figure")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(table.get_by_role("columnheader", name="Council", exact=True)).not_to_have_attribute(
        "aria-sort", re.compile(".")
    )
