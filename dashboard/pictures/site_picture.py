"""The picture of the whole site: the map of England, and what it shows in a sentence."""

from __future__ import annotations

from typing import Final

from dashboard.components import descriptions, sentences
from dashboard.dataset import Dataset
from dashboard.pictures.canvas import Canvas, Face, Ink, font
from dashboard.pictures.map_image import map_image, swatch
from dashboard.pictures.sheet import BOTTOM, LEFT, paragraph
from dashboard.statistics.definitions import UPHOLD_RATE
from dashboard.statistics.legend import legend_entries
from dashboard.vocabulary import Tier

_MIDDLE: Final = 730
"""To its left the words, to its right the map."""
_MAP_TOP: Final = 122
_QUESTION: Final = "How does your council handle complaints?"
_ENTRY_HEIGHT: Final = 33
_ENTRIES_IN_COLUMN: Final = 4


def draw_site(sheet: Canvas, dataset: Dataset) -> None:
    """Draws the last whole year's uphold rates on a sheet with head and foot, with their legend."""
    year, measure, tier = dataset.latest_year, UPHOLD_RATE.measure, Tier.LOWER
    said = descriptions.england(dataset, measure, year)
    y = paragraph(sheet, 186, _QUESTION, Face.SERIF_BOLD, (52,), Ink.INK, 2, right=_MIDDLE)
    paragraph(sheet, y - 6, said, Face.SERIF, (32, 29), Ink.INK, 3, right=_MIDDLE)
    caption = f"{UPHOLD_RATE.label}, year ended 31 March {year.last}"
    top = BOTTOM - _ENTRIES_IN_COLUMN * _ENTRY_HEIGHT - 10
    sheet.text(LEFT, top - 16, caption, font(Face.SANS_BOLD, 24), Ink.INK)
    images = []
    for number, (css, words) in enumerate(legend_entries(measure)):
        column, row = divmod(number, _ENTRIES_IN_COLUMN)
        x, y = LEFT + column * 290, top + row * _ENTRY_HEIGHT
        sheet.text(x + 46, y + 21, words, font(Face.SANS, 22), Ink.QUIET)
        images.append((swatch(css, 34, 24), x, y))
    drawing = dataset.drawing(tier, year)
    if drawing:
        figures = dataset.map_values(measure, year, tier)
        classes = {authority.code: sentences.cells(figure)[0] for authority, figure in figures}
        images.append((map_image(drawing, classes, BOTTOM - 6 - _MAP_TOP), _MIDDLE + 30, _MAP_TOP))
    sheet.pictures(images)
