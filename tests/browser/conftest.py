"""A real Chromium, and pages in it that fail their test when anything at all goes wrong."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.states import Site, State
from tests.browser.visitor import Visitor
from tests.site.serving import (
    database,
    demonstration,
    real,
    serving,
    serving_nothing,
    shared_folder,
)

HERE = Path(__file__).parent

expect.set_options(timeout=20_000)  # A loaded machine is slow, not wrong.


@pytest.fixture(scope="session")
def demonstration_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def real_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def demonstration_site(demonstration_snapshots: Path) -> Iterator[str]:
    with serving(demonstration_snapshots) as address:
        yield address


@pytest.fixture(scope="session")
def real_site(real_snapshots: Path) -> Iterator[str]:
    with serving(real_snapshots) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_nothing(tmp_path_factory.mktemp("no-snapshots")) as address:
        yield address


@pytest.fixture(scope="session")
def made_up(demonstration_snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration's database, to check pages against."""
    with database(demonstration_snapshots) as connection:
        yield connection


@pytest.fixture(scope="session")
def published(real_snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The real figures' database, to check pages against."""
    with database(real_snapshots) as connection:
        yield connection


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A test machine runs as root in a container, where Chromium has no sandbox of its own.
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def _chromium() -> Path:
    """The one that the variable CHROMIUM names, or what chromium.py finds or installs."""
    name = "chromium_of_the_tests"
    spec = importlib.util.spec_from_file_location(name, HERE / "chromium.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    found: Path = module.find_or_install(module.Machine.here())
    return found


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.leave()
    assert visitor.complaints == []


@pytest.fixture
def page(visitor: Visitor, demonstration_site: str) -> Page:
    """A wide page on the demonstration."""
    return visitor.page(demonstration_site)


@pytest.fixture
def phone(visitor: Visitor, demonstration_site: str) -> Page:
    """A phone on the demonstration."""
    return visitor.phone(demonstration_site)


_SITES = {
    Site.DEMONSTRATION: "demonstration_site",
    Site.REAL: "real_site",
    Site.EMPTY: "empty_site",
}


@pytest.fixture
def look_at(visitor: Visitor, request: pytest.FixtureRequest) -> Callable[..., Page]:
    """Opens a state of `tests/browser/states.py`, in a context with the options that are given.

    Without motion, so that no colour is looked at on its way to another one.
    """

    def look_at(state: State, **options: Any) -> Page:
        visitor.expected_statuses.add(state.status)
        site = request.getfixturevalue(_SITES[state.site])
        page = visitor.page(site, **{"reduced_motion": "reduce", **options})
        state.open(page)
        return page

    return look_at


@pytest.fixture
def plain_page(visitor: Visitor, demonstration_site: str) -> Page:
    """A wide page on the demonstration in a browser without script."""
    return visitor.page(demonstration_site, java_script_enabled=False)


@pytest.fixture
def real_page(visitor: Visitor, real_site: str) -> Page:
    """A wide page on the real figures."""
    return visitor.page(real_site)


@pytest.fixture
def other_website() -> Iterator[tuple[str, dict[str, str]]]:
    """Another website on this machine, and the body of its one page."""
    shown = {"body": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            icon = '<link rel="icon" href="data:,">'
            self.wfile.write(f"<!DOCTYPE html>{icon}{shown['body']}".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", shown
    server.shutdown()
    server.server_close()
