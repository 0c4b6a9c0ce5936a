"""Charts as SVG in the page of which every mark is a link, named with its council and figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard.components.markup import Element

WIDTH = 720
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 30, 42


@dataclass(frozen=True)
class Mark:
    """One council in a chart."""

    x: float
    y: float
    """On the drawing's own scale."""
    words: str
    """What is said of it: name, figure, counts."""
    href: str
    place: int = 0
    """Among the chosen councils, from 1; 0: not chosen."""
    label: str = ""
    """Written beside a chosen mark."""
    is_few: bool = False


_SHAPES = (
    "M0-9 9 0 0 9-9 0Z",
    "M-7-7H7V7H-7Z",
    "M0-9 8.5 6H-8.5Z",
    "M0 9-8.5-6H8.5Z",
    "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
)
"""Diamond, square, two triangles, cross: the shape tells the chosen apart, not colour alone."""


def marked_chart(
    title: str,
    caption: str,
    height: int,
    grid: Sequence[Any],
    marks: Sequence[Mark],
    *,
    keys: str = "Arrow keys go from council to council.",
) -> html.Figure:
    """A chart with its title and caption; the marks in the order in which the arrow keys go."""
    labelled = [mark for mark in marks if mark.place]
    drawn = [_mark(mark) for mark in marks if not mark.place]
    drawn += [_mark(mark) for mark in labelled]
    names = [_label(mark, labelled) for mark in labelled]
    order = {id(mark): position for position, mark in enumerate(marks)}
    # Chosen marks are drawn last, over the others; the script follows data-position.
    for element, mark in zip(drawn, [m for m in marks if not m.place] + labelled, strict=True):
        element.attributes["data-position"] = order[id(mark)]  # type: ignore[index]
    return html.Figure(
        [
            html.H2(title),
            Element(
                "svg",
                [*grid, *drawn, *names],
                {
                    "viewBox": f"0 0 {WIDTH} {height}",
                    "class": "marked",
                    "role": "group",
                    "aria-label": f"{title}. {keys}",
                },
            ),
            html.P("", className="marked-words quiet", **{"aria-hidden": "true"}),
            html.Figcaption(caption),
        ],
        className="chart is-marked",
    )


def _mark(mark: Mark) -> Element:
    at = f"translate({mark.x:.1f} {mark.y:.1f})"
    if mark.place:
        shape = Element(
            "path",
            None,
            {"d": _SHAPES[(mark.place - 1) % len(_SHAPES)], "transform": at},
        )
    else:
        shape = Element("circle", None, {"r": 5, "transform": at})
    css = f"mark-link{f' is-chosen is-{mark.place}' if mark.place else ''}"
    return Element(
        "a",
        [Element("title", mark.words), shape],
        {
            "href": mark.href,
            "class": f"{css} is-few" if mark.is_few else css,
            "aria-label": mark.words,
        },
    )


def _label(mark: Mark, labelled: Sequence[Mark]) -> Element:
    """A name above its mark, or below it where another name is near; inside the drawing."""
    row = [m for m in labelled if abs(m.x - mark.x) < 150].index(mark)
    anchor = "start" if mark.x < 120 else "end" if mark.x > WIDTH - 120 else "middle"
    dy = -14 if row % 2 == 0 else 24
    return Element(
        "text",
        mark.label,
        {
            "x": f"{mark.x:.1f}",
            "y": f"{mark.y + dy * (1 + row // 2):.1f}",
            "text-anchor": anchor,
            "class": "mark-label",
            "aria-hidden": "true",
        },
    )


def across(share: float, low: float = 0.0, high: float = 1.0) -> float:
    """The horizontal place of a value between the ends of the scale."""
    return LEFT + (share - low) / (high - low) * (WIDTH - LEFT - RIGHT)


def upright(share: float, height: int, low: float = 0.0, high: float = 1.0) -> float:
    """The vertical place of a value: the high end is at the top."""
    return TOP + (1 - (share - low) / (high - low)) * (height - TOP - BOTTOM)


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Element:
    """A line of the grid."""
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return Element("line", None, {**ends, "class": css})


def words(text: str, x: float, y: float, anchor: str = "middle", css: str = "chart-words") -> Any:
    """Words in the drawing, hidden from assistive technology: the marks say what they are."""
    return Element(
        "text",
        text,
        {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "text-anchor": anchor,
            "class": css,
            "aria-hidden": "true",
        },
    )


def path(points: Sequence[tuple[float, float]], css: str) -> Element:
    """A line through points."""
    d = "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return Element("path", None, {"d": d, "class": css})


def watermark(height: int, *, is_demonstration: bool) -> list[Any]:
    """Words that a picture of a chart of made-up cases keeps."""
    if not is_demonstration:
        return []
    return [words("Demonstration data", WIDTH - RIGHT, height - 6, "end", "chart-watermark")]
