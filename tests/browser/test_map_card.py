"""The card of the council under the pointer or in focus, by WCAG 1.4.13."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, box_of, card, focused_name, inset_area, overlap
from tests.browser.visitor import Visitor, point_on_map

pytestmark = pytest.mark.xdist_group("browser-map-3")


def test_the_card_has_the_name_the_figure_and_the_counts(
    page: Page, made_up: sqlite3.Connection
) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    figure = made_up.execute(
        "SELECT f.* FROM yearly_figure f JOIN authority ON code = authority_code WHERE "
        "slug = 'cornwall' AND year_ending = '2024-03-31' AND measure = 'uphold_rate'"
    ).fetchone()
    page.mouse.move(*point_on_map(area(page, "Cornwall")))
    expect(card(page).locator("strong")).to_have_text("Cornwall")
    expect(card(page).locator(".card-value")).to_have_text(figure["display"])
    counts = f"{figure['numerator']} of {figure['denominator']}"
    expect(card(page).locator(".card-counts")).to_have_text(counts)
    page.mouse.move(5, 5)
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize("asked", ["", "&view=tiles", "&region=south-west"])
@pytest.mark.parametrize("wide", [1440, 700])
def test_the_card_never_covers_the_council_in_focus(page: Page, asked: str, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(f"/?year=2024{asked}")
    page.get_by_role("link", name="The same figures as a table").focus()
    page.keyboard.press("Tab")
    area(page, "Cornwall").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
        name = focused_name(page)
        expect(card(page).locator("strong")).to_have_text(name)
        council = box_of(page, "#map-stage a:focus")
        assert overlap(box_of(page, "#map-card"), council) < 2, (name, asked)
        shown = box_of(page, "#map-card")
        assert shown["left"] >= 0
        assert shown["right"] <= wide


def test_a_card_of_another_council_does_not_cover_the_one_in_focus_either(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Rutland").focus()
    page.keyboard.press("ArrowDown")
    focused = focused_name(page)
    page.mouse.move(*point_on_map(area(page, "Rutland")))
    expect(card(page).locator("strong")).to_have_text("Rutland")
    boxes = [box_of(page, f'#map a[data-name="{name}"]') for name in ("Rutland", focused)]
    assert [overlap(box_of(page, "#map-card"), box) < 2 for box in boxes] == [True, True]
    page.mouse.move(5, 5)
    expect(card(page).locator("strong")).to_have_text(focused)


def test_the_pointer_may_rest_on_the_card(page: Page) -> None:
    page.goto("/?year=2024")
    page.mouse.move(*point_on_map(area(page, "Cornwall")))
    expect(card(page).locator("strong")).to_have_text("Cornwall")
    shown = box_of(page, "#map-card")
    page.mouse.move(
        (shown["left"] + shown["right"]) / 2, (shown["top"] + shown["bottom"]) / 2, steps=4
    )
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    expect(card(page).locator("strong")).to_have_text("Cornwall")
    page.mouse.move(5, 5)
    expect(card(page)).to_be_hidden()


def test_escape_puts_the_card_away_and_leaves_the_focus(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Cornwall").focus()
    page.keyboard.press("ArrowRight")
    name = focused_name(page)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    assert focused_name(page) == name
    page.mouse.move(*point_on_map(area(page, "Leeds")))
    expect(card(page).locator("strong")).to_have_text("Leeds")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()


def test_a_screen_reader_hears_a_figure_once(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Cornwall").focus()
    page.keyboard.press("ArrowRight")
    expect(card(page)).to_be_visible()
    heard = page.locator("#map-frame").aria_snapshot()
    assert heard.count(f'"{focused_name(page)}: ') == 1
    assert f'"{focused_name(page)}"' not in heard


def test_a_borough_has_its_card_beside_the_inset(page: Page) -> None:
    page.goto("/?year=2024")
    page.mouse.move(*point_on_map(inset_area(page, "Camden")))
    expect(card(page).locator("strong")).to_have_text("Camden")
    assert overlap(box_of(page, "#map-card"), box_of(page, '#inset a[data-name="Camden"]')) < 2


def test_a_finger_has_the_answer_and_no_card(visitor: Visitor, demonstration_site: str) -> None:
    phone = visitor.phone(demonstration_site)
    phone.goto("/?year=2024")
    phone.touchscreen.tap(*point_on_map(area(phone, "Cornwall")))
    expect(phone.locator("#answer-heading")).to_have_text("Cornwall")
    expect(card(phone)).to_be_hidden()
