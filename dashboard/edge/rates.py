"""How often one visitor may ask for what costs the server most: searches and exports."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import Mapping
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SEARCHES: Final = ("/search", "/suggestions.json", "/decisions", "/letters", "/api/v1/")
"""Paths; one that ends with a slash stands for all below it."""
EXPORTS: Final = ("/decisions.csv", "/compare.csv", "/compare.xlsx", "/map.svg")

_BELOW: Final = tuple(path for path in (*SEARCHES, *EXPORTS) if path.endswith("/"))
_SECONDS_TO_WAIT_FOR_THE_STORE: Final = 0.5

_log: Final = logging.getLogger(__name__)


class RateLimits:
    """Answers 429, in words and with Retry-After, to a visitor who asks too often in a minute.

    A store that doesn't answer stops nobody: the log says that nothing is being counted.
    """

    def __init__(self, app: ASGIApp, per_minute: Mapping[tuple[str, ...], int], store: str) -> None:
        """`per_minute` has the number for each group of paths, 0 for any number.

        `store` is "memory", which each process has for itself, or the address of a Valkey or
        Redis that several share: valkey://host:6379/0.
        """
        self._app = app
        self._limits = {
            path: (paths[0], RateLimitItemPerMinute(most))
            for paths, most in per_minute.items()
            if most
            for path in paths
        }
        self._limiter = FixedWindowRateLimiter(_storage(store))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is not too often."""
        limited = self._limit_of(scope["path"]) if scope["type"] == "http" else None
        wait = await self._wait(scope, *limited) if limited else None
        if wait is None:
            await self._app(scope, receive, send)
            return
        words = (
            "You have asked for this more often than one visitor may in a minute. "
            f"Wait {wait} seconds, then ask again. "
            "All figures are in one file, which may be fetched at any time: "
            "/downloads/yearly-figures.csv"
        )
        headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
        await PlainTextResponse(words, 429, headers)(scope, receive, send)

    def _limit_of(self, path: str) -> tuple[str, RateLimitItemPerMinute] | None:
        limited = self._limits.get(path)
        if limited is None and path.startswith(_BELOW):
            limited = self._limits.get("/".join(path.split("/", 3)[:3]) + "/")
        return limited

    async def _wait(self, scope: Scope, group: str, most: RateLimitItemPerMinute) -> int | None:
        """The seconds that the visitor has to wait; None if it has not."""
        visitor = pseudonym(scope["client"][0] if scope.get("client") else "")
        try:
            if await self._limiter.hit(most, group, visitor):
                return None
            ends = (await self._limiter.get_window_stats(most, group, visitor)).reset_time
        except StorageError as error:
            _log.warning("rate limits are not counted: %s", type(error.storage_error).__name__)
            return None
        return max(1, math.ceil(ends - time.time()))


def pseudonym(address: str) -> str:
    """What a visitor is counted under: no address, and one for a whole IPv6 network.

    A household or a server has a network of 2^64 addresses (RFC 6177) and could use a new one for
    each request.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        ip = ipaddress.IPv4Address(0)
    network = str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
    return hashlib.blake2b(network.encode(), digest_size=12).hexdigest()


def _storage(store: str) -> Storage:
    options = (
        {}
        if store == "memory"
        else {
            "socket_timeout": _SECONDS_TO_WAIT_FOR_THE_STORE,
            "socket_connect_timeout": _SECONDS_TO_WAIT_FOR_THE_STORE,
        }
    )
    address = "async+memory://" if store == "memory" else f"async+{store}"
    storage = storage_from_string(address, wrap_exceptions=True, **options)
    assert isinstance(storage, Storage)
    return storage
