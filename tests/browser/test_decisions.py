"""Published decisions: words, filters, pages."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser-pages")


def counted(page: Page) -> int:
    found = re.match(r"([\d,]+) decision", page.locator(".result-count").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def listed(page: Page) -> Locator:
    return page.get_by_role("main").locator("ol > li")


def test_words_filters_and_pages_narrow_the_list(page: Page, made_up: sqlite3.Connection) -> None:
    page.goto("/decisions")
    everything = made_up.execute("SELECT count(*) FROM decision").fetchone()[0]
    assert counted(page) == everything
    first = listed(page).first.inner_text()
    page.get_by_role("link", name="Older").click()
    expect(page).to_have_url(re.compile("page=2"))
    assert listed(page).first.inner_text() != first
    page.get_by_role("link", name="Newer").click()
    assert listed(page).first.inner_text() == first
    page.get_by_label("Words").fill("bin collections")
    page.get_by_label("Decision", exact=True).select_option("Upheld")
    page.get_by_label("From").fill("2023-04-01")
    page.get_by_label("To").fill("2024-03-31")
    page.get_by_role("button", name="Show decisions").click()
    expect(page).to_have_url(re.compile(r"q=bin\+collections.*decision=Upheld.*from=2023-04-01"))
    assert 0 < counted(page) < everything
    for entry in listed(page).all_inner_texts():
        assert "bin" in entry
        assert "Upheld" in entry
        assert re.search(r"20(23|24)", entry)
    expect(page.get_by_label("Words")).to_have_value("bin collections")
    expect(page.get_by_label("Decision", exact=True)).to_have_value("Upheld")
    page.get_by_role("link", name="Clear").click()
    assert counted(page) == everything


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
    page.get_by_label("Public interest reports only").check()
    page.get_by_role("button", name="Show decisions").click()
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
