"""The headers by which a browser is told what it may do with an answer."""

from __future__ import annotations

import pytest

from tests.site.asking import Ask

ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
DIRECTIVES = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
KINDS = {
    "/": 200,
    "/council/milton-keynes": 200,
    "/council/nowhere": 404,
    "/nowhere": 404,
    "/data": 200,
    "/decisions.csv": 200,
    "/map.svg": 200,
    "/map/lower/uphold_rate.json": 200,
    "/suggestions.json?q=leeds": 200,
    "/feeds/all.atom": 200,
    "/downloads/yearly-figures.csv": 200,
    "/downloads/nothing.csv": 404,
    "/openapi.json": 200,
    "/healthz": 200,
    "/readyz": 200,
    "/robots.txt": 200,
    "/favicon.ico": 302,
    "/_dash-layout": 200,
    "/_dash-dependencies": 200,
    "/static/x/nothing.js": 404,
    "/map/nothing/uphold_rate.json": 422,
    f"/search?q={'x' * 6_100}": 414,
}


@pytest.mark.parametrize(("path", "status"), KINDS.items())
def test_every_kind_of_answer_protects_its_reader(ask: Ask, path: str, status: int) -> None:
    answer = ask(path)
    assert answer.status == status
    assert ALWAYS.items() <= answer.headers.items()
    parts = answer.headers["content-security-policy"].split("; ")
    policy = dict(part.split(" ", 1) for part in parts)
    scripts = policy.pop("script-src").split(" ")
    assert policy == DIRECTIVES
    assert scripts[0] == "'self'"
    assert all(source.startswith("'sha256-") for source in scripts[1:])
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "set-cookie" not in answer.headers
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers


def test_only_what_is_made_to_be_embedded_may_be(ask: Ask) -> None:
    embedded = ask("/embed/map").headers
    assert embedded["content-security-policy"].endswith("frame-ancestors *")
    assert "x-frame-options" not in embedded


def test_a_proxy_that_takes_https_has_browsers_keep_to_it(ask_by_proxy: Ask) -> None:
    said = ask_by_proxy("/", x_forwarded_proto="https").headers
    assert said["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in ask_by_proxy("/").headers


def test_nobody_else_has_browsers_keep_to_https(ask: Ask) -> None:
    assert "strict-transport-security" not in ask("/", x_forwarded_proto="https").headers


def test_no_cookie_is_ever_set_or_read(ask: Ask) -> None:
    with_one = ask("/data", cookie="session=1; lang=fr")
    assert with_one.body == ask("/data").body
    for answer in (with_one, ask("/search", method="POST", body="q=leeds", cookie="a=b")):
        assert "set-cookie" not in answer.headers
        assert "cookie" not in answer.headers.get("vary", "").lower()


def test_another_website_may_not_read_an_answer_in_a_browser(ask: Ask) -> None:
    for path in ("/", "/suggestions.json?q=leeds", "/_dash-layout"):
        answer = ask(path, origin="https://evil.example")
        assert "access-control-allow-origin" not in answer.headers
