"""The API as an application of its own, which the site carries under `/api/v1`."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from dashboard.answers import Answers
from dashboard.api import (
    breaks,
    corrections,
    councils,
    decisions,
    definitions,
    letters,
    measures,
    peers,
    signals,
    values,
    version,
)
from dashboard.api.endpoint import PROBLEM, Endpoint
from dashboard.api.open_data import PATH, PREFIX
from dashboard.api.refusal import NotThere, Problem, Refused, problem
from dashboard.current import CurrentDataset
from dashboard.errors import SnapshotError

ENDPOINTS: Final[tuple[Endpoint, ...]] = tuple(
    endpoint
    for noun in (
        councils,
        measures,
        definitions,
        values,
        peers,
        signals,
        decisions,
        letters,
        breaks,
        corrections,
        version,
    )
    for endpoint in noun.ENDPOINTS
)

ABOUT: Final = (
    "Figures of the complaints about English councils that the Local Government and Social Care "
    "Ombudsman decided. Every answer says whether its data are real or a demonstration, their "
    "version, source and licence. An absent figure is null with its reason, never nought. A high "
    "uphold rate has many causes: compare with councils of the type, in the same year."
)

RULE: Final = (
    "Within a version, fields, values of closed lists and parameters are only added. What would "
    "break a program comes as the next version under an address of its own; the one before then "
    "answers for twelve months more, with the headers Deprecation (RFC 9745) and Sunset "
    "(RFC 8594), and the changelog names the day."
)
"""How long a version can be relied upon."""

_log: Final = logging.getLogger(__name__)


def create_api(current: CurrentDataset, answers: Answers) -> FastAPI:
    """The API; its own document is `/openapi.json` under its prefix."""
    api = FastAPI(
        title="Your council's performance: open data",
        version="1",
        description=f"{ABOUT}\n\n{RULE}",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
    )
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(NotThere, _not_there)
    api.add_exception_handler(SnapshotError, _no_data)
    api.add_exception_handler(HTTPException, _of_http)
    api.add_exception_handler(Exception, _fault)
    for endpoint in ENDPOINTS:
        endpoint.serve(api, current, answers)
    api.add_route("/", _to_reference, methods=["GET"], include_in_schema=False)
    api.openapi = lambda: _document(api)  # type: ignore[method-assign]
    return api


def _document(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if not api.openapi_schema:
        document = get_openapi(
            title=api.title,
            version=api.version,
            description=api.description,
            routes=api.routes,
            servers=api.servers,
        )
        schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= {**schema.pop("$defs"), "Problem": schema}
        api.openapi_schema = document
    return api.openapi_schema


def _to_reference(_: Request) -> Response:
    return RedirectResponse(PATH, status_code=303)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    count = len(error.wrong)
    words = "1 parameter" if count == 1 else f"{count} parameters"
    detail = f"{words} can't be followed; nothing was looked for."
    return _said(problem(400, "The question can't be followed", detail, error.wrong, error.about))


def _not_there(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotThere)
    return _said(problem(404, "There is no such thing", str(error), about=error.about))


def _no_data(_: Request, error: Exception) -> Response:
    _log.error("There are no data to answer with: %s", error)
    return _said(problem(503, "There are no data yet", "Try again when they have been published."))


def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = f"The addresses that there are stand at {PATH}."
    said = problem(error.status_code, str(error.detail), detail)
    return _said(said, dict(error.headers or {}))


def _fault(_: Request, __: Exception) -> Response:
    """What is said of an error that nobody expected; the server's log has the rest."""
    return _said(problem(500, "A fault of ours", "It has been logged."))


def _said(what: Problem, headers: dict[str, str] | None = None) -> Response:
    own = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    return Response(
        what.model_dump_json(), what.status, {**(headers or {}), **own}, media_type=PROBLEM
    )
