from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.authorities.names import Names
from dashboard.sources.letters import read_letter

TODAY = date(2025, 9, 1)

WritePdf = Callable[..., Path]

LETTER = """An Ombudsman
20 July 2020
Ms Example
Chief Executive
Leeds City Council
Dear Ms Example
Annual Review letter 2020
Here are the figures for the year ending 31 March 2020."""
FIGURES = """Leeds City Council
For the period ending: 31/03/20
Complaints upheld"""


def test_a_pdf_of_several_pages_is_read(write_pdf: WritePdf, names: Names) -> None:
    content = write_pdf("leeds.pdf", LETTER, FIGURES).read_bytes()
    letter = read_letter("letters/leeds.pdf", content, "abc", names, TODAY)
    assert letter is not None
    assert letter.statement is not None
    assert letter.statement.recipient.authority is not None
    assert letter.statement.recipient.authority.code == "E08000035"
    assert (letter.statement.year.last, letter.file, letter.sha256) == (
        2020,
        "letters/leeds.pdf",
        "abc",
    )


def test_another_paper_is_no_letter(write_pdf: WritePdf, names: Names) -> None:
    content = write_pdf("agenda.pdf", "Agenda of the scrutiny committee").read_bytes()
    assert read_letter("agenda.pdf", content, "", names, TODAY) is None
    assert read_letter("README.txt", b"How to publish", "", names, TODAY) is None


def test_a_scanned_letter_has_no_words_to_read(write_pdf: WritePdf, names: Names) -> None:
    letter = read_letter("scan.pdf", write_pdf("scan.pdf", "").read_bytes(), "", names, TODAY)
    assert letter is not None
    assert letter.statement is None
    assert letter.reason == "the PDF has no text in it, only pictures"


def test_a_locked_or_damaged_pdf_is_listed_with_a_reason(write_pdf: WritePdf, names: Names) -> None:
    locked = write_pdf("locked.pdf", LETTER, password="secret").read_bytes()
    for content in (locked, b"%PDF-1.4 and no more", b""):
        letter = read_letter("leeds.pdf", content, "", names, TODAY)
        assert letter is not None
        assert letter.statement is None
        assert letter.reason


def test_no_damage_to_a_pdf_makes_a_traceback(write_pdf: WritePdf, names: Names) -> None:
    whole = write_pdf("leeds.pdf", LETTER, FIGURES).read_bytes()
    chance = random.Random(11)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(20):
            content[chance.randrange(len(content))] = chance.randrange(256)
        letter = read_letter("leeds.pdf", bytes(content), "", names, TODAY)
        assert letter is None or letter.statement or letter.reason


def test_a_text_in_no_known_encoding_is_listed(names: Names) -> None:
    letter = read_letter("leeds.txt", LETTER.encode("utf-16"), "", names, TODAY)
    assert letter is not None
    assert "UTF-16" in str(letter.reason)


def test_a_letter_of_a_year_before_its_council_existed_is_not_taken(names: Names) -> None:
    text = LETTER.replace("Leeds City Council", "Westmorland and Furness Council")
    letter = read_letter("a.txt", text.encode(), "", names, TODAY)
    assert letter is not None
    assert "did not exist" in str(letter.reason)


def test_a_letter_to_a_council_abolished_before_is_taken(names: Names) -> None:
    text = LETTER.replace("Leeds City Council", "Forest Heath District Council")
    letter = read_letter("a.txt", text.encode(), "", names, TODAY)
    assert letter is not None
    assert letter.statement is not None


@pytest.mark.parametrize(
    ("today", "is_read"), [(date(2020, 3, 31), False), (date(2020, 4, 1), True)]
)
def test_a_letter_about_a_year_that_is_not_over_is_not_taken(
    names: Names, today: date, is_read: bool
) -> None:
    letter = read_letter("leeds.txt", LETTER.encode(), "", names, today)
    assert letter is not None
    assert (letter.statement is not None) == is_read
    assert letter.reason == (None if is_read else "the year that it names, 2019-20, isn't over")
