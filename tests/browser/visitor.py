"""Someone who opens pages in a real browser and takes note of everything that goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
)

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
_LOCAL_SCHEMES = {"data", "blob", "about"}

_POINT_INSIDE = """
area => {
  const box = area.getBoundingClientRect();
  const steps = [...Array(19).keys()].map(step => (step + 1) / 20);
  const points = steps.flatMap(x => steps.map(y => [x, y]))
    .sort(([a, b], [c, d]) => Math.hypot(a - .5, b - .5) - Math.hypot(c - .5, d - .5))
    .map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
  return points.find(({ x, y }) => area.contains(document.elementFromPoint(x, y)));
}
"""


def point_on_map(area: Locator) -> tuple[float, float]:
    """A point of the screen, near the middle of an area, at which a pointer meets that area."""
    area.scroll_into_view_if_needed()
    found = area.evaluate(_POINT_INSIDE)
    assert found, f"No point of {area} can be met by a pointer."
    return found["x"], found["y"]


@dataclass
class Visitor:
    """Opens pages, each in a fresh context, and remembers what they asked for and complained of."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)
    """Answers of 400 and above that the test asks for on purpose."""

    def page(self, site: str, **options: Any) -> Page:
        context = self.browser.new_context(base_url=site, **{"viewport": WIDE, **options})
        self.contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", lambda request: self._asked(request, site))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        return page

    def phone(self, site: str, **options: Any) -> Page:
        touch = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
        return self.page(site, **{**touch, **options})

    def asked_for(self, beginning: str) -> list[str]:
        """The paths asked for since the last `forget` that begin so."""
        return [path for path in self.requests if path.startswith(beginning)]

    def forget(self) -> None:
        self.requests.clear()

    def leave(self) -> None:
        for context in self.contexts:
            self.complaints += [f"cookie: {cookie['name']}" for cookie in context.cookies()]
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        # Chromium repeats in the console what `_answered` has judged already.
        if "the server responded with a status of" in message.text:
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request, site: str) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in _LOCAL_SCHEMES:
            return
        if not request.url.startswith(f"{site}/"):
            self.complaints.append(f"asked another host: {request.url}")
        self.requests.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)

    def _failed(self, request: Request) -> None:
        # A page that is left gives up what it still waits for; that is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.complaints.append(f"{response.status}: {response.url}")
