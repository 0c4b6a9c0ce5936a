"""The map in a browser with script: choosing councils, measures and years, keys, zoom."""

from __future__ import annotations

import itertools
import re
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_page import area, choice, click_on_map, heading, summary
from tests.browser.visitor import Visitor, point_on_map

pytestmark = pytest.mark.xdist_group("browser-map")

SHOWN = """
() => ({
  title: document.title,
  mapName: document.getElementById("map-stage").getAttribute("aria-label"),
  areas: [...document.querySelectorAll("#map-stage a[data-code]")].map(a =>
    [a.dataset.code, a.getAttribute("class"), a.getAttribute("aria-label"),
     a.getAttribute("href")].join(" | ")).sort(),
  rows: [...document.querySelectorAll("#council-table tbody tr")].filter(r => !r.hidden).map(r =>
    [...r.cells].map(c => c.textContent.trim()).join(" | ")),
  rowLinks: [...document.querySelectorAll("#council-table tbody tr")].filter(r => !r.hidden)
    .map(r => r.querySelector("a").getAttribute("href")),
  caption: document.getElementById("table-caption").textContent,
  legend: document.getElementById("legend").innerText.trim(),
  replaced: document.querySelector(".replaced summary")?.textContent ?? "",
  answer: document.getElementById("answer").innerText.trim(),
  choices: [...document.querySelectorAll("#controls select")].map(s => s.value),
})
"""


def test_clicking_a_council_opens_its_summary_beside_the_map(
    page: Page, made_up: sqlite3.Connection
) -> None:
    page.goto("/?year=2024")
    click_on_map(page, "Milton Keynes")
    expect(heading(page)).to_have_text("Milton Keynes")
    figures = {
        row["measure"]: row
        for row in made_up.execute(
            "SELECT f.* FROM yearly_figure f JOIN authority ON code = authority_code WHERE "
            "slug = 'milton-keynes' AND year_ending = '2024-03-31'"
        )
    }
    rate = figures["uphold_rate"]
    counts = f"{rate['numerator']} of {rate['denominator']}"
    shown = summary(page)
    expect(shown.get_by_text(f"{counts} complaints investigated were upheld")).to_be_visible()
    for measure, label in (
        ("uphold_rate", "Uphold rate"),
        ("compliance_rate", "Compliance rate"),
        ("satisfactory_remedy_rate", "Satisfactory remedy rate"),
    ):
        figure = figures[measure]
        card = shown.locator(".measure").filter(has=page.get_by_role("heading", name=label))
        words = card.inner_text()
        assert figure["display"] in words
        assert f"{figure['numerator']} of {figure['denominator']}" in words
        assert f"similar councils {figure['similar_display']}" in words
        assert re.search(r"Range \d+(\.\d)?% to \d+(\.\d)?%", words)
    expect(shown.get_by_role("img", name=re.compile("by year"))).to_be_visible()
    assert shown.get_by_role("listitem").count() == 3
    expect(shown.get_by_role("link", name="Annual letter 2023-24")).to_be_visible()
    expect(shown.get_by_role("link", name="All decisions")).to_have_attribute(
        "href", "/decisions?council=milton-keynes"
    )
    shown.get_by_role("link", name="Full profile").click()
    expect(page).to_have_url(re.compile(r"/council/milton-keynes\?year=2024$"))


def test_the_chosen_council_is_in_the_address_and_back_and_forward_restore_it(page: Page) -> None:
    page.goto("/?year=2024")
    click_on_map(page, "Milton Keynes")
    expect(heading(page)).to_have_text("Milton Keynes")
    expect(page).to_have_url(re.compile("council=milton-keynes"))
    click_on_map(page, "Cornwall")
    expect(heading(page)).to_have_text("Cornwall")
    expect(page).to_have_title(re.compile("Cornwall"))
    page.go_back()
    expect(heading(page)).to_have_text("Milton Keynes")
    expect(page).to_have_title(re.compile("Milton Keynes"))
    page.go_back()
    expect(heading(page)).to_have_text("Choose a council")
    page.go_forward()
    expect(heading(page)).to_have_text("Milton Keynes")


