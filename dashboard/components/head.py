"""The head of a document: its title, its description, what search engines and shared links take.

Whatever has to name the site in full (canonical address, picture, structured data) needs the
site's public address from its settings. It is never taken from a request: answers are kept and
given to others, and a request may claim any host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from dashboard.components.sharing import DEMONSTRATION, SITE_NAME, Sharing, site_picture
from dashboard.snapshot import pictures
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind


def head(
    title: str,
    description: str,
    sharing: Sharing,
    manifest: Manifest,
    *,
    path: str,
    public_address: str | None,
) -> str:
    """The parts of the head as HTML text; made-up data are for no search engine.

    `path` is where the page was asked for, without parameters; `public_address` the scheme and
    host under which readers reach the site, None if it isn't set.
    """
    address = sharing.address or path
    tags = [
        f"<title>{escape(document_title(title, manifest))}</title>",
        _named("description", _marked(description, manifest)),
        *_for_search_engines(sharing, manifest, address, public_address),
        *_for_shared_links(title, description, sharing, manifest, address, public_address),
        *_data(sharing, public_address),
    ]
    return "".join(tags)


def document_title(title: str, manifest: Manifest) -> str:
    """A page's title as the browser shows it."""
    return f"{_marked(title, manifest)} – {SITE_NAME}"


def _marked(words: str, manifest: Manifest) -> str:
    if manifest.kind is SnapshotKind.DEMONSTRATION:
        return f"{DEMONSTRATION}: {words}"
    return words


def _for_search_engines(
    sharing: Sharing, manifest: Manifest, address: str, public_address: str | None
) -> Iterator[str]:
    if manifest.kind is SnapshotKind.DEMONSTRATION:
        yield _named("robots", "noindex, nofollow")
    elif not sharing.is_indexed:
        yield _named("robots", "noindex")
    elif public_address:
        yield f'<link rel="canonical" href="{escape(public_address + address)}">'


def _for_shared_links(
    title: str,
    description: str,
    sharing: Sharing,
    manifest: Manifest,
    address: str,
    public_address: str | None,
) -> Iterator[str]:
    """Open Graph; the card of X takes its title, description and picture from it."""
    yield _property("og:type", "website")
    yield _property("og:site_name", SITE_NAME)
    yield _property("og:locale", "en_GB")
    yield _property("og:title", _marked(title, manifest))
    yield _property("og:description", _marked(description, manifest))
    if public_address is None:
        return
    yield _property("og:url", public_address + address)
    picture = sharing.picture or site_picture(manifest)
    if picture is None:
        return
    yield _property("og:image", public_address + picture.address)
    yield _property("og:image:type", "image/png")
    yield _property("og:image:width", str(pictures.WIDTH))
    yield _property("og:image:height", str(pictures.HEIGHT))
    yield _property("og:image:alt", _marked(picture.words, manifest))
    yield _named("twitter:card", "summary_large_image")


def _data(sharing: Sharing, public_address: str | None) -> Iterator[str]:
    """Structured data as blocks that no browser runs; "<" is written so that none ends early."""
    if public_address is None:
        return
    for node in sharing.data:
        document = {"@context": "https://schema.org", **_absolute(node, public_address)}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        yield f'<script type="application/ld+json">{text.replace("<", _LESS)}</script>'


_LESS = "\\u003c"


def _absolute(node: Any, public_address: str) -> Any:
    """The same with whole addresses."""
    if isinstance(node, str) and node.startswith("/"):
        return public_address + node
    if isinstance(node, dict):
        return {name: _absolute(value, public_address) for name, value in node.items()}
    if isinstance(node, list):
        return [_absolute(value, public_address) for value in node]
    return node


def _named(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">'
