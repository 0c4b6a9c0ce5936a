"""A scrutiny pack in one click: with its progress said, and without script by a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import look

pytestmark = pytest.mark.xdist_group("browser-pages")


def test_one_click_on_a_profile_makes_the_pack_and_says_when_it_is_ready(page: Page) -> None:
    page.goto("/council/plymouth?year=2024")
    page.get_by_role("button", name="Make the pack of 2023-24").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scrutiny pack of 2023-24: Plymouth")
    expect(page.get_by_role("status")).to_have_text("The pack is ready.")
    pdf = page.get_by_role("link", name="To print, PDF")
    expect(pdf).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="The workbook, XLSX").click()
    assert download.value.suggested_filename == "scrutiny-pack-plymouth-2024.xlsx"
    answer = page.request.get(str(pdf.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_by_keyboard_the_focus_is_not_lost_while_the_pack_is_made(page: Page) -> None:
    page.goto("/council/exeter?year=2024")
    page.get_by_role("button", name="Make the pack of 2023-24").focus()
    page.keyboard.press("Enter")
    look = page.get_by_role("link", name="See whether it is ready")
    ready = page.get_by_role("link", name="To print, PDF")
    expect(look.or_(ready).first).to_be_visible()
    page.locator("#pack-progress a").first.focus()
    expect(ready).to_be_visible()
    expect(ready).to_be_focused()


def test_without_script_a_link_asks_whether_it_is_ready(plain_page: Page) -> None:
    page = plain_page
    page.goto("/council/torbay?year=2024")
    page.get_by_role("button", name="Make the pack of 2023-24").click()
    ready = page.get_by_role("link", name="To print, PDF")
    look = page.get_by_role("link", name="See whether it is ready")
    for _ in range(60):
        if ready.count():
            break
        look.click()
        page.wait_for_timeout(500)
    expect(ready).to_be_visible()


def test_the_page_of_a_ready_pack_has_no_accessibility_fault(page: Page) -> None:
    page.goto("/council/plymouth/pack?year=2023")
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_role("link", name="To print, PDF")).to_be_visible()
    found = look(page)
    assert found.violations == (), found.words
