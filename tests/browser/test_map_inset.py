"""London stands twice on the map, and is one map to keyboard and screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, focused_name, inset_area

pytestmark = pytest.mark.xdist_group("browser-map-2")

IN_THE_TREE = """
areas => areas.filter(a => !a.closest("[aria-hidden=true]") && a.checkVisibility())
  .map(a => a.dataset.code)
"""


def councils_met(page: Page) -> list[str]:
    """The code of each link on the map that a screen reader meets."""
    codes: list[str] = page.locator("#map-stage a").evaluate_all(IN_THE_TREE)
    return codes


@pytest.mark.parametrize("asked", ["", "region=london", "view=tiles", "view=tiles&region=london"])
def test_a_screen_reader_meets_each_council_once(page: Page, plain_page: Page, asked: str) -> None:
    for reader in (page, plain_page):
        reader.goto(f"/?year=2024&{asked}")
        met = councils_met(reader)
        assert len(met) == len(set(met)) == 296
        group = reader.get_by_role("group", name="Map of England")
        assert group.get_by_role("link").count() == 296
        assert group.get_by_role("link", name=re.compile("^Camden: ")).count() == 1


def test_without_script_a_council_is_one_stop_of_the_tab_key(plain_page: Page) -> None:
    plain_page.goto("/?year=2024")
    stops = plain_page.locator("#map-stage a").evaluate_all(
        "areas => areas.filter(a => a.tabIndex >= 0).map(a => a.dataset.code)"
    )
    assert len(stops) == len(set(stops)) == 296


def test_the_keyboard_meets_a_borough_in_the_inset_where_it_is_large(page: Page) -> None:
    page.goto("/?year=2024")
    inset_area(page, "Camden").focus()
    small = area(page, "Camden").bounding_box()
    large = page.evaluate("document.activeElement.getBoundingClientRect().width")
    assert small
    assert large > 2.5 * small["width"]
    page.keyboard.press("Enter")
    expect(page.locator("#answer-heading")).to_have_text("Camden")


def test_arrow_keys_go_into_london_and_out_of_it_by_direction(page: Page) -> None:
    page.goto("/?year=2024")
    inset_area(page, "Barnet").focus()
    page.keyboard.press("ArrowUp")
    assert inset_area(page, focused_name(page)).count() == 0
    assert page.evaluate("!!document.activeElement.closest('#map')")
    page.keyboard.press("ArrowDown")
    assert inset_area(page, focused_name(page)).count() == 1
    assert page.evaluate("!!document.activeElement.closest('#inset')")


def test_both_places_of_a_borough_are_marked_while_it_has_the_focus(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_role("link", name="The same figures as a table").focus()
    page.keyboard.press("Tab")
    inset_area(page, "Camden").focus()
    page.keyboard.press("ArrowLeft")
    name = focused_name(page)
    for place in ("#map-ground", "#inset"):
        traced = page.locator(f"{place} .focus-outline").get_attribute("d")
        drawn = page.locator(f'{place} a[data-name="{name}"] path').get_attribute("d")
        assert traced == drawn


def test_in_a_zoomed_map_the_boroughs_are_met_on_the_map(page: Page) -> None:
    page.goto("/?year=2024")
    inset_area(page, "Camden").focus()
    page.keyboard.press("+")
    expect(page.locator("#inset")).to_be_hidden()
    expect(area(page, "Camden")).to_be_focused()
    assert len(councils_met(page)) == 296
    page.keyboard.press("0")
    expect(inset_area(page, "Camden")).to_be_focused()


def test_an_arrow_that_leads_nowhere_leaves_the_focus_where_it_is(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Cornwall").focus()
    names = []
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
        names.append(focused_name(page))
    assert names[-1] == names[-2]
    assert names[-1] in ("Cornwall", "Isles of Scilly")


def test_the_isles_of_scilly_are_large_enough_to_be_met(page: Page) -> None:
    page.goto("/?year=2024")
    box = area(page, "Isles of Scilly").bounding_box()
    frame = page.locator("#scilly rect").bounding_box()
    assert box
    assert frame
    assert box["width"] > 30
    assert frame["x"] < box["x"]
    assert box["x"] + box["width"] < frame["x"] + frame["width"]
