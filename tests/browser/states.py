"""Every page and state of the site that tests look at: axe, reflow, pictures, Lighthouse.

To have a page or a state looked at, add one line to `STATES`:

    State("name", "/address"),
    State("name", "/address", reach=what_a_reader_does_there),
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pytest
from playwright.sync_api import Page, expect


class Site(StrEnum):
    """What the site serves when the state is looked at."""

    DEMONSTRATION = "demonstration data"
    REAL = "real figures"
    EMPTY = "no snapshot"


def _nothing(_: Page) -> None:
    """The state is there as soon as the page is."""


@dataclass(frozen=True)
class State:
    """A page as a reader has it before them."""

    name: str
    address: str
    reach: Callable[[Page], None] = _nothing
    """What a reader does on the page before it looks like this."""
    site: Site = Site.DEMONSTRATION
    status: int = 200
    is_measured: bool = False
    """Whether Lighthouse measures it, which opens the address and does nothing there."""
    is_variant: bool = False
    """Whether it is made like another one and differs in its figures: axe looks at it every time,
    the other checks by `make accessibility` only."""

    def open(self, page: Page) -> None:
        """Opens the page, whose context knows the site's address, and reaches the state."""
        answer = page.goto(self.address)
        assert answer
        assert answer.status == self.status, f"{self.address}: {answer.status}"
        page.evaluate("document.fonts.ready")
        self.reach(page)

    def __str__(self) -> str:
        """The name, which pytest shows."""
        return self.name


def charts_drawn(page: Page) -> None:
    """Goes down to the two charts of a profile, waits until Dash has drawn them, and goes back."""
    page.locator("#react-entry-point").scroll_into_view_if_needed()
    charts = page.locator("#charts figure .main-svg")
    expect(page.locator("#charts figure")).to_have_count(2)
    expect(charts.first).to_be_visible()
    expect(charts.last).to_be_visible()
    page.evaluate("scrollTo(0, 0)")


def search_offers(page: Page) -> None:
    """Types a few letters and goes to the first council offered."""
    page.get_by_role("combobox", name="Find a council").press_sequentially("new")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def search_fits_none(page: Page) -> None:
    """Types a name that no council has."""
    page.get_by_role("combobox", name="Find a council").press_sequentially("qqqzzz")
    expect(page.get_by_text("No council is called").first).to_be_visible()


def chosen_and_recoloured(page: Page) -> None:
    """Chooses a council on the map by keyboard, then another measure."""
    page.locator("#map a[data-name=Cornwall]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-heading")).to_have_text("Cornwall")
    page.get_by_role("combobox", name="Show", exact=True).select_option("upheld_per_100k")
    expect(page.locator("#table-caption")).to_contain_text("100,000")


def zoomed_in_on_a_focused_council(page: Page) -> None:
    """Zooms in twice; then a council has the focus, and its card is shown."""
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
    page.locator("#map a[data-name=Leeds]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#map-card")).to_be_visible()


def a_card_and_the_code(page: Page) -> None:
    """Opens what the map can be taken away by; then a council of the inset shows its card."""
    page.get_by_text("Save or embed this map").click()
    page.locator('#inset a[data-name="Camden"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#map-card")).to_be_visible()


def a_mark_has_the_focus(page: Page) -> None:
    """Goes to a mark of the first chart, whose words then stand under the chart."""
    page.locator("svg.marked a[tabindex='0']").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".marked-words").first).not_to_be_empty()


