"""What every picture has: the project's name and mark, the source, the demonstration's banner."""

from __future__ import annotations

from typing import Final

from dashboard.components.sharing import SITE_NAME
from dashboard.pictures.canvas import Canvas, Face, Font, Ink, font, wrapped
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.pictures import HEIGHT, WIDTH
from dashboard.vocabulary import SnapshotKind

LEFT: Final = 64
RIGHT: Final = WIDTH - 64
BOTTOM: Final = HEIGHT - 56
"""Where the rule above the source lies: nothing else reaches it."""

_BANNER_WORDS: Final = "Demonstration data: made-up cases, not the Ombudsman’s figures"
_INDEPENDENT: Final = "Independent, not part of the Ombudsman"


def with_head(manifest: Manifest) -> Canvas:
    """A sheet with the project's name; that of a demonstration says so in a banner above."""
    sheet = Canvas()
    if manifest.kind is SnapshotKind.DEMONSTRATION:
        sheet.bar(0, 0, WIDTH, 60, Ink.BANNER)
        sheet.text(LEFT, 41, _BANNER_WORDS, font(Face.SANS_BOLD, 30), Ink.ON_BANNER)
    else:
        sheet.bar(0, 0, WIDTH, 12, Ink.ACCENT)
        sheet.text_before(RIGHT, 107, _INDEPENDENT, font(Face.SANS, 22), Ink.QUIET)
    sheet.emblem(LEFT, 78, 40)
    sheet.text(LEFT + 54, 108, SITE_NAME, font(Face.SERIF_BOLD, 28), Ink.ACCENT)
    return sheet


def with_source(sheet: Canvas, manifest: Manifest, source: str) -> Canvas:
    """The sheet once more, with whose figures they are and which version of the data."""
    sheet = sheet.copy()
    sheet.bar(LEFT, BOTTOM, RIGHT, BOTTOM + 2, Ink.RULE)
    version = f"Data version {manifest.version}."
    words = f"{source} {version}" if source else version
    small = font(Face.SANS, 22)
    lines = wrapped(words, small, RIGHT - LEFT)
    if len(lines) > 1:
        small = font(Face.SANS, 18)
        lines = wrapped(_cut(words, small, 2 * (RIGHT - LEFT) - 200), small, RIGHT - LEFT)
    first = HEIGHT - 20 if len(lines) == 1 else HEIGHT - 33
    for number, line in enumerate(lines):
        sheet.text(LEFT, first + number * 22, line, small, Ink.QUIET)
    return sheet


def _cut(words: str, typeface: Font, width: int) -> str:
    """Words as far as they fit on a width; the rest is left out in the middle, and that said."""
    kept, cut = len(words), words
    while typeface.getlength(cut) > width:
        kept -= 2
        cut = f"{words[: kept // 2]} … {words[-(kept // 2) :]}"
    return cut


def paragraph(
    sheet: Canvas,
    y: float,
    words: str,
    face: Face,
    sizes: tuple[int, ...],
    ink: Ink,
    lines: int,
    *,
    right: int = RIGHT,
) -> float:
    """Words in at most so many lines, the first on y, in the first size in which they fit.

    Returns:
        The height on which a next line would stand.
    """
    for size in sizes:
        typeface = font(face, size)
        broken = wrapped(words, typeface, right - LEFT)
        if len(broken) <= lines:
            break
    for line in broken:
        sheet.text(LEFT, y, line, typeface, ink)
        y += size * 1.28
    return y
