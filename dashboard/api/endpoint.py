"""An address of the API: a function that finds rows, told by its own types, as an HTTP route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin, get_type_hints
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from dashboard.answers import Answers
from dashboard.api import asked as questions
from dashboard.api.about import About
from dashboard.api.answer import MEDIA_TYPES, Found, Listing, Single, written
from dashboard.api.asked import Asked, Format
from dashboard.api.parameters import parameters_of
from dashboard.api.refusal import Unanswered
from dashboard.api.row import Row
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.vocabulary import SnapshotKind

PROBLEM: Final = "application/problem+json"

_ABSENT: Final = {"$ref": "#/components/schemas/Problem"}


@dataclass(frozen=True)
class Endpoint:
    """What is answered at an address, told by the types of the function that finds it."""

    path: str
    find: Callable[[Dataset, Any], Any]
    """Takes the data and a question; answers with `Found` rows, or with the one row."""
    example: str
    """A question with an answer, from the path on."""

    @property
    def asked(self) -> type[Asked]:
        """The question that it takes."""
        kinds = [k for k in get_type_hints(self.find).values() if isinstance(k, type)]
        return next(kind for kind in kinds if issubclass(kind, Asked))

    @property
    def row(self) -> type[Row]:
        """The rows that it answers with."""
        answer = get_type_hints(self.find)["return"]
        row: type[Row] = get_args(answer)[0] if self.is_listing else answer
        return row

    @property
    def is_listing(self) -> bool:
        """Whether there may be several rows."""
        return get_origin(get_type_hints(self.find)["return"]) is Found

    def serve(self, api: FastAPI, current: CurrentDataset, answers: Answers) -> None:
        """Adds the route."""
        asked, row = self.asked, self.row

        async def answer(request: Request) -> Response:
            def write(dataset: Dataset) -> Response:
                about = About.of(dataset)
                try:
                    question = questions.read(
                        asked, dataset, request.query_params.multi_items(), request.path_params
                    )
                    found = self.find(dataset, question)
                except Unanswered as error:
                    error.about = about
                    raise
                form = question.format or _preferred(request)
                following = _following(request, found.after if isinstance(found, Found) else None)
                text = written(row, found, about, form, following)
                headers = _headers(dataset, following)
                edition = _edition(dataset, form)
                return answers.open_data(edition, request, text, MEDIA_TYPES[form], headers)

            dataset = current.at_hand()
            kept = answers.kept(_edition(dataset, _form(request)), request) if dataset else None
            if kept is not None:
                return kept
            return await run_in_threadpool(lambda: write(current()))

        summary, _, description = (self.find.__doc__ or "").partition("\n\n")
        api.add_api_route(
            self.path,
            answer,
            operation_id=self.find.__name__,
            summary=" ".join(summary.split()).rstrip("."),
            description=" ".join(description.split()),
            response_model=Listing[row] if self.is_listing else Single[row],  # type: ignore[valid-type]
            responses=self._responses(),
            openapi_extra={
                "parameters": parameters_of(asked, self.path),
                "x-example": self.example,
            },
        )
        # What HEAD answers is what GET does, without its body.
        api.add_route(self.path, answer, methods=["HEAD"], include_in_schema=False)

    def _responses(self) -> dict[int | str, dict[str, Any]]:
        refused = {PROBLEM: {"schema": _ABSENT}}
        said: dict[int | str, dict[str, Any]] = {
            200: {
                "content": {"text/csv": {"schema": {"type": "string"}}},
                "headers": {
                    "ETag": _header("Names this answer: send it back as If-None-Match."),
                    "Link": _header("The next page, and the licence where there is one."),
                },
            },
            304: {"description": "What the reader has already is as it was."},
            400: {
                "description": "Parameters that can't be followed, every one named.",
                "content": refused,
            },
            429: {
                "description": "Asked too often in a minute; `Retry-After` says when to go on.",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            503: {"description": "There are no data to answer with.", "content": refused},
        }
        if "{" in self.path:
            said[404] = {"description": "The data have no such thing.", "content": refused}
        return said


def _header(words: str) -> dict[str, Any]:
    return {"description": words, "schema": {"type": "string"}}


def _form(request: Request) -> Format:
    """The format that an address names, or that the reader prefers."""
    named = request.query_params.get("format")
    return Format(named) if named in list(Format) else _preferred(request)


def _preferred(request: Request) -> Format:
    """CSV for whoever would rather have it than JSON; JSON for all others."""
    weights = {Format.JSON: 0.0, Format.CSV: 0.0}
    of_type = {"application/json": Format.JSON, "text/csv": Format.CSV}
    for part in request.headers.get("accept", "").split(","):
        name, _, rest = part.partition(";")
        form = of_type.get(name.strip().lower())
        if form:
            weights[form] = _weight(rest)
    return Format.CSV if weights[Format.CSV] > weights[Format.JSON] else Format.JSON


def _weight(parameters: str) -> float:
    """The q of a media range; 1 where none is written that can be read."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 1.0
    return 1.0


def _edition(dataset: Dataset, form: Format) -> str:
    return f"{dataset.manifest.version} as {form}"


def _following(request: Request, cursor: str | None) -> str | None:
    """The address of the next page: the same question, with the cursor."""
    if cursor is None:
        return None
    asked = {**request.query_params, "cursor": cursor}
    return f"{request.url.path}?{urlencode(asked)}"


def _headers(dataset: Dataset, following: str | None) -> dict[str, str]:
    licence = dataset.manifest.licence
    links = [
        *([f'<{following}>; rel="next"'] if following else []),
        # A header takes no letters but these; an address with others is in the body.
        *([f'<{licence}>; rel="license"'] if licence and licence.isascii() else []),
    ]
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    return {
        "Vary": "Accept, Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        **({"Link": ", ".join(links)} if links else {}),
        **({"X-Robots-Tag": "noindex"} if is_made_up else {}),
    }
