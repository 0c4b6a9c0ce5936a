"""Errors that nobody expected: logged once with their place, answered by a page in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from dash.exceptions import PreventUpdate
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log: Final = logging.getLogger(__name__)


class Faults:
    """Stands inside of what Dash puts round its addresses and "/".

    Dash would answer an error there by JSON and log nothing.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        """`answer` writes the page."""
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and answers it if that fails."""
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except PreventUpdate:  # Dash's own way to say that nothing changes.
            raise
        except Exception as error:
            _log.exception("a request failed")
            if has_begun or scope["type"] != "http":
                raise
            await self._answer(Request(scope), error)(scope, receive, send)
