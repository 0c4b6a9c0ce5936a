"""The vendored files in a real browser, on pages of their own: nothing here needs the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

HERE = Path(__file__).parent
ASSETS = HERE.parents[2] / "assets"
SITE = "http://site.test"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}

MAP = """
<style>body { margin: 0 } svg { display: block }</style>
<svg id="map" viewBox="0 0 1000 800" width="500" height="400">
  <g id="ground"><rect id="area" x="400" y="200" width="100" height="100"/></g>
</svg>
<script type="module" src="/page.js"></script>
"""
MAP_SCRIPT = """
import "/vendor/panzoom.min.js";
const map = document.getElementById("map");
const unitsPerPixel = 1 / map.getScreenCTM().a;
window.panzoom = window.Panzoom(document.getElementById("ground"), {
  minScale: 1,
  setTransform: (element, { x, y, scale }) => {
    const shift = `translate(${x * unitsPerPixel}px, ${y * unitsPerPixel}px)`;
    element.style.transform = `scale(${scale}) ${shift}`;
  },
});
map.addEventListener("wheel", panzoom.zoomWithWheel, { passive: false });
"""

SEARCH = """
<style>[hidden] { display: none } li { padding: 6px } button { padding: 8px }</style>
<main><h1>Find a council</h1>
<form role="search">
  <label for="council" id="label">Council</label>
  <input id="council" autocomplete="off">
  <ul id="councils" role="listbox" aria-labelledby="label" hidden></ul>
  <button>Search</button>
</form></main>
<script src="/axe.min.js"></script>
<script type="module" src="/page.js"></script>
"""
SEARCH_SCRIPT = """
import Combobox from "/vendor/combobox-nav.js";
const input = document.getElementById("council");
const list = document.getElementById("councils");
const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
list.innerHTML = `<li role="option" id="o-0">Milton Keynes</li>
  <li role="option" id="o-1">Middlesbrough</li>`;
input.addEventListener("input", () => { list.hidden = false; combobox.start(); });
list.addEventListener("combobox-commit", (event) => {
  input.value = event.target.textContent;
  list.hidden = true;
  combobox.stop();
});
"""

CHART = """
<div id="chart" style="width: 600px; height: 300px"></div>
<script src="/vendor/plotly-basic.min.js"></script>
<script src="/page.js"></script>
"""
CHART_SCRIPT = """
Plotly.newPlot("chart", [{ type: "bar", y: [1, 2] }, { type: "scatter", y: [2, 1] }], {},
  { showSendToCloud: false, displaylogo: false }).then(() => { window.isDrawn = true; });
"""

LETTERS = """
<link rel="stylesheet" href="/css/fonts.css">
<p style="font-family: var(--font-serif)">
  4 of 6 <span class="figures">111</span> <span class="figures">888</span></p>
<p style="font-family: var(--font-sans)">
  <b>67%</b> <span class="figures">111</span> <span class="figures">888</span></p>
"""


@dataclass
class Visit:
    """A page with what it asked for and what its console said."""

    page: Page
    asked_for: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str, str], Visit]]:
    page = browser.new_page()
    visit = Visit(page)
    page.on("console", lambda message: visit.complaints.append(message.text))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))

    def open_page(body: str, script: str = "") -> Visit:
        def answer(route: Route) -> None:
            address = route.request.url
            visit.asked_for.append(address)
            path = address.removeprefix(SITE)
            if path == "/":
                html = f'<!doctype html><html lang="en"><title>Page</title>{body}</html>'
                route.fulfill(
                    body=html,
                    content_type="text/html; charset=utf-8",
                    headers={"Content-Security-Policy": POLICY},
                )
            elif path == "/page.js":
                route.fulfill(body=script, content_type="text/javascript")
            elif path == "/axe.min.js":
                route.fulfill(path=HERE / "axe.min.js", content_type="text/javascript")
            elif (file := ASSETS / path[1:]).is_file():
                route.fulfill(path=file, content_type=TYPES[file.suffix])
            else:
                route.abort()

        page.route("**/*", answer)
        page.goto(f"{SITE}/")
        return visit

    yield open_page
    page.close()


def violations(page: Page) -> list[Any]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = page.evaluate("tags => axe.run({ runOnly: tags })", tags)
    return [
        (found["id"], [node["html"] for node in found["nodes"]]) for found in result["violations"]
    ]


def test_panzoom_keeps_the_point_under_the_pointer_where_it_is(
    visit: Callable[[str, str], Visit],
) -> None:
    opened = visit(MAP, MAP_SCRIPT)
    page = opened.page
    page.wait_for_function("window.panzoom")
    page.mouse.move(200, 100)
    page.mouse.wheel(0, -100)
    page.wait_for_function("document.getElementById('area').getBoundingClientRect().width > 51")
    area = page.locator("#area").bounding_box()
    assert area is not None
    assert area["width"] == pytest.approx(50 * page.evaluate("panzoom.getScale()"), abs=0.1)
    assert (area["x"], area["y"]) == pytest.approx((200, 100), abs=0.1)
    assert opened.complaints == []


def test_panzoom_moves_a_map_of_other_units_as_far_as_the_pointer(
    visit: Callable[[str, str], Visit],
) -> None:
    page = visit(MAP, MAP_SCRIPT).page
    page.wait_for_function("window.panzoom")
    page.mouse.move(220, 120)
    page.mouse.down()
    page.mouse.move(260, 150, steps=4)
    page.mouse.up()
    page.wait_for_function("document.getElementById('area').getBoundingClientRect().x > 239")
    area = page.locator("#area").bounding_box()
    assert area is not None
    assert (area["x"], area["y"]) == pytest.approx((240, 130), abs=0.1)


def test_the_combobox_tells_assistive_technology_which_option_is_active(
    visit: Callable[[str, str], Visit],
) -> None:
    opened = visit(SEARCH, SEARCH_SCRIPT)
    page = opened.page
    field = page.get_by_role("combobox", name="Council")
    assert violations(page) == []
    field.press_sequentially("mi")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "o-1"
    assert page.evaluate("document.activeElement.id") == "council"
    assert violations(page) == []
    field.press("Enter")
    assert field.input_value() == "Middlesbrough"
    assert field.get_attribute("aria-expanded") == "false"
    assert opened.complaints == []


def test_plotly_draws_bars_and_lines_and_asks_no_other_host(
    visit: Callable[[str, str], Visit],
) -> None:
    opened = visit(CHART, CHART_SCRIPT)
    opened.page.wait_for_function("window.isDrawn")
    opened.page.hover("#chart")
    assert opened.page.locator("#chart .bars .point").count() == 2
    assert opened.page.locator("#chart .lines").count() > 0
    assert opened.page.locator("[data-title='Share chart...']").count() == 0
    assert all(address.startswith(SITE) for address in opened.asked_for)
    assert opened.complaints == []


def test_both_typefaces_load_and_their_figures_stand_in_columns(
    visit: Callable[[str, str], Visit],
) -> None:
    opened = visit(LETTERS, "")
    opened.page.wait_for_function("() => document.fonts.check('16px \"CP Serif\"')")
    opened.page.wait_for_function("() => document.fonts.check('700 16px \"CP Sans\"')")
    assert {f"{SITE}/fonts/cp-serif.woff2", f"{SITE}/fonts/cp-sans.woff2"} < set(opened.asked_for)
    widths = opened.page.evaluate(
        "[...document.querySelectorAll('.figures')].map(f => f.getBoundingClientRect().width)"
    )
    assert widths[0] == pytest.approx(widths[1], abs=0.01)
    assert widths[2] == pytest.approx(widths[3], abs=0.01)
    assert opened.complaints == []
