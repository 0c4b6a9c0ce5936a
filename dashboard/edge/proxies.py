"""Who asks, and the name that a request goes by: a proxy is believed only if it is trusted."""

from __future__ import annotations

import re
import secrets
from typing import Final, cast

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

REQUEST_ID: Final = "x-request-id"

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


class TrustedProxies:
    """Takes the visitor's address and scheme from the headers of trusted proxies only.

    Gives each request an id, `state["request_id"]`: a trusted proxy's own, else a new one. What
    anyone else says of itself in X-Forwarded-For, X-Forwarded-Proto, X-Request-ID or traceparent
    is passed over; `state["is_proxied"]` says which it was.
    """

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...]) -> None:
        """`trusted` are addresses and networks; none: nobody is believed."""
        self._app = app
        self._proxied = ProxyHeadersMiddleware(app, trusted_hosts=list(trusted))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its id, and from whom it really comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else None
        is_proxied = peer in self._proxied.trusted_hosts
        said = Headers(scope=scope).get(REQUEST_ID, "") if is_proxied else ""
        state = scope.setdefault("state", {})
        state["is_proxied"] = is_proxied
        state["request_id"] = said if _REQUEST_ID.fullmatch(said) else secrets.token_hex(8)
        await cast(ASGIApp, self._proxied)(scope, receive, send)
