"""Nothing is lost on a narrow screen, with large text or with text set wider; targets are large."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.states import BY_LAYOUT, State
from tests.browser.visitor import PHONE

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""The spacing that WCAG 1.4.12 lets readers set."""

WIDER_THAN_THE_SCREEN = """
() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-frame"))
    .map(e => `${e.tagName} ${e.className} ${e.getBoundingClientRect().right.toFixed(0)}`)
    .slice(0, 8).concat(`page ${document.documentElement.scrollWidth} of ${innerWidth}`);
}
"""
CUT_OFF = """
() => [...document.querySelectorAll("main *, header *, footer *, aside *")]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.innerText
    && !e.closest(".table-frame, .unseen, .skip, svg, #charts .js-plotly-plot"))
  .filter(e => {
    const style = getComputedStyle(e);
    const hides = ["hidden", "clip"];
    return (hides.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (hides.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  })
  .map(e => `${e.tagName} ${e.className}: ${e.innerText.slice(0, 60)}`)
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


@pytest.mark.parametrize("state", BY_LAYOUT)
def test_at_320_pixels_with_text_twice_as_large_and_set_wider_nothing_is_lost(
    state: State, look_at: Callable[..., Page]
) -> None:
    page = look_at(state, viewport=NARROW)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert page.evaluate(CUT_OFF) == []
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert page.evaluate(CUT_OFF) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.add_style_tag(content=SPACED)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("state", BY_LAYOUT)
def test_on_a_phone_what_can_be_tapped_is_large_enough(
    state: State, look_at: Callable[..., Page]
) -> None:
    page = look_at(state, viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.evaluate(SMALL_CONTROLS) == []
    assert page.evaluate(SMALL_TARGETS) == []
