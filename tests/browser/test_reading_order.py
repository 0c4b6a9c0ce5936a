"""What a screen reader is given, on every page and state: language, titles, landmarks, names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import BY_LAYOUT, STATES, Site, State
from tests.browser.tree import Node, reading_order
from tests.site.asking import asking

BY_NAME = {state.name: state for state in STATES}
LANDMARKS = ("banner", "main", "contentinfo")
CONTROLS = {"link", "button", "textbox", "searchbox", "combobox", "slider", "checkbox", "region"}


@pytest.mark.parametrize("state", BY_LAYOUT)
def test_headings_landmarks_and_names_are_in_order(
    state: State, look_at: Callable[..., Page]
) -> None:
    page = look_at(state)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    order = reading_order(page)
    levels = [node.level or 0 for node in order if node.role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []
    found = [node.role for node in order if node.role in LANDMARKS]
    stands_alone = state.status >= 500 or state.address.startswith("/embed/")
    assert found == (["main"] if stands_alone else list(LANDMARKS))
    assert [node for node in order if node.role in CONTROLS and not node.name] == []
    landmarks = [(n.role, n.name) for n in order if n.role in ("navigation", "complementary")]
    assert len(set(landmarks)) == len(landmarks), "two landmarks of one name"


def test_every_page_has_a_title_of_its_own(demonstration_site: str, real_site: str) -> None:
    """As the pages come from the site: no script sets a title before something is done there."""
    sites = {Site.REAL: real_site, Site.DEMONSTRATION: demonstration_site}
    by_path = {
        urlsplit(state.address).path: (address, state)
        for site, address in sites.items()
        for state in STATES
        if state.site is site
    }
    titles = []
    for site_address, state in by_path.values():
        ask = asking(site_address)
        answer = ask(state.address)
        if answer.status == 303:
            answer = ask(answer.headers["location"])
        assert answer.status == state.status
        titles += re.findall("<title>(.*?)</title>", answer.text)[:1]
    assert len(titles) == len(by_path) > 20
    assert sorted(set(titles)) == sorted(titles)


def position(order: list[Node], role: str, name: str) -> int:
    """Where in the order of reading a part of that role and beginning of a name stands."""
    return next(
        at for at, node in enumerate(order) if node.role == role and node.name.startswith(name)
    )


def test_search_first_then_the_way_to_the_table_then_the_map_then_the_answer(
    look_at: Callable[..., Page],
) -> None:
    order = reading_order(look_at(BY_NAME["map, a council chosen"]))
    wanted = [
        position(order, "combobox", "Find a council"),
        position(order, "link", "The same figures as a table"),
        position(order, "group", "Map of England"),
        position(order, "heading", "Cornwall"),
        position(order, "table", "Uphold rate, 2023-24"),
    ]
    assert wanted == sorted(wanted)


def test_every_council_on_the_map_is_a_link_with_its_name_and_its_figure_or_why_there_is_none(
    look_at: Callable[..., Page],
) -> None:
    order = reading_order(look_at(BY_NAME["map"]))
    start = position(order, "group", "Map of England")
    named = [n.name for n in order[start:] if n.role == "link" and ": " in n.name][:296]
    assert len(named) == 296
    known = re.compile(r"^[\w ,.'’&-]+: (\d+(\.\d)?%, \d+ of \d+|no investigations)$")
    assert [name for name in named if not known.match(name)] == []
    assert len(set(named)) == 296


def test_a_chart_is_read_as_its_title_its_sentence_and_a_slider_that_says_a_point(
    look_at: Callable[..., Page],
) -> None:
    page = look_at(BY_NAME["council, a county"])
    order = reading_order(page)
    heading = position(order, "heading", "Uphold rate of Kent, year by year")
    slider = position(order, "slider", "Uphold rate of Kent, year by year")
    table = position(order, "table", "Uphold rate, year by year")
    assert heading < slider < table
    # The browser's tree for tests gives a slider's number only; screen readers get its words.
    words = page.get_by_role("slider").first.get_attribute("aria-valuetext") or ""
    assert re.match(r"2023-24: \d+%, \d+ of \d+", words)


def test_what_changes_is_said(look_at: Callable[..., Page]) -> None:
    page = look_at(BY_NAME["map"])
    status = page.get_by_role("status")
    expect(status).to_be_empty()
    page.get_by_role("combobox", name="Find a council").press_sequentially("leed")
    expect(status).to_have_text("1 council found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile("^Leeds"))
    page.get_by_role("combobox", name="Show", exact=True).select_option("compliance_rate")
    expect(status).to_have_text(re.compile("^Compliance rate"))
    page.get_by_role("combobox", name="Year", exact=True).select_option("2023")
    expect(status).to_have_text(re.compile("^Leeds.*2022-23"))
    page.locator("#council-table").get_by_role("link", name="Figure").click()
    expect(status).to_have_text("Sorted by figure, descending")


def test_a_link_within_the_page_asks_for_nothing_and_says_nothing(
    look_at: Callable[..., Page],
) -> None:
    page = look_at(BY_NAME["map"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    expect(page.get_by_role("main")).to_be_focused()
    page.wait_for_timeout(300)
    # The browser itself may ask for the icon, which a change of address lets it look for again.
    assert [path for path in asked if "/icons/" not in path] == []
    expect(page.get_by_role("status")).to_be_empty()
