"""The real figures that the repository carries: as printed, with their source, never invented."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser-real")


def test_a_printed_figure_shows_its_counts_and_leads_to_its_source(
    real_page: Page, published: sqlite3.Connection
) -> None:
    address = published.execute(
        "SELECT source_url FROM yearly_figure JOIN authority ON code = authority_code WHERE "
        "slug = 'calderdale' AND year_ending = '2020-03-31' AND measure = 'uphold_rate'"
    ).fetchone()[0]
    assert address.startswith("http")
    for path in ("/council/calderdale?year=2020", "/?council=calderdale&year=2020"):
        real_page.goto(path)
        main = real_page.get_by_role("main")
        expect(main).to_contain_text("14 of 19 complaints investigated were upheld (74%)")
        card = real_page.locator(".measure").filter(
            has=real_page.get_by_role("heading", name="Uphold rate")
        )
        expect(card.locator("a[rel=external]")).to_have_attribute("href", address)


def test_a_county_with_a_printed_rate_shows_it_on_the_map_of_counties(
    real_page: Page, published: sqlite3.Connection
) -> None:
    row = published.execute(
        "SELECT *, substr(year_ending, 1, 4) AS year FROM yearly_figure "
        "JOIN authority ON code = authority_code WHERE type = 'county' AND last_day IS NULL "
        "AND measure = 'uphold_rate' AND numerator IS NOT NULL ORDER BY year_ending DESC, slug"
    ).fetchone()
    real_page.goto(f"/?tier=upper&year={row['year']}&council={row['slug']}")
    counts = f"{row['numerator']} of {row['denominator']}"
    answer = real_page.get_by_role("region", name="The council you chose")
    expect(answer).to_contain_text(f"{counts} complaints investigated were upheld")
    area = real_page.locator(f'#map a[data-name="{row["short_name"]}"]')
    says = f"{row['short_name']}: {row['display']}, {counts}"
    expect(area).to_have_attribute("aria-label", says)


def test_a_council_year_without_figures_says_so_and_is_not_nought(
    real_page: Page, published: sqlite3.Connection
) -> None:
    slug = published.execute(
        "SELECT slug FROM authority WHERE last_day IS NULL AND code NOT IN "
        "(SELECT authority_code FROM yearly_figure WHERE display IS NOT NULL) "
        "ORDER BY slug LIMIT 1"
    ).fetchone()[0]
    for path in (f"/council/{slug}?year=2024", f"/?council={slug}&year=2024"):
        real_page.goto(path)
        main = real_page.get_by_role("main")
        expect(
            main.get_by_text(re.compile("no published figure loaded", re.I)).first
        ).to_be_visible()
        cards = " ".join(real_page.locator(".measure").all_inner_texts())
        assert cards
        assert not re.search(r"\b0%|\b0 of|\b0\.0\b", cards)
    area = real_page.locator(f'#map-stage a[href="/council/{slug}?year=2024"]').first
    if area.count():
        expect(area).to_have_attribute("aria-label", re.compile(": no published figure loaded$"))
        expect(area).to_have_class("unknown")


def test_every_figure_on_the_real_map_is_one_of_the_extract(
    real_page: Page, published: sqlite3.Connection
) -> None:
    printed = {
        (row["authority_code"], row["display"])
        for row in published.execute(
            "SELECT * FROM yearly_figure WHERE year_ending = '2024-03-31' "
            "AND measure = 'uphold_rate' AND display IS NOT NULL"
        )
    }
    real_page.goto("/?year=2024&measure=uphold_rate")
    shown = real_page.locator("#map a").evaluate_all(
        "areas => areas.map(a => [a.dataset.code, a.getAttribute('aria-label')])"
    )
    figures = {
        (code, match[1]) for code, name in shown if (match := re.search(r": ([\d.]+%?)", name))
    }
    assert figures
    assert figures <= printed


def test_milton_keynes_has_what_is_known_for_2019_20(real_page: Page) -> None:
    real_page.goto("/council/milton-keynes?year=2020")
    main = real_page.get_by_role("main")
    expect(real_page.get_by_role("heading", level=1)).to_have_text("Milton Keynes City Council")
    expect(main.get_by_role("navigation", name="Year").locator("[aria-current]")).to_have_text(
        "2019-20"
    )


def test_a_real_decision_leads_to_the_ombudsmans_own_page(real_page: Page) -> None:
    real_page.goto("/decisions")
    links = real_page.get_by_role("main").locator(".decision-facts a[rel=external]")
    addresses = links.evaluate_all("all => all.map(a => a.href)")
    assert addresses
    assert all(address.startswith("https://www.lgo.org.uk/") for address in addresses)


def test_allerdale_is_found_by_name_with_its_successor(real_page: Page) -> None:
    real_page.goto("/")
    real_page.get_by_role("combobox", name="Find a council").press_sequentially("allerdale")
    real_page.get_by_role("listbox").get_by_role("option").first.click()
    answer = real_page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Allerdale")
    expect(answer.get_by_role("link", name="Cumberland")).to_be_visible()


def test_every_year_of_the_real_extract_can_be_shown(real_page: Page) -> None:
    real_page.goto("/")
    choice = real_page.get_by_role("combobox", name="Year", exact=True)
    years = choice.locator("option").evaluate_all("all => all.map(o => [o.value, o.text])")
    for value, label in years:
        choice.select_option(value)
        expect(real_page.locator("#table-caption")).to_contain_text(label)
        assert real_page.locator("#map a").count() >= 296
