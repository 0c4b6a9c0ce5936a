"""The patterns of the map: hatching over each class for few cases, dots where nothing is known."""

from __future__ import annotations

from dashboard.components.markup import Element


def patterns() -> Element:
    """The patterns and the style that refers to them; it stands beside them for that reason."""
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
    return Element("defs", [*map(_hatching, range(1, 6)), dots, style])


def _hatching(shade: int) -> Element:
    return Element(
        "pattern",
        [
            Element("rect", None, {"width": 7, "height": 7, "class": f"q{shade}"}),
            Element("path", None, {"d": "M0 0V7", "class": "hatch-line"}),
        ],
        {
            "id": f"few-{shade}",
            "width": 7,
            "height": 7,
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