def test_going_back_to_no_council_gives_the_page_its_first_title_again(page: Page) -> None:
    page.goto("/?year=2024")
    title = page.title()
    click_on_map(page, "Cornwall")
    expect(page).to_have_title(re.compile("Cornwall"))
    page.go_back()
    expect(heading(page)).to_have_text("Choose a council")
    expect(page).to_have_title(title)


def test_the_chosen_council_is_outlined_on_the_map(page: Page) -> None:
    page.goto("/?year=2024")
    before = page.locator("#map-stage").screenshot()
    click_on_map(page, "Cornwall")
    expect(heading(page)).to_have_text("Cornwall")
    page.mouse.move(0, 0)
    page.get_by_label("Find a council").focus()
    assert page.locator("#map-stage").screenshot() != before


@pytest.mark.parametrize(
    ("council", "steps"),
    [
        ("", {"Year": "2023"}),
        ("", {"Show": "compliance_rate"}),
        ("cumberland", {"Show": "upheld_per_100k", "Year": "2022"}),
    ],
)
def test_sharing_the_address_shows_the_same_as_choosing_by_hand(
    page: Page, council: str, steps: dict[str, str]
) -> None:
    page.goto(f"/?year=2024&tier=lower&measure=uphold_rate&council={council}")
    first = page.locator("#table-caption").inner_text()
    for label, value in steps.items():
        with page.expect_response(re.compile(r"/summary|/map/")):
            choice(page, label).select_option(value)
    expect(page.locator("#table-caption")).not_to_have_text(first)
    for part in ("#answer", "#map-stage"):
        expect(page.locator(part)).not_to_have_attribute("aria-busy", "true")
    by_hand = page.evaluate(SHOWN)
    page.reload()
    shared = page.evaluate(SHOWN)
    differing = differences(by_hand, shared)
    assert not differing, "\n".join(differing)


def differences(by_hand: dict[str, Any], shared: dict[str, Any]) -> list[str]:
    """What differs, by hand and as shared; of a list the first entry that does."""
    found = []
    for part, expected in shared.items():
        pairs = [(by_hand[part], expected)]
        if isinstance(expected, list):
            pairs = list(itertools.zip_longest(by_hand[part], expected))
        first = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if first:
            found.append(f"{part}: by hand {first[0]!r}, shared {first[1]!r}")
    return found


def test_years_after_the_first_are_coloured_without_asking_for_data(
    page: Page, visitor: Visitor
) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    visitor.forget()
    caption = page.locator("#table-caption")
    with page.expect_response(re.compile("/map/")):
        choice(page, "Show").select_option("compliance_rate")
    expect(caption).to_contain_text("Compliance rate, 2023-24")
    for value, label in (("2023", "2022-23"), ("2022", "2021-22"), ("2024", "2023-24")):
        choice(page, "Year").select_option(value)
        expect(caption).to_contain_text(f"Compliance rate, {label}")
    assert len(visitor.asked_for("/map/")) == 1
    others = [path for path in visitor.requests if not path.startswith(("/map/", "/static/"))]
    assert others == []


def test_a_recoloured_area_says_its_new_figure(page: Page, made_up: sqlite3.Connection) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    query = (
        "SELECT f.* FROM yearly_figure f JOIN authority ON code = authority_code WHERE "
        "slug = 'birmingham' AND year_ending = '2022-03-31' AND measure = 'compliance_rate'"
    )
    figure = made_up.execute(query).fetchone()
    choice(page, "Show").select_option("compliance_rate")
    choice(page, "Year").select_option("2022")
    says = f"{figure['display']}, {figure['numerator']} of {figure['denominator']}"
    expect(area(page, "Birmingham")).to_have_attribute("aria-label", f"Birmingham: {says}")
    expect(area(page, "Birmingham")).to_have_attribute("href", "/council/birmingham?year=2022")
    row = page.locator("#council-table tbody tr").filter(has_text="Birmingham City Council")
    expect(row.get_by_role("cell").nth(1)).to_have_text(figure["display"])


