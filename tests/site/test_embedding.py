"""What other websites may show in a frame: small, whole without script, with source and caveat."""

from __future__ import annotations

import re
import sqlite3

import pytest

from tests.site.asking import Ask

FRAMES = ("/embed/council/leeds", "/embed/trend/leeds", "/embed/map")


@pytest.mark.parametrize("path", FRAMES)
def test_other_websites_may_show_it_with_source_caveat_and_a_way_to_the_rest(
    ask: Ask, path: str
) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "many causes" in answer.text or "few cases" in answer.text
    assert "Demonstration data: made-up cases" in answer.text
    assert 'name="robots" content="noindex' in answer.text
    assert "<nav" not in answer.text
    assert re.search(r'<a href="/[^"]*">Your council’s performance: ', answer.text)


@pytest.mark.parametrize("path", ["/", "/council/leeds", "/letters/leeds/2024"])
def test_no_other_page_may_be_shown_by_other_websites(ask: Ask, path: str) -> None:
    assert "frame-ancestors 'self'" in ask(path).headers["content-security-policy"]


@pytest.mark.parametrize("path", FRAMES[:2])
def test_a_card_and_a_chart_are_tiny(ask: Ask, path: str) -> None:
    answer = ask(path, accept_encoding="br")
    assert int(answer.headers["content-length"]) < 4_000


def test_the_card_has_the_counts_of_the_database_and_the_newest_year_unless_asked(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    for asked, year in (("", "2024-03-31"), ("?year=2022", "2022-03-31")):
        numerator, denominator, display = made_up.execute(
            "SELECT numerator, denominator, display FROM yearly_figure "
            "JOIN authority ON code = authority_code WHERE slug = 'leeds' "
            "AND measure = 'uphold_rate' AND year_ending = ?",
            (year,),
        ).fetchone()
        page = ask(f"/embed/council/leeds{asked}").text
        words = f"{numerator} of {denominator} complaints investigated were upheld ({display})"
        assert words in page


def test_the_chart_says_in_words_why_its_line_stops(ask: Ask) -> None:
    assert "In 2022-23 the Ombudsman became more selective" in ask("/embed/trend/leeds").text


@pytest.mark.parametrize("path", ["/embed/council/nowhere", "/embed/trend/nowhere"])
def test_no_council_is_said_in_the_frame(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert "There is no council of this name." in answer.text


def test_a_profile_has_the_code_of_its_frames(ask: Ask) -> None:
    page = ask("/council/leeds?measure=compliance_rate").text
    assert "&lt;iframe src=" in page
    assert "/embed/council/leeds" in page
    assert "/embed/trend/leeds?measure=compliance_rate" in page
