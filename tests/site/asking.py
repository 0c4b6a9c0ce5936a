"""Plain HTTP, so that nothing tidies a request or unpacks an answer."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit


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


def asking(site: str, source: str = "127.0.0.1") -> Ask:
    """Someone who asks that site; headers are keywords with `_` for `-`.

    `source` is the address that they ask from: any of 127.0.0.0/8.
    """
    host = urlsplit(site).netloc

    def ask(path: str, *, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(host, timeout=60, source_address=(source, 0))
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            # `skip_accept_encoding` leaves it to the test whether anything is compressed.
            own_host = "host" in sent
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host=own_host)
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
