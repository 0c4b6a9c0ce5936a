"""The words that a saved web page shows, line by line, with the addresses that it gives."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from dashboard.errors import InputError, Problem
from dashboard.sources.encoding import DecodedText, Encoding, decode
from dashboard.sources.wording import UNSEEN

PAGE_SUFFIXES: Final = (".htm", ".html")
"""The endings of the files that are opened as pages."""

MOST_BYTES: Final = 10_000_000
"""A page of a hundred decisions has a twentieth of it."""

_SAVE_AGAIN: Final = 'save the page again from the browser, as "Webpage, HTML only"'
_ARCHIVES: Final = (b"From: <Saved by", b"MIME-Version:")
"""How a page begins that a browser saved with its pictures in one file."""
_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.I)
_LOOKED_THROUGH: Final = 4096
"""The bytes in which a page says its encoding."""
_READ_ANYHOW: Final = frozenset({"utf-8", "cp1252", "iso8859-1", "ascii"})
"""Encodings that are told from the bytes; browsers read the last two as Windows-1252."""

_INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_NOT_SHOWN: Final = frozenset(
    {
        *("button", "datalist", "iframe", "noscript", "object", "script", "select", "style"),
        *("svg", "template", "textarea", "title"),
    }
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """What stands together on the screen: its text piece by piece, and the addresses it links."""

    pieces: tuple[str, ...]
    """The text of each element of the line; none is blank."""
    text: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class PageText:
    """A page's lines from top to bottom."""

    lines: tuple[Line, ...]
    own_addresses: tuple[str, ...]
    """Where the page says that it stands: its canonical address, then that for sharing."""
    encoding: Encoding
    is_whole: bool
    """Whether it has its end, as every page that a browser saves."""


def read_page(file: str, content: bytes) -> PageText:
    """The text of a saved page, in whatever encoding its mark or its head names.

    Raises:
        InputError: it is too large, in one file with its pictures, or in no encoding known.
    """
    if len(content) > MOST_BYTES:
        raise InputError([_too_large(file, len(content))])
    if content.lstrip().startswith(_ARCHIVES):
        raise InputError([_unreadable(file, "a page in HTML, not in one file with its pictures")])
    decoded = _decode(file, content)
    lines = _Lines()
    parser = etree.HTMLParser(target=lines, recover=True, huge_tree=True)
    parser.feed(decoded.text)
    parser.close()
    is_whole = "</html" in decoded.text[-_LOOKED_THROUGH:].casefold()
    return PageText(tuple(lines.lines), tuple(lines.own_addresses), decoded.encoding, is_whole)


def _clean(text: str) -> str:
    """Text with single blanks, and without signs that nobody sees."""
    return " ".join(_CONTROL.sub("", UNSEEN.sub("", text)).split())


class _Lines:
    """Takes a page element by element, as the parser meets them, and keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.own_addresses: list[str] = []
        self._pieces: list[list[str]] = [[]]
        self._addresses: list[str] = []
        self._hidden = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _NOT_SHOWN:
            self._hidden += 1
            return
        self._break(tag)
        if tag == "a" and (address := attributes.get("href")):
            self._addresses.append(address)
        relations = attributes.get("rel", "").casefold().split()
        if tag == "link" and "canonical" in relations:
            self.own_addresses.insert(0, attributes.get("href", ""))
        if tag == "meta" and attributes.get("property", "").casefold() == "og:url":
            self.own_addresses.append(attributes.get("content", ""))

    def end(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._hidden = max(0, self._hidden - 1)
        else:
            self._break(tag)

    def data(self, text: str) -> None:
        if not self._hidden:
            self._pieces[-1].append(text)

    def comment(self, text: str) -> None:
        """Takes a comment, which nobody sees."""

    def close(self) -> None:
        self._end_line()

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_line()
        elif self._pieces[-1]:
            self._pieces.append([])

    def _end_line(self) -> None:
        written = ["".join(piece) for piece in self._pieces]
        pieces = tuple(filter(None, map(_clean, written)))
        if pieces:
            text = _clean("".join(written))
            self.lines.append(Line(pieces, text, tuple(self._addresses)))
            self._addresses = []
        self._pieces = [[]]


def _decode(file: str, content: bytes) -> DecodedText:
    if content.startswith(_UTF_16_MARKS):
        return _decode_as("utf-16", file, content)
    named = _CHARSET.search(content[:_LOOKED_THROUGH])
    name = _python_name(named[1].decode("ascii")) if named else None
    if name is None or name in _READ_ANYHOW or _is_utf_8(content):
        return decode(file, content)
    return _decode_as(name, file, content)


def _decode_as(name: str, file: str, content: bytes) -> DecodedText:
    try:
        return DecodedText(content.decode(name), Encoding.UTF_8)
    except (UnicodeError, LookupError) as error:
        raise InputError([_unreadable(file, f"text in {name}, as the page says")]) from error


def _python_name(name: str) -> str | None:
    """An encoding as Python calls it; None if Python has none of the name."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(file: str, expected: str) -> Problem:
    return Problem("unreadable-file", file, expected, _SAVE_AGAIN)


def _too_large(file: str, size: int) -> Problem:
    return replace(
        _unreadable(file, f"a saved page of at most {MOST_BYTES // 1_000_000} MB"),
        kind="page-too-large",
        value=f"{size / 1_000_000:,.0f} MB",
    )
