"""Letters are listed with the years that have none, read in their words, and searched."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from urllib.parse import quote

import pytest

from tests.site.asking import Ask


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def test_a_year_without_a_letter_says_so(ask_real: Ask) -> None:
    page = ask_real("/letters?council=rutland").text
    assert "2014-15: no letter loaded" in page
    assert ask_real("/letters/rutland/2015").status == 404


def test_the_words_of_a_letter_stand_on_its_page(ask: Ask, made_up: sqlite3.Connection) -> None:
    (text,) = made_up.execute(
        "SELECT text FROM letter JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND year_ending = '2024-03-31'"
    ).fetchone()
    page = words(ask("/letters/leeds/2024").text)
    for line in filter(None, map(str.strip, text.splitlines())):
        assert " ".join(line.split()) in page


def test_printed_figures_stand_beside_the_computed_ones(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/letters/leeds/2024").text
    section = page[page.index('id="printed"') :]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', section, re.DOTALL)
    known = made_up.execute(
        "SELECT count(*) FROM reconciliation JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND year_ending = '2024-03-31' AND printed IS NOT NULL"
    ).fetchone()[0]
    assert known
    assert len(rows) == known


@pytest.mark.parametrize("asked", ["leeds city", '"leeds city council"', "lee*", "LEEDS"])
def test_letters_are_found_by_their_words(ask: Ask, asked: str) -> None:
    page = ask(f"/letters?q={quote(asked)}").text
    assert re.search(r'id="results">[1-9]', page)
    assert re.search(r"<mark>Lee", page)
    assert "/letters/leeds/" in page


def test_other_forms_of_a_word_are_found(ask: Ask) -> None:
    counted = {
        asked: re.search(r'id="results">([\d,]+)', ask(f"/letters?q={quote(asked)}").text)
        for asked in ("decision", "decisions", "decided")
    }
    numbers = {asked: match and match[1] for asked, match in counted.items()}
    assert numbers["decision"] == numbers["decisions"] != "0"


def test_a_search_stays_with_the_council_that_it_began_with(ask: Ask) -> None:
    page = ask("/letters?q=council&council=leeds").text
    results = page[page.index('id="results"') : page.index("</main>")]
    assert set(re.findall(r"/letters/([a-z-]+)/", results)) == {"leeds"}
    assert 'name="council"' in results or 'name="council"' in page


@pytest.mark.parametrize(
    "asked", ["zzzzqqq", '"', "*", '"" OR ""', "NEAR(", "text:leeds", "a" * 400]
)
def test_what_is_in_no_letter_is_said(ask: Ask, asked: str) -> None:
    answer = ask(f"/letters?q={quote(asked)}")
    assert answer.status == 200
    assert "No letter that is loaded has them all." in answer.text or "results" in answer.text


def test_a_letter_may_be_shown_in_a_frame_of_this_site_only(ask: Ask) -> None:
    headers = ask("/letters/leeds/2024/file").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "frame-src 'self'" in ask("/letters/leeds/2024").headers["content-security-policy"]


def test_a_line_that_was_broken_because_it_was_full_is_joined_and_a_row_of_a_table_is_not(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    (text,) = made_up.execute(
        "SELECT text FROM letter JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND year_ending = '2024-03-31'"
    ).fetchone()
    assert re.search(r'"Your council\'s performance"\. The Ombudsman did\s*\n\s*not write', text)
    paragraphs = re.findall(r"<p>(.*?)</p>", unescape(ask("/letters/leeds/2024").text))
    assert any("The Ombudsman did not write it or send it" in words for words in paragraphs)
    assert "Complaints upheld" in paragraphs
