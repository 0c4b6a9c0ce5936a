"""Nothing moves for readers who ask for less motion; printed pages keep what counts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.states import STATES
from tests.browser.visitor import PHONE

BY_NAME = {state.name: state for state in STATES}
MOVING = """
() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  const lasts = (times) => times.split(",").some(time => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || (style.animationName !== "none"
    && lasts(style.animationDuration)) || style.scrollBehavior === "smooth";
}).map(e => e.outerHTML.slice(0, 80))
"""
KEEP_SCROLLS = """
window.scrolls = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (how) {
  window.scrolls.push(how?.behavior ?? "auto");
  return scroll.call(this, how);
};
"""


@pytest.mark.parametrize("name", ["map, a council chosen", "council", "compare", "decisions"])
def test_with_less_motion_nothing_moves(look_at: Callable[..., Page], name: str) -> None:
    page = look_at(BY_NAME[name], reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


def test_without_that_wish_something_does_so_that_the_test_above_can_fail(
    look_at: Callable[..., Page],
) -> None:
    page = look_at(BY_NAME["council"], reduced_motion="no-preference")
    assert page.evaluate(MOVING) != []


@pytest.mark.parametrize(("wish", "scrolls"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_a_chosen_council_is_scrolled_to_at_once_where_less_motion_is_asked_for(
    page: Page, wish: str, scrolls: str
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
    page.add_init_script(KEEP_SCROLLS)
    page.goto("/?year=2024")
    page.locator("#map a[data-name=Cornwall]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-heading")).to_be_focused()
    page.wait_for_function("window.scrolls.length > 0")
    assert set(page.evaluate("window.scrolls")) == {scrolls}


def test_a_printed_profile_has_its_figures_and_sources_and_no_controls(
    look_at: Callable[..., Page],
) -> None:
    page = look_at(BY_NAME["council, a county"], color_scheme="dark")
    page.emulate_media(media="print")
    for role, name in (("navigation", "Site"), ("navigation", "Year"), ("slider", "Uphold rate")):
        expect(page.get_by_role(role, name=name).first).to_be_hidden()  # type: ignore[arg-type]
    for role, name in (("table", "Uphold rate, year by year"), ("heading", "Published decisions")):
        expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
    expect(page.locator("#charts figure .main-svg").first).to_be_visible()
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    ground, ink = page.locator("body").evaluate(colours)
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert max(int(part) for part in re.findall(r"\d+", ink)) < 100, "white ink on white paper"
    text = _printed(page)
    assert "Demonstration data" in text
    assert "Kent County Council" in text
    assert re.search(r"\d+ of \d+ complaints investigated were upheld \(\d+%\)", text)
    assert "Data version" in text


def test_a_printed_comparison_keeps_its_table_and_the_words_of_its_chart(
    look_at: Callable[..., Page],
) -> None:
    text = _printed(look_at(BY_NAME["compare"]))
    assert "Leeds" in text
    assert "Demonstration data" in text
    assert re.search(r"\d+ of \d+", text)
    assert "Data version" in text


def _printed(page: Page) -> str:
    """The words of the PDF that the browser prints, on one line."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
