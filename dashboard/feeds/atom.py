"""The Atom format (RFC 4287), as far as these feeds need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_BEGAN: Final = "2026"
"""The year of the tag: identifiers (RFC 4151); it never changes, or every entry would be new."""


@dataclass(frozen=True)
class Entry:
    """One thing that is new."""

    id: str
    title: str
    address: str
    """Of its page."""
    updated: date
    """When it, or what is said of it, came into the data."""
    words: str
    """What there is to know, as plain text."""
    published: date | None = None
    """When it happened, if that was another day."""
    category: str | None = None


@dataclass(frozen=True)
class AtomFeed:
    """A feed."""

    id: str
    title: str
    subtitle: str
    address: str
    """Its own."""
    page: str
    """Of the page that shows the same."""
    updated: date
    """Where there is no entry, when there might have been."""
    author: str
    generator: str
    entries: Sequence[Entry]


def tag(host: str, *parts: str) -> str:
    """An identifier that stays the same wherever and whenever it is written (RFC 4151)."""
    return f"tag:{host},{_BEGAN}:{'/'.join(parts)}"


def as_xml(feed: AtomFeed) -> bytes:
    """The feed as an XML document."""
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en-GB"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _instant(max((e.updated for e in feed.entries), default=feed.updated)))
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    _text(root, "generator", feed.generator)
    own = {"rel": "self", "type": "application/atom+xml", "href": feed.address}
    ElementTree.SubElement(root, "link", own)
    _page(root, feed.page)
    for entry in feed.entries:
        _entry(ElementTree.SubElement(root, "entry"), entry)
    ElementTree.indent(root, " ")
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(element: ElementTree.Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    if entry.published:
        _text(element, "published", _instant(entry.published))
    _text(element, "updated", _instant(entry.updated))
    _page(element, entry.address)
    if entry.category:
        ElementTree.SubElement(element, "category", {"term": entry.category})
    _text(element, "content", entry.words, type="text")


def _page(element: ElementTree.Element, address: str) -> None:
    ElementTree.SubElement(
        element, "link", {"rel": "alternate", "type": "text/html", "href": address}
    )


def _text(parent: ElementTree.Element, name: str, words: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = "".join(filter(_is_allowed, words))


def _is_allowed(letter: str) -> bool:
    """Whether XML 1.0 may have it: not most control characters, nor halves of a letter."""
    return letter in "\t\n\r" or (
        letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"
    )


def _instant(day: date) -> str:
    """A day as RFC 3339 has it; days are all that the data know."""
    return f"{day.isoformat()}T00:00:00Z"
