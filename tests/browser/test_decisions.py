"""Published decisions: words, filters, pages."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.xdist_group("browser-pages")


def counted(page: Page) -> int:
    found = re.match(r"([\d,]+) decision", page.locator(".result-count").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def listed(page: Page) -> Locator:
    return page.locator(".decisions > li")


def choose(page: Page, words: str) -> int:
    """Follows a choice beside the list; how many decisions it promises."""
    choice = page.locator(".decision-facets").get_by_role(
        "link", name=re.compile(rf"^{words} [\d,]+$")
    )
    promised = int(choice.inner_text().split()[-1].replace(",", ""))
    choice.click()
    return promised


def test_words_filters_and_pages_narrow_the_list(page: Page, made_up: sqlite3.Connection) -> None:
    page.goto("/decisions")
    everything = made_up.execute("SELECT count(*) FROM decision").fetchone()[0]
    assert counted(page) == everything
    first = listed(page).first.inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".result-count")).to_contain_text("26 to 50")
    assert listed(page).first.inner_text() != first
    page.get_by_role("link", name="Previous page").click()
    assert listed(page).first.inner_text() == first
    page.get_by_label("Words").fill("bin collections")
    page.get_by_label("From").fill("2023-04-01")
    page.get_by_label("To").fill("2024-03-31")
    page.get_by_role("button", name="Show decisions").click()
    promised = choose(page, "Upheld")
    expect(page).to_have_url(re.compile(r"q=bin\+collections.*decision=Upheld.*from=2023-04-01"))
    assert 0 < counted(page) == promised < everything
    for entry in listed(page).all_inner_texts():
        assert "bin" in entry
        assert "Upheld" in entry
        assert re.search(r"20(23|24)", entry)
    marked = page.locator(".decisions mark").all_inner_texts()
    assert {word.lower() for word in marked} >= {"bin", "collections"}
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("bin collections")
    page.get_by_role("link", name="Remove: Upheld").click()
    assert counted(page) > promised
    page.get_by_role("link", name="Clear").click()
    assert counted(page) == everything


def test_a_category_opens_its_subcategories(page: Page) -> None:
    page.goto("/decisions")
    assert choose(page, "Housing") == counted(page)
    within = choose(page, "Homelessness")
    assert counted(page) == within
    assert "Homelessness" in listed(page).first.inner_text()


def test_a_count_on_a_profile_leads_to_its_cases_and_their_gap(page: Page) -> None:
    page.goto("/council/leeds?year=2024")
    heading = page.get_by_role("rowheader", name="Upheld", exact=True)
    link = page.locator(".outcome-table tr", has=heading).get_by_role("link")
    number = int(link.inner_text())
    link.click()
    said = page.locator(".decision-gap").inner_text()
    told = re.match(r"(\d+) of (\d+) upheld decisions of 2023-24 are listed; (\d+) w", said)
    if told:
        assert counted(page) == int(told[1])
        assert int(told[1]) + int(told[3]) == int(told[2]) == number
    else:
        assert said == f"All {number} upheld decisions of 2023-24 are listed."
        assert counted(page) == number


def test_a_decision_has_a_page_of_its_own(page: Page) -> None:
    page.goto("/decisions?council=leeds&decision=Upheld")
    entry = listed(page).first
    reference = re.search(r"DEMO-[\d-]+", entry.inner_text())
    assert reference
    entry.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/decisions/{reference[0]}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference[0])
    expect(page.get_by_role("main")).to_contain_text("Leeds City Council")


def test_a_decision_that_is_not_there_is_said_and_can_be_looked_for(
    page: Page, visitor: Visitor
) -> None:
    visitor.expected_statuses.add(404)
    page.goto("/decisions/DEMO-99-999-999")
    expect(page.get_by_role("heading", level=1)).to_have_text("No decision with that reference")
    page.get_by_label("A reference, or words").fill("homelessness")
    page.get_by_role("button", name="Look").click()
    assert counted(page) > 0


def test_a_citation_is_copied_with_the_address_of_the_site(
    page: Page, demonstration_site: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/council/leeds?year=2024")
    button = page.get_by_role("button", name="Copy the sentence")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "complaints investigated were upheld" in copied
    assert f"{demonstration_site}/council/leeds?year=2024&v=" in copied


def test_a_citation_can_be_read_without_script(plain_page: Page) -> None:
    plain_page.goto("/council/leeds?year=2024")
    expect(plain_page.locator("#citation-text")).to_contain_text("/council/leeds?year=2024&v=")
    expect(plain_page.get_by_role("button", name="Copy the sentence")).to_have_count(0)


def test_a_council_is_filtered_by_any_of_its_names(page: Page, made_up: sqlite3.Connection) -> None:
    page.goto("/decisions")
    page.get_by_role("textbox", name="Council", exact=True).fill("Shepway")
    page.get_by_role("button", name="Show decisions").click()
    number = made_up.execute(
        "SELECT count(*) FROM decision JOIN authority ON code = authority_code "
        "WHERE slug = 'folkestone-and-hythe'"
    ).fetchone()[0]
    assert counted(page) == number
    expect(page.get_by_role("heading", level=1)).to_contain_text("Folkestone and Hythe")


def test_only_public_interest_reports_are_shown_if_asked_for(
    page: Page, made_up: sqlite3.Connection
) -> None:
    page.goto("/decisions")
    choose(page, "Public interest reports")
    number = made_up.execute("SELECT count(*) FROM decision WHERE is_report").fetchone()[0]
    assert counted(page) == number > 0
    for entry in listed(page).all():
        expect(entry).to_contain_text("Public report")


def test_a_date_that_is_none_is_said(page: Page) -> None:
    page.goto("/decisions?from=31/03/2024")
    expect(page.get_by_role("alert")).to_contain_text("31/03/2024")


def test_a_council_that_is_unknown_is_said(page: Page) -> None:
    page.goto("/decisions?council=Milton+Keyne")
    expect(page.get_by_role("alert")).to_contain_text("Milton Keyne")


@pytest.mark.parametrize("filters", ["category=Nonsense", "decision=Perhaps"])
def test_a_filter_that_does_not_exist_is_said(page: Page, filters: str) -> None:
    page.goto(f"/decisions?{filters}")
    expect(page.get_by_role("alert")).to_contain_text(filters.split("=")[1])


def test_dates_the_wrong_way_round_are_said(page: Page) -> None:
    page.goto("/decisions?from=2024-03-31&to=2023-04-01")
    expect(page.get_by_role("alert")).to_be_visible()


def test_words_that_match_nothing_say_so(page: Page) -> None:
    page.goto("/decisions?q=zyxwvut")
    assert counted(page) == 0
    expect(page.get_by_text("No published decision matches")).to_be_visible()


def test_signs_alone_do_not_match_everything(page: Page) -> None:
    page.goto("/decisions?q=%22%21%22")
    assert counted(page) == 0


def test_no_demonstration_decision_leads_to_the_ombudsman(page: Page) -> None:
    page.goto("/decisions")
    links = page.get_by_role("main").locator("a").evaluate_all("all => all.map(a => a.href)")
    assert [link for link in links if "lgo.org" in link] == []
    assert "DEMO" in listed(page).first.inner_text()


def test_no_rate_is_worked_out_from_the_list(page: Page) -> None:
    page.goto("/decisions?council=leeds")
    assert "%" not in page.get_by_role("main").inner_text()
    expect(page.get_by_text("no rate is worked out from it")).to_be_visible()
