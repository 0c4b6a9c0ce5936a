"""The map as SVG in the page: every council a link, named with its figure, before any script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html

from dashboard.authorities.register import Register
from dashboard.boundaries.drawing import Frame, MapArea, MapDrawing
from dashboard.components import addresses
from dashboard.components.addresses import MapState
from dashboard.components.markup import Element
from dashboard.components.shading import Cells
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, MissingReason, YearEnding

_Values = Mapping[str, Cells]


def council_map(
    state: MapState,
    values: _Values,
    drawing: MapDrawing | None,
    register: Register,
    *,
    is_demonstration: bool,
) -> Any:
    """The map of a tier with its inset, zoom buttons and notes; words if there is no drawing."""
    if drawing is None:
        return html.P("No map is loaded for these councils.", className="empty")
    return html.Div(
        [
            html.Div(
                [
                    _svg(state, values, drawing, register, is_demonstration=is_demonstration),
                    _london(state, values, drawing, register),
                    _zoom(),
                    _tip(),
                ],
                className="map-stage",
                id="map-stage",
            ),
            html.Div(map_notes(state.year, drawing, register), id="map-notes"),
            html.P(drawing.attribution, className="quiet"),
        ]
    )


def _svg(
    state: MapState,
    values: _Values,
    drawing: MapDrawing,
    register: Register,
    *,
    is_demonstration: bool,
) -> Element:
    order = {area.code: index for index, area in enumerate(drawing.areas)}
    ground = [
        _frame(drawing.scilly, "Scilly") if drawing.scilly else None,
        *(_area(state, values, area, order, register) for area in drawing.areas),
    ]
    return Element(
        "svg",
        [
            _patterns(),
            Element("g", ground, {"id": "map-ground"}),
            _demonstration_mark(drawing) if is_demonstration else None,
        ],
        {
            "id": "map",
            "class": "map",
            "viewBox": drawing.view_box,
            "role": "group",
            "aria-label": map_label(state.measure, state.year),
            "data-areas": drawing.vintage,
        },
    )


def _area(
    state: MapState,
    values: _Values,
    area: MapArea,
    order: Mapping[str, int],
    register: Register,
) -> Element:
    """One council: a link to its profile, with its neighbours in the four directions."""
    ways = [area.left, area.right, area.up, area.down]
    following = " ".join("" if code is None else str(order[code]) for code in ways)
    return Element(
        "a",
        Element("path", None, {"d": area.d}),
        {**_link(state, values, area, register), "data-next": following},
    )


def _link(state: MapState, values: _Values, area: MapArea, register: Register) -> dict[str, object]:
    authority = register.by_code(area.code)
    if authority is None:
        raise KeyError(area.code)
    known = values.get(area.code)
    css, words = "unknown", str(MissingReason.DID_NOT_EXIST)
    if known:
        css, shown, counts, *_ = known
        words = f"{shown}, {counts}" if counts else shown
    return {
        "class": css,
        "href": addresses.council(authority, state.year),
        "data-code": area.code,
        "data-name": authority.short_name,
        "aria-label": f"{authority.short_name}: {words}",
    }


def _london(
    state: MapState, values: _Values, drawing: MapDrawing, register: Register
) -> html.Div | None:
    """London drawn again, larger; hidden from assistive technology, which has it on the map.

    On a wide screen it stands over the empty west of the map, on a phone below it.
    """
    inset = drawing.london
    if inset is None:
        return None
    boroughs = [
        Element(
            "a",
            Element("path", None, {"d": area.d}),
            {**_link(state, values, area, register), "tabindex": "-1"},
        )
        for area in inset.areas
    ]
    return html.Div(
        [
            html.P("London"),
            Element("svg", boroughs, {"class": "map", "viewBox": inset.view_box}),
        ],
        className="inset",
        style=_place(inset.frame, drawing.view_box),
        **{"aria-hidden": "true"},
    )


def _demonstration_mark(drawing: MapDrawing) -> Element:
    """Words that a picture of the map keeps."""
    _, _, width, height = map(int, drawing.view_box.split())
    return Element(
        "text",
        "Demonstration data",
        {"x": width - 10, "y": height - 12, "class": "demonstration-mark"},
    )


def _place(frame: Frame, view_box: str) -> dict[str, str]:
    """A frame's place as shares of the whole map, for the style sheet to use."""
    _, _, width, height = map(int, view_box.split())
    return {
        "--left": f"{100 * frame.x / width:.2f}%",
        "--top": f"{100 * frame.y / height:.2f}%",
        "--width": f"{100 * frame.width / width:.2f}%",
    }


def _frame(frame: Frame, name: str) -> Element:
    return Element(
        "g",
        [
            Element(
                "rect",
                None,
                {
                    "x": frame.x,
                    "y": frame.y,
                    "width": frame.width,
                    "height": frame.height,
                    "rx": 10,
                    "class": "inset-frame",
                },
            ),
            Element("text", name, {"x": frame.x + 4, "y": frame.y - 8, "class": "inset-name"}),
        ],
        {"aria-hidden": "true"},
    )


def _patterns() -> Element:
    """Hatching over each class, and dots; their style stands here since it refers to them."""
    hatches = [
        Element(
            "pattern",
            [
                Element("rect", None, {"width": 7, "height": 7, "class": f"q{n}"}),
                Element("path", None, {"d": "M0 0V7", "class": "hatch-line"}),
            ],
            {
                "id": f"few-{n}",
                "width": 7,
                "height": 7,
                "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            },
        )
        for n in range(1, 6)
    ]
    dots = Element(
        "pattern",
        [
            Element("rect", None, {"width": 8, "height": 8, "class": "unknown-ground"}),
            Element("circle", None, {"cx": 4, "cy": 4, "r": 1.1, "class": "unknown-dot"}),
        ],
        {"id": "unknown", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"},
    )
    rules = "".join(f".map .few.q{n}{{fill:url(#few-{n})}}" for n in range(1, 6))
    style = Element("style", f"{rules}.map .unknown{{fill:url(#unknown)}}")
    return Element("defs", [*hatches, dots, style])


def _zoom() -> html.Div:
    buttons = (
        ("zoomIn", "+", "Zoom in"),
        ("zoomOut", "−", "Zoom out"),
        ("reset", "All", "All of the map"),
    )
    return html.Div(
        [
            html.Button(
                sign,
                type="button",
                className="is-reset" if key == "reset" else None,
                **{"data-zoom": key, "aria-label": label},
            )
            for key, sign, label in buttons
        ],
        className="zoom",
        hidden=True,
    )


def _tip() -> html.Div:
    return html.Div(id="map-tip", className="map-tip", hidden=True, **{"aria-hidden": "true"})


def map_label(measure: Measure, year: YearEnding) -> str:
    """The name of the map for assistive technology, and how to use it by keyboard."""
    return (
        f"Map of England: {DEFINITIONS[measure].label}, {year.label}. "
        "Arrow keys go from council to council, Enter shows one."
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