def test_every_colour_on_the_map_is_explained_in_words_by_the_legend(page: Page) -> None:
    page.goto("/?year=2024")
    for measure in ("uphold_rate", "compliance_rate", "upheld_per_100k"):
        if measure != "uphold_rate":
            with page.expect_response(re.compile("/map/")):
                choice(page, "Show").select_option(measure)
            expect(page.locator("#table-caption")).not_to_contain_text("Uphold rate")
        found = page.evaluate(
            """() => {
              const look = (element) => element.getAttribute("class").split(" ");
              const states = new Set([...document.querySelectorAll("#map a")].map(area =>
                look(area).includes("few") ? "few" : look(area)[0]));
              const explained = [...document.querySelectorAll("#legend li")].map(entry => {
                const names = look(entry.querySelector(".swatch"));
                return [names.includes("few") ? "few" : names[1], entry.innerText.trim()];
              });
              return { states: [...states], explained };
            }"""
        )
        explained = dict(found["explained"])
        assert set(found["states"]) <= set(explained), measure
        assert all(explained.values())


def test_changing_the_measure_or_the_year_is_announced(page: Page) -> None:
    page.goto("/?year=2024&measure=uphold_rate")
    status = page.get_by_role("status")
    choice(page, "Show").select_option("compliance_rate")
    expect(status).to_contain_text("Compliance rate")
    choice(page, "Year").select_option("2022")
    expect(status).to_contain_text("2021-22")


def test_choosing_a_council_is_announced_with_its_headline(page: Page) -> None:
    page.goto("/?year=2024")
    click_on_map(page, "Cornwall")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Cornwall: \d+ of \d+"))


def test_the_tier_of_counties_has_counties_and_no_districts(page: Page) -> None:
    page.goto("/?year=2024")
    choice(page, "Councils").select_option("upper")
    expect(page).to_have_url(re.compile("tier=upper"))
    expect(area(page, "Hertfordshire")).to_have_count(1)
    expect(area(page, "Stevenage")).to_have_count(0)
    assert page.locator("#map a").count() == 153
    click_on_map(page, "Hertfordshire")
    expect(heading(page)).to_have_text("Hertfordshire")
    types = page.locator("#council-table tbody tr td:first-of-type").all_inner_texts()
    assert not any("district" in words.lower() for words in types)
    page.go_back()
    page.go_back()
    expect(area(page, "Stevenage")).to_have_count(1)


def test_a_borough_can_be_chosen_in_the_enlarged_london(page: Page) -> None:
    page.goto("/?year=2024")
    page.mouse.click(*point_on_map(page.locator('.inset a[data-name="Camden"]')))
    expect(heading(page)).to_have_text("Camden")


def test_choosing_a_council_on_a_phone_brings_its_answer_into_view(phone: Page) -> None:
    phone.goto("/?year=2024")
    phone.touchscreen.tap(*point_on_map(area(phone, "Cornwall")))
    expect(heading(phone)).to_have_text("Cornwall")
    expect(heading(phone)).to_be_in_viewport()
    expect(phone).to_have_url(re.compile("council=cornwall"))


def test_enter_on_an_area_shows_the_council_and_moves_the_focus_to_its_answer(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Cornwall").focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Cornwall")
    expect(heading(page)).to_be_focused()


def test_the_map_is_one_stop_of_the_tab_key(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_role("link", name="The same figures as a table").focus()
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate("() => document.activeElement.closest('#map-stage') ? 'map' : 'other'")
        )
    assert stops.count("map") == 1


def test_arrow_keys_walk_by_direction(page: Page) -> None:
    page.goto("/?year=2024")
    area(page, "Birmingham").focus()
    middle = "() => { const b = document.activeElement.getBoundingClientRect(); "
    middle += "return [b.x + b.width / 2, b.y + b.height / 2]; }"
    for key, axis, sign in (
        ("ArrowLeft", 0, -1),
        ("ArrowUp", 1, -1),
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
    ):
        before, name = page.evaluate(middle), page.evaluate("document.activeElement.dataset.name")
        page.keyboard.press(key)
        after = page.evaluate(middle)
        assert page.evaluate("document.activeElement.dataset.name") != name
        assert sign * (after[axis] - before[axis]) > 0, key


