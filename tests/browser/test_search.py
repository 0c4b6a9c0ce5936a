"""The search by name, as it is typed into with script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-pages")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a council")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def test_a_former_name_finds_the_council_of_today_and_says_why(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("shepw")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("Folkestone and Hythe")
    expect(options(page)).to_contain_text("Shepway")
    options(page).click()
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Folkestone and Hythe")
    expect(page).to_have_url(re.compile("council=folkestone-and-hythe"))


def test_a_council_is_found_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    field(page).focus()
    page.keyboard.type("milt")
    expect(options(page).first).to_be_visible()
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute(
        "aria-activedescendant", chosen.get_attribute("id") or "none"
    )
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Milton Keynes")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("mil")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("mil")
    expect(field(page)).to_be_focused()


def test_how_many_were_found_is_announced(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("newcastle")
    expect(options(page).first).to_be_visible()
    number = options(page).count()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{number} councils? "))


def test_a_name_that_fits_none_is_announced_and_seen(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("leeds")
    expect(options(page).first).to_be_visible()
    field(page).press_sequentially("qqq")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"^No |\bno\b|^0 "))
    expect(page.get_by_text(re.compile("no council", re.IGNORECASE)).first).to_be_visible()


def test_the_first_letters_of_any_words_are_enough(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("bright hov")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("Brighton and Hove")


def test_enter_without_a_choice_leads_to_the_council_that_was_written_out(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("Leeds")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Leeds")).first).to_be_visible()


def test_a_county_that_is_chosen_is_shown_on_its_own_map(page: Page) -> None:
    page.goto("/?tier=lower")
    field(page).press_sequentially("hertfordsh")
    options(page).filter(has_text="Hertfordshire County").click()
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Hertfordshire")
    expect(page.locator("#map a[data-name=Hertfordshire]")).to_have_count(1)


def test_on_another_page_the_search_leads_to_the_profile(page: Page, visitor: Visitor) -> None:
    visitor.expected_statuses.add(404)
    page.goto("/council/milton-keyne")
    field(page).fill("")
    field(page).press_sequentially("allerd")
    options(page).first.click()
    expect(page).to_have_url(re.compile("/council/allerdale$"))


def test_on_a_phone_the_list_fits_the_screen(phone: Page) -> None:
    phone.goto("/")
    field(phone).tap()
    field(phone).press_sequentially("borough of")
    expect(options(phone).first).to_be_visible()
    box = phone.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    for option in options(phone).all():
        height = option.bounding_box()
        assert height
        assert height["height"] >= 24
