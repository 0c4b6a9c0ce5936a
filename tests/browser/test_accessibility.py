"""axe-core on every page, wide and on a phone, light and dark, and what axe can not see."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.xdist_group("browser-accessibility")

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What the dark can change; everything else is the same in it."""
RUN_AXE = """
async options => {
  // The rows of the long table are alike, and axe takes most of its time for them.
  document.querySelectorAll("#council-table tbody tr:nth-child(n + 30)").forEach(r => r.remove());
  const found = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => ({
    id, number: nodes.length,
    nodes: nodes.slice(0, 4).map(node => `${node.target} ${node.html.slice(0, 160)} | ` +
      [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ")),
  }));
}
"""
PAGES = {
    "map": "/",
    "map with a council": "/?council=cornwall&year=2024",
    "map with a council of few cases": "/?council=isles-of-scilly&year=2022",
    "map of counties": "/?tier=upper&year=2023&measure=upheld_per_100k",
    "council": "/council/cumberland?year=2024",
    "abolished council": "/council/allerdale?year=2024",
    "gap on the map": "/?shade=difference&year=2024",
    "compare": "/compare?councils=leeds,luton&year=2024",
    "nothing to compare": "/compare",
    "trends": "/trends?of=somerset",
    "trends of england": "/trends",
    "trends of a category": "/trends?of=leeds&category=Housing",
    "trends as was": "/trends?of=somerset&lineage=was",
    "a service that another council runs": "/trends?of=stevenage&category=Education",
    "compare ten": "/compare?group=chosen&year=2024&councils=leeds,luton,york,dorset,camden,"
    "barnet,bexley,brent,bolton,bury",
    "signals": "/signals?year=2024",
    "decisions": "/decisions?q=housing&council=leeds",
    "letters": "/letters?council=cornwall",
    "letter": "/letters/cornwall/2024",
    "methods": "/methods",
    "data": "/data",
    "search": "/search",
    "several councils": "/search?q=newcastle",
    "councils of a postcode": "/search?place=stevenage&ended=2015-06",
    "postcode elsewhere": "/search?postcode=wales",
    "no such page": "/nowhere",
    "no such council": "/council/milton-keyne",
}


def faults(page: Page) -> list[str]:
    """What axe finds at both widths, light and dark."""
    found = []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            # Without motion: colours on their way from light to dark are neither's.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            where = f"{size['width']} px, {scheme}"
            found += run_axe(page, where, RULES if scheme == "light" else COLOUR_RULES)
    return found


def run_axe(page: Page, where: str, rules: list[str]) -> list[str]:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN_AXE, {"runOnly": rules})
    return [
        "\n  ".join([f"{fault['id']} ({where}, {fault['number']} elements)", *fault["nodes"]])
        for fault in found
    ]


def assert_none(found: list[str]) -> None:
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, visitor: Visitor, name: str) -> None:
    visitor.expected_statuses.add(404)
    page.goto(PAGES[name])
    if PAGES[name].startswith("/council/c"):
        expect(page.locator("#charts figure .main-svg").first).to_be_visible()
    assert_none(faults(page))


def test_axe_finds_nothing_while_the_search_offers_councils(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Find a council").press_sequentially("new")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert_none(faults(page))


def test_axe_finds_nothing_after_a_council_was_chosen_and_the_map_recoloured(page: Page) -> None:
    page.goto("/?year=2024")
    page.locator("#map a[data-name=Cornwall]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-heading")).to_have_text("Cornwall")
    page.get_by_role("combobox", name="Show", exact=True).select_option("upheld_per_100k")
    expect(page.locator("#table-caption")).to_contain_text("100,000")
    assert_none(run_axe(page, "recoloured", RULES))