def test_arrow_keys_reach_every_council(page: Page) -> None:
    page.goto("/?year=2024")
    ways = page.locator("#map a").evaluate_all(
        "areas => areas.map(a => a.dataset.next.split(' ').filter(Boolean).map(Number))"
    )
    reached, waiting = {0}, [0]
    while waiting:
        for index in ways[waiting.pop()]:
            if index not in reached:
                reached.add(index)
                waiting.append(index)
    names = page.locator("#map a").evaluate_all("areas => areas.map(a => a.dataset.name)")
    assert [name for index, name in enumerate(names) if index not in reached] == []


def test_focus_on_the_map_is_seen(page: Page) -> None:
    page.goto("/?year=2024")
    page.get_by_role("button", name="All of the map").focus()
    before = page.locator("#map-stage").screenshot()
    page.keyboard.press("Tab")
    assert page.locator("#map-stage").screenshot() != before
    name = page.evaluate("document.activeElement.dataset.name")
    expect(page.locator("#map-card strong")).to_have_text(name)


def size(page: Page) -> float:
    box = area(page, "Cornwall").bounding_box()
    assert box
    return box["width"]


def test_the_buttons_zoom_in_and_out_and_show_the_whole_map_again(page: Page) -> None:
    page.goto("/?year=2024")
    first = size(page)
    wider = "([name, width, sign]) => sign * (document.querySelector("
    wider += '`#map a[data-name="${name}"]`).getBoundingClientRect().width - width) > 1'
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(wider, arg=["Cornwall", first, 1])
    zoomed = size(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(wider, arg=["Cornwall", zoomed, 1])
    twice = size(page)
    page.get_by_role("button", name="Zoom out").click()
    page.wait_for_function(wider, arg=["Cornwall", twice, -1])
    page.get_by_role("button", name="All of the map").click()
    page.wait_for_function(
        "width => Math.abs(document.querySelector('#map a[data-name=\"Cornwall\"]')"
        ".getBoundingClientRect().width - width) < 1",
        arg=first,
    )


def test_dragging_a_zoomed_map_moves_it_and_chooses_nothing(page: Page) -> None:
    page.goto("/?year=2024")
    first = size(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(
        "width => document.querySelector('#map a[data-name=\"Cornwall\"]')"
        ".getBoundingClientRect().width > width + 1",
        arg=first,
    )
    target = area(page, "Birmingham")
    x, y = point_on_map(target)
    before = target.bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    after = target.bounding_box()
    assert before
    assert after
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, 40), abs=3)
    expect(heading(page)).to_have_text("Choose a council")
    assert "council=" not in page.url
    page.mouse.click(*point_on_map(target))
    expect(heading(page)).to_have_text("Birmingham")


def test_a_focused_area_is_brought_into_a_zoomed_map(page: Page) -> None:
    page.goto("/?year=2024")
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    area(page, "Cornwall").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          const map = document.getElementById("map").getBoundingClientRect();
          return box.left >= map.left - 1 && box.right <= map.right + 1
            && box.top >= map.top - 1 && box.bottom <= map.bottom + 1;
        }"""
    )


def test_nothing_moves_by_itself_for_a_reader_who_wants_no_motion(
    visitor: Visitor, demonstration_site: str
) -> None:
    page = visitor.phone(demonstration_site, reduced_motion="reduce")
    page.goto("/?year=2024")
    moving = "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); "
    moving += "const long = (t) => t.split(',').some(d => parseFloat(d) > 0.01); "
    moving += "return long(s.transitionDuration) || long(s.animationDuration) "
    moving += "|| s.scrollBehavior === 'smooth'; }).map(e => e.tagName + '.' + e.className)"
    assert page.evaluate(moving) == []
    phone_map = area(page, "Cornwall")
    page.touchscreen.tap(*point_on_map(phone_map))
    expect(heading(page)).to_be_in_viewport()
    assert (
        page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length") == 0
    )


def test_the_map_page_works_where_the_map_data_can_not_be_had(page: Page, visitor: Visitor) -> None:
    page.goto("/?year=2024")
    visitor.expected_statuses.add(503)
    page.route("**/map/**", lambda route: route.fulfill(status=503, body="not now"))
    choice(page, "Year").select_option("2023")
    expect(page.locator("#table-caption")).to_contain_text("2022-23")
