"""A map of the snapshot as a small image, in the colours and patterns of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from PIL import Image, ImageDraw

from dashboard.boundaries.drawing import MapDrawing
from dashboard.pictures.canvas import colours
from dashboard.statistics.legend import FEW, UNKNOWN

_FINER: Final = 3
"""Drawn so many times larger, then reduced, for soft edges."""
_APART: Final = 12
"""Pixels from line to line and dot to dot of the patterns, before the reduction."""
_STEP: Final = re.compile(r"[mlhvz]|-?\d+")

Corner = tuple[float, float]


def map_image(drawing: MapDrawing, classes: Mapping[str, str], height: int) -> Image.Image:
    """The whole map on paper, so many pixels high; `classes` are CSS classes by council's code."""
    _, _, units_wide, units_high = (int(part) for part in drawing.view_box.split())
    scale = height * _FINER / units_high
    image = _Patterned((round(units_wide * height / units_high), height))
    for area in drawing.areas:
        css = classes.get(area.code, UNKNOWN)
        for ring in rings(area.d):
            image.polygon([(x * scale, y * scale) for x, y in ring], css)
    return image.finished()


def swatch(css: str, width: int, height: int) -> Image.Image:
    """An entry of the legend: a rectangle in the colour and pattern of CSS classes."""
    image = _Patterned((width, height))
    right, bottom = width * _FINER - 1, height * _FINER - 1
    image.polygon([(0, 0), (right, 0), (right, bottom), (0, bottom)], css)
    return image.finished()


def rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The rings of an outline as `boundaries.outline` writes it: m, l, h and v, all relative."""
    x = y = 0
    ring: list[tuple[int, int]] = []
    steps = iter(_STEP.findall(path))
    command = ""
    for step in steps:
        if step == "z":
            yield ring
            x, y = ring[0]
            ring = []
        elif step.isalpha():
            command = step
        else:
            x += int(step) if command != "v" else 0
            y += int(step if command == "v" else next(steps)) if command != "h" else 0
            ring.append((x, y))


class _Patterned:
    """Areas in plain colours, with lines where cases are few and dots where nothing is known."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = (size[0] * _FINER, size[1] * _FINER)
        self._plain = Image.new("RGB", self._size, colours()["paper"])
        self._areas = {name: Image.new("1", self._size) for name in (FEW, UNKNOWN)}

    def polygon(self, corners: list[Corner], css: str) -> None:
        shade = colours()[css.split()[0]]
        painter = ImageDraw.Draw(self._plain)
        painter.polygon(corners, fill=shade, outline=colours()["outline"])
        for name, areas in self._areas.items():
            if name in css.split():
                ImageDraw.Draw(areas).polygon(corners, fill=1)

    def finished(self) -> Image.Image:
        patterns = (
            (FEW, _lines(self._size), colours()["outline"]),
            (UNKNOWN, _dots(self._size), colours()["unknown-mark"]),
        )
        for name, pattern, colour in patterns:
            nothing = Image.new("1", self._size)
            self._plain.paste(colour, mask=Image.composite(pattern, nothing, self._areas[name]))
        return self._plain.reduce(_FINER)


def _lines(size: tuple[int, int]) -> Image.Image:
    width, height = size
    pattern = Image.new("1", size)
    painter = ImageDraw.Draw(pattern)
    for start in range(-height, width, _APART):
        painter.line((start, height, start + height, 0), fill=1, width=_APART // 3)
    return pattern


def _dots(size: tuple[int, int]) -> Image.Image:
    pattern = Image.new("1", size)
    painter = ImageDraw.Draw(pattern)
    for x in range(_APART // 2, size[0], _APART):
        for y in range(_APART // 2, size[1], _APART):
            painter.rectangle((x, y, x + 2, y + 2), fill=1)
    return pattern
