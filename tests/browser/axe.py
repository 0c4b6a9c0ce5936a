"""axe-core on a page as it stands: what is wrong, and what axe can't decide by itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

VENDOR: Final = Path(__file__).parent / "vendor"
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Tags of axe's rules: WCAG 2.2 A and AA, and what its makers advise beyond."""

_AXE: Final = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
_RUN: Final = """
async ([tags, isWhole]) => {
  // The rows of the long table are alike, and axe takes most of its time for them.
  const alike = isWhole ? [] : ["#council-table tbody tr:nth-child(n + 30)"];
  const found = await axe.run(
    { include: ["html"], exclude: alike },
    { runOnly: tags, resultTypes: ["violations", "incomplete"] });
  return {
    violations: found.violations.map(({ id, nodes }) => ({
      id, number: nodes.length,
      nodes: nodes.slice(0, 4).map(node => `${node.target} ${node.html.slice(0, 160)} | ` +
        [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ")),
    })),
    undecided: Object.fromEntries(found.incomplete.map(({ id, nodes }) => [id, nodes.length])),
  };
}
"""


@dataclass(frozen=True)
class Findings:
    """What axe says of a page."""

    violations: tuple[str, ...]
    """The rules that are broken."""
    undecided: dict[str, int]
    """Rules that a person must judge, with the number of elements, such as text over a picture."""
    words: str
    """Every violation with the first elements, for whoever mends it."""


def version() -> str:
    """The version of axe-core that the tests carry."""
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    found: str = next(f["version"] for f in manifest["files"] if f["package"] == "axe-core")
    return found


def look(page: Page, *, is_whole: bool = False) -> Findings:
    """Runs axe; but for `is_whole` without the later rows of the table of all councils."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_AXE)
    found: Any = page.evaluate(_RUN, [list(RULES), is_whole])
    words = [
        "\n  ".join([f"{fault['id']} ({fault['number']} elements)", *fault["nodes"]])
        for fault in found["violations"]
    ]
    return Findings(
        tuple(fault["id"] for fault in found["violations"]), found["undecided"], "\n".join(words)
    )
