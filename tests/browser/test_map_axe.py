"""axe-core on each state of the map, wide and on a phone, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import card, focused_name
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.xdist_group("browser-map-2")

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """
async rules => {
  // The rows of the long table are alike, and axe takes most of its time for them.
  document.querySelectorAll("#council-table tbody tr:nth-child(n + 10)").forEach(r => r.remove());
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}
"""
STATES = {
    "tiles": "/?year=2024&view=tiles&council=leeds",
    "one class": "/?year=2024&only=few",
    "a region": "/?year=2024&region=london&council=camden",
    "embedded": "/embed/map?year=2024&council=camden",
}


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state_of_the_map(page: Page, state: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        for viewport in ({"width": 1440, "height": 900}, PHONE):
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
            page.goto(STATES[state])
            assert faults(page) == [], (scheme, viewport)


def test_axe_finds_nothing_while_a_card_is_shown_and_the_code_is_open(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_text("Save or embed this map").click()
    page.locator('#inset a[data-name="Camden"]').focus()
    page.keyboard.press("ArrowRight")
    expect(card(page).locator("strong")).to_have_text(focused_name(page))
    assert faults(page) == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_scrolls_sideways_at_320_pixels(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(STATES[state])
    if state != "embedded":
        page.get_by_text("Save or embed this map").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_whatever_has_the_focus_around_the_map_is_large_enough_for_a_finger(phone: Page) -> None:
    phone.goto("/?year=2024&only=q5&council=leeds")
    phone.get_by_text("Save or embed this map").click()
    small = phone.locator("#map-frame, #take-away").evaluate_all(
        """parts => parts.flatMap(part => [...part.querySelectorAll("a, button, summary")])
          .filter(e => !e.closest("svg") && e.checkVisibility())
          .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []
