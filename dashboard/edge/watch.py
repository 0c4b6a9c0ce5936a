"""What is noted of each request: a line in the log, a count, and a trace if one is wanted."""

from __future__ import annotations

import logging
import time
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logs
from dashboard.edge import metrics
from dashboard.edge.proxies import REQUEST_ID
from dashboard.edge.tracing import Tracer

_BY_MACHINES: Final = ("/healthz", "/readyz")
"""Asked every few seconds by whatever looks after the process: counted, but not logged."""

_NO_ROUTE: Final = "none"
"""Of a request that was refused before any page saw it."""

_log: Final = logging.getLogger(__name__)


class Watch:
    """Notes method, route, status and duration; neither address, query nor visitor.

    A route is the pattern of an address, such as /council/{slug}: what stands in its place may
    have been typed by somebody. The answer carries the request's id in X-Request-ID.
    """

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        """`tracer` makes a trace of each request, or does nothing."""
        self._app = app
        self._tracer = tracer
        self._routes: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and notes how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope["state"]["request_id"]
        # Not set back: uvicorn logs what a request failed of after it has come out of here.
        logs.request_id.set(request_id)
        began, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        with self._tracer.request(scope) as span:
            try:
                await self._app(scope, receive, send_with_id)
            finally:
                seconds = time.perf_counter() - began
                route = self._route(scope)
                span.ended(scope["method"], route, status)
                metrics.count(scope["method"], route, status, seconds)
                _note(scope, route, status, seconds)

    def _route(self, scope: Scope) -> str:
        """The pattern of the address that was found; FastAPI notes only what answers for it."""
        if not self._routes:
            routes = (x for x in scope["app"].routes if isinstance(x, Route))
            self._routes = {route.endpoint: route.path for route in routes}
        return self._routes.get(scope.get("endpoint"), _NO_ROUTE)


def _note(scope: Scope, route: str, status: int, seconds: float) -> None:
    level = logging.DEBUG if scope["path"] in _BY_MACHINES else logging.INFO
    if status >= 500 and status != 503:
        level = logging.ERROR
    method = scope["method"] if scope["method"].isalpha() else "?"
    fields = {
        "method": method[:10],
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    _log.log(level, "answered", extra={logs.FIELDS: fields})
