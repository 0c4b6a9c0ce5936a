"""Dash component trees as HTML, so that every page is whole before any script runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dash.development.base_component import Component

_VOID: Final = frozenset({"input", "br", "hr", "img", "link", "meta", "source", "wbr"})
_RENAMED: Final = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "dateTime": "datetime",
    "autoComplete": "autocomplete",
    "hrefLang": "hreflang",
}


@dataclass(frozen=True)
class Element:
    """An element that Dash has no component for: inputs, SVG."""

    tag: str
    children: Any = None
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """HTML that is already written, by this program and from nothing else."""

    html: str


def to_html(node: Any) -> str:
    """A component tree as HTML text; strings are escaped, None is nothing."""
    if node is None or node is False:
        return ""
    if isinstance(node, str):
        return escape(node, quote=False)
    if isinstance(node, Rendered):
        return node.html
    if isinstance(node, Element):
        return _element(node.tag, node.attributes, node.children)
    if isinstance(node, Component):
        properties = node.to_plotly_json()["props"]
        children = properties.pop("children", None)
        return _element(node._type.lower(), properties, children)
    if isinstance(node, Iterable):
        return "".join(map(to_html, node))
    return escape(str(node))


def _element(tag: str, properties: Mapping[str, object], children: Any) -> str:
    opened = f"<{tag}{_attributes(properties)}>"
    return opened if tag in _VOID else f"{opened}{to_html(children)}</{tag}>"


def _attributes(properties: Mapping[str, object]) -> str:
    written = []
    for name, value in properties.items():
        if value is None or value is False:
            continue
        attribute = _RENAMED.get(name, name)
        if value is True:
            written.append(f" {attribute}")
        elif isinstance(value, Mapping):
            written.append(f' {attribute}="{escape(_style(value))}"')
        else:
            written.append(f' {attribute}="{escape(str(value))}"')
    return "".join(written)


def _style(rules: Mapping[str, object]) -> str:
    return ";".join(f"{_kebab(name)}:{value}" for name, value in rules.items())


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda letter: f"-{letter[0].lower()}", name)
