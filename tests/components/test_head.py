"""The head of a document: what search engines and shared links are told, and what they are not."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from dashboard.components.head import head
from dashboard.components.sharing import SharedPicture, Sharing
from dashboard.dataset import Dataset
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind

SITE = "https://councils.example"
PICTURE = SharedPicture("/pictures/leeds.png?v=1", "Leeds: 31 of 36.")


@pytest.fixture
def manifest(four_councils: Dataset) -> Manifest:
    return four_councils.manifest


def written(
    manifest: Manifest,
    sharing: Sharing = Sharing(),  # noqa: B008 - nothing changes it
    *,
    title: str = "Leeds",
    public_address: str | None = SITE,
) -> str:
    return head(title, "A page.", sharing, manifest, path="/methods", public_address=public_address)


def content(text: str, name: str) -> str | None:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)
    return found[1] if found else None


def canonical(text: str) -> str | None:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', text)
    return found[1] if found else None


def test_a_page_has_the_address_that_it_gives_itself(manifest: Manifest) -> None:
    text = written(manifest, Sharing("/trends?of=leeds&measure=compliance_rate"))
    address = f"{SITE}/trends?of=leeds&amp;measure=compliance_rate"
    assert canonical(text) == content(text, "og:url") == address


def test_a_page_that_gives_itself_none_is_known_by_its_path(manifest: Manifest) -> None:
    assert canonical(written(manifest)) == f"{SITE}/methods"


def test_without_a_public_address_nothing_is_said_that_needs_one(manifest: Manifest) -> None:
    sharing = Sharing("/data", picture=PICTURE, data=({"@type": "Dataset"},))
    text = written(manifest, sharing, public_address=None)
    assert canonical(text) is None
    assert content(text, "og:url") is None
    assert content(text, "og:image") is None
    assert "ld+json" not in text
    assert "http" not in text
    assert content(text, "og:title") == "Leeds"
    assert content(text, "description") == "A page."


def test_a_page_that_is_not_for_search_engines_says_so_and_has_no_canonical(
    manifest: Manifest,
) -> None:
    text = written(manifest, Sharing("/decisions?q=bins", is_indexed=False))
    assert content(text, "robots") == "noindex"
    assert canonical(text) is None
    assert content(text, "og:url") == f"{SITE}/decisions?q=bins"


def test_made_up_figures_are_marked_everywhere_and_kept_from_search_engines(
    manifest: Manifest,
) -> None:
    made_up = replace(manifest, kind=SnapshotKind.DEMONSTRATION)
    text = written(made_up, Sharing("/council/leeds", picture=PICTURE))
    assert content(text, "robots") == "noindex, nofollow"
    assert canonical(text) is None
    for name in ("description", "og:title", "og:description", "og:image:alt"):
        assert str(content(text, name)).startswith("Demonstration data: "), name
    assert "<title>Demonstration data: Leeds" in text


def test_a_picture_is_named_with_its_size_and_what_it_shows(manifest: Manifest) -> None:
    text = written(manifest, Sharing(picture=PICTURE))
    assert content(text, "og:image") == f"{SITE}/pictures/leeds.png?v=1"
    assert content(text, "og:image:width") == "1200"
    assert content(text, "og:image:height") == "630"
    assert content(text, "og:image:alt") == "Leeds: 31 of 36."
    assert content(text, "twitter:card") == "summary_large_image"


def test_a_page_without_a_picture_of_its_own_has_that_of_the_site(manifest: Manifest) -> None:
    image = content(written(manifest), "og:image")
    assert image == f"{SITE}/pictures/every-council.png?v={manifest.version}"


def test_a_snapshot_without_pictures_names_none(manifest: Manifest) -> None:
    text = written(replace(manifest, files={}))
    assert content(text, "og:image") is None
    assert content(text, "og:url") == f"{SITE}/methods"


def test_words_cannot_break_out_of_the_head(manifest: Manifest) -> None:
    bad = '"><script>alert(1)</script>'
    text = written(manifest, Sharing(f"/x?q={bad}", data=({"name": bad},)), title=bad)
    assert text.count("<script") == 1
    assert text.count("</script>") == 1
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(block)["name"] == bad


def test_addresses_in_structured_data_are_whole(manifest: Manifest) -> None:
    node = {"url": "/data", "nested": [{"item": "/"}], "name": "and/or", "size": 3}
    (block,) = re.findall(r"json\">(.*?)</script>", written(manifest, Sharing(data=(node,))))
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "url": f"{SITE}/data",
        "nested": [{"item": f"{SITE}/"}],
        "name": "and/or",
        "size": 3,
    }
