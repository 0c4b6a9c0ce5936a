"""What the search answers to a form that is sent and to letters that are typed.

Nothing here is kept or logged. Whole postcodes come in the body of a POST, never in an address,
which browsers, proxies and other sites' statistics write down.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.pages import search
from dashboard.postcodes.postcode import whole_postcode

SUGGESTIONS: Final = "/suggestions.json"

_MOST_BYTES: Final = 4_000
"""Of a form that is sent: far more than the field takes."""

_FOR_AN_HOUR: Final = {"Cache-Control": "public, max-age=3600"}
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def serve_search(server: FastAPI, current: CurrentDataset) -> None:
    """Adds the routes of the search; its page is served as every page is."""

    @server.get(SUGGESTIONS)
    async def suggestions(q: str = "") -> Response:
        """Councils that a text means, begins to name or nearly names; whole postcodes by POST."""
        if whole_postcode(q):
            words = "Send a whole postcode by POST, so that it stands in no address."
            return JSONResponse({"words": words, "councils": []}, 400, _NOT_KEPT)
        found = search.suggestions(await _at_hand(current), q)
        return JSONResponse(found, headers=_FOR_AN_HOUR)

    @server.post(SUGGESTIONS)
    async def suggestions_by_post(request: Request) -> Response:
        """The same for a form with the field `q`, and for whole postcodes."""
        typed = await _typed(request)
        if typed is None:
            return _too_long()
        return JSONResponse(search.suggestions(await _at_hand(current), typed), headers=_NOT_KEPT)

    @server.post(search.PATH, include_in_schema=False)
    async def sent(request: Request) -> Response:
        typed = await _typed(request)
        if typed is None:
            return _too_long()
        address = search.led_to(await _at_hand(current), typed)
        return RedirectResponse(address, 303, headers=_NOT_KEPT)


async def _at_hand(current: CurrentDataset) -> Dataset:
    dataset = current.at_hand()
    return await run_in_threadpool(current) if dataset is None else dataset


async def _typed(request: Request) -> str | None:
    """The field `q` of a form; None if the form is too long to be one of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    try:
        fields = parse_qs(body.decode("utf-8", errors="replace"), max_num_fields=10)
    except ValueError:  # More fields than that.
        return None
    return fields.get("q", [""])[0]


def _too_long() -> Response:
    return PlainTextResponse("That is too long for the search.", 413, _NOT_KEPT)
