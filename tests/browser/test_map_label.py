"""The chosen council has its name on the map, whole and readable wherever it lies."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, box_of, choice, click_on_map
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-map-3")

AT_THE_EDGES = {
    "bournemouth-christchurch-and-poole": "Bournemouth, Christchurch and Poole",
    "cornwall": "Cornwall",
    "isles-of-scilly": "Isles of Scilly",
    "northumberland": "Northumberland",
    "great-yarmouth": "Great Yarmouth",
    "thanet": "Thanet",
    "southend-on-sea": "Southend-on-Sea",
}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("view", ["map", "tiles"])
def test_the_label_is_never_cut_off(
    visitor: Visitor, demonstration_site: str, view: str, script: bool
) -> None:
    page = visitor.page(demonstration_site, java_script_enabled=script)
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for slug, name in AT_THE_EDGES.items():
            page.goto(f"/?year=2024&council={slug}&view={view}")
            label = page.locator("#map-label")
            expect(label).to_have_text(name)
            inner, outer = box_of(page, "#map-label"), box_of(page, "#map")
            assert inner["left"] >= outer["left"] - 1, (name, width)
            assert inner["right"] <= outer["right"] + 1, (name, width)
            assert inner["top"] >= outer["top"] - 1, (name, width)
            assert inner["bottom"] <= outer["bottom"] + 1, (name, width)


def test_the_label_stands_at_its_council_and_does_not_hide_it(page: Page) -> None:
    page.goto("/?year=2024")
    for name in ("Birmingham", "Leeds", "Cornwall"):
        click_on_map(page, name)
        expect(page.locator("#map-label")).to_have_text(name)
        label, drawn = box_of(page, "#map-label"), box_of(page, f'#map a[data-name="{name}"]')
        assert label["bottom"] <= drawn["top"] + 2
        assert drawn["top"] - label["bottom"] < 20
        assert label["left"] < drawn["right"]
        assert label["right"] > drawn["left"]


def test_the_label_goes_along_with_a_zoomed_map_and_leaves_with_its_council(page: Page) -> None:
    page.goto("/?year=2024&council=sunderland")
    choice(page, "Zoom to").select_option("north-east")
    expect(page.locator("#inset")).to_be_hidden()
    page.wait_for_function(
        """() => {
          const label = document.getElementById("map-label").getBoundingClientRect();
          const area = document.querySelector('#map a[data-name="Sunderland"]');
          return Math.abs(label.bottom - area.getBoundingClientRect().top) < 20;
        }"""
    )
    choice(page, "Zoom to").select_option("south-west")
    expect(page.locator("#map-label")).to_be_hidden()
    choice(page, "Zoom to").select_option("")
    expect(page.locator("#map-label")).to_be_visible()


def test_a_screen_reader_hears_of_the_choice_and_not_of_the_label(page: Page) -> None:
    page.goto("/?year=2024")
    click_on_map(page, "Cornwall")
    expect(area(page, "Cornwall")).to_have_attribute("aria-current", "true")
    expect(page.locator("#map-label")).to_have_attribute("aria-hidden", "true")
    click_on_map(page, "Leeds")
    expect(page.locator("#map-stage [aria-current]")).to_have_count(1)