STATES: Final = (
    # The map
    State("map", "/"),
    State("map, a council chosen", "/?council=cornwall&year=2024"),
    State("map, too few cases", "/?council=isles-of-scilly&year=2022", is_variant=True),
    State(
        "map of counties by residents",
        "/?tier=upper&year=2023&measure=upheld_per_100k",
        is_variant=True,
    ),
    State("map of gaps to similar councils", "/?shade=difference&year=2024", is_variant=True),
    State("map, sorted by figure", "/?sort=-figure&year=2024", is_variant=True),
    State("map, a tile each", "/?view=tiles&year=2024&council=leeds"),
    State("map, of one region", "/?region=south-west&year=2024", is_variant=True),
    State("map, one class alone", "/?year=2024&only=few", is_variant=True),
    State("map, a card shown and the code open", "/?year=2024", reach=a_card_and_the_code),
    State("map to embed", "/embed/map?year=2024"),
    State("map, search offers councils", "/", reach=search_offers),
    State("map, search fits none", "/", reach=search_fits_none),
    State("map, chosen and recoloured", "/?year=2024", reach=chosen_and_recoloured),
    State("map, zoomed in", "/?year=2024", reach=zoomed_in_on_a_focused_council),
    State("figures to embed", "/embed/council/cumberland?year=2024"),
    State("trend to embed", "/embed/trend/leeds"),
    State("search", "/search"),
    State("search, several councils fit", "/search?q=newcastle", is_variant=True),
    State("search, councils of a postcode", "/search?place=stevenage&ended=2015-06"),
    State("search, a postcode elsewhere", "/search?postcode=wales", is_variant=True),
    # A council
    State("council", "/council/cumberland?year=2024", reach=charts_drawn),
    State("council, a county", "/council/kent?year=2024", reach=charts_drawn),
    State(
        "council, too few cases",
        "/council/isles-of-scilly?year=2022",
        reach=charts_drawn,
        is_variant=True,
    ),
    State(
        "council, another measure",
        "/council/leeds?year=2023&measure=compliance_rate",
        is_variant=True,
    ),
    State("council, abolished", "/council/allerdale?year=2024", is_variant=True),
    State("council, none of that name", "/council/milton-keyne", status=404),
    State("scrutiny pack, not asked for", "/council/leeds/pack?year=2022"),
    # Comparing
    State("compare", "/compare?councils=leeds,luton&year=2024"),
    State(
        "compare, a mark in focus",
        "/compare?councils=leeds,luton&year=2024",
        reach=a_mark_has_the_focus,
    ),
    State("compare, nothing chosen", "/compare"),
    State("trends of a council", "/trends?of=somerset"),
    State("trends of England", "/trends", is_variant=True),
    State("trends of a category", "/trends?of=leeds&category=Housing"),
    State("trends as was", "/trends?of=somerset&lineage=was", is_variant=True),
    State(
        "a service that another council runs",
        "/trends?of=stevenage&category=Education",
        is_variant=True,
    ),
    State(
        "compare ten",
        "/compare?group=chosen&year=2024&councils=leeds,luton,york,dorset,camden,barnet,bexley,"
        "brent,bolton,bury",
    ),
    State("signals", "/signals?year=2024"),
    # Cases and letters
    State("decisions", "/decisions"),
    State("decisions, filtered", "/decisions?q=housing&council=leeds"),
    State("decisions, none fit", "/decisions?q=zeppelin", is_variant=True),
    State(
        "decisions behind a count",
        "/decisions?council=cumberland&predecessors=yes&decision=Upheld&category=Education"
        "&from=2023-04-01&to=2024-03-31",
    ),
    State("decision, none of that reference", "/decisions/DEMO-99-999-999", status=404),
    State("agreed actions", "/recommendations"),
    State(
        "agreed actions of a category",
        "/recommendations?council=leeds&category=Housing",
        is_variant=True,
    ),
    State("letters", "/letters?council=cornwall"),
    State("letters with words", "/letters?q=council", is_variant=True),
    State("letter", "/letters/cornwall/2024"),
    # About the figures
    State("methods", "/methods"),
    State("how to read the figures", "/how-to-read?council=leeds"),
    State("glossary", "/glossary"),
    State("data", "/data"),
    State("open data for programs", "/api"),
    State("accessibility", "/accessibility"),
    State("no such page", "/nowhere", status=404),
    # Real figures, and none at all
    State("real: map", "/", site=Site.REAL, is_measured=True, is_variant=True),
    State("real: council", "/council/kent", charts_drawn, site=Site.REAL, is_measured=True),
    State(
        "real: compare",
        "/compare?councils=kent,leeds",
        site=Site.REAL,
        is_measured=True,
        is_variant=True,
    ),
    State(
        "real: council, not published",
        "/council/rutland?year=2015",
        site=Site.REAL,
        is_variant=True,
    ),
    State("real: decisions", "/decisions", site=Site.REAL, is_measured=True, is_variant=True),
    State("real: decision", "/decisions/25-026-969", site=Site.REAL, is_variant=True),
    State("real: data", "/data", site=Site.REAL, is_variant=True),
    State("no data yet", "/", site=Site.EMPTY, status=503),
)

BY_LAYOUT: Final = [
    pytest.param(state, id=state.name, marks=[pytest.mark.thorough] if state.is_variant else [])
    for state in STATES
]
"""Every state for a test, those that are variants in a thorough run only."""
