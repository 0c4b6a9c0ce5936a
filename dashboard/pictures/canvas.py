"""A picture of few colours, on which text, bars and discs are put: small files, quickly written.

The picture holds numbers of colours, not colours. Each ink is a row of shades from its ground to
its colour, so that a soft edge is a number too, and no colours need be counted afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from dashboard.resources import assets_folder
from dashboard.snapshot.pictures import HEIGHT, WIDTH

_SHADES: Final = 8
"""Of an edge between two colours."""
_COMPRESSION: Final = 6
"""Of zlib: a twentieth larger than the best, in a tenth of the time."""
_MOST_COLOURS: Final = 64
_FINER: Final = 4
"""Shapes are drawn so many times larger, then reduced, for soft edges."""


class Ink(Enum):
    """A colour of the style sheet on the ground that it stands on."""

    INK = ("paper", "ink")
    QUIET = ("paper", "quiet")
    ACCENT = ("paper", "accent")
    RULE = ("paper", "rule")
    BAND = ("paper", "q2")
    PAPER_ON_BAND = ("q2", "paper")
    BANNER = ("paper", "banner")
    ON_BANNER = ("banner", "banner-ink")

    @property
    def first(self) -> int:
        """The number of its first shade, that of the ground."""
        return list(Ink).index(self) * _SHADES


class Face(Enum):
    """A typeface of the site at one weight."""

    SERIF = ("cp-serif", 400)
    SERIF_BOLD = ("cp-serif", 600)
    SANS = ("cp-sans", 400)
    SANS_BOLD = ("cp-sans", 600)


Font = ImageFont.FreeTypeFont


@cache
def font(face: Face, size: int) -> Font:
    """A typeface in a size in pixels, from the file that the site serves."""
    name, weight = face.value
    loaded = ImageFont.truetype(assets_folder() / "fonts" / f"{name}.woff2", size)
    loaded.set_variation_by_axes([weight])
    return loaded


@cache
def colours() -> Mapping[str, tuple[int, int, int]]:
    """The light colours of the style sheet by name: what `--paper: #faf9f5` says first."""
    found: dict[str, tuple[int, int, int]] = {}
    for sheet in sorted((assets_folder() / "css").glob("*.css")):
        for name, digits in _COLOUR.findall(sheet.read_text(encoding="utf-8")):
            red, green, blue = bytes.fromhex(digits)
            found.setdefault(name, (red, green, blue))
    return found


_COLOUR: Final = re.compile(r"--([\w-]+): #([0-9a-f]{6});")


def wrapped(words: str, typeface: Font, width: int) -> list[str]:
    """The words in lines that are no wider than so many pixels; a longer word has its own line."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and typeface.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Canvas:
    """A picture that is being drawn; places are in pixels from the upper left corner."""

    def __init__(self, image: Image.Image | None = None) -> None:
        """A blank sheet, unless it is given."""
        self._image = image or _blank()

    def copy(self) -> Canvas:
        """The same once more, to go on from."""
        return Canvas(self._image.copy())

    def bar(self, left: float, top: float, right: float, bottom: float, ink: Ink) -> None:
        """A rectangle in whole pixels."""
        shade = ink.first + _SHADES - 1
        self._image.paste(shade, (round(left), round(top), round(right), round(bottom)))

    def disc(self, x: float, y: float, radius: int, ink: Ink) -> None:
        """A disc around a point."""
        self._stamp(_disc(radius), round(x) - radius, round(y) - radius, ink)

    def pill(self, left: float, right: float, y: float, radius: int, ink: Ink) -> None:
        """A bar with round ends that lies on a height; never shorter than its ends."""
        left, right = min(left + radius, right), max(right - radius, left)
        if left > right:
            left = right = (left + right) / 2
        self.disc(left, y, radius, ink)
        self.disc(right, y, radius, ink)
        self.bar(left, y - radius, right, y + radius, ink)

    def text(self, x: float, y: float, words: str, typeface: Font, ink: Ink) -> None:
        """One line that begins at x and stands on y."""
        mask, left, top = _line(words, typeface)
        # Its ground goes with it: quicker than leaving it out, and there is nothing else there.
        self._image.paste(mask.point(_numbers(ink)), (round(x) + left, round(y) + top))

    def text_before(self, x: float, y: float, words: str, typeface: Font, ink: Ink) -> None:
        """One line that ends at x and stands on y."""
        self.text(x - typeface.getlength(words), y, words, typeface, ink)

    def text_around(
        self, x: float, y: float, words: str, typeface: Font, ink: Ink, within: tuple[int, int]
    ) -> None:
        """One line whose middle is at x, or as near as it can be within two places, on y."""
        first, last = within
        width = typeface.getlength(words)
        self.text(max(min(x - width / 2, last - width), first), y, words, typeface, ink)

    def emblem(self, x: int, y: int, size: int) -> None:
        """The project's mark as a tile with its upper left corner at a point."""
        self._image.paste(_emblem(size), (x, y), _tile(size))

    def pictures(self, drawn: Iterable[tuple[Image.Image, int, int]]) -> None:
        """Puts other pictures on this one, each at a place; it then has colours of its own."""
        together = self._image.convert("RGB")
        for picture, x, y in drawn:
            together.paste(picture, (x, y))
        self._image = together.quantize(_MOST_COLOURS, dither=Image.Dither.NONE)

    def save(self, path: Path, notes: Mapping[str, str]) -> None:
        """Writes a PNG of 8 bits a pixel, with notes that image viewers show."""
        written = PngInfo()
        for name, words in notes.items():
            written.add_itxt(name, words)
        self._image.save(path, pnginfo=written, compress_level=_COMPRESSION)

    def _stamp(self, mask: Image.Image, left: int, top: int, ink: Ink) -> None:
        self._image.paste(mask.point(_numbers(ink)), (left, top), mask.point(_TOUCHED))


