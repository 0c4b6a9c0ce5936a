"""The search as it is typed into with script, and the key that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import axe
from tests.browser.visitor import Visitor
from tests.postcodes.directories import directory_file
from tests.site.serving import serving

pytestmark = pytest.mark.xdist_group("browser-pages")


@pytest.fixture(scope="module")
def site_with_postcodes(
    demonstration_snapshots: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    postcodes = directory_file(tmp_path_factory.mktemp("postcodes"))
    with serving(demonstration_snapshots, "--postcodes", str(postcodes)) as address:
        yield address


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a council")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def test_a_former_name_finds_the_council_of_today_and_says_why(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("shepw")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("Folkestone and Hythe")
    expect(options(page)).to_contain_text("Shepway")
    options(page).click()
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Folkestone and Hythe")
    expect(page).to_have_url(re.compile("council=folkestone-and-hythe"))


def test_a_council_is_found_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    field(page).focus()
    page.keyboard.type("milt")
    expect(options(page).first).to_be_visible()
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute(
        "aria-activedescendant", chosen.get_attribute("id") or "none"
    )
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Milton Keynes")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("mil")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("mil")
    expect(field(page)).to_be_focused()


def test_how_many_were_found_is_announced(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("newcastle")
    expect(options(page).first).to_be_visible()
    number = options(page).count()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{number} councils? "))


def test_a_name_that_fits_none_is_announced_and_seen_and_leaves_nothing_to_choose(
    page: Page,
) -> None:
    page.goto("/")
    field(page).press_sequentially("leeds")
    expect(options(page).first).to_be_visible()
    field(page).press_sequentially("qqqzzz")
    expect(page.get_by_text("No council is called “leedsqqqzzz”").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("No council is called")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(field(page)).to_be_focused()


def test_a_mistyped_name_offers_near_names(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("newcasle")
    expect(options(page)).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("Near names")


def test_the_first_letters_of_any_words_are_enough(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("bright hov")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("Brighton and Hove")


def test_enter_without_a_choice_leads_to_the_council_that_was_written_out(page: Page) -> None:
    page.goto("/")
    field(page).press_sequentially("Leeds")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Leeds")).first).to_be_visible()


def test_a_county_that_is_chosen_is_shown_on_its_own_map(page: Page) -> None:
    page.goto("/?tier=lower")
    field(page).press_sequentially("hertfordsh")
    options(page).filter(has_text="Hertfordshire County").click()
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Hertfordshire")
    expect(page.locator("#map a[data-name=Hertfordshire]")).to_have_count(1)


def test_on_another_page_the_search_leads_to_the_profile(page: Page, visitor: Visitor) -> None:
    visitor.expected_statuses.add(404)
    page.goto("/council/milton-keyne")
    field(page).fill("")
    field(page).press_sequentially("allerd")
    options(page).first.click()
    expect(page).to_have_url(re.compile("/council/allerdale$"))


def test_on_a_phone_the_list_fits_the_screen(phone: Page) -> None:
    phone.goto("/")
    field(phone).tap()
    field(phone).press_sequentially("borough of")
    expect(options(phone).first).to_be_visible()
    box = phone.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    for option in options(phone).all():
        height = option.bounding_box()
        assert height
        assert height["height"] >= 24


def test_a_page_has_one_search_and_one_status(page: Page) -> None:
    for path in ("/", "/council/leeds", "/search?q=newcastle", "/decisions"):
        page.goto(path)
        expect(field(page)).to_have_count(1)
        expect(page.get_by_role("status")).to_have_count(1)


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_at_the_top_of_a_page_a_council_is_found_with_the_keyboard_alone(
    visitor: Visitor, demonstration_site: str, kind: str
) -> None:
    opened: Page = getattr(visitor, kind)(demonstration_site)
    opened.goto("/methods")
    opened.keyboard.press("/")
    expect(field(opened)).to_be_focused()
    opened.keyboard.type("allerd")
    expect(options(opened)).to_have_count(1)
    expect(options(opened)).to_contain_text("abolished 2023, now Cumberland")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(re.compile("/council/allerdale$"))
    expect(opened.get_by_text("Its place was taken by")).to_be_visible()


def test_enter_on_an_ambiguous_name_leads_to_the_list(page: Page) -> None:
    page.goto("/methods")
    field(page).press_sequentially("Newcastle")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=Newcastle$"))
    links = page.get_by_role("main").get_by_role("link", name="Newcastle")
    expect(links).to_have_count(2)
    expect(field(page)).to_have_value("Newcastle")


def test_an_answer_that_comes_late_does_not_replace_a_later_one(page: Page) -> None:
    def late(route: Route) -> None:
        if route.request.url.endswith("q=lee"):
            page.wait_for_timeout(600)
        route.continue_()

    page.route("**/suggestions.json*", late)
    page.goto("/")
    field(page).press_sequentially("lee")
    page.wait_for_timeout(250)
    field(page).fill("allerd")
    expect(options(page)).to_contain_text(["Allerdale"])
    page.wait_for_timeout(900)
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("Allerdale")


def test_without_suggestions_the_form_still_leads_to_the_council(
    page: Page, visitor: Visitor
) -> None:
    visitor.expected_statuses.add(500)
    page.route("**/suggestions.json*", lambda route: route.fulfill(status=500))
    page.goto("/methods")
    field(page).press_sequentially("Leeds")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/council/leeds$"))


# The key


def test_the_key_leads_to_the_search_and_selects_what_stands_there(page: Page) -> None:
    page.goto("/search?q=newcastle")
    page.get_by_role("main").get_by_role("link").first.focus()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("x")
    expect(field(page)).to_have_value("x")


def test_in_a_field_the_key_is_a_letter(page: Page) -> None:
    page.goto("/decisions")
    words = page.locator("#filter-q")
    words.focus()
    page.keyboard.type("and/or")
    expect(words).to_have_value("and/or")
    expect(words).to_be_focused()
    field(page).focus()
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")


def test_with_another_key_held_it_does_nothing(page: Page) -> None:
    page.goto("/methods")
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    expect(field(page)).not_to_be_focused()


def test_the_key_is_said_and_can_be_turned_off_and_on_for_good(page: Page) -> None:
    page.goto("/methods")
    footer = page.get_by_role("contentinfo")
    expect(footer.get_by_text("Press / to go to the search.")).to_be_visible()
    expect(field(page)).to_have_attribute("aria-keyshortcuts", "/")
    footer.get_by_role("button", name="Turn this key off").press("Enter")
    expect(page.get_by_role("status")).to_have_text("The key / is off")
    expect(footer.get_by_text("Press / to go to the search.")).to_be_hidden()
    page.goto("/letters")
    expect(field(page)).not_to_have_attribute("aria-keyshortcuts", re.compile("."))
    page.keyboard.press("/")
    expect(field(page)).not_to_be_focused()
    footer.get_by_role("button", name="Turn on the key / for the search").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()


def test_without_script_no_key_is_promised(plain_page: Page) -> None:
    plain_page.goto("/methods")
    expect(plain_page.get_by_text("to go to the search")).to_be_hidden()
    expect(plain_page.locator(".search kbd")).to_be_hidden()


# Postcodes


def test_a_postcode_offers_both_councils_with_what_each_runs(
    visitor: Visitor, site_with_postcodes: str
) -> None:
    page = visitor.page(site_with_postcodes)
    page.goto("/")
    field(page).press_sequentially("sg1 1aa")
    expect(options(page)).to_have_count(2)
    expect(options(page)).to_contain_text(["runs housing, planning", "runs adult social care"])
    expect(page.get_by_role("status")).to_contain_text("in Stevenage")
    options(page).filter(has_text="Hertfordshire").click()
    answer = page.get_by_role("region", name="The council you chose")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Hertfordshire")
    asked_for = [path for path in visitor.requests if not path.startswith("/static/")]
    assert "/suggestions.json" in asked_for
    assert not [path for path in asked_for if re.search(r"sg1|1aa", path, re.IGNORECASE)]


@pytest.mark.parametrize("script", [True, False])
def test_enter_on_a_postcode_leads_to_who_runs_what_and_back_again(
    visitor: Visitor, site_with_postcodes: str, script: bool
) -> None:
    page = visitor.page(site_with_postcodes, java_script_enabled=script)
    page.goto("/methods")
    page.get_by_label("Find a council").fill("SG1 1AA")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?place=stevenage$"))
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Who runs what in Stevenage")
    expect(main.get_by_text("Two councils share the services there.")).to_be_visible()
    main.get_by_role("link", name="Hertfordshire County Council").click()
    expect(page).to_have_url(re.compile("/council/hertfordshire-county-council$"))
    page.go_back()
    expect(main.get_by_role("heading", level=1)).to_have_text("Who runs what in Stevenage")
    page.go_back()
    expect(page).to_have_url(re.compile("/methods$"))
    assert not [path for path in visitor.requests if "SG1" in path]


def test_a_postcode_elsewhere_says_so_while_it_is_typed(
    visitor: Visitor, site_with_postcodes: str
) -> None:
    page = visitor.phone(site_with_postcodes)
    page.goto("/methods")
    field(page).tap()
    field(page).press_sequentially("EH1 1AA")
    expect(page.get_by_text("The postcode is in Scotland.").first).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("in Scotland")


def test_axe_finds_nothing_while_a_postcode_is_answered_at_the_top_of_a_page(
    visitor: Visitor, site_with_postcodes: str
) -> None:
    page = visitor.page(site_with_postcodes)
    page.goto("/methods")
    field(page).press_sequentially("SG1 1AA")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    assert not axe.look(page).violations
    field(page).fill("ZZ9 9ZZ")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert not axe.look(page).violations
