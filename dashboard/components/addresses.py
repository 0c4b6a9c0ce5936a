"""The addresses of the site: the one place that knows how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.authorities.register import Authority
from dashboard.boundaries.drawing import Frame
from dashboard.dataset.places import Place
from dashboard.vocabulary import (
    AuthorityType,
    Lineage,
    MapView,
    Measure,
    PeerGroup,
    Shading,
    Tier,
    YearEnding,
)


@dataclass(frozen=True)
class MapState:
    """What the map shows; the address holds all of it."""

    measure: Measure
    year: YearEnding
    tier: Tier
    council: Authority | None = None
    sort: str = "council"
    shading: Shading = Shading.FIGURE
    view: MapView = MapView.MAP
    only: str = ""
    """The class of the legend that is shown alone; empty: all of them."""
    region: str = ""
    """The region that fills the map, as addresses write it; empty: all of England."""
    frame: Frame | None = None
    """The part of the map that is shown if it is neither England nor a region."""

    def address(self, path: str = "/", **changes: Any) -> str:
        """The address of this state, or of it with something changed, or of another form of it."""
        state = replace(self, **changes)
        query = {
            "measure": str(state.measure),
            "year": str(state.year.last),
            "tier": str(state.tier),
        }
        if state.council:
            query["council"] = state.council.slug
        if state.shading is not Shading.FIGURE:
            query["shade"] = str(state.shading)
        if state.view is not MapView.MAP:
            query["view"] = str(state.view)
        if state.only:
            query["only"] = state.only
        if state.region:
            query["region"] = state.region
        if state.frame:
            query["frame"] = frame_text(state.frame)
        if state.sort != "council":
            query["sort"] = state.sort
        return f"{path}?{urlencode(query, safe=',')}"


def frame_text(frame: Frame) -> str:
    """A part of the map as addresses and scripts write it: left, top, width and height."""
    return f"{frame.x},{frame.y},{frame.width},{frame.height}"


def frame_of_text(text: str) -> Frame | None:
    """The part of the map that a text means, None if it means none."""
    found = re.fullmatch(r"(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4})", text, re.ASCII)
    frame = Frame(*map(int, found.groups())) if found else None
    return frame if frame and frame.width and frame.height else None


def region_text(region: str) -> str:
    """A region's name as addresses write it: "south-west"."""
    return region.lower().replace(" ", "-")


def usual_map(latest: YearEnding) -> MapState:
    """What the map shows unless it is asked for something else."""
    return MapState(Measure.UPHOLD_RATE, latest, Tier.LOWER)


def map_page(state: MapState, latest: YearEnding) -> str:
    """The map of a measure, year and tier without what is usual: "/" for the usual map."""
    usual = usual_map(latest)
    named = {
        "measure": str(state.measure) if state.measure != usual.measure else "",
        "year": str(state.year.last) if state.year != usual.year else "",
        "tier": str(state.tier) if state.tier != usual.tier else "",
    }
    query = urlencode({name: value for name, value in named.items() if value})
    return f"/?{query}" if query else "/"


def council(authority: Authority, year: YearEnding | None = None) -> str:
    """A council's profile, of one year if it is given."""
    return f"/council/{authority.slug}" + (f"?year={year.last}" if year else "")


def profile(authority: Authority, year: YearEnding, measure: Measure) -> str:
    """A council's profile of a year, with the charts of one measure."""
    named = "" if measure is Measure.UPHOLD_RATE else f"&measure={measure}"
    return council(authority, year) + named


def letter(authority: Authority, year: YearEnding) -> str:
    """The page of one annual review letter."""
    return f"/letters/{authority.slug}/{year.last}"


def letter_file(authority: Authority, year: YearEnding) -> str:
    """The file of one annual review letter."""
    return f"{letter(authority, year)}/file"


def decision(reference: str) -> str:
    """The page of a decision, or of all decisions of a joint case that share the reference."""
    return f"/decisions/{quote(reference)}"


def decisions(**asked: object) -> str:
    """The published decisions, with the filters that are given; a date's name is from_ or to."""
    query = {
        key.rstrip("_"): str(value)
        for key, value in asked.items()
        if value not in (None, "", False)
    }
    return "/decisions" + (f"?{urlencode(query)}" if query else "")


def recommendations(**asked: object) -> str:
    """What councils agreed to do, with the filters that are given."""
    query = {key: str(value) for key, value in asked.items() if value not in (None, "")}
    return "/recommendations" + (f"?{urlencode(query)}" if query else "")


