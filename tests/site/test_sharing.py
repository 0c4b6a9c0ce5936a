"""What search engines and shared links find: addresses, titles, pictures, robots, the site map."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.site.asking import Ask, asking
from tests.site.serving import serving

SITE = "https://councils.example"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def ask_public(real_snapshots: Path) -> Iterator[Ask]:
    """Asks a site with real figures that knows its public address."""
    with serving(real_snapshots, "--public-address", f"{SITE}/") as address:
        yield asking(address)


@pytest.fixture(scope="module")
def listed(ask_public: Ask) -> list[str]:
    """The addresses of the site map, without scheme and host."""
    root = ElementTree.fromstring(ask_public("/sitemap.xml").body)
    assert root.tag == f"{NAMESPACE}urlset"
    whole = [str(url.findtext(f"{NAMESPACE}loc")) for url in root]
    assert all(address.startswith(f"{SITE}/") for address in whole)
    return [address.removeprefix(SITE) for address in whole]


def content(page: str, name: str) -> str | None:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    return unescape(found[1]) if found else None


def canonical(page: str) -> str | None:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', page)
    return unescape(found[1]).removeprefix(SITE) if found else None


def structured(page: str) -> list[Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(block) for block in blocks]


def test_the_site_map_is_valid_and_says_when_the_data_changed(
    ask_public: Ask, listed: list[str]
) -> None:
    answer = ask_public("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    assert len(listed) == len(set(listed)) <= 50_000
    assert len(answer.body) < 50_000_000
    changed = {e.text for e in ElementTree.fromstring(answer.body).iter(f"{NAMESPACE}lastmod")}
    (day,) = changed
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", str(day))


BESIDE_THE_SITE_MAP = (
    *(f"/?{query}" for query in ("measure=compliance_rate", "year=2024", "tier=upper")),
    *(f"/council/{slug}?year=2024" for slug in ("leeds", "birmingham")),
    *(f"/trends?of={about}" for about in ("leeds", "birmingham", "county", "london+borough")),
    "/trends?of=leeds&measure=compliance_rate",
    *(f"/decisions?council={slug}" for slug in ("leeds", "birmingham")),
    *(f"/letters?council={slug}" for slug in ("leeds", "birmingham")),
)
"""Pages for search engines that links lead to."""


def test_every_page_of_the_site_map_answers_at_once_and_names_itself_so(
    ask_public: Ask, listed: list[str]
) -> None:
    titles, descriptions = Counter[str](), Counter[str]()
    for address in (*listed, *BESIDE_THE_SITE_MAP):
        answer = ask_public(address)
        assert answer.status == 200, address
        assert canonical(answer.text) == address
        assert content(answer.text, "robots") is None
        titles[re.findall("<title>(.*?)</title>", answer.text)[0]] += 1
        descriptions[str(content(answer.text, "description"))] += 1
    assert titles.most_common(1)[0][1] == 1, titles.most_common(3)
    assert descriptions.most_common(1)[0][1] == 1, descriptions.most_common(3)
    assert all(20 <= len(text) <= 320 for text in descriptions), max(descriptions, key=len)


def test_the_site_map_has_every_council_with_a_figure_and_no_other(
    listed: list[str], real_snapshots: Path
) -> None:
    path = real_snapshots / "current" / "council-performance.sqlite"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    slugs = {
        slug
        for (slug,) in database.execute(
            "SELECT DISTINCT slug FROM authority JOIN yearly_figure ON code = authority_code "
            "WHERE value IS NOT NULL"
        )
    }
    database.close()
    councils = {a.removeprefix("/council/") for a in listed if a.startswith("/council/")}
    assert councils == slugs
    assert len(slugs) > 50
    for address in ("/", "/compare", "/trends", "/decisions", "/letters", "/methods", "/data"):
        assert address in listed


@pytest.mark.parametrize(
    ("asked", "known_as"),
    [
        ("/?measure=uphold_rate&year=2025&tier=lower&sort=figure", "/"),
        ("/?tier=upper&measure=compliance_rate", "/?measure=compliance_rate&tier=upper"),
        ("/?year=2024&shade=pooled", "/?year=2024"),
        ("/?council=leeds", "/council/leeds"),
        ("/?council=leeds&year=2024&sort=-figure", "/council/leeds?year=2024"),
        ("/council/leeds?year=2025", "/council/leeds"),
        ("/council/leeds?year=2023-24&measure=compliance_rate", "/council/leeds?year=2024"),
        ("/trends?of=england&measure=uphold_rate", "/trends"),
        ("/trends?council=Leeds&of=england", "/trends?of=leeds"),
        ("/decisions?council=Leeds&category=", "/decisions?council=leeds"),
        ("/decisions?page=1", "/decisions"),
        ("/data?council=leeds&status=equal", "/data"),
        ("/methods?from=a-newsletter", "/methods"),
        ("/signals?year=2025", "/signals"),
    ],
)
def test_parameters_that_change_nothing_are_left_out(
    ask_public: Ask, asked: str, known_as: str
) -> None:
    page = ask_public(asked).text
    assert canonical(page) == known_as
    assert canonical(ask_public(known_as).text) == known_as
    assert content(page, "og:url") == SITE + known_as


@pytest.mark.parametrize(
    ("asked", "known_as"),
    [
        ("/decisions?from=2024-04-02&page=2", "/decisions?from=2024-04-02"),
        ("/recommendations?council=leeds&page=2", "/recommendations?council=leeds"),
        ("/decisions?q=bins&council=leeds", "/decisions?q=bins&council=leeds"),
        (
            "/compare?group=type&councils=leeds&sort=figure",
            "/compare?councils=leeds&measure=uphold_rate&year=2025&group=type",
        ),
        ("/signals?kind=late", None),
        ("/search?q=lee", None),
        ("/council/leeds?year=2014", "/council/leeds?year=2014"),
    ],
)
def test_searches_filters_and_pages_without_an_answer_are_not_for_search_engines(
    ask_public: Ask, asked: str, known_as: str | None
) -> None:
    page = ask_public(asked).text
    assert content(page, "robots") == "noindex"
    assert canonical(page) is None
    if known_as:
        assert content(page, "og:url") == SITE + known_as


def test_no_host_that_a_request_claims_is_ever_repeated(ask_public: Ask, ask_real: Ask) -> None:
    for ask in (ask_public, ask_real):
        for path in ("/", "/council/leeds?year=2023", "/robots.txt", "/sitemap.xml"):
            first = ask(path, host="evil.example", x_forwarded_host="evil.example")
            assert b"evil.example" not in first.body
            assert b"evil.example" not in ask(path).body


def test_without_a_public_address_pages_name_no_host_and_there_is_no_site_map(
    ask_real: Ask,
) -> None:
    page = ask_real("/council/leeds").text
    assert canonical(page) is None
    assert content(page, "og:image") is None
    assert structured(page) == []
    assert "Leeds: " in str(content(page, "og:description"))
    assert ask_real("/sitemap.xml").status == 404
    assert "public address is not set" in ask_real("/sitemap.xml").text
    assert "Sitemap" not in ask_real("/robots.txt").text


def may_fetch(robots: str, agent: str, path: str) -> bool:
    """By RFC 9309: the group of the agent, and in it the longest rule that matches."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    agents: list[str] = []
    in_rules = True
    for line in robots.splitlines():
        name, _, value = (part.strip() for part in line.partition(":"))
        if name == "User-agent":
            agents = [value] if in_rules else [*agents, value]
            in_rules = False
        elif name in ("Allow", "Disallow"):
            in_rules = True
            for known in agents:
                groups.setdefault(known, []).append((name == "Allow", value))
    rules = groups.get(agent, groups["*"])
    matching = [
        (len(pattern), is_allowed)
        for is_allowed, pattern in rules
        if re.match(re.escape(pattern).replace(r"\*", ".*"), path)
    ]
    return max(matching, default=(0, True))[1]


