"""A snapshot that is published while a page is open."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from tests.site.serving import REAL_EXTRACT, run, serving

pytestmark = pytest.mark.xdist_group("browser-real")


def test_a_new_snapshot_is_taken_up_by_the_page_that_is_open(
    visitor: Visitor, demonstration_snapshots: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "snapshots"
    old = (demonstration_snapshots / "current").resolve()
    shutil.copytree(old, shelf / old.name)
    (shelf / "current").symlink_to(old.name)
    with serving(shelf) as site:
        page = visitor.page(site)
        page.goto("/?year=2024")
        expect(page).to_have_title(re.compile("^Demonstration data"))
        run("publish", str(REAL_EXTRACT), "--to", str(shelf), "--replace-kind")
        page.wait_for_function(
            "async () => (await (await fetch('/readyz')).json()).kind === 'published'"
        )
        choose_and_check(page)
        page.goto("/council/calderdale?year=2020")
        expect(page.get_by_role("main")).to_contain_text("14 of 19")
        expect(page).not_to_have_title(re.compile("Demonstration"))
        # Nothing may still be loading when the server stops.
        page.goto("about:blank")


def choose_and_check(page: Page) -> None:
    """No page may show figures of one snapshot under the banner or the map of another."""
    page.locator("#map a[data-name=Calderdale]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-heading")).to_have_text("Calderdale")
    expect(page.get_by_role("note").filter(has_text="Demonstration")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("Demonstration"))
