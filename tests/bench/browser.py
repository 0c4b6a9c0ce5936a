"""What a visitor waits for and downloads, measured in headless Chromium."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experience import Visit
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Playwright
from variants import Variant

_PROBE = Path(__file__).with_name("probe.js")
_SIZE = {"width": 1440, "height": 900}
_PATIENCE_MS = 60_000
_QUIET_MS = 300
_REST_MS = 300
_TABS = 60
_NO_WEBGL = ["--disable-gpu", "--disable-3d-apis", "--disable-webgl", "--disable-webgl2"]
_NO_WEBGL_SECONDS = 10


@dataclass
class _Traffic:
    """What a page has downloaded, headers included, and what is still on its way."""

    received: int = 0
    scripts: int = 0
    changed_at: float = 0.0
    _under_way: dict[str, bool] = field(default_factory=dict)

    @property
    def is_quiet(self) -> bool:
        return not self._under_way and time.monotonic() - self.changed_at > _QUIET_MS / 1000

    def listen(self, session: CDPSession) -> None:
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._failed)
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        # What a page makes itself (a worker from a blob) is never said to be finished.
        if not event["request"]["url"].startswith("http"):
            return
        self._under_way[event["requestId"]] = False
        self.changed_at = time.monotonic()

    def _answered(self, event: dict[str, Any]) -> None:
        is_script = "javascript" in event["response"]["mimeType"]
        self._under_way[event["requestId"]] = is_script

    def _finished(self, event: dict[str, Any]) -> None:
        is_script = self._under_way.pop(event["requestId"], False)
        size = int(event["encodedDataLength"])
        self.received += size
        self.scripts += size if is_script else 0
        self.changed_at = time.monotonic()

    def _failed(self, event: dict[str, Any]) -> None:
        self._under_way.pop(event["requestId"], None)
        self.changed_at = time.monotonic()


class Visitor:
    """Visits variants with a headless Chromium as it comes, which draws without a graphics card."""

    def __init__(self, playwright: Playwright, chromium: str) -> None:
        """`chromium` is the path of the browser."""
        self._playwright = playwright
        self._chromium = chromium

    @property
    def version(self) -> str:
        """The browser's version."""
        with self._browser() as browser:
            return browser.version

    @contextlib.contextmanager
    def _browser(self, arguments: Sequence[str] = ()) -> Iterator[Browser]:
        browser = self._playwright.chromium.launch(
            executable_path=self._chromium, args=[*arguments]
        )
        try:
            yield browser
        finally:
            browser.close()

    def visit(self, variant: Variant, address: str, years: Sequence[str]) -> Visit:
        """One visit with an empty cache: load, reload, five years, three councils."""
        with self._browser() as browser, _page(browser, variant) as (page, traffic):
            painted = _open(page, traffic, address)
            first_load, scripts = traffic.received, traffic.scripts
            page.reload(wait_until="commit")
            reload_painted = _painted(page, traffic)
            reload_bytes = traffic.received - first_load
            recolours = [_recolour(page, traffic, year) for year in _others(years)]
            points = page.evaluate("probe.points()")
            panels = [_choose(page, traffic, point) for point in points]
            return Visit(
                first_load_bytes=first_load,
                script_bytes=scripts,
                painted_ms=painted,
                reload_bytes=reload_bytes,
                reload_painted_ms=reload_painted,
                recolour_ms=tuple(ms for ms, _ in recolours),
                recolour_bytes=tuple(size for _, size in recolours),
                panel_ms=tuple(panel for panel in panels if panel is not None),
            )

    def is_reachable_by_keyboard(
        self, variant: Variant, address: str, names: frozenset[str]
    ) -> bool:
        """Whether Tab comes to a named council on the map, and Enter shows its panel."""
        with self._browser() as browser, _page(browser, variant) as (page, traffic):
            _open(page, traffic, address)
            before = page.evaluate("probe.panelText()")
            for _ in range(_TABS):
                page.keyboard.press("Tab")
                focused: str = page.evaluate("probe.focusedOnMap()") or ""
                if focused.split(":")[0] not in names:
                    continue
                page.keyboard.press("Enter")
                _settle(page, traffic)
                if page.evaluate("probe.panelText()") != before:
                    return True
            return False

    def works_without_webgl(self, variant: Variant, address: str) -> bool:
        """Whether the map is painted in a browser that has no WebGL."""
        with self._browser(_NO_WEBGL) as browser, _page(browser, variant) as (page, _):
            page.goto(address)
            seconds = _NO_WEBGL_SECONDS * 1000
            try:
                page.wait_for_function("probe.painted().then(() => true)", timeout=seconds)
            except Error:
                return False
            return True

    def take_picture(self, variant: Variant, address: str, picture: Path) -> None:
        """Keeps what was measured as a picture, for whoever wants to see it."""
        with self._browser() as browser, _page(browser, variant) as (page, traffic):
            _open(page, traffic, address)
            picture.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture)


@contextlib.contextmanager
def _page(browser: Browser, variant: Variant) -> Iterator[tuple[Page, _Traffic]]:
    """A page in a context of its own, so with an empty cache."""
    context: BrowserContext = browser.new_context(viewport=_SIZE)
    try:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        probe = _PROBE.read_text("utf-8")
        page.add_init_script(f"window.probedDrawing = '{variant.drawing}';\n{probe}")
        traffic = _Traffic()
        traffic.listen(context.new_cdp_session(page))
        yield page, traffic
    finally:
        context.close()


def _open(page: Page, traffic: _Traffic, address: str) -> float:
    page.goto(address, wait_until="commit")
    return _painted(page, traffic)


def _painted(page: Page, traffic: _Traffic) -> float:
    painted: float = page.evaluate("probe.painted()")
    _settle(page, traffic)
    return painted


def _settle(page: Page, traffic: _Traffic) -> None:
    """Waits until nothing has come over the line for a while."""
    give_up = time.monotonic() + _PATIENCE_MS / 1000
    while not traffic.is_quiet and time.monotonic() < give_up:
        page.wait_for_timeout(50)


def _recolour(page: Page, traffic: _Traffic, year: str) -> tuple[float, int]:
    before = traffic.received
    milliseconds: float = page.evaluate("year => probe.recolour(year)", year)
    _settle(page, traffic)
    return milliseconds, traffic.received - before


def _choose(page: Page, traffic: _Traffic, point: list[float]) -> float | None:
    """Milliseconds until the panel, or None for a click that the map lost."""
    page.mouse.move(*point)
    # A hand rests on a council before it clicks, and plotly takes a click only after a hover.
    page.wait_for_timeout(_REST_MS)
    page.evaluate("probe.awaitPanel()")
    page.mouse.down()
    page.mouse.up()
    milliseconds: float | None = page.evaluate("probe.panelShown()")
    _settle(page, traffic)
    return milliseconds


def _others(years: Sequence[str]) -> list[str]:
    """Five changes of year that start from the last one, which the page shows first."""
    earlier = list(reversed(years[:-1]))
    return [earlier[change % len(earlier)] for change in range(5)]