def _shade(level: int) -> int:
    return (level * (_SHADES - 1) + 127) // 255


@cache
def _numbers(ink: Ink) -> list[int]:
    """The number of an ink's shade for each level of a mask; equal grounds have one number."""
    grounds = [other.value[0] for other in Ink]
    ground = list(Ink)[grounds.index(ink.value[0])].first
    return [ink.first + _shade(level) if _shade(level) else ground for level in range(256)]


_TOUCHED: Final = [255 if _shade(level) else 0 for level in range(256)]


def _blank() -> Image.Image:
    image = Image.new("P", (WIDTH, HEIGHT), Ink.INK.first)
    image.putpalette(_palette())
    return image


@cache
def _palette() -> bytes:
    return bytes(part for ink in Ink for shade in _shades_of(ink) for part in shade)


def _shades_of(ink: Ink) -> list[tuple[int, ...]]:
    ground, colour = (colours()[name] for name in ink.value)
    last = _SHADES - 1
    return [
        tuple(
            round(of_ground + (of_colour - of_ground) * step / last)
            for of_ground, of_colour in zip(ground, colour, strict=True)
        )
        for step in range(_SHADES)
    ]


@lru_cache(maxsize=64)
def _line(words: str, typeface: Font) -> tuple[Image.Image, int, int]:
    """A line of text as a mask, and where the mask lies from the point at which it begins."""
    left, top, right, bottom = (round(place) for place in typeface.getbbox(words, anchor="ls"))
    mask = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(mask).text((-left, -top), words, fill=255, font=typeface, anchor="ls")
    return mask, left, top


@cache
def _disc(radius: int) -> Image.Image:
    size = 2 * radius
    mask = Image.new("L", (size * _FINER, size * _FINER))
    ImageDraw.Draw(mask).ellipse((0, 0, size * _FINER - 1, size * _FINER - 1), fill=255)
    return mask.reduce(_FINER)


@cache
def _emblem(size: int) -> Image.Image:
    """The project's mark in the picture's colours."""
    icon = Image.open(assets_folder() / "icons" / "apple-touch-icon.png").convert("RGB")
    small = icon.resize((size, size), Image.Resampling.LANCZOS)
    return small.quantize(palette=_blank(), dither=Image.Dither.NONE)


@cache
def _tile(size: int) -> Image.Image:
    """A square with round corners, of which none is soft: the mark has its own colours."""
    mask = Image.new("1", (size, size))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size - 1, size - 1), size // 5, fill=1)
    return mask
