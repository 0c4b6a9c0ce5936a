"""The map as SVG in the page: every council a link, named with its figure, before any script.

London stands on the map and, larger, beside it. A borough is a link for keyboard and screen
reader in one of the two places only: in the larger one while that is there. The other one is for
the pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Register
from dashboard.boundaries.drawing import Frame, MapArea, MapDrawing
from dashboard.components import addresses
from dashboard.components.addresses import MapState
from dashboard.components.map_patterns import patterns
from dashboard.components.markup import Element, Rendered, to_html
from dashboard.components.shown_map import ShownMap, shown_map
from dashboard.dataset import Dataset
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, SnapshotKind, YearEnding

_FRAGMENTS_KEPT: Final = 6
"""Areas kept as HTML: a fifth of a megabyte each, and whole answers are kept too."""

_POINTER_ONLY: Final[Mapping[str, object]] = {"tabindex": "-1", "aria-hidden": "true"}


def council_map(dataset: Dataset, shown: ShownMap, *, target: str = "") -> html.Div:
    """The map with its insets and the label of the chosen council, one group for all of it.

    `target` is where links open; those of an SVG take no heed of the one that a page names.
    """
    state = shown.state
    return html.Div(
        [
            html.Div([_england(dataset, shown, target), label(shown)], className="map-canvas"),
            _london(shown, target),
        ],
        id="map-stage",
        className=f"map-stage is-{state.view}" + (" is-zoomed" if shown.is_zoomed else ""),
        role="group",
        **{"aria-label": map_label(state.measure, state.year)},
    )


def _england(dataset: Dataset, shown: ShownMap, target: str) -> Element:
    bare = MapState(
        shown.state.measure,
        shown.state.year,
        shown.state.tier,
        shading=shown.state.shading,
        view=shown.state.view,
    )
    areas = _areas(dataset, bare, shown.has_inset)
    ground = [_scilly(shown), _in_this_page(areas, shown, target), _outline(shown.chosen)]
    return Element(
        "svg",
        [
            patterns(),
            Element("g", ground, {"id": "map-ground", "style": _zoom_style(shown)}),
            _demonstration_mark(shown)
            if dataset.manifest.kind is SnapshotKind.DEMONSTRATION
            else None,
        ],
        {
            "id": "map",
            "class": "map",
            "viewBox": shown.view_box,
            "role": "none",
            "data-areas": shown.drawing.vintage,
        },
    )


def _zoom_style(shown: ShownMap) -> str | None:
    """The same transform as the script's, so that a part of the map needs none."""
    if not shown.is_zoomed:
        return None
    left, top, zoom = shown.window()
    return f"transform:scale({zoom:.4f}) translate({-left:.2f}px,{-top:.2f}px)"


@lru_cache(maxsize=_FRAGMENTS_KEPT)
def _areas(dataset: Dataset, state: MapState, has_inset: bool) -> str:
    """All areas as HTML; the boroughs that stand in the inset as well are for the pointer only."""
    shown = shown_map(dataset, state)
    if shown is None:
        return ""
    london = shown.drawing.london
    inset = {area.code for area in london.areas} if london and has_inset else set()
    order = {area.code: index for index, area in enumerate(shown.areas)}
    return to_html(
        Element(
            "a",
            Element("path", None, {"d": area.d}),
            {
                **_link(shown, area),
                "data-next": arrows(area, order),
                **(_POINTER_ONLY if area.code in inset else {}),
            },
        )
        for area in shown.areas
    )


def arrows(area: MapArea, order: Mapping[str, int]) -> str:
    """Where the four arrow keys lead, left, right, up, down: places in the order of areas."""
    ways = [area.left, area.right, area.up, area.down]
    return " ".join("" if code is None else str(order[code]) for code in ways)


def _link(shown: ShownMap, area: MapArea) -> dict[str, object]:
    authority = shown.authority(area)
    value, counts = shown.words(area)
    words = f"{value}, {counts}" if counts else value
    return {
        "class": shown.css(area),
        "href": addresses.council(authority, shown.state.year),
        "data-code": area.code,
        "data-name": authority.short_name,
        "aria-label": f"{authority.short_name}: {words}",
    }


def _in_this_page(areas: str, shown: ShownMap, target: str) -> Rendered:
    """The areas, with the chosen one said to be so; what is kept is the same for every page."""
    if target:
        areas = areas.replace("<a ", f'<a target="{target}" ')
    if shown.chosen:
        code = f'data-code="{shown.chosen.code}"'
        areas = areas.replace(code, f'{code} aria-current="true"')
    return Rendered(areas)


