"""How to read the figures, and the words explained."""

from __future__ import annotations

import re

import pytest

from dashboard.statistics.glossary import GLOSSARY
from tests.site.asking import Ask


def test_the_glossary_has_a_place_for_every_term_and_pages_lead_to_it(ask: Ask) -> None:
    page = ask("/glossary").text
    for term in GLOSSARY:
        assert f'id="{term.key}"' in page
    profile = ask("/council/leeds?year=2024").text
    led_to = set(re.findall(r'href="/glossary#([^"]+)"', profile))
    assert {"uphold-rate", "compliance-rate", "range"} <= led_to
    assert led_to <= {term.key for term in GLOSSARY}


def test_a_word_on_a_profile_opens_its_note_without_script(ask: Ask) -> None:
    page = ask("/council/leeds?year=2024").text
    notes = re.findall(r'popovertarget="([^"]+)"', page)
    assert notes
    for note in notes:
        assert page.count(f'id="{note}"') == 1


def test_the_steps_are_told_with_the_council_asked_for(ask: Ask) -> None:
    page = ask("/how-to-read?council=leeds").text
    profile = ask("/council/leeds").text
    headline = re.search(r'<p class="lead">([^<]+)</p>', profile)
    assert headline
    assert f"<blockquote>{headline[1]}</blockquote>" in page
    assert 'href="/council/leeds"' in page


@pytest.mark.parametrize("written", ["Leeds City Council", "leeds", "LEEDS"])
def test_a_council_may_be_written_as_readers_write_it(ask: Ask, written: str) -> None:
    page = ask(f"/how-to-read?council={written.replace(' ', '+')}").text
    assert "The example is Leeds in " in page


def test_a_council_that_is_not_known_is_said_and_near_names_are_offered(ask: Ask) -> None:
    page = ask("/how-to-read?council=Leads").text
    assert "There is no English council “Leads” in these data." in page
    assert 'href="/council/leeds"' in page
    assert "The example is " in page


def test_without_a_council_there_is_an_example_all_the_same(ask: Ask) -> None:
    assert "The example is " in ask("/how-to-read").text


def test_a_council_of_which_nothing_is_known_borrows_an_example_and_says_so(
    ask_real: Ask,
) -> None:
    page = ask_real("/how-to-read?council=adur").text
    assert "Adur has no uphold rate here, so the example is " in page
