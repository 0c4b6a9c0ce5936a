from __future__ import annotations

from pathlib import Path

from PIL import Image

from dashboard.pictures.canvas import Canvas, Face, Ink, colours, font, wrapped


def test_colours_are_the_light_ones_of_the_style_sheet() -> None:
    assert colours()["paper"] == (0xFA, 0xF9, 0xF5)
    assert all(name in colours() for ink in Ink for name in ink.value)


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    typeface = font(Face.SERIF, 40)
    words = "31 of 36 complaints investigated were upheld (86%) in 2023-24; similar councils 81%."
    lines = wrapped(words, typeface, 500)
    assert " ".join(lines) == words
    assert len(lines) > 2
    assert all(typeface.getlength(line) <= 500 for line in lines)


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrapped("a Bournemouth b", font(Face.SANS, 40), 60) == ["a", "Bournemouth", "b"]


def test_weights_and_faces_differ() -> None:
    widths = {font(face, 40).getlength("Milton Keynes") for face in Face}
    assert len(widths) == len(Face)


def test_text_is_soft_at_its_edges_and_full_inside(tmp_path: Path) -> None:
    sheet = Canvas()
    sheet.text(100, 200, "Hull", font(Face.SERIF_BOLD, 76), Ink.INK)
    sheet.save(tmp_path / "text.png", {})
    with Image.open(tmp_path / "text.png") as picture:
        counted = picture.convert("RGB").getcolors()
    assert counted is not None
    shades = {colour for _, colour in counted}
    assert {colours()["paper"], colours()["ink"]} <= shades
    assert 4 < len(shades) <= 8


def test_notes_stay_with_the_file(tmp_path: Path) -> None:
    Canvas().save(tmp_path / "noted.png", {"Title": "King’s Lynn", "Source": "Made up."})
    with Image.open(tmp_path / "noted.png") as picture:
        picture.load()
        assert picture.info["Title"] == "King’s Lynn"
        assert picture.info["Source"] == "Made up."


def test_a_copy_is_drawn_on_apart(tmp_path: Path) -> None:
    sheet = Canvas()
    sheet.copy().bar(0, 0, 1200, 630, Ink.ACCENT)
    sheet.save(tmp_path / "blank.png", {})
    with Image.open(tmp_path / "blank.png") as picture:
        assert picture.convert("RGB").getcolors() == [(1200 * 630, colours()["paper"])]
