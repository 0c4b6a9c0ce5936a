"""What a reader sees when there are no data, and when something breaks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.site.asking import asking
from tests.site.serving import free_port, wait_until_answering


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of an app, served by a thread of this process."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_answering(f"{address}/healthz")
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=30)


def app_without_data(folder: Path) -> FastAPI:
    app: FastAPI = create_app(Settings(snapshots=folder / "none")).server
    return app


def test_without_data_a_page_says_so_and_names_no_folder_of_the_server(tmp_path: Path) -> None:
    with served(app_without_data(tmp_path)) as site:
        answer = asking(site)("/")
    assert answer.status == 503
    assert "<h1>No data yet</h1>" in answer.text
    assert str(tmp_path) not in answer.text
    assert "Loading" not in answer.text


@pytest.mark.parametrize("path", ["/broken", "/", "/_dash-broken"])
def test_an_error_that_nobody_expected_is_a_page_in_words_without_a_trace(
    tmp_path: Path, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = app_without_data(tmp_path)

    async def broken(_: object) -> None:
        raise ZeroDivisionError("a detail of the program")

    app.add_route(path, broken)
    app.router.routes.insert(0, app.router.routes.pop())
    with served(app) as site:
        answer = asking(site)(path)
    assert answer.status == 500
    assert "<h1>Something went wrong</h1>" in answer.text
    assert "ZeroDivision" not in answer.text
    assert "a detail of the program" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]
    [logged] = [x for x in caplog.records if x.exc_info]
    assert (logged.name, logged.exc_info[0]) == ("dashboard.edge.faults", ZeroDivisionError)
