"""axe-core finds nothing on any page or state, wide and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.states import STATES, State
from tests.browser.visitor import PHONE, WIDE

WIDTHS = {size["width"]: size for size in (WIDE, PHONE)}
THEMES = ("light", "dark")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", STATES, ids=str)
def test_axe_finds_nothing(
    state: State,
    width: int,
    look_at: Callable[..., Page],
    browser: Browser,
    record_property: Callable[[str, object], None],
) -> None:
    page = look_at(state, viewport=WIDTHS[width])
    record_property("chromium", browser.version)
    faults = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found = axe.look(page)
        look = {"state": state.name, "address": state.address, "width": width, "theme": theme}
        record_property(
            "look", {**look, "violations": found.violations, "undecided": found.undecided}
        )
        if found.violations:
            faults.append(f"{theme}: {found.words}")
    assert not faults, "\n".join(faults)


def test_axe_finds_nothing_in_the_whole_table_of_all_councils(look_at: Callable[..., Page]) -> None:
    found = axe.look(look_at(STATES[0]), is_whole=True)
    assert not found.violations, found.words
