"""Every stop of the Tab key can be seen, on every page and state, wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.states import BY_LAYOUT, STATES, State
from tests.browser.visitor import PHONE, WIDE

STOPS_LOOKED_AT = {WIDE["width"]: 36, PHONE["width"]: 20}
BY_NAME = {state.name: state for state in STATES}


@pytest.mark.parametrize(
    "size",
    [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone", marks=pytest.mark.thorough)],
)
@pytest.mark.parametrize("state", BY_LAYOUT)
def test_every_stop_of_the_tab_key_is_in_view_uncovered_and_marked(
    state: State, size: dict[str, int], look_at: Callable[..., Page]
) -> None:
    page = look_at(state, viewport=size)
    page.evaluate("document.activeElement.blur()")
    keyboard = Keyboard(page)
    for _ in range(STOPS_LOOKED_AT[size["width"]]):
        keyboard.press("Tab")
        if keyboard.focused() is None:
            break
    if state.status < 500:
        assert len(keyboard.stops) > (2 if state.address.startswith("/embed/") else 5)


def test_the_first_stop_skips_to_the_content(look_at: Callable[..., Page]) -> None:
    page = look_at(BY_NAME["council"])
    keyboard = Keyboard(page)
    keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
