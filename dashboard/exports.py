"""What is taken away from the site as it is asked for: the CSV of decisions, and the feeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from dashboard.answers import Answers
from dashboard.components import addresses
from dashboard.components.decision_question import read_question
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.decision_table import decisions_as_csv
from dashboard.feeds import feed
from dashboard.vocabulary import DecisionCategory


def serve_exports(
    server: FastAPI, current: CurrentDataset, answers: Answers, public_address: str | None
) -> None:
    """Adds the routes of the CSV and the feeds; these name the site by its public address."""

    async def decisions_csv(request: Request) -> Response:
        def begun() -> Response:
            dataset = current()
            question, _ = read_question(dataset, request.query_params)
            return StreamingResponse(
                decisions_as_csv(dataset, question),
                media_type="text/csv; charset=utf-8",
                headers={
                    "Content-Disposition": 'attachment; filename="decisions.csv"',
                    "Cache-Control": "no-cache",
                },
            )

        return await run_in_threadpool(begun)

    async def feed_of(request: Request) -> Response:
        def written() -> Response:
            dataset = current()
            about = _about(dataset, request.path_params)
            if about is None:
                return PlainTextResponse("There is no such feed.", status_code=404)
            version = dataset.manifest.version
            return answers.kept(version, request) or answers.feed(
                version, request, lambda: feed(dataset, public_address, **about)
            )

        return await run_in_threadpool(written)

    server.add_route("/decisions.csv", decisions_csv, methods=["GET"], include_in_schema=False)
    for path in ("/feeds/all.atom", "/feeds/{kind}/{name}.atom"):
        server.add_route(path, feed_of, methods=["GET"], include_in_schema=False)


def _about(dataset: Dataset, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """What a feed is about; None if there is nothing of that name."""
    kind, name = asked.get("kind"), asked.get("name", "")
    if kind is None:
        return {}
    if kind == "council":
        council = dataset.register.by_slug(name)
        return {"council": council} if council else None
    if kind == "category":
        known = {*map(str, DecisionCategory), *dataset.decisions.sets.categories}
        by_slug = {addresses.category_slug(category): category for category in known}
        return {"category": by_slug[name]} if name in by_slug else None
    return None
