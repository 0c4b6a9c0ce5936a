"""Charts as SVG in the page of which every mark is a link, named with its council and figure."""

from __future__ import annotations

import math
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
    floor: float = 0.0,
) -> html.Figure:
    """A chart with its title and caption; the marks in the order in which the arrow keys go.

    Names of chosen marks stand above them, or below where that is still above the floor.
    """
    labelled = [mark for mark in marks if mark.place]
    drawn = [_mark(mark) for mark in marks if not mark.place]
    drawn += [_mark(mark) for mark in labelled]
    order = {id(mark): position for position, mark in enumerate(marks)}
    # Chosen marks are drawn last, over the others; the script follows data-position.
    for element, mark in zip(drawn, [m for m in marks if not m.place] + labelled, strict=True):
        element.attributes["data-position"] = order[id(mark)]  # type: ignore[index]
    return html.Figure(
        [
            html.H2(title),
            Element(
                "svg",
                [*grid, *drawn, *_labels(labelled, floor)],
                {
                    "viewBox": f"0 0 {WIDTH} {height}",
                    "class": "marked",
                    "role": "group",
                    "aria-label": f"{title}. {keys}",
                },
            ),
            html.P("", className="marked-words quiet", **{"aria-hidden": "true"}),
            html.Figcaption(caption) if caption else None,
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


def _labels(labelled: Sequence[Mark], floor: float) -> list[Element]:
    """Names near their marks, from the left; each as near as no other name is in its way.

    None stands below the floor.
    """
    taken: list[_Box] = []
    drawn = []
    for mark in sorted(labelled, key=lambda mark: mark.x):
        width = len(mark.label) * _LETTER
        anchor = "start" if mark.x < width / 2 else "middle"
        if mark.x > WIDTH - width / 2:
            anchor = "end"
        left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        free = [
            y
            for y in _heights(mark.y, floor)
            if not any(box.meets(left, left + width, y) for box in taken)
        ]
        y = free[0] if free else mark.y - _ABOVE
        taken.append(_Box(left, left + width, y))
        drawn.append(
            Element(
                "text",
                mark.label,
                {
                    "x": f"{mark.x:.1f}",
                    "y": f"{y:.1f}",
                    "text-anchor": anchor,
                    "class": "mark-label",
                    "aria-hidden": "true",
                },
            )
        )
    return drawn


_LETTER, _ROW, _ABOVE, _BELOW = 9, 19, 14, 24
"""The room of a letter and of a line of names, and their distance from the mark."""


def _heights(mark: float, floor: float) -> list[float]:
    """Where a name may stand, the nearest to its mark first."""
    above = [mark - _ABOVE - _ROW * row for row in range(12)]
    below = [mark + _BELOW + _ROW * row for row in range(12)]
    inside = [y for y in above if y >= _ROW - 5] + [y for y in below if y <= floor]
    return sorted(inside, key=lambda y: abs(y - mark))


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    y: float

    def meets(self, left: float, right: float, y: float) -> bool:
        return abs(self.y - y) < _ROW and left < self.right and right > self.left


def room_for_labels(count: int) -> int:
    """The height that so many names need above their marks if all stand in one place."""
    return count * _ROW


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


def round_ticks(most: float) -> list[float]:
    """Round numbers from 0 up to `most` or just beyond it, four to eleven of them."""
    most = most or 1.0
    step = 10 ** math.floor(math.log10(most))
    for finer in (0.1, 0.2, 0.5, 1.0):
        if most / (step * finer) <= 6:
            step *= finer
            break
    return [round(step * n, 10) for n in range(math.ceil(most / step - 1e-9) + 1)]


def tick_words(ticks: Sequence[float]) -> list[str]:
    """The numbers with as few decimals as tell them apart."""
    decimals = max(0, -math.floor(math.log10(ticks[1]) + 1e-9)) if len(ticks) > 1 else 0
    return [f"{tick:.{decimals}f}" for tick in ticks]


def dot(x: float, y: float, said: str, css: str) -> Element:
    """A small dot on a line that has no marks; `said` shows under a pointer."""
    place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": 3, "class": css}
    return Element("circle", [Element("title", said)], place)


def watermark(height: int, *, is_demonstration: bool) -> list[Any]:
    """Words that a picture of a chart of made-up cases keeps."""
    if not is_demonstration:
        return []
    return [words("Demonstration data", WIDTH - RIGHT, height - 6, "end", "chart-watermark")]
