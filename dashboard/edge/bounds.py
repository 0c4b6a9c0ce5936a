"""How much a request may bring along; more is refused in words before anything reads it."""

from __future__ import annotations

from typing import Final, NamedTuple

from pydantic import BaseModel, Field, ValidationError
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES_OF_A_PATH: Final = 6_000
MOST_BYTES_OF_A_QUERY: Final = 6_000
MOST_PARAMETERS: Final = 60
MOST_BYTES_OF_A_BODY: Final = 32_000

CALLBACK_PATH: Final = "/_dash-update-component"
_WITHOUT_BODY: Final = ("GET", "HEAD", "OPTIONS")
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


class Property(NamedTuple):
    """A property of a Dash component, by the component's id."""

    id: str
    property: str


class _Value(BaseModel):
    """A property with its value; those of this site's callbacks are texts."""

    id: str = Field(max_length=100)
    property: str = Field(max_length=100)
    value: str = Field(max_length=MOST_BYTES_OF_A_PATH)


class _Target(BaseModel):
    id: str = Field(max_length=100)
    property: str = Field(max_length=100)


class _Call(BaseModel):
    """What Dash's browser side sends to have a callback run; anything beside is left out."""

    output: str = Field(max_length=200)
    outputs: _Target
    inputs: list[_Value] = Field(max_length=20)
    changedPropIds: list[str] = Field(max_length=20)  # noqa: N815  Dash calls it so.


Callbacks = dict[str, tuple[Property, ...]]
"""The inputs of each callback, by its output as Dash writes it: "charts.children"."""


def callbacks_of(callback_map: dict[str, dict[str, object]]) -> Callbacks:
    """The callbacks of a Dash app's own map."""
    return {
        output: tuple(Property(x["id"], x["property"]) for x in callback["inputs"])  # type: ignore[attr-defined]
        for output, callback in callback_map.items()
    }


class Bounds:
    """Refuses requests that are longer than any of ours, and callbacks that the site hasn't got.

    Dash takes the body of a callback apart without looking, and fails on a strange one. So its
    body is read here, and what goes on to Dash is written anew from what was understood.
    Web sockets are refused: the site has no use for them.
    """

    def __init__(self, app: ASGIApp, callbacks: Callbacks) -> None:
        """`callbacks` are those that may be called."""
        self._app = app
        self._callbacks = callbacks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is within bounds."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _too_long(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        if scope["method"] in _WITHOUT_BODY:
            # Nobody reads the body of such a request.
            await self._app(scope, receive, send)
            return
        body = await _read(scope, receive)
        if body is None:
            words = f"The body is too long: at most {MOST_BYTES_OF_A_BODY:,} bytes are read."
            await _refusal(words, 413)(scope, receive, send)
            return
        if scope["path"] == CALLBACK_PATH:
            call = _understood(body, self._callbacks)
            if call is None:
                words = "That is no call of this site: see /openapi.json for what may be asked."
                await _refusal(words, 400)(scope, receive, send)
                return
            body = call.model_dump_json().encode()
            scope = _as_json(scope, len(body))
        await self._app(scope, _replayed(body, receive), send)


def _too_long(scope: Scope) -> PlainTextResponse | None:
    path, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    if len(path) > MOST_BYTES_OF_A_PATH:
        return _refusal("The address is too long: there is no page of that name.", 414)
    if len(query) > MOST_BYTES_OF_A_QUERY:
        words = f"The query is too long: at most {MOST_BYTES_OF_A_QUERY:,} bytes are read."
        return _refusal(words, 414)
    if query.count(b"&") >= MOST_PARAMETERS:
        words = f"The query has too many parts: at most {MOST_PARAMETERS} are read."
        return _refusal(words, 400)
    return None


async def _read(scope: Scope, receive: Receive) -> bytes | None:
    """The body, or None as soon as it is known to be too long."""
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > MOST_BYTES_OF_A_BODY:
        return None
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES_OF_A_BODY:
            return None
        if not message.get("more_body", False):
            return body


def _understood(body: bytes, known: Callbacks) -> _Call | None:
    """The call of a callback that the site has, with the inputs that it has; None otherwise."""
    try:
        call = _Call.model_validate_json(body)
    except ValidationError:
        return None
    inputs = tuple(Property(x.id, x.property) for x in call.inputs)
    names = {f"{x.id}.{x.property}" for x in inputs}
    is_ours = (
        known.get(call.output) == inputs
        and call.output == f"{call.outputs.id}.{call.outputs.property}"
        and names >= set(call.changedPropIds)
    )
    return call if is_ours else None


def _as_json(scope: Scope, length: int) -> Scope:
    """The request with the headers of the body that was written anew."""
    about_the_body = (b"content-type", b"content-length", b"transfer-encoding")
    kept = [(name, value) for name, value in scope["headers"] if name not in about_the_body]
    own = [(b"content-type", b"application/json"), (b"content-length", str(length).encode())]
    scope["headers"] = [*kept, *own]
    return scope


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Hands out the body that was read, then whatever comes after it."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed


def _refusal(words: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(words, status, _NOT_KEPT)
