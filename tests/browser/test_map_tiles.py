"""The view of equal tiles: chosen in the address, the same map in every other way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, choice, click_on_map, focused_name, heading
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-map-2")

LAID_OUT = """
() => [...document.querySelectorAll("#map-ground a")].map(a =>
  [a.dataset.code, a.getAttribute("class"), a.getAttribute("aria-label"), a.dataset.next,
   a.querySelector("path").getAttribute("d")].join("|"))
"""


def view(page: Page, name: str) -> None:
    page.get_by_role("group", name="View").get_by_role("link", name=name).click()


def test_the_tiles_are_chosen_in_place_and_kept_in_the_address(
    page: Page, visitor: Visitor
) -> None:
    page.goto("/?year=2024")
    visitor.forget()
    view(page, "Equal tiles")
    expect(page.locator("#view-words")).to_contain_text(re.compile(r"\d+ of \d+ pairs"))
    assert "view=tiles" in page.url
    assert len(visitor.asked_for("/map/")) == 1
    assert visitor.asked_for("/?") == []
    by_hand = page.evaluate(LAID_OUT)
    page.reload()
    assert page.evaluate(LAID_OUT) == by_hand
    expect(page.locator("#inset")).to_be_hidden()
    view(page, "Map")
    expect(page.locator("#inset")).to_be_visible()
    assert "view=" not in page.url
    page.go_back()
    expect(page.locator("#inset")).to_be_hidden()


def test_all_tiles_have_one_size_and_none_lies_on_another(page: Page) -> None:
    page.goto("/?year=2024&view=tiles")
    boxes = page.locator("#map-ground a").evaluate_all(
        "areas => areas.map(a => a.getBBox()).map(b => [b.x, b.y, b.width, b.height])"
    )
    assert len({(width, height) for _, _, width, height in boxes}) == 1
    assert len({(x, y) for x, y, _, _ in boxes}) == len(boxes) == 296


def test_without_script_the_tiles_are_a_link_away(plain_page: Page) -> None:
    plain_page.goto("/?year=2024&council=cornwall")
    view(plain_page, "Equal tiles")
    expect(plain_page).to_have_url(re.compile("council=cornwall.*view=tiles"))
    expect(plain_page.get_by_role("link", name="Equal tiles")).to_have_attribute(
        "aria-current", "true"
    )
    expect(plain_page.locator("#map-label")).to_have_text("Cornwall")
    assert plain_page.locator("#map-ground a").count() == 296
    plain_page.get_by_role("combobox", name="Year").select_option("2023")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page).to_have_url(re.compile("view=tiles"))


def test_a_tile_is_chosen_by_pointer_and_by_keyboard(page: Page) -> None:
    page.goto("/?year=2024&view=tiles")
    click_on_map(page, "Camden")
    expect(heading(page)).to_have_text("Camden")
    area(page, "Cornwall").focus()
    page.keyboard.press("ArrowRight")
    name = focused_name(page)
    assert name != "Cornwall"
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(name)
    expect(page.locator("#map-label")).to_have_text(name)


def test_tiles_are_recoloured_without_another_request(page: Page, visitor: Visitor) -> None:
    page.goto("/?year=2024")
    with page.expect_response(re.compile("/map/lower/uphold_rate")):
        choice(page, "Year").select_option("2023")
    view(page, "Equal tiles")
    expect(page.locator("#view-words")).to_contain_text("pairs")
    visitor.forget()
    choice(page, "Year").select_option("2022")
    expect(page.locator("#table-caption")).to_contain_text("2021-22")
    assert [path for path in visitor.requests if not path.startswith("/static/")] == []
    assert "view=tiles" in page.url
    assert page.locator("#map-ground a.few").count() > 10


def test_the_first_load_pays_nothing_for_the_tiles(page: Page, visitor: Visitor) -> None:
    page.goto("/?year=2024", wait_until="networkidle")
    assert visitor.asked_for("/map/") == []


def test_a_year_of_other_areas_keeps_the_view(page: Page) -> None:
    page.goto("/?year=2024&view=tiles&tier=upper")
    assert page.locator("#map-ground a").count() == 153
    choice(page, "Councils").select_option("lower")
    expect(page).to_have_url(re.compile("tier=lower.*view=tiles"))
    assert page.locator("#map-ground a").count() == 296
