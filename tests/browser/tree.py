"""What a screen reader is given: the browser's accessibility tree, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Node:
    """A part of a page as assistive technology meets it."""

    role: str
    name: str
    level: int | None
    """Of a heading."""


def reading_order(page: Page) -> list[Node]:
    """Every part that isn't hidden from assistive technology, in the order of reading."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    ordered: list[Node] = []

    def walk(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            ordered.append(_node(node))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    return ordered


def _node(node: dict[str, Any]) -> Node:
    said = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
    return Node(
        str(node.get("role", {}).get("value", "")),
        str(node.get("name", {}).get("value", "")).strip(),
        said.get("level"),
    )