def test_crawlers_may_fetch_pages_and_no_endless_combinations(
    ask_public: Ask, listed: list[str]
) -> None:
    robots = ask_public("/robots.txt").text
    assert f"Sitemap: {SITE}/sitemap.xml" in robots
    files = re.findall(r'(?:src|href)="(/(?:static|pictures)/[^"]+)"', ask_public("/").text)
    for address in (*listed, *files, "/council/leeds?year=2024", "/decisions?council=leeds"):
        assert may_fetch(robots, "Googlebot", address), address
    for address in (
        "/search?q=leeds",
        "/compare?councils=leeds,hull",
        "/compare.csv?councils=leeds",
        "/decisions?q=bins",
        "/decisions?council=leeds&page=2",
        "/signals?kind=late",
        "/data?status=equal",
        "/?year=2024&sort=figure",
        "/?region=london",
        "/?view=tiles&only=q5",
        "/embed/map",
        "/map.svg?year=2024",
        "/trends?of=leeds&category=Housing",
    ):
        assert not may_fetch(robots, "Googlebot", address), address
        assert may_fetch(robots, "Twitterbot", address), address


def test_a_demonstration_is_kept_from_every_search_engine(ask: Ask) -> None:
    robots = ask("/robots.txt").text
    for agent in ("Googlebot", "Twitterbot"):
        for address in ("/", "/council/leeds", "/downloads/yearly-figures.csv"):
            assert not may_fetch(robots, agent, address)
    for address in ("/", "/council/leeds", "/methods", "/decisions?q=bins"):
        page = ask(address).text
        assert content(page, "robots") == "noindex, nofollow"
        assert str(content(page, "description")).startswith("Demonstration data: ")
    for address in ("/downloads/yearly-figures.csv", "/pictures/leeds.png"):
        assert ask(address).headers["x-robots-tag"] == "noindex"
    assert ask("/sitemap.xml").status == 404


