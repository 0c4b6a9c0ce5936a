"""Many requests, by a small load generator that speaks only to this machine."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from servers import HOST

_CONNECTIONS = 8
_MOST_REQUESTS = 40_000
_CALLBACK = "/_dash-update-component"


class LoadError(Exception):
    """A server answered with something other than success."""


def get(path: str) -> bytes:
    """A request for an address, as bytes."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: br\r\n"
        "Connection: keep-alive\r\n\r\n"
    ).encode()


def callback(output: str, trigger: str, value: str) -> bytes:
    """The request by which Dash calls a callback with one output and one input, as bytes.

    `output` and `trigger` are written as Dash writes them, "panel.children".
    """
    body = json.dumps(
        {
            "output": output,
            "outputs": _part(output),
            "inputs": [{**_part(trigger), "value": value}],
            "changedPropIds": [trigger],
            "parsedChangedPropsIds": [trigger],
        }
    ).encode()
    head = (
        f"POST {_CALLBACK} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: keep-alive\r\n\r\n"
    )
    return head.encode() + body


def _part(name: str) -> dict[str, str]:
    component, _, prop = name.partition(".")
    return {"id": component, "property": prop}


def answers(port: int, requests: Sequence[bytes], seconds: float) -> int:
    """Answers that a server gives to eight clients, each asking one thing at a time.

    Raises:
        LoadError: an answer's status isn't 200, or none came.
    """
    return asyncio.run(_answers(port, requests, seconds))


@dataclass
class _Run:
    port: int
    requests: Iterator[bytes]
    until: float
    answers: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return (
            time.perf_counter() >= self.until
            or self.answers >= _MOST_REQUESTS
            or bool(self.failures)
        )


async def _answers(port: int, requests: Sequence[bytes], seconds: float) -> int:
    run = _Run(port, itertools.cycle(requests), time.perf_counter() + seconds)
    async with asyncio.timeout(seconds + 20):
        await asyncio.gather(*(_client(run) for _ in range(_CONNECTIONS)))
    if run.failures or not run.answers:
        raise LoadError("; ".join(run.failures[:1]) or "no answer")
    return run.answers


async def _client(run: _Run) -> None:
    """One client; connects anew whenever the server closes the connection."""
    loop = asyncio.get_running_loop()
    while not run.is_over:
        done: asyncio.Future[None] = loop.create_future()
        await loop.create_connection(lambda done=done: _Talk(run, done), HOST, run.port)
        await done


class _Talk(asyncio.Protocol):
    """One connection. It knows just enough HTTP to tell where an answer ends."""

    def __init__(self, run: _Run, done: asyncio.Future[None]) -> None:
        self._run = run
        self._done = done
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(next(self._run.requests))

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        fields = head.lower()
        if len(body) < _length(fields):
            return
        self._received = b""
        self._count(head)
        if self._run.is_over or b"\r\nconnection: close" in fields:
            self._transport.close()
        else:
            self._transport.write(next(self._run.requests))

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._run.failures.append(str(exc))
        if not self._done.done():
            self._done.set_result(None)

    def _count(self, head: bytes) -> None:
        status = head.split(b" ", 2)[1]
        if status == b"200":
            self._run.answers += 1
        else:
            self._run.failures.append(f"an answer has the status {status.decode()}")


def _length(fields: bytes) -> int:
    _, found, after = fields.partition(b"\r\ncontent-length:")
    if not found:
        raise LoadError("an answer does not say its length")
    return int(after.partition(b"\r\n")[0])
