"""How answers travel: compressed or not, kept or asked for again, with headers that protect."""

from __future__ import annotations

import re

import brotli
import pytest

from tests.site.asking import Ask

PAGES = (
    "/",
    "/?council=milton-keynes&year=2023",
    "/council/cumberland",
    "/decisions?q=school",
    "/letters",
    "/letters/milton-keynes/2024",
    "/methods",
    "/data",
    "/api",
)


def version(ask: Ask) -> str:
    return re.findall(r'data-version="([^"]+)"', ask("/").text)[0]


def static_addresses(ask: Ask) -> list[str]:
    return sorted(set(re.findall(r'"(/static/[^"]+)"', ask("/").text)))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_compressed_and_plain(ask: Ask, path: str) -> None:
    plain = ask(path)
    compressed = ask(path, accept_encoding="gzip, br")
    assert plain.status == compressed.status == 200
    assert "content-encoding" not in plain.headers
    assert compressed.headers["content-encoding"] == "br"
    assert brotli.decompress(compressed.body) == plain.body
    assert "accept-encoding" in compressed.headers["vary"].lower()
    assert int(compressed.headers["content-length"]) == len(compressed.body)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_the_reader_has_already_is_not_sent_again(ask: Ask, path: str) -> None:
    first = ask(path, accept_encoding="br")
    again = ask(path, accept_encoding="br", if_none_match=first.headers["etag"])
    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("tag", ['W/"{}"', '"other", "{}"'])
def test_a_tag_is_known_in_each_way_that_a_browser_may_write_it(ask: Ask, tag: str) -> None:
    bare = ask("/").headers["etag"].removeprefix("W/").strip('"')
    assert ask("/", if_none_match=tag.format(bare)).status == 304


def test_two_pages_have_two_tags(ask: Ask) -> None:
    assert ask("/").headers["etag"] != ask("/?year=2023").headers["etag"]
    assert ask("/", if_none_match='"other"').status == 200


def test_pages_are_asked_for_again_each_time_so_that_new_figures_are_seen(ask: Ask) -> None:
    assert ask("/").headers["cache-control"] == "no-cache"


def test_static_files_are_kept_for_ever_under_an_address_of_their_release(ask: Ask) -> None:
    addresses = static_addresses(ask)
    assert any(address.endswith(".css") for address in addresses)
    assert any(address.endswith(".js") for address in addresses)
    for address in addresses:
        answer = ask(address, accept_encoding="br")
        assert answer.status == 200, address
        assert "immutable" in answer.headers["cache-control"], address
        assert re.fullmatch(r"/static/[0-9a-f]{8,}/.+", address)


def test_scripts_and_styles_are_the_same_compressed_and_plain(ask: Ask) -> None:
    for address in static_addresses(ask):
        if address.endswith((".js", ".css", ".svg")):
            compressed = ask(address, accept_encoding="br")
            assert compressed.headers["content-encoding"] == "br", address
            assert brotli.decompress(compressed.body) == ask(address).body, address


def test_only_known_static_files_are_sent(ask: Ask) -> None:
    root = static_addresses(ask)[0].split("/")[2]
    for name in ("nothing.js", "../pyproject.toml", "%2e%2e/pyproject.toml", "css/1-base.css%00"):
        assert ask(f"/static/{root}/{name}").status == 404, name


def test_map_data_are_kept_for_ever_only_under_the_address_of_their_version(ask: Ask) -> None:
    path = "/map/lower/uphold_rate.json"
    named = ask(f"{path}?v={version(ask)}")
    assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert named.headers["content-type"] == "application/json"
    assert ask(path).headers["cache-control"] == "no-cache"
    assert ask(f"{path}?v=another").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", [*PAGES, "/downloads/yearly-figures.csv", "/letters/milton-keynes/2024/file"]
)
def test_the_headers_of_a_page_can_be_asked_for_alone(ask: Ask, path: str) -> None:
    head, whole = ask(path, method="HEAD"), ask(path)
    assert head.status == whole.status == 200
    assert head.body == b""
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_the_headers_of_a_static_file_can_be_asked_for_alone(ask: Ask) -> None:
    for address in static_addresses(ask):
        assert ask(address, method="HEAD").status == 200, address


@pytest.mark.parametrize(
    "path", [*PAGES, "/nowhere", "/council/nowhere", "/suggestions.json?q=leeds"]
)
def test_every_answer_says_what_a_browser_may_load_and_from_where(ask: Ask, path: str) -> None:
    headers = ask(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] in ("'none'", "'self'")
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers


@pytest.mark.parametrize(
    "path", [*PAGES, "/nowhere", "/suggestions.json?q=leeds", "/search?q=leeds"]
)
def test_no_answer_sets_a_cookie(ask: Ask, path: str) -> None:
    assert "set-cookie" not in ask(path).headers


def test_no_page_names_another_host_as_the_place_of_a_file_or_script(ask: Ask) -> None:
    for path in PAGES:
        loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', ask(path).text)
        assert loaded
        assert [address for address in loaded if "//" in address] == []
