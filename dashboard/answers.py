"""Answers as they are sent: compressed once and kept, with a tag, and with security headers."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import brotli
from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.components.document import Redirect

_BYTES_KEPT: Final = 8_000_000
"""Of compressed answers: some hundred and fifty maps or fifteen hundred profiles."""

_QUALITY: Final = 6
"""Of Brotli: a page in some milliseconds, within a tenth of the best size."""

_WINDOW: Final = 18
"""A quarter of a megabyte, as much as a page has; a wider one only takes memory."""

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json"
ATOM: Final = "application/atom+xml; charset=utf-8"

_NO_HEADERS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True)
class _Answer:
    compressed: bytes
    tag: str
    status: int
    media_type: str
    headers: Mapping[str, str]
    """Beside the tag and what a cache has to know."""
    cache: str


class Answers:
    """The answers given last, by snapshot version and address."""

    def __init__(self) -> None:
        """Starts with none."""
        self._kept: OrderedDict[tuple[str, str], _Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def kept(self, version: str, request: Request) -> Response | None:
        """The answer to the request if it was given before, 304 if the reader has it."""
        kept = self._kept.get((version, _address(request)))
        return _response(kept, request) if kept else None

    def page(
        self, version: str, request: Request, write: Callable[[], tuple[str, int] | Redirect]
    ) -> Response:
        """The page at the request's address, written now."""
        written = write()
        if isinstance(written, Redirect):
            return RedirectResponse(written.address, status_code=303)
        return self._keep(version, request, *written, HTML, "no-cache")

    def feed(self, version: str, request: Request, write: Callable[[], bytes]) -> Response:
        """A feed, written now."""
        return self._keep(version, request, write().decode(), 200, ATOM, "no-cache")

    def json(self, version: str, request: Request, write: Callable[[], Any]) -> Response:
        """Data that belong to a snapshot version; kept for ever if the address names it."""
        text = json.dumps(write(), ensure_ascii=False, separators=(",", ":"))
        is_named = request.query_params.get("v") == version
        cache = "public, max-age=31536000, immutable" if is_named else "no-cache"
        return self._keep(version, request, text, 200, JSON, cache)

    def open_data(
        self,
        version: str,
        request: Request,
        text: str,
        media_type: str,
        headers: Mapping[str, str],
    ) -> Response:
        """Data in one of the formats that the address may have; `version` names the format, too."""
        return self._keep(version, request, text, 200, media_type, "no-cache", headers)

    def _keep(
        self,
        version: str,
        request: Request,
        text: str,
        status: int,
        media_type: str,
        cache: str,
        headers: Mapping[str, str] = _NO_HEADERS,
    ) -> Response:
        compressed = brotli.compress(text.encode(), quality=_QUALITY, lgwin=_WINDOW)
        tag = f'"{hashlib.sha256(compressed).hexdigest()[:20]}"'
        answer = _Answer(compressed, tag, status, media_type, headers, cache)
        key = (version, _address(request))
        if status == 200:
            with self._lock:
                if key in self._kept:
                    # Dash writes another token into each page; all readers have the same one.
                    answer = self._kept[key]
                else:
                    self._make_room(len(compressed))
                    self._kept[key] = answer
                    self._bytes += len(compressed)
        return _response(answer, request)

    def _make_room(self, needed: int) -> None:
        while self._kept and self._bytes + needed > _BYTES_KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.compressed)


def _address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}"


def _response(answer: _Answer, request: Request) -> Response:
    about = {"Cache-Control": answer.cache, "ETag": answer.tag, "Vary": "Accept-Encoding"}
    headers = {**about, **answer.headers}
    if answer.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return encoded(answer.compressed, answer.media_type, request, headers, answer.status)


def encoded(
    compressed: bytes, media_type: str, request: Request, headers: dict[str, str], status: int = 200
) -> Response:
    """Brotli as it is for whoever takes it, unpacked for everyone else."""
    if "br" in request.headers.get("accept-encoding", ""):
        return Response(
            compressed, status, {**headers, "Content-Encoding": "br"}, media_type=media_type
        )
    return Response(brotli.decompress(compressed), status, headers, media_type=media_type)


EMBEDDED: Final = "/embed/"
"""What addresses of pages begin with that other websites may show in a frame."""


_YEAR_OF_HTTPS: Final = "max-age=31536000"

_HEADERS: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

OF_A_FAULT: Final = {
    **_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "frame-ancestors 'none'"
    ),
}
"""For the page of an error, which is written outside of everything that adds headers."""


class SecurityHeaders:
    """Adds to every answer what a browser may load and from where: from this site only.

    Only pages made for it may be shown in a frame of another website.
    """

    def __init__(self, app: ASGIApp, script_hashes: tuple[str, ...]) -> None:
        """`script_hashes` are those of Dash's own inline scripts."""
        self._app = app
        scripts = " ".join(("'self'", *script_hashes))
        self._policy = (
            f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-src 'self'; frame-ancestors "
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer on with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_embedded = scope["path"].startswith(EMBEDDED)
        framed_by = "*" if is_embedded else "'self'"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers["Content-Security-Policy"] = self._policy + framed_by
                if not is_embedded:
                    headers["X-Frame-Options"] = "SAMEORIGIN"
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = _YEAR_OF_HTTPS
            await send(message)

        await self._app(scope, receive, send_with_headers)
