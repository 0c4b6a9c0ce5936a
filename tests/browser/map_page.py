"""The map page as a reader handles it, in words that tests of the map share."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.visitor import point_on_map

SUMMARY = "The council you chose"


def area(page: Page, name: str) -> Locator:
    return page.locator(f'#map a[data-name="{name}"]')


def choice(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def click_on_map(page: Page, name: str) -> None:
    page.mouse.click(*point_on_map(area(page, name)))


def summary(page: Page) -> Locator:
    return page.get_by_role("region", name=SUMMARY)


def heading(page: Page) -> Locator:
    return summary(page).get_by_role("heading", level=2)


def inset_area(page: Page, name: str) -> Locator:
    return page.locator(f'#inset a[data-name="{name}"]')


def legend_entry(page: Page, words: str) -> Locator:
    return page.locator("#legend").get_by_role("button").filter(has_text=words)


def card(page: Page) -> Locator:
    return page.locator("#map-card")


def focused_name(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.dataset.name ?? ''")
    return name


def box_of(page: Page, selector: str) -> dict[str, float]:
    """Where an element is on the screen: left, top, right, bottom."""
    box: dict[str, float] = page.locator(selector).first.evaluate(
        "e => { const { left, top, right, bottom } = e.getBoundingClientRect(); "
        "return { left, top, right, bottom }; }"
    )
    return box


def overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """The ground that two boxes share, in square pixels."""
    width = min(one["right"], other["right"]) - max(one["left"], other["left"])
    height = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return max(width, 0) * max(height, 0)


def zoom(page: Page) -> float:
    """How many times larger than the whole map it is drawn."""
    scale: float = page.evaluate(
        "() => { const g = document.getElementById('map-ground'); "
        "return g.getScreenCTM().a / g.ownerSVGElement.getScreenCTM().a; }"
    )
    return scale