def feed(*, council: Authority | None = None, category: str | None = None) -> str:
    """The feed of what is new: for all, about a council or in a category."""
    if council:
        return f"/feeds/council/{council.slug}.atom"
    if category:
        return f"/feeds/category/{category_slug(category)}.atom"
    return "/feeds/all.atom"


def category_slug(category: str) -> str:
    """A category as an address names it: "childrens-care-services"."""
    return re.sub(r"[^a-z0-9]+", "-", category.lower().replace("'", "")).strip("-")


def letters(authority: Authority | None = None) -> str:
    """All annual review letters, or one council's."""
    return "/letters" + (f"?council={authority.slug}" if authority else "")


def data(
    *,
    status: str | None = None,
    council: Authority | None = None,
    year: YearEnding | None = None,
    page: int | None = None,
) -> str:
    """The page about the data, with the figures that are asked for."""
    asked = {
        "status": status,
        "council": council.slug if council else None,
        "year": year.last if year else None,
        "page": page,
    }
    query = {key: str(value) for key, value in asked.items() if value is not None}
    return "/data" + (f"?{urlencode(query)}#reconciliation" if query else "")


def api() -> str:
    """What the API answers, and how."""
    return "/api"


def methods(section: str = "") -> str:
    """The methods page, at a section."""
    return "/methods" + (f"#{section}" if section else "")


def how_to_read(authority: Authority | None = None) -> str:
    """How to read the figures, with a council as the example."""
    return "/how-to-read" + (f"?council={authority.slug}" if authority else "")


def glossary(term: str = "") -> str:
    """The words explained, at one of them."""
    return "/glossary" + (f"#{term}" if term else "")


def accessibility() -> str:
    """The statement about accessibility."""
    return "/accessibility"


@dataclass(frozen=True)
class CompareState:
    """What is compared; the address holds all of it."""

    councils: tuple[Authority, ...]
    """The chosen ones; the first is the one whose group is shown."""
    measure: Measure
    year: YearEnding
    group: PeerGroup | None
    """None: only the chosen councils."""
    sort: str = "council"

    def address(self, path: str = "/compare", **changes: Any) -> str:
        """The address of this state, or of it with something changed, or of its table."""
        state = replace(self, **changes)
        query = {
            "councils": ",".join(council.slug for council in state.councils),
            "measure": str(state.measure),
            "year": str(state.year.last),
            "group": str(state.group or OWN_GROUP),
        }
        if state.sort != "council":
            query["sort"] = state.sort
        return f"{path}?{urlencode(query, safe=',')}"


OWN_GROUP = "chosen"
"""The group of the councils that the reader chose, as an address names it."""


def compare(authority: Authority, year: YearEnding, measure: Measure) -> str:
    """A council beside those of its type."""
    return CompareState((authority,), measure, year, PeerGroup.TYPE).address()


@dataclass(frozen=True)
class TrendState:
    """Whose years are shown; the address holds all of it."""

    about: Authority | AuthorityType | None
    """A council, a type of council, or all of England."""
    measure: Measure = Measure.UPHOLD_RATE
    category: str | None = None
    """None: all categories together."""
    lineage: Lineage = Lineage.NOW

    def address(self, **changes: Any) -> str:
        """The address of this state, or of it with something changed."""
        state = replace(self, **changes)
        about = state.about.slug if isinstance(state.about, Authority) else state.about
        query = {"of": str(about or ENGLAND)}
        if state.measure is not Measure.UPHOLD_RATE:
            query["measure"] = str(state.measure)
        if state.category:
            query["category"] = state.category
        if state.lineage is not Lineage.NOW:
            query["lineage"] = str(state.lineage)
        return f"/trends?{urlencode(query)}"


ENGLAND = "england"
"""All councils together, as an address names them."""


def trends(authority: Authority, measure: Measure = Measure.UPHOLD_RATE) -> str:
    """The years of a council."""
    return TrendState(authority, measure).address()


def search(typed: str = "") -> str:
    """The search, with what it looked for; never with a whole postcode."""
    return "/search" + (f"?{urlencode({'q': typed})}" if typed else "")


def place(found: Place) -> str:
    """What was found for a postcode: an address that names the council and not the postcode."""
    query = {
        "place": found.authority.slug if found.authority else None,
        "postcode": found.reason,
        "ended": found.ended,
    }
    return f"/search?{urlencode({name: str(v) for name, v in query.items() if v})}"


def signals(**asked: object) -> str:
    """The early warnings, with the filters that are given."""
    query = {key: str(value) for key, value in asked.items() if value not in (None, "")}
    return "/signals" + (f"?{urlencode(query)}" if query else "")