@pytest.mark.parametrize(
    "name",
    [
        *("map with a council", "council", "decisions", "methods", "signals", "compare"),
        *("trends of a category", "trends as was"),
    ],
)
def test_headings_go_down_one_level_at_a_time_from_one_h1(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    levels = page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
    assert steps == []


def test_the_first_stop_of_the_tab_key_skips_to_the_content(page: Page) -> None:
    page.goto("/council/cornwall")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_table_is_offered_before_the_map(page: Page) -> None:
    page.goto("/")
    order = page.evaluate(
        "() => document.querySelector('a[href=\"#table\"]').compareDocumentPosition("
        "document.getElementById('map')) & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    assert order


@pytest.mark.parametrize("name", ["map with a council", "council", "decisions"])
def test_every_stop_of_the_tab_key_can_be_seen(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    unseen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        found = page.evaluate(SEEN)
        if found is None:
            break
        if found["why"]:
            unseen.append(found)
    assert unseen == []


SEEN = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const style = getComputedStyle(element);
  const inner = element.querySelector("path") && getComputedStyle(element.querySelector("path"));
  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1)
    || style.boxShadow !== "none" || element.closest(":focus-within.search-row, .search")
    || (inner && (inner.outlineStyle !== "none" || parseFloat(inner.strokeWidth) > 2));
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1));
  const covered = inView && middle && !element.contains(middle) && !middle.contains(element)
    && getComputedStyle(middle).position === "sticky";
  // The browser itself marks the part of a date that has the focus.
  if (element.matches("[type=date]")) return { why: "" };
  const why = !inView ? "out of view" : !marked ? "no mark of focus" : covered ? "covered" : "";
  return { why, what: element.outerHTML.slice(0, 120) };
}
"""

SMALL_TARGETS = """
() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true })
    && !e.closest("#map-stage svg, .skip")
    // WCAG 2.5.8 leaves out marks in a chart that stand in the table of the same page as well.
    && !(e.matches("svg.marked a")
      && document.querySelector(`table a[href="${e.getAttribute("href")}"]`));
  // WCAG 2.5.8 leaves out links in a sentence, whose size the line of text gives.
  const inText = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const boxes = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, summary, [role=option], [tabindex='0']")]
    .filter(e => shown(e) && !inText(e))
    .map(e => {
      const label = e.matches("[type=checkbox], [type=radio]") && e.labels && e.labels[0];
      const box = e.getBoundingClientRect();
      const other = label ? label.getBoundingClientRect() : box;
      return { e,
        width: Math.max(box.width, other.width), height: Math.max(box.height, other.height),
        x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
  // A smaller target will do where a circle of 24 px round it meets no other target's.
  const apart = (one) => boxes.every(other => other.e === one.e
    || Math.hypot(one.x - other.x, one.y - other.y) >= 24
    || other.e.contains(one.e) || one.e.contains(other.e));
  return boxes.filter(b => (b.width < 23.9 || b.height < 23.9) && !apart(b))
    .map(b => `${b.e.outerHTML.slice(0, 110)} ${b.width.toFixed(1)} x ${b.height.toFixed(1)}`);
}
"""
SMALL_CONTROLS = """
() => [...document.querySelectorAll(
    "button, input:not([type=hidden]):not([type=checkbox]), select, summary, nav a, .button")]
  .filter(e => e.checkVisibility({ visibilityProperty: true }))
  .map(e => [e.outerHTML.slice(0, 110), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
  .map(([html, box]) => `${html} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)
"""


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_what_can_be_tapped_is_large_enough(
    phone: Page, visitor: Visitor, name: str
) -> None:
    visitor.expected_statuses.add(404)
    phone.goto(PAGES[name])
    assert phone.evaluate(SMALL_CONTROLS) == []
    assert phone.evaluate(SMALL_TARGETS) == []


WIDER_THAN_THE_SCREEN = """
() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-frame"))
    .map(e => `${e.tagName} ${e.className} ${e.getBoundingClientRect().right.toFixed(0)}`)
    .slice(0, 8).concat(`page ${document.documentElement.scrollWidth} of ${innerWidth}`);
}
"""


@pytest.mark.parametrize("name", PAGES)
def test_at_320_pixels_and_with_text_twice_as_large_nothing_scrolls_sideways(
    page: Page, visitor: Visitor, name: str
) -> None:
    visitor.expected_statuses.add(404)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(PAGES[name])
    if PAGES[name].startswith("/council/c"):
        expect(page.locator("#charts figure .main-svg").first).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert page.evaluate(CUT_OFF) == []


CUT_OFF = """
() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.innerText
    && !e.closest(".table-frame, .unseen, .skip, svg, #charts"))
  .filter(e => {
    const style = getComputedStyle(e);
    const hides = ["hidden", "clip"];
    return (hides.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (hides.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  })
  .map(e => `${e.tagName} ${e.className}: ${e.innerText.slice(0, 60)}`)
"""


def test_a_page_says_its_language_and_has_a_title_of_its_own(page: Page, visitor: Visitor) -> None:
    visitor.expected_statuses.add(404)
    titles = {}
    for name, path in PAGES.items():
        page.goto(path, wait_until="commit")
        expect(page.locator("html")).to_have_attribute("lang", "en-GB")
        titles[name] = page.title()
    assert len(set(titles.values())) == len(titles)