def _outline(area: MapArea | None) -> Element:
    """The chosen area's outline, above its neighbours, which would cover half of it."""
    return Element(
        "path",
        None,
        {"d": area.d if area else None, "class": "chosen-outline", "aria-hidden": "true"},
    )


def label(shown: ShownMap) -> html.Span:
    """The chosen council's name at its area.

    The further right the area lies, the more of the label lies to the left of it: so it stays
    within the map, however long the name and narrow the screen.
    """
    area = shown.chosen
    words, style = "", {}
    if area:
        words = shown.authority(area).short_name
        left, top, zoom = shown.window()
        width, height = shown.size
        x = 100 * (area.box.x + area.box.width / 2 - left) * zoom / width
        y = 100 * (area.box.y - top) * zoom / height
        style = {"--label-x": f"{x:.2f}%", "--label-y": f"{y:.2f}%"}
    return html.Span(
        words,
        id="map-label",
        className="map-label",
        style=style,
        hidden=area is None,
        **{"aria-hidden": "true"},
    )


def _london(shown: ShownMap, target: str) -> html.Div | None:
    """London larger: on a wide screen over the empty west of the map, on a phone below it.

    The style sheet hides it beside tiles and beside a part of the map.
    """
    inset = shown.drawing.london
    if inset is None:
        return None
    boroughs: Any = [
        Element(
            "a",
            Element("path", None, {"d": area.d}),
            {**_link(shown, area), **({} if shown.has_inset else _POINTER_ONLY)},
        )
        for area in inset.areas
    ]
    chosen = shown.chosen
    twin = next((a for a in inset.areas if chosen and a.code == chosen.code), None)
    return html.Div(
        [
            html.P("London", id="inset-name"),
            Element(
                "svg",
                [_in_this_page(to_html(boroughs), shown, target), _outline(twin)],
                {
                    "class": "map",
                    "viewBox": inset.view_box,
                    "role": "group",
                    "aria-labelledby": "inset-name",
                },
            ),
        ],
        className="inset",
        id="inset",
        style=_place(inset.frame, shown.size),
    )


def _demonstration_mark(shown: ShownMap) -> Element:
    """Words that a picture of the map keeps."""
    width, height = shown.size
    return Element(
        "text",
        "Demonstration data",
        {"x": width - 10, "y": height - 12, "class": "demonstration-mark"},
    )


def _place(frame: Frame, size: tuple[int, int]) -> dict[str, str]:
    """A frame's place as shares of the whole map, for the style sheet to use."""
    width, height = size
    return {
        "--left": f"{100 * frame.x / width:.2f}%",
        "--top": f"{100 * frame.y / height:.2f}%",
        "--width": f"{100 * frame.width / width:.2f}%",
    }


def _scilly(shown: ShownMap) -> Element | None:
    """The frame that says that the Isles of Scilly are drawn larger, and not where they lie."""
    frame = shown.drawing.scilly
    if frame is None:
        return None
    sides = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
    return Element(
        "g",
        [
            Element("rect", None, {**sides, "rx": 10, "class": "inset-frame"}),
            Element("text", "Scilly", {"x": frame.x + 4, "y": frame.y - 8, "class": "inset-name"}),
        ],
        {"id": "scilly", "aria-hidden": "true"},
    )


def map_label(measure: Measure, year: YearEnding) -> str:
    """The name of the map for assistive technology, and how to use it by keyboard."""
    return (
        f"Map of England: {DEFINITIONS[measure].label}, {year.label}. "
        "Arrow keys go from council to council, Enter shows one, plus and minus zoom."
    )


def map_notes(year: YearEnding, drawing: MapDrawing, register: Register) -> html.Details | None:
    """Which councils of the year have no area of their own, by name with what stands there."""
    if drawing.is_as_it_was:
        return None
    replaced = [
        html.Li([f"{council.name}: ", *_and(register, council.successors)])
        for council in drawing.replaced
    ]
    not_yet = [
        authority.short_name for code in drawing.not_yet if (authority := register.by_code(code))
    ]
    return html.Details(
        [
            html.Summary(
                f"The areas are those of {drawing.vintage}; {len(drawing.replaced)} councils of "
                f"{year.label} have no area of their own"
            ),
            html.P(f"Drawn though they did not exist then: {', '.join(not_yet)}.")
            if not_yet
            else None,
            html.P("Replaced since, with the council whose area is drawn:"),
            html.Ul(replaced),
        ],
        className="replaced quiet",
    )


def _and(register: Register, codes: Iterable[str]) -> list[Any]:
    linked: list[Any] = []
    for code in codes:
        authority = register.by_code(code)
        if authority:
            linked += [
                ", " if linked else "",
                html.A(authority.short_name, href=addresses.council(authority)),
            ]
    return linked
