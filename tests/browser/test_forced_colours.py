"""With the few colours that a reader's system forces, what meant something is still told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.states import STATES

BY_NAME = {state.name: state for state in STATES}
FORCED = [{"forced_colors": "active", "color_scheme": scheme} for scheme in ("light", "dark")]


def is_drawn(element: Locator, within: Locator) -> bool:
    """Whether taking the element away changes the picture of what it stands in."""
    before = within.screenshot()
    element.evaluate("e => { e.style.visibility = 'hidden' }")
    after = within.screenshot()
    element.evaluate("e => { e.style.visibility = '' }")
    return before != after


@pytest.mark.parametrize("media", FORCED, ids=["light", "dark"])
def test_the_legend_and_the_map_keep_their_classes_and_patterns(
    look_at: Callable[..., Page], media: dict[str, str]
) -> None:
    page = look_at(BY_NAME["map"], **media)
    swatches = page.locator("#legend .swatch").all()
    assert len(swatches) == 8
    assert len({swatch.screenshot() for swatch in swatches}) == 8
    fills = page.locator("#map a[data-code]").evaluate_all(
        "areas => [...new Set(areas.map(a => getComputedStyle(a.firstElementChild).fill))]"
    )
    shades = [fill for fill in fills if fill.startswith("rgb")]
    hatched = [fill for fill in fills if fill.startswith("url")]
    assert len(shades) >= 5
    assert len(hatched) >= 3


@pytest.mark.parametrize("media", FORCED, ids=["light", "dark"])
def test_the_range_strip_keeps_its_track_its_range_its_dot_and_its_tick(
    look_at: Callable[..., Page], media: dict[str, str]
) -> None:
    page = look_at(BY_NAME["council, a county"], **media)
    strip = page.locator(".strip").first
    strip.scroll_into_view_if_needed()
    for part in (".strip-band", ".strip-dot", ".strip-tick"):
        assert is_drawn(strip.locator(part).first, strip), part


@pytest.mark.parametrize("media", FORCED, ids=["light", "dark"])
def test_what_is_chosen_is_marked(look_at: Callable[..., Page], media: dict[str, str]) -> None:
    page = look_at(BY_NAME["map, search offers councils"], **media)
    outline = "e => getComputedStyle(e).outlineStyle"
    options = page.locator("#council-options li")
    assert options.count() > 1
    outlines = [option.evaluate(outline) for option in options.all()]
    assert outlines.count("solid") == 1
    page = look_at(BY_NAME["council, a county"], **media)
    ground = "e => getComputedStyle(e).backgroundColor"
    years = page.get_by_role("navigation", name="Year").locator("a")
    grounds = {year.evaluate(ground) for year in years.all()}
    assert len(grounds) == 2
    rows = page.get_by_role("table", name="Uphold rate, year by year").locator("tbody tr")
    assert {row.evaluate(outline) for row in rows.all()} == {"solid", "none"}


@pytest.mark.parametrize("media", FORCED, ids=["light", "dark"])
def test_the_marks_of_charts_are_drawn_and_the_chosen_ones_differ(
    look_at: Callable[..., Page], media: dict[str, str]
) -> None:
    page = look_at(BY_NAME["compare"], **media)
    funnel = page.locator("svg.marked").nth(1)
    fill = "e => getComputedStyle(e).fill"
    chosen = funnel.locator(".mark-link.is-chosen path").first
    others = funnel.locator(".mark-link:not(.is-chosen):not(.is-few) circle")
    assert chosen.evaluate(fill) != others.first.evaluate(fill)
    assert is_drawn(chosen, funnel)
    page = look_at(BY_NAME["council, a county"], **media)
    charts = page.locator("#charts figure")
    for chart, count in ((charts.nth(0), 3), (charts.nth(1), 15)):
        points = chart.locator(".points path")
        assert points.count() >= count
        chart.scroll_into_view_if_needed()
        assert is_drawn(points.first, chart)
