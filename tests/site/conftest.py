"""Sites served by the real command, asked over plain HTTP so that nothing tidies a request."""

from __future__ import annotations

import http.client
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.serving import database, demonstration, real, serving, shared_folder


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
def made_up(demonstration_snapshots: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration's database, to check pages against."""
    with database(demonstration_snapshots) as connection:
        yield connection


@dataclass(frozen=True)
class Answer:
    """What came back, byte by byte as it was sent."""

    status: int
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Ask = Callable[..., Answer]


def asking(site: str) -> Ask:
    host = urlsplit(site).netloc

    def ask(path: str, *, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(host, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            # `skip_accept_encoding` leaves it to the test whether anything is compressed.
            connection.putrequest(method, path, skip_accept_encoding=True)
            content = (body or "").encode()
            if body is not None:
                sent["content-length"] = str(len(content))
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(content or None)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    return ask


@pytest.fixture(scope="session")
def ask(demonstration_site: str) -> Ask:
    """Asks the demonstration."""
    return asking(demonstration_site)


@pytest.fixture(scope="session")
def ask_real(real_site: str) -> Ask:
    """Asks the site with the real figures."""
    return asking(real_site)
