"""The legend counts the councils of each class and shows one class alone."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import choice, legend_entry

pytestmark = pytest.mark.xdist_group("browser-map-3")

FADED = """
() => {
  const areas = [...document.querySelectorAll("#map-ground a")];
  const opacity = (area) => Number(getComputedStyle(area.firstElementChild).opacity);
  return [areas.filter(a => opacity(a) === 1).map(a => a.getAttribute("class")),
          areas.filter(a => opacity(a) < 0.2).length];
}
"""


def settled(page: Page) -> tuple[set[str], int, int]:
    """The classes that are shown, how many areas they have, and how many are faded."""
    shown, faded = page.evaluate(FADED)
    return set(shown), len(shown), faded


@pytest.fixture(autouse=True)
def _without_motion(page: Page) -> None:
    """So that nothing is half faded when a test looks."""
    page.emulate_media(reduced_motion="reduce")


def test_each_class_says_how_many_councils_it_has(page: Page, made_up: sqlite3.Connection) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    counts = {
        entry.get_attribute("data-key"): int(entry.locator(".legend-count").inner_text().split()[0])
        for entry in page.locator("#legend").get_by_role("button").all()
        if entry.get_attribute("data-key")
    }
    assert sum(counts.values()) == 296
    few = made_up.execute(
        "SELECT count(*) FROM yearly_figure JOIN authority ON code = authority_code WHERE "
        "year_ending = '2024-03-31' AND measure = 'uphold_rate' AND denominator BETWEEN 1 AND 4 "
        "AND type <> 'county' AND last_day IS NULL"
    ).fetchone()[0]
    assert counts["few"] == few
    name = f"fewer than 5 investigated {few} councils"
    expect(page.get_by_role("button", name=name)).to_be_visible()


def test_one_class_is_shown_alone_and_kept_in_the_address(page: Page) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    entry = legend_entry(page, "80 to 89%")
    expect(entry).to_have_attribute("aria-pressed", "false")
    entry.focus()
    page.keyboard.press("Space")
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text(
        re.compile(r"Only “80 to 89%”.*\d+ councils")
    )
    shown, number, faded = settled(page)
    assert shown == {"q4"}
    assert number + faded == 296
    assert page.url.endswith("only=q4")
    page.reload()
    expect(legend_entry(page, "80 to 89%")).to_have_attribute("aria-pressed", "true")
    assert settled(page) == (shown, number, faded)
    page.get_by_role("link", name="Show every class").click()
    expect(legend_entry(page, "80 to 89%")).to_be_focused()
    assert settled(page)[2] == 0
    assert "only" not in page.url
    page.go_back()
    expect(legend_entry(page, "80 to 89%")).to_have_attribute("aria-pressed", "true")


def test_councils_of_few_cases_are_a_class_of_their_own(page: Page) -> None:
    page.goto("/?year=2024&measure=uphold_rate&only=few")
    shown, _, _ = settled(page)
    assert all(css.endswith("few") for css in shown)
    legend_entry(page, "50 to 64%").click()
    expect(page).to_have_url(re.compile("only=q2"))
    assert settled(page)[0] == {"q2"}


def test_the_class_stays_with_the_year_and_goes_with_the_measure(page: Page) -> None:
    page.goto("/?year=2024&measure=uphold_rate&only=q5")
    with page.expect_response(re.compile("/map/")):
        choice(page, "Year").select_option("2023")
    expect(page.locator("#table-caption")).to_contain_text("2022-23")
    assert settled(page)[0] == {"q5"}
    with page.expect_response(re.compile("/map/")):
        choice(page, "Show").select_option("upheld_per_100k")
    expect(page.locator("#table-caption")).to_contain_text("100,000")
    assert settled(page)[2] == 0
    assert "only" not in page.url


def test_the_numbers_are_those_of_the_year_that_is_shown(page: Page) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    with page.expect_response(re.compile("/map/")):
        choice(page, "Year").select_option("2022")
    expect(page.locator("#table-caption")).to_contain_text("2021-22")
    by_hand = page.locator(".legend-count").all_inner_texts()
    page.reload()
    assert page.locator(".legend-count").all_inner_texts() == by_hand


def test_without_script_classes_are_plain_links(plain_page: Page) -> None:
    plain_page.goto("/?year=2024&measure=uphold_rate&council=leeds")
    legend = plain_page.locator("#legend")
    legend.get_by_role("link", name=re.compile("^90% and over")).click()
    expect(plain_page).to_have_url(re.compile("council=leeds.*only=q5"))
    shown, faded = plain_page.evaluate(FADED)
    assert set(shown) == {"q5"}
    assert faded > 200
    expect(legend.locator("[aria-current]")).to_contain_text("90% and over")
    legend.get_by_role("link", name="Show every class").click()
    expect(plain_page).not_to_have_url(re.compile("only"))
    expect(plain_page.locator("#answer-heading")).to_have_text("Leeds")
