"""The search as it is asked: suggestions, the form, the list; postcodes in no address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.postcodes.directories import directory_file
from tests.site.asking import Answer, Ask, asking
from tests.site.serving import serving

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site_with_postcodes(
    demonstration_snapshots: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    postcodes = directory_file(tmp_path_factory.mktemp("postcodes"))
    with serving(demonstration_snapshots, "--postcodes", str(postcodes)) as address:
        yield address


@pytest.fixture(scope="module")
def ask_with_postcodes(site_with_postcodes: str) -> Ask:
    return asking(site_with_postcodes)


def sent(ask: Ask, typed: str, path: str = "/search") -> Answer:
    """The answer to the form, as a browser sends it."""
    return ask(path, method="POST", body=urlencode({"q": typed}), content_type=FORM)


def suggested(ask: Ask, typed: str) -> dict[str, Any]:
    answer = ask(f"/suggestions.json?{urlencode({'q': typed})}")
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.text)
    return found


def slugs(suggestions: dict[str, Any]) -> list[str]:
    return [slug for _, slug, _ in suggestions["councils"]]


def listed(page: str) -> list[str]:
    """The councils of the list on the page of a search."""
    return re.findall(r'<a href="/council/([^"]+)"', page.split('class="offers"')[-1])


@pytest.mark.parametrize("typed", ["Leeds", "leeds city council", "E08000035"])
def test_a_name_or_code_leads_to_the_council_by_form_and_by_address(ask: Ask, typed: str) -> None:
    for answer in (sent(ask, typed), ask(f"/search?{urlencode({'q': typed})}")):
        assert (answer.status, answer.headers["location"]) == (303, "/council/leeds")


def test_a_former_council_leads_to_its_page_that_says_what_became_of_it(ask: Ask) -> None:
    address = sent(ask, "Allerdale").headers["location"]
    assert address == "/council/allerdale"
    page = ask(address).text
    assert "abolished" in page
    assert 'href="/council/cumberland"' in page


def test_an_ambiguous_name_leads_to_the_list_that_the_suggestions_are(ask: Ask) -> None:
    assert sent(ask, "Newcastle").headers["location"] == "/search?q=Newcastle"
    page = ask("/search?q=Newcastle")
    assert page.status == 200
    assert listed(page.text) == slugs(suggested(ask, "Newcastle"))
    assert set(listed(page.text)) == {"newcastle-upon-tyne", "newcastle-under-lyme"}


def test_the_list_goes_on_where_the_suggestions_end(ask: Ask) -> None:
    suggestions = suggested(ask, "south")
    page = ask("/search?q=south").text
    assert len(suggestions["councils"]) == 8
    assert re.fullmatch(
        r"\d+ councils found, 8 of them here; Enter shows all", suggestions["words"]
    )
    assert listed(page)[:8] == slugs(suggestions)
    assert len(listed(page)) == int(suggestions["words"].split()[0])


def test_a_suggestion_says_type_and_fate_and_why_it_was_found(ask: Ask) -> None:
    assert suggested(ask, "allerd")["councils"] == [
        [
            "Allerdale Borough Council",
            "allerdale",
            "District council, abolished 2023, now Cumberland",
        ]
    ]
    assert suggested(ask, "shepw")["councils"][0][2] == (
        "District council, South East, formerly Shepway District Council"
    )
    assert suggested(ask, "brum")["councils"][0][2].endswith("also Brum")
    assert suggested(ask, "E08000016")["councils"][0][2].endswith("code E08000016")


def test_a_mistyped_name_offers_near_names(ask: Ask) -> None:
    assert suggested(ask, "Birmngham")["words"] == ("No council is called “Birmngham”. Near names:")
    page = ask("/search?q=Birmngham").text
    assert "birmingham" in listed(page)
    assert "“Birmngham”" in page


def test_a_body_that_is_no_council_is_said_to_be_none(ask: Ask) -> None:
    assert "Greater London Authority is not a council" in ask("/search?q=GLA").text


@pytest.mark.parametrize("path", ["/search", "/search?q=", "/search?q=+"])
def test_a_search_for_nothing_offers_the_search(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert 'action="/search"' in answer.text
    assert 'method="post"' in answer.text


def test_a_text_too_long_for_a_name_is_said_to_be(ask: Ask) -> None:
    address = sent(ask, "x" * 300).headers["location"]
    assert len(address) < 150
    answer = ask(address)
    assert answer.status == 414
    assert "No council has a name of more than 100 letters." in answer.text
    assert suggested(ask, "x" * 300)["words"].startswith("No council has a name")


def test_a_form_far_too_long_is_refused(ask: Ask) -> None:
    assert sent(ask, "x" * 5000).status == 413
    assert sent(ask, "x" * 5000, "/suggestions.json").status == 413


@pytest.mark.parametrize(
    "body", ["", "q", "=&=&", "%ff%fe", "q=%ff%00", "p=1", "&" * 3000, "q=a&q=b"]
)
def test_a_form_of_nonsense_is_no_fault_of_the_site(ask: Ask, body: str) -> None:
    for path in ("/search", "/suggestions.json"):
        assert ask(path, method="POST", body=body, content_type=FORM).status in (200, 303, 413)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "“”", "😀", "\x00", "%s {0} ${7*7}"]
)
def test_odd_letters_are_searched_for_and_never_handed_back_alive(ask: Ask, typed: str) -> None:
    answer = ask(f"/search?q={quote(typed)}")
    assert answer.status == 200
    assert "<script>alert" not in answer.text
    assert suggested(ask, typed)["councils"] == []


def test_suggestions_are_small_and_may_be_kept_for_an_hour(ask: Ask) -> None:
    answer = ask("/suggestions.json?q=south")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert len(answer.body) < 1500


def test_every_page_has_one_search(ask: Ask) -> None:
    paths = (
        "/",
        "/council/leeds",
        "/search?q=newcastle",
        "/nowhere",
        "/methods",
        "/data",
        "/letters",
    )
    for path in paths:
        page = ask(path).text
        assert page.count('id="council-search"') == 1, path
        in_masthead = 'id="council-search"' in page.split("</header>")[0]
        assert in_masthead == (path in ("/council/leeds", "/methods", "/data", "/letters")), path


# Postcodes


def test_a_postcode_answers_both_councils_of_a_two_tier_area(ask_with_postcodes: Ask) -> None:
    found = json.loads(sent(ask_with_postcodes, "sg11aa", "/suggestions.json").text)
    assert slugs(found) == ["stevenage", "hertfordshire-county-council"]
    address = sent(ask_with_postcodes, "SG1 1AA").headers["location"]
    assert address == "/search?place=stevenage"
    page = ask_with_postcodes(address)
    assert page.status == 200
    assert listed(page.text) == ["stevenage", "hertfordshire-county-council"]
    assert "runs housing, planning, council tax" in page.text
    assert "runs adult social care" in page.text


def test_the_answer_names_source_date_and_licence(ask_with_postcodes: Ask) -> None:
    for path in ("/search?place=stevenage", "/search?q=SG1", "/data"):
        page = ask_with_postcodes(path).text
        assert "directory of November 2025, taken from ONSPD_NOV_2025_UK.csv" in page, path
        assert "Office for National Statistics" in page
        assert "Royal Mail data" in page
        assert 'rel="license"' in page


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        ("CH4 0AA", "/search?postcode=wales", "in Wales"),
        ("EH1 1AA", "/search?postcode=scotland", "in Scotland"),
        ("BT1 1AA", "/search?postcode=northern-ireland", "in Northern Ireland"),
        ("SG1 1AC", "/search?postcode=unknown", "not in the directory of November 2025"),
        ("SE1 0ZZ", "/search?postcode=not-recorded", "no council for it"),
        ("SG1 1ZZ", "/search?place=stevenage&ended=2015-06", "The postcode ended in June 2015."),
    ],
)
def test_a_postcode_elsewhere_ended_or_unknown_says_so(
    ask_with_postcodes: Ask, typed: str, address: str, words: str
) -> None:
    assert sent(ask_with_postcodes, typed).headers["location"] == address
    answer = ask_with_postcodes(address)
    assert answer.status == 200
    assert words in answer.text


def test_an_outward_code_answers_the_councils_that_it_covers(ask_with_postcodes: Ask) -> None:
    assert sent(ask_with_postcodes, "sg1").headers["location"] == "/search?q=SG1"
    page = ask_with_postcodes("/search?q=SG1").text
    assert listed(page) == ["stevenage", "north-hertfordshire", "hertfordshire-county-council"]
    assert "lie in 2 areas" in page


def test_a_whole_postcode_is_in_no_address_page_or_log(
    ask_with_postcodes: Ask, site_with_postcodes: str, demonstration_snapshots: Path
) -> None:
    for typed in ("SG1 1AA", "SG1 1AC", "EH1 1AA"):
        inward = typed.split()[1]
        address = sent(ask_with_postcodes, typed).headers["location"]
        assert inward not in address
        assert inward not in ask_with_postcodes(address).text
        # Whoever writes one into the address by hand is led on to one without it.
        by_hand = ask_with_postcodes(f"/search?{urlencode({'q': typed})}")
        assert (by_hand.status, by_hand.headers["location"]) == (303, address)
    port = site_with_postcodes.rpartition(":")[2]
    log = (demonstration_snapshots / f"server-{port}.log").read_text(encoding="utf-8")
    assert "SG1" not in log


def test_suggestions_for_a_whole_postcode_are_given_by_post_only_and_kept_nowhere(
    ask_with_postcodes: Ask,
) -> None:
    assert ask_with_postcodes("/suggestions.json?q=SG1+1AA").status == 400
    answer = sent(ask_with_postcodes, "SG1 1AA", "/suggestions.json")
    assert answer.headers["cache-control"] == "no-store"
    assert sent(ask_with_postcodes, "SG1 1AA").headers["cache-control"] == "no-store"


def test_the_site_says_what_becomes_of_a_postcode(ask_with_postcodes: Ask) -> None:
    for path in ("/data", "/search"):
        assert "It is not written down and not kept" in ask_with_postcodes(path).text


def test_without_a_directory_postcodes_are_neither_offered_nor_guessed(ask: Ask) -> None:
    assert "postcode" not in ask("/").text.split("<main")[1].split("</form>")[0]
    assert sent(ask, "SG1 1AA").headers["location"] == "/search?postcode=not-loaded"
    assert "no directory of postcodes" in ask("/search?postcode=not-loaded").text
    assert "no directory of postcodes" in ask("/search?q=SG1").text
    assert "no directory of postcodes" in ask("/data").text


@pytest.mark.parametrize(
    "query", ["place=nowhere", "postcode=mars", "place=leeds&ended=soon", "ended=2015-06", "place="]
)
def test_a_place_of_nonsense_is_no_fault_of_the_site(ask_with_postcodes: Ask, query: str) -> None:
    answer = ask_with_postcodes(f"/search?{query}")
    assert answer.status == 200
    assert "soon" not in answer.text
