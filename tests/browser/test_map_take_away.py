"""The map saved as a picture, and shown on another website."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, choice, legend_entry
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-map-2")


def open_take_away(page: Page) -> None:
    page.get_by_text("Save or embed this map").click()


def test_the_svg_is_of_the_map_as_shown(page: Page, tmp_path: Path) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    legend_entry(page, "80 to 89%").click()
    open_take_away(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="SVG picture").click()
    assert saved.value.suggested_filename == "map-uphold-rate-2024.svg"
    assert "only=q4" in saved.value.url
    path = tmp_path / "map.svg"
    saved.value.save_as(path)
    alone = page.context.new_page()
    alone.goto(path.as_uri())
    expect(
        alone.get_by_text("Uphold rate of English districts and single-tier councils, 2023-24").last
    ).to_be_visible()
    expect(alone.get_by_text("only “80 to 89%”").last).to_be_visible()


def test_the_png_is_drawn_in_the_browser_and_asks_nobody_else(
    page: Page, visitor: Visitor, tmp_path: Path
) -> None:
    page.goto("/?year=2024&council=leeds&view=tiles")
    open_take_away(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG picture").click()
    assert saved.value.suggested_filename == "map-uphold-rate-2024.png"
    expect(page.get_by_role("status")).to_have_text("The PNG picture is saved")
    path = tmp_path / "map.png"
    saved.value.save_as(path)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 3200
    assert len(content) > 100_000
    assert visitor.asked_for("/map.svg") != []


def test_the_code_is_of_the_state_that_is_shown(page: Page) -> None:
    page.goto("/?year=2024")
    choice(page, "Zoom to").select_option("london")
    open_take_away(page)
    code = page.get_by_label("Code for another website")
    expect(code).to_have_value(re.compile(r"/embed/map\?.*region=london"))
    expect(code).to_have_value(re.compile('src="http'))
    legend_entry(page, "no investigations").click()
    expect(code).to_have_value(re.compile("only=none"))


def test_the_code_is_copied(visitor: Visitor, demonstration_site: str) -> None:
    page = visitor.page(demonstration_site, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/?year=2024")
    open_take_away(page)
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_role("status")).to_have_text("The code is copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Code for another website").input_value()


def test_the_embedded_map_stands_in_another_website(
    page: Page, other_website: tuple[str, dict[str, str]]
) -> None:
    site, shown = other_website
    page.goto("/?year=2024&council=leeds&view=tiles")
    open_take_away(page)
    shown["body"] = page.get_by_label("Code for another website").input_value()
    outside = page.context.new_page()
    outside.goto(site)
    inside = outside.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("Uphold rate")
    expect(inside.get_by_text("Demonstration data. These are made-up")).to_be_visible()
    expect(inside.get_by_text("High or low has many causes")).to_be_visible()
    expect(inside.get_by_text("Data version")).to_be_visible()
    expect(inside.locator("#map-label")).to_have_text("Leeds")
    expect(inside.get_by_role("search")).to_have_count(0)
    inside.locator('#map a[data-name="Leeds"]').focus()
    outside.keyboard.press("ArrowRight")
    expect(inside.locator("#map-card")).to_be_visible()
    with page.context.expect_page() as opened:
        outside.keyboard.press("Enter")
    expect(opened.value).to_have_url(re.compile(r"/council/"))


def test_no_other_page_may_stand_in_another_website(
    page: Page, demonstration_site: str, other_website: tuple[str, dict[str, str]]
) -> None:
    site, shown = other_website
    shown["body"] = f'<iframe src="{escape(demonstration_site)}/?year=2024"></iframe>'
    outside = page.context.new_page()
    outside.goto(site)
    expect(outside.frame_locator("iframe").get_by_role("heading", level=1)).to_have_count(0)


def test_without_script_there_are_the_svg_and_the_code(plain_page: Page) -> None:
    plain_page.goto("/?year=2024&council=leeds")
    open_take_away(plain_page)
    with plain_page.expect_download() as saved:
        plain_page.get_by_role("link", name="SVG picture").click()
    assert saved.value.suggested_filename.endswith(".svg")
    expect(plain_page.get_by_role("button", name="PNG picture")).to_be_hidden()
    expect(plain_page.get_by_label("Code for another website")).to_have_value(
        re.compile("/embed/map.*council=leeds")
    )


def test_an_embedded_map_works_without_script(plain_page: Page) -> None:
    plain_page.goto("/embed/map?year=2024&only=q5")
    assert plain_page.get_by_role("group", name="Map of England").get_by_role("link").count() == 296
    plain_page.locator("#legend").get_by_role("link", name="Show every class").click()
    expect(plain_page).to_have_url(re.compile("/embed/map"))
    expect(area(plain_page, "Leeds")).to_be_visible()
