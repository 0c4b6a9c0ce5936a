"""A reader who has only a keyboard, and who can't go on where the focus can't be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Page, expect

_MOST_STOPS: Final = 150
"""How often Tab is pressed at most to get somewhere: a reader would give up long before."""

_FOCUSED: Final = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // An area of the map and a mark of a chart show the focus on what is drawn.
  const drawn = element.closest("svg") ? element.querySelector("path, circle") : null;
  const box = (drawn ?? element).getBoundingClientRect();
  const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
  const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
  const inView = right > left && bottom > top;
  const width = (style) => style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  const isMarked = width(getComputedStyle(element)) >= 2
    || (drawn && parseFloat(getComputedStyle(drawn).strokeWidth) >= 3);
  // Nine points of the part in view: something else may lie over some of them, not over most.
  const points = [.1, .5, .9].flatMap(x => [.1, .5, .9].map(y => [
    left + x * (right - left), top + y * (bottom - top)]));
  const covering = points.map(([x, y]) => document.elementFromPoint(x, y))
    .filter(over => over && !element.contains(over) && !over.contains(element));
  const isCovered = !drawn && covering.length > 4;
  const trouble = !inView ? "out of view"
    : isCovered ? `covered by ${covering[0].outerHTML.slice(0, 60)}`
    : !isMarked && element.tabIndex >= 0 ? "no mark of the focus" : "";
  const label = element.getAttribute("aria-label") ?? (element.labels?.[0]?.textContent)
    ?? element.textContent;
  return { trouble, label: label.trim().replace(/\\s+/g, " "), tag: element.localName,
    html: element.outerHTML.slice(0, 140) };
}
"""


@dataclass
class Keyboard:
    """Presses keys on a page; each place that the focus comes to has to be seen."""

    page: Page
    stops: list[str] = field(default_factory=list)
    """The names of the places where the focus has been."""

    def press(self, key: str) -> None:
        """Presses one key; what has the focus then has to be in view, uncovered and marked."""
        self.page.keyboard.press(key)
        self._look()

    def write(self, text: str) -> None:
        """Types into what has the focus."""
        self.page.keyboard.type(text)
        self._look()

    def tab_to(self, name: str, *, tag: str = "", backwards: bool = False) -> None:
        """Presses Tab until something of that name (its beginning) has the focus."""
        wanted = re.compile(re.escape(name))
        for _ in range(_MOST_STOPS):
            self.press("Shift+Tab" if backwards else "Tab")
            at = self.focused()
            if at and wanted.match(at["label"]) and (not tag or at["tag"] == tag):
                return
        raise AssertionError(f"Tab never came to {name!r}; it came to {self.stops[-_MOST_STOPS:]}")

    def open(self, name: str, heading: str | re.Pattern[str]) -> None:
        """Goes to a link, follows it, and finds the page that has that first heading."""
        self.tab_to(name, tag="a")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def focused(self) -> dict[str, Any] | None:
        """What has the focus: its name, element and what is wrong with it; None: nothing has."""
        found: dict[str, Any] | None = self.page.evaluate(_FOCUSED)
        return found

    def _look(self) -> None:
        at = self.focused()
        if at is None:
            return
        assert not at["trouble"], f"{at['trouble']}: {at['html']}"
        if not self.stops or self.stops[-1] != at["label"]:
            self.stops.append(at["label"])
