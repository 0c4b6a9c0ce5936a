"""Zoom by region, button, key, wheel, pinch and double tap; the page still scrolls."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.map_page import area, choice, click_on_map, heading, zoom
from tests.browser.visitor import point_on_map

pytestmark = pytest.mark.xdist_group("browser-map-3")

ZOOMED = """
({ least }) => {
  const ground = document.getElementById("map-ground");
  return ground.getScreenCTM().a / ground.ownerSVGElement.getScreenCTM().a > least;
}
"""


def wait_for_zoom(page: Page, least: float = 1.05) -> None:
    page.wait_for_function(ZOOMED, arg={"least": least})


def wait_for_whole(page: Page) -> None:
    expect(page.locator("#map-stage")).not_to_have_class(re.compile("is-zoomed"))


def is_in_view(page: Page, name: str) -> bool:
    seen: bool = area(page, name).evaluate(
        """area => {
          const box = area.getBoundingClientRect();
          const map = document.getElementById("map").getBoundingClientRect();
          return box.left >= map.left - 1 && box.right <= map.right + 1
            && box.top >= map.top - 1 && box.bottom <= map.bottom + 1;
        }"""
    )
    return seen


def test_a_region_fills_the_map_and_is_kept_in_the_address(page: Page) -> None:
    page.goto("/?year=2024")
    choice(page, "Zoom to").select_option("london")
    wait_for_zoom(page, 5)
    expect(page.get_by_role("status")).to_have_text("The map shows London")
    assert is_in_view(page, "Havering")
    assert is_in_view(page, "Hillingdon")
    assert page.url.endswith("&region=london")
    page.reload()
    wait_for_zoom(page, 5)
    assert is_in_view(page, "Havering")
    page.wait_for_timeout(400)
    assert page.url.endswith("&region=london")
    page.go_back()
    wait_for_whole(page)
    expect(choice(page, "Zoom to")).to_have_value("")


def test_without_script_a_region_is_shown_by_the_form(plain_page: Page) -> None:
    plain_page.goto("/?year=2024")
    plain_page.get_by_role("combobox", name="Zoom to").select_option("south-west")
    plain_page.get_by_role("button", name="Show").click()
    assert zoom(plain_page) > 1.4
    assert is_in_view(plain_page, "Cornwall")
    assert is_in_view(plain_page, "Swindon")


def test_the_chosen_council_is_zoomed_to_by_its_button(page: Page) -> None:
    page.goto("/?year=2024")
    expect(page.get_by_role("button", name="Zoom to Rutland")).to_have_count(0)
    click_on_map(page, "Rutland")
    page.get_by_role("button", name="Zoom to Rutland").click()
    wait_for_zoom(page, 4)
    assert is_in_view(page, "Rutland")
    page.get_by_role("button", name="All of the map").click()
    wait_for_whole(page)


def test_a_part_of_the_map_is_shared_by_its_address(page: Page) -> None:
    page.goto("/?year=2024&council=rutland")
    page.get_by_role("button", name="Zoom to Rutland").click()
    expect(page).to_have_url(re.compile(r"frame=\d+,\d+,\d+,\d+"))
    before = area(page, "Rutland").bounding_box()
    page.reload()
    wait_for_zoom(page, 4)
    after = area(page, "Rutland").bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"], rel=0.05)
    assert after["x"] == pytest.approx(before["x"], abs=12)


def test_keys_zoom_while_the_map_has_the_focus_and_only_then(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_label("Find a council").press("+")
    assert zoom(page) == pytest.approx(1)
    area(page, "Cornwall").focus()
    page.keyboard.press("+")
    wait_for_zoom(page)
    expect(page.get_by_role("status")).to_contain_text("Zoomed 1.6 times")
    page.keyboard.press("-")
    wait_for_whole(page)
    page.keyboard.press("+")
    page.keyboard.press("0")
    wait_for_whole(page)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl_as_the_page_says(page: Page) -> None:
    page.goto("/?year=2024")
    expect(page.get_by_text("with Ctrl and the wheel")).to_be_visible()
    page.mouse.move(*point_on_map(area(page, "Birmingham")))
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, -150)
    page.wait_for_function("before => scrollY < before", arg=before)
    assert zoom(page) == pytest.approx(1)
    scrolled = page.evaluate("scrollY")
    page.mouse.move(*point_on_map(area(page, "Birmingham")))
    scrolled = page.evaluate("scrollY")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    wait_for_zoom(page)
    assert page.evaluate("scrollY") == scrolled


def test_a_double_click_zooms_in(page: Page) -> None:
    page.goto("/?year=2024")
    page.mouse.dblclick(*point_on_map(area(page, "Birmingham")))
    wait_for_zoom(page, 1.8)


def fingers(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)],
        },
    )


def map_middle(phone: Page) -> tuple[float, float]:
    phone.locator("#map").evaluate("map => map.scrollIntoView({ block: 'center' })")
    box = phone.locator("#map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_two_fingers_zoom_and_then_one_moves_the_map(phone: Page) -> None:
    phone.goto("/?year=2024")
    x, y = map_middle(phone)
    session = phone.context.new_cdp_session(phone)
    fingers(session, "touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 9):
        fingers(session, "touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
    fingers(session, "touchEnd")
    wait_for_zoom(phone, 1.5)
    scrolled = phone.evaluate("scrollY")
    before = area(phone, "Birmingham").bounding_box()
    fingers(session, "touchStart", (x, y))
    for step in range(1, 9):
        fingers(session, "touchMove", (x, y + 8 * step))
    fingers(session, "touchEnd")
    after = area(phone, "Birmingham").bounding_box()
    assert before
    assert after
    assert after["y"] - before["y"] > 40
    assert phone.evaluate("scrollY") == scrolled
    assert "council=" not in phone.url


def test_one_finger_scrolls_the_page_while_all_of_the_map_is_shown(phone: Page) -> None:
    phone.goto("/?year=2024")
    x, y = map_middle(phone)
    before = phone.evaluate("scrollY")
    session = phone.context.new_cdp_session(phone)
    fingers(session, "touchStart", (x, y))
    for step in range(1, 13):
        fingers(session, "touchMove", (x, y - 15 * step))
    fingers(session, "touchEnd")
    phone.wait_for_function("before => scrollY > before + 60", arg=before)
    assert zoom(phone) == pytest.approx(1)


def test_a_double_tap_zooms_in_and_chooses_nothing(phone: Page) -> None:
    phone.goto("/?year=2024")
    point = point_on_map(area(phone, "Cornwall"))
    phone.touchscreen.tap(*point)
    phone.touchscreen.tap(*point)
    wait_for_zoom(phone, 1.8)
    phone.wait_for_timeout(500)
    assert "council=" not in phone.url
    expect(heading(phone)).to_have_text("Choose a council")
