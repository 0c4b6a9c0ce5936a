"""Scrutiny packs on the site: asked for, looked at while they are made, and taken away."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.document import Page
from dashboard.components.not_found import council_not_found
from dashboard.components.pack_progress import pack_page
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.pack_jobs import PackJobs, PackKey, Progress, Stage
from dashboard.vocabulary import SnapshotKind, YearEnding

_NO_PACKS: Final = Progress(
    Stage.REFUSED, words="This site makes no packs: whoever runs it has named no folder for them."
)
_MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def serve_packs(server: FastAPI, current: CurrentDataset, jobs: PackJobs | None) -> None:
    """Adds the routes; without `jobs` the site makes no packs and says so."""

    def asked(request: Request) -> Response:
        dataset = current()
        slug = request.path_params["slug"]
        authority = dataset.register.by_slug(slug)
        if authority is None:
            return _html(request, dataset, council_not_found(dataset, slug))
        year = dataset.year(request.query_params.get("year", ""))
        year = year or dataset.newest_year(authority)
        key = PackKey(dataset.manifest.version, authority.slug, year.last)
        if request.method != "POST":
            progress = jobs.progress(key) if jobs else _NO_PACKS
        else:
            progress = jobs.ask(key) if jobs else _NO_PACKS
            if progress.stage is not Stage.REFUSED:
                # So that going back, or asking for the page anew, asks for no pack.
                return RedirectResponse(addresses.pack(authority, year), status_code=303)
        page = pack_page(dataset.manifest, authority, year, progress, jobs)
        return _html(request, dataset, page, progress.seconds_to_wait)

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(lambda: asked(request))

    def file(request: Request) -> Response:
        dataset = current()
        authority = dataset.register.by_slug(request.path_params["slug"])
        year = dataset.year(request.path_params["year"])
        ending = request.path_params["ending"]
        if jobs is None or authority is None or year is None or ending not in _MEDIA_TYPES:
            return PlainTextResponse("No such pack.", status_code=404)
        return _file(dataset, authority, year, ending, jobs)

    server.add_route(
        "/council/{slug}/pack", answer, methods=["GET", "POST"], include_in_schema=False
    )
    # Not a coroutine, so it is answered from a thread of its own.
    server.add_route(
        "/council/{slug}/pack/{year}.{ending}", file, methods=["GET"], include_in_schema=False
    )


def _file(
    dataset: Dataset, authority: Authority, year: YearEnding, ending: str, jobs: PackJobs
) -> Response:
    key = PackKey(dataset.manifest.version, authority.slug, year.last)
    path = jobs.file(key, ending)
    if path is None:
        return PlainTextResponse("This pack has not been made yet.", status_code=404)
    headers = {"Cache-Control": "no-cache"}
    if dataset.manifest.kind is SnapshotKind.DEMONSTRATION:
        headers["X-Robots-Tag"] = "noindex"
    return FileResponse(
        path,
        media_type=_MEDIA_TYPES[ending],
        headers=headers,
        filename=f"scrutiny-pack-{key.name}.{ending}",
        content_disposition_type="inline" if ending == "pdf" else "attachment",
    )


def _html(request: Request, dataset: Dataset, page: Page, seconds_to_wait: int = 0) -> HTMLResponse:
    headers = {"Cache-Control": "no-store"}
    if seconds_to_wait:
        headers["Retry-After"] = str(seconds_to_wait)
    cited = request.query_params.get("v", "")
    text = request.app.state.dash.html(page, dataset, request.url.path, cited)
    return HTMLResponse(text, page.status, headers)