def test_files_of_real_figures_may_be_found(ask_public: Ask) -> None:
    assert "x-robots-tag" not in ask_public("/downloads/yearly-figures.csv").headers


def test_a_council_has_its_picture_only_beside_the_year_that_it_shows(ask_public: Ask) -> None:
    page = ask_public("/council/leeds").text
    address = urlsplit(str(content(page, "og:image")))
    assert address.path == "/pictures/leeds.png"
    answer = ask_public(f"{address.path}?{address.query}")
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    assert ask_public(address.path).headers["cache-control"] == "no-cache"
    with Image.open(BytesIO(answer.body)) as picture:
        picture.load()
        assert picture.size == (1200, 630)
        assert picture.info["Description"] == content(page, "description")
    older = ask_public("/council/leeds?year=2024").text
    assert "/pictures/every-council.png" in str(content(older, "og:image"))


def test_a_council_without_figures_has_the_picture_that_says_so(ask_public: Ask) -> None:
    page = ask_public("/council/isles-of-scilly").text
    assert "/pictures/no-figures.png" in str(content(page, "og:image"))
    assert content(page, "og:image:alt") == "No figure of this council is loaded."
    assert content(page, "robots") == "noindex"


def test_every_picture_that_a_page_names_is_there(ask_public: Ask, listed: list[str]) -> None:
    named = {str(content(ask_public(address).text, "og:image")) for address in listed[:60]}
    assert len(named) > 20
    for address in named:
        assert ask_public(address.removeprefix(SITE)).status == 200, address


def test_the_page_about_the_data_is_a_data_set_with_downloads_that_are_there(
    ask_public: Ask,
) -> None:
    (node,) = structured(ask_public("/data").text)
    assert node["@context"] == "https://schema.org"
    assert node["@type"] == "Dataset"
    assert node["url"] == f"{SITE}/data"
    assert len(node["distribution"]) == 3
    for download in node["distribution"]:
        answer = ask_public(download["contentUrl"].removeprefix(SITE))
        assert answer.status == 200
        assert download["contentSize"] == f"{len(answer.body)} B"


def test_a_profile_is_a_data_set_and_says_the_way_to_it(ask_public: Ask) -> None:
    way, node = structured(ask_public("/council/leeds").text)
    assert way["@type"] == "BreadcrumbList"
    assert way["itemListElement"][-1]["item"] == node["url"] == f"{SITE}/council/leeds"
    assert node["name"].startswith("Leeds City Council")
    assert node["temporalCoverage"].endswith("/2025-03-31")
    assert all(source.startswith("http") for source in node["isBasedOn"])


def test_the_usual_address_of_an_icon_leads_to_one(ask: Ask) -> None:
    answer = ask("/favicon.ico")
    assert answer.status == 302
    icon = ask(answer.headers["location"])
    assert icon.headers["content-type"] == "image/png"


@pytest.mark.parametrize("name", ["nowhere.png", "../manifest.json", "%2e%2e/manifest.json", ""])
def test_there_are_no_other_pictures(ask: Ask, name: str) -> None:
    assert ask(f"/pictures/{name}").status == 404
