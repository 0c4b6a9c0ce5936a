"""What search engines ask a site for: robots.txt, the site map, an icon."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from dashboard.components import addresses
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.static_files import StaticFiles
from dashboard.vocabulary import SnapshotKind

_NO_CACHE: Final = {"Cache-Control": "no-cache"}

_MADE_UP: Final = """\
# The figures here are made up, to show the site: they are for no search engine.
User-agent: *
Disallow: /
"""

_REAL: Final = """\
# Pages of figures are for everyone. Left out are the endless ways to sort, filter and combine them.
User-agent: *
Disallow: /search
Disallow: /compare?
Disallow: /compare.
Disallow: /decisions?
Allow: /decisions?council=
Disallow: /decisions?council=*&
Disallow: /signals?
Disallow: /data?
Disallow: /embed/
Disallow: /map.svg
Disallow: /*category=
Disallow: /*frame=
Disallow: /*lineage=
Disallow: /*only=
Disallow: /*region=
Disallow: /*shade=
Disallow: /*sort=
Disallow: /*view=

# Whoever shows a shared link may look at any page.
User-agent: facebookexternalhit
User-agent: LinkedInBot
User-agent: Twitterbot
Allow: /
"""


def serve(
    server: FastAPI, static: StaticFiles, current: CurrentDataset, public_address: str | None
) -> None:
    """Adds `/robots.txt`, `/sitemap.xml` and `/favicon.ico`."""

    @server.api_route("/robots.txt", methods=["GET", "HEAD"], include_in_schema=False)
    def robots() -> Response:
        text = robots_text(current().manifest.kind, public_address)
        return PlainTextResponse(text, headers=_NO_CACHE)

    @server.api_route("/sitemap.xml", methods=["GET", "HEAD"], include_in_schema=False)
    def sitemap() -> Response:
        dataset = current()
        if dataset.manifest.kind is SnapshotKind.DEMONSTRATION:
            return PlainTextResponse("Made-up figures have no site map.", 404, _NO_CACHE)
        if public_address is None:
            why = "There is no site map: this site's public address is not set."
            return PlainTextResponse(why, 404, _NO_CACHE)
        text = sitemap_text(dataset, public_address)
        return Response(text, headers=_NO_CACHE, media_type="application/xml")

    @server.api_route("/favicon.ico", methods=["GET", "HEAD"], include_in_schema=False)
    def icon(_: Request) -> Response:
        """For readers of feeds and crawlers that know only this address."""
        return RedirectResponse(static.address("icons/apple-touch-icon.png"), status_code=302)


def robots_text(kind: SnapshotKind, public_address: str | None) -> str:
    """What crawlers may fetch, by the Robots Exclusion Protocol (RFC 9309)."""
    if kind is SnapshotKind.DEMONSTRATION:
        return _MADE_UP
    return _REAL + (f"\nSitemap: {public_address}/sitemap.xml\n" if public_address else "")


def sitemap_text(dataset: Dataset, public_address: str) -> str:
    """Every page worth finding, as XML by sitemaps.org; they all change with the data alone."""
    changed = escape(dataset.manifest.created)
    entries = (
        f"<url><loc>{escape(public_address + address)}</loc><lastmod>{changed}</lastmod></url>\n"
        for address in _pages(dataset)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    )


def _pages(dataset: Dataset) -> Iterator[str]:
    """The addresses, each in the one way in which its page names itself."""
    yield from ("/", "/compare", "/trends", "/signals", "/decisions", "/letters")
    yield from (
        addresses.how_to_read(),
        addresses.glossary(),
        addresses.api(),
        "/methods",
        "/data",
        "/accessibility",
    )
    for authority in dataset.register:
        if authority.code in dataset.councils_with_figures:
            yield addresses.council(authority)
    for letter in dataset.letters.of():
        yield addresses.letter(letter.authority, letter.year)
