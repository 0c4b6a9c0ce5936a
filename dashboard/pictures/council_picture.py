"""The picture of one council: its name, the answer in a sentence, and the range strip."""

from __future__ import annotations

from typing import Final

from dashboard.authorities.register import Authority, Register
from dashboard.components import sentences
from dashboard.dataset import CouncilYear, Figure
from dashboard.pictures.canvas import Canvas, Face, Ink, font
from dashboard.pictures.sheet import LEFT, RIGHT, paragraph
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import Measure, Verdict

_NAME_SIZES: Final = (76, 70, 64, 58, 52, 46)
_SENTENCE_SIZES: Final = (40, 37, 34, 31)
_LONE_SENTENCE_SIZES: Final = (52, 48, 44, 40)
_NOTE_SIZES: Final = (26, 24)
_FIRST, _LAST = LEFT + 14, RIGHT - 14
"""Where 0% and 100% lie on the strip."""


def draw_council(
    sheet: Canvas, council_year: CouncilYear, register: Register, *, is_unfinished: bool
) -> None:
    """Draws a council's year on a sheet with head and foot; no figure without both its counts."""
    name, figure = council_year.authority.short_name, council_year.figures[Measure.UPHOLD_RATE]
    kicker = _kicker(council_year, register, is_unfinished)
    paragraph(sheet, 166, kicker, Face.SANS, (26, 24, 22, 20), Ink.QUIET, 1)
    paragraph(sheet, 240, name, Face.SERIF_BOLD, _NAME_SIZES, Ink.INK, 1)
    sentence = sentences.headline(council_year)
    if figure.value is None or not figure.has_counts:
        y = paragraph(sheet, 320, sentence, Face.SERIF, _LONE_SENTENCE_SIZES, Ink.INK, 3)
    else:
        paragraph(sheet, 302, sentence, Face.SERIF, _SENTENCE_SIZES, Ink.INK, 2)
        y = _strip(sheet, 424, figure.value, figure)
    paragraph(sheet, y, _beneath(figure), Face.SANS, _NOTE_SIZES, Ink.INK, 2)


def draw_no_figures(sheet: Canvas) -> None:
    """Draws what stands for every council without a figure: that there is none."""
    y = paragraph(sheet, 230, "No figures of this council", Face.SERIF_BOLD, (64,), Ink.INK, 1)
    said = (
        "No published figure of it is loaded for any year. That is not a nought: it says nothing "
        "about the complaints."
    )
    paragraph(sheet, y, said, Face.SERIF, _LONE_SENTENCE_SIZES, Ink.INK, 4)


def _kicker(council_year: CouncilYear, register: Register, is_unfinished: bool) -> str:
    """What the council is, where, in which year, and whether it has ended."""
    year = f"31 March {council_year.year.last}"
    words = [
        sentences.kind_and_region(council_year.authority),
        f"unfinished year to {year}" if is_unfinished else f"year ended {year}",
        _ended(council_year.authority, register),
    ]
    return " · ".join(filter(None, words))


def _ended(authority: Authority, register: Register) -> str:
    if authority.last_day is None:
        return ""
    successors = [successor.short_name for successor in register.successors(authority)]
    now = f", now {' and '.join(successors)}" if successors else ""
    return f"until {authority.last_day.year}{now}"


def _beneath(figure: Figure) -> str:
    """What chance says of the figure, or why nothing can be said; empty without a figure."""
    if figure.verdict is Verdict.TOO_FEW:
        return (
            f"Fewer than {FEWEST_FOR_A_VERDICT} investigations, so no verdict: any gap from "
            "similar councils could be chance."
        )
    return sentences.chance(figure) or ""


def _strip(sheet: Canvas, y: float, value: float, figure: Figure) -> float:
    """The range, the council's dot and the similar councils' tick; where to go on below."""
    small = font(Face.SANS, 24)
    sheet.pill(_FIRST - 14, _LAST + 14, y, 3, Ink.RULE)
    if figure.low is not None and figure.high is not None:
        low, high = _place(figure.low), _place(figure.high)
        sheet.pill(low - 12, high + 12, y, 12, Ink.BAND)
        interval = f"range {sentences.interval(figure)}"
        sheet.text_around((low + high) / 2, y + 52, interval, small, Ink.QUIET, _END_LABELS)
    if figure.similar:
        tick = _place(figure.similar.value)
        sheet.bar(tick - 2, y - 26, tick + 3, y + 26, Ink.INK)
        words = f"similar councils {figure.similar.display}"
        sheet.text_around(tick, y - 36, words, small, Ink.QUIET, (LEFT, RIGHT))
    sheet.disc(_place(value), y, 20, Ink.PAPER_ON_BAND)
    sheet.disc(_place(value), y, 16, Ink.ACCENT)
    sheet.text(LEFT, y + 52, "0%", small, Ink.QUIET)
    sheet.text_before(RIGHT, y + 52, "100%", small, Ink.QUIET)
    return y + 96


_END_LABELS: Final = (LEFT + 56, RIGHT - 84)
"""What the labels of the ends leave free between them."""


def _place(share: float) -> float:
    return _FIRST + (_LAST - _FIRST) * min(max(share, 0.0), 1.0)
