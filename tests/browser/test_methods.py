"""The methods page: what every figure means, with worked examples."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser-pages")


def test_every_figure_of_the_map_is_defined(page: Page) -> None:
    page.goto("/")
    measures = page.get_by_role("combobox", name="Show", exact=True).locator("option")
    labels = measures.all_inner_texts()
    page.get_by_role("link", name="Methods").click()
    defined = page.get_by_role("main").get_by_role("term").all_inner_texts()
    assert set(labels) <= set(defined)


def test_worked_examples_show_counts_value_and_range(page: Page) -> None:
    page.goto("/methods")
    examples = page.get_by_role("table", name="Worked examples")
    expect(examples.get_by_role("row").filter(has_text="5 of 9")).to_contain_text("27% to 81%")


def test_every_part_is_reached_from_the_list_at_its_head(page: Page) -> None:
    page.goto("/methods")
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert links.count() >= 6
    for link in links.all():
        name = link.inner_text()
        link.click()
        expect(page.get_by_role("heading", level=2, name=name)).to_be_in_viewport()


def test_the_yearly_figures_can_be_taken_away(page: Page) -> None:
    page.goto("/methods")
    with page.expect_download() as taken:
        page.get_by_role("link", name="spreadsheet").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert taken.value.failure() is None
