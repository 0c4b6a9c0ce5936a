"""A site that knows its public address, in a real browser: what it reads, and no complaint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from tests.site.serving import serving

SITE = "https://councils.example"


@pytest.fixture(scope="module")
def public_site(real_snapshots: Path) -> Iterator[str]:
    with serving(real_snapshots, "--public-address", SITE) as address:
        yield address


@pytest.fixture
def public_page(visitor: Visitor, public_site: str) -> Page:
    return visitor.page(public_site)


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/", ["WebSite"]),
        ("/council/leeds", ["BreadcrumbList", "Dataset"]),
        ("/data", ["Dataset"]),
    ],
)
def test_a_browser_reads_the_structured_data_and_the_policy_lets_it_be(
    public_page: Page, path: str, types: list[str]
) -> None:
    public_page.goto(path, wait_until="networkidle")
    blocks = public_page.locator("head script[type='application/ld+json']").all_text_contents()
    assert [json.loads(block)["@type"] for block in blocks] == types
    link = public_page.locator("head link[rel=canonical]")
    expect(link).to_have_attribute("href", f"{SITE}{path}")


def test_a_picture_to_share_is_as_large_as_the_page_says(public_page: Page) -> None:
    public_page.goto("/council/leeds")
    address = public_page.locator("head meta[property='og:image']").get_attribute("content")
    assert address
    public_page.goto(address.removeprefix(SITE))
    size = public_page.locator("img").evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert size == [1200, 630]
