"""The picture of a council: what is drawn where, and what is not drawn without counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from dashboard.dataset import CouncilYear, Figure
from dashboard.pictures.canvas import Canvas, colours
from dashboard.pictures.council_picture import draw_council, draw_no_figures
from dashboard.pictures.sheet import BOTTOM, LEFT, RIGHT
from dashboard.vocabulary import Measure, MissingReason, Verdict
from tests.factories import council, figure, no_counts, register, similar

HALF = figure(
    10, 20, "50%", interval=(0.30, 0.70), similar=similar("80%", 0.80), verdict=Verdict.LOWER
)
Colour = tuple[int, int, int]
Draw = Callable[..., Image.Image]


@pytest.fixture
def drawn(tmp_path: Path) -> Draw:
    def draw(rate: Figure, *, name: str = "Leeds") -> Image.Image:
        sheet = Canvas()
        authority = council(name)
        year = CouncilYear(authority, rate.year, no_counts(), {Measure.UPHOLD_RATE: rate})
        draw_council(sheet, year, register(authority), is_unfinished=False)
        return saved(sheet, tmp_path)

    return draw


def saved(sheet: Canvas, folder: Path) -> Image.Image:
    sheet.save(folder / "picture.png", {})
    with Image.open(folder / "picture.png") as picture:
        assert picture.mode == "P"
        assert picture.size == (1200, 630)
        return picture.convert("RGB")


def places(picture: Image.Image, colour: Colour, *, between: tuple[int, int]) -> list[int]:
    """The columns in which a colour stands, between two heights."""
    pixels = picture.load()
    assert pixels is not None
    rows = range(*between)
    return [x for x in range(picture.width) if any(pixels[x, y] == colour for y in rows)]


def place(share: float) -> float:
    return LEFT + 14 + (RIGHT - LEFT - 28) * share


STRIP = (398, 450)


def test_dot_band_and_tick_stand_where_the_figures_say(drawn: Draw) -> None:
    picture = drawn(HALF)
    dot = places(picture, colours()["accent"], between=STRIP)
    assert (dot[0] + dot[-1]) / 2 == pytest.approx(place(0.5), abs=1)
    band = places(picture, colours()["q2"], between=STRIP)
    assert band[0] == pytest.approx(place(0.30) - 12, abs=2)
    assert band[-1] == pytest.approx(place(0.70) + 12, abs=2)
    tick = places(picture, colours()["ink"], between=(400, 412))
    assert (tick[0] + tick[-1]) / 2 == pytest.approx(place(0.8), abs=1)


def test_without_an_average_of_similar_councils_there_is_no_tick(drawn: Draw) -> None:
    alone = figure(10, 20, "50%", interval=(0.30, 0.70), verdict=Verdict.NO_BENCHMARK)
    assert places(drawn(alone), colours()["ink"], between=(400, 412)) == []


@pytest.mark.parametrize(
    "rate",
    [
        figure(0, 0, None, missing=MissingReason.NO_CASES),
        figure(None, None, None, missing=MissingReason.NOT_PUBLISHED),
        figure(None, None, None, missing=MissingReason.DID_NOT_EXIST),
        figure(None, 20, "50%", value=0.5, similar=similar("80%", 0.80)),
        figure(None, None, "50%", value=0.5, similar=similar("80%", 0.80)),
    ],
)
def test_no_figure_is_drawn_without_both_its_counts(drawn: Draw, rate: Figure) -> None:
    picture = drawn(rate)
    everywhere = (0, picture.height)
    assert places(picture, colours()["accent"], between=everywhere) == []
    assert places(picture, colours()["q2"], between=everywhere) == []
    assert places(picture, colours()["ink"], between=everywhere) != []


def test_a_true_nought_and_all_of_them_are_drawn_at_the_ends(drawn: Draw) -> None:
    for numerator, display, share in ((0, "0%", 0.0), (20, "100%", 1.0)):
        picture = drawn(figure(numerator, 20, display, interval=(0.1, 0.9)))
        dot = places(picture, colours()["accent"], between=STRIP)
        assert (dot[0] + dot[-1]) / 2 == pytest.approx(place(share), abs=1)


LONGEST = (
    "Bournemouth, Christchurch and Poole",
    "King's Lynn and West Norfolk",
    "Bath and North East Somerset",
)


@pytest.mark.parametrize("name", LONGEST)
@pytest.mark.parametrize("verdict", [*Verdict, None])
def test_whatever_is_said_it_stays_within_the_margins(
    drawn: Draw, name: str, verdict: Verdict | None
) -> None:
    partial = similar("79%", 0.79, councils=51, in_all=62)
    rate = figure(31, 39, "79%", interval=(0.64, 0.89), similar=partial, verdict=verdict)
    picture = drawn(rate, name=name)
    paper = colours()["paper"]
    assert picture.crop((0, 0, LEFT, 630)).getcolors() == [(LEFT * 630, paper)]
    right = 1200 - RIGHT
    assert picture.crop((RIGHT, 0, 1200, 630)).getcolors() == [(right * 630, paper)]
    foot = picture.crop((0, BOTTOM, 1200, 630))
    assert foot.getcolors() == [(1200 * (630 - BOTTOM), paper)]


def test_the_picture_for_councils_without_figures_has_words_and_no_figure(tmp_path: Path) -> None:
    sheet = Canvas()
    draw_no_figures(sheet)
    picture = saved(sheet, tmp_path)
    everywhere = (0, picture.height)
    assert places(picture, colours()["ink"], between=everywhere) != []
    assert places(picture, colours()["accent"], between=everywhere) == []
    assert places(picture, colours()["q2"], between=everywhere) == []
