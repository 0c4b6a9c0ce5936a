"""The site: a Dash app on FastAPI whose pages are whole HTML before any script runs."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date
from html import escape
from typing import Final

from anyio.to_thread import current_default_thread_limiter
from dash import Dash
from dash.exceptions import DependencyException
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    Response,
)
from starlette_compress import CompressMiddleware

from dashboard import api, search_engines
from dashboard.answers import OF_A_FAULT, Answers, SecurityHeaders
from dashboard.components.citation import SITE_PLACEHOLDER, version_notice
from dashboard.components.document import Page, Redirect, Runtime, document
from dashboard.components.map_picture import map_picture
from dashboard.components.markup import to_html
from dashboard.components.shown_map import read_state, shown_map
from dashboard.components.trouble import fault, no_data
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset
from dashboard.dataset.freshness import missing_year
from dashboard.edge.bounds import Bounds, callbacks_of
from dashboard.edge.faults import Faults
from dashboard.edge.health import serve_health
from dashboard.edge.metrics import snapshot_taken_up
from dashboard.edge.proxies import REQUEST_ID, TrustedProxies
from dashboard.edge.rates import EXPORTS, SEARCHES, RateLimits
from dashboard.edge.tracing import tracer_from_environment
from dashboard.edge.watch import Watch
from dashboard.errors import SnapshotError
from dashboard.exports import serve_exports
from dashboard.pack_jobs import PackJobs
from dashboard.pack_requests import serve_packs
from dashboard.pages import (
    accessibility,
    compare,
    council,
    data,
    decision,
    decisions,
    embed,
    embed_council,
    embed_trend,
    explorer,
    glossary,
    how_to_read,
    letter,
    letters,
    methods,
    not_found,
    recommendations,
    search,
    signals,
    trends,
)
from dashboard.peer_table import as_csv, as_workbook
from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.resources import assets_folder
from dashboard.search_answers import serve_search
from dashboard.settings import Settings
from dashboard.snapshot import pictures
from dashboard.snapshot.manifest import DOWNLOADS
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from dashboard.static_files import StaticFiles
from dashboard.vocabulary import MapView, Measure, Shading, SnapshotKind, Tier

PAGES: Final = (
    explorer,
    council,
    compare,
    trends,
    signals,
    decisions,
    decision,
    recommendations,
    letters,
    letter,
    methods,
    glossary,
    how_to_read,
    data,
    accessibility,
    search,
    embed,
    embed_council,
    embed_trend,
)

_PLOTLY: Final = "/_dash-component-suites/plotly/package_data/plotly.min.js"
_PLOTLY_BUNDLE: Final = "vendor/plotly-basic.min.js"
_THREADS: Final = 4
_NO_HEADERS: Final[Mapping[str, str]] = {}
_NO_CACHE: Final = {"Cache-Control": "no-cache"}
_FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


_log: Final = logging.getLogger(__name__)


class CouncilPerformance(Dash):  # type: ignore[misc]
    """A Dash app whose pages are written into the document before any script runs."""

    static: StaticFiles
    public_address: str | None

    def html(self, page: Page, dataset: Dataset, path: str, cited_version: str) -> str:
        """The page at a path as HTML, with Dash's browser side only where it has charts.

        `cited_version` is the data version that the link to the page names, if it does.
        """
        runtime = self._browser_side() if page.has_charts else None
        missing = missing_year(dataset.manifest, date.today())
        text = document(
            page,
            dataset.manifest,
            self.static.address,
            runtime,
            missing,
            path=path,
            public_address=self.public_address,
            finds_postcodes=dataset.postcodes is not None,
            notice=version_notice(dataset.manifest, cited_version),
        )
        return text.replace(SITE_PLACEHOLDER, escape(self.public_address or ""))

    def _browser_side(self) -> Runtime:
        """The parts that Dash would put into its own index.

        `Dash.index` can't be asked for them: it wants a request that Dash's middleware took, and
        that takes only those to Dash's own addresses.
        """
        scripts = self._generate_scripts_html().splitlines()
        return Runtime(
            self._generate_config_html(),
            "".join(line for line in scripts if not _is_unused(line)),
            self._generate_renderer(),
        )


def _is_unused(script: str) -> bool:
    """Whether a script is of Dash's own tables, which no page has."""
    return "dash_table" in script


def create_app(settings: Settings) -> CouncilPerformance:
    """The app with all its pages and routes; `app.server` is what an ASGI server runs."""
    server = FastAPI(
        title="Your council's performance", docs_url=None, redoc_url=None, lifespan=_started
    )
    postcodes = PostcodeDirectory.open(settings.postcodes) if settings.postcodes else None
    current = CurrentDataset(
        Shelf(settings.snapshots), settings.seconds_between_looks, postcodes, snapshot_taken_up
    )
    server.state.current = current
    static = StaticFiles(assets_folder())
    answers = Answers()
    server.add_exception_handler(SnapshotError, _no_snapshot)
    server.add_exception_handler(DependencyException, _no_file_of_dash)
    server.add_exception_handler(Exception, _fault)
    # Our routes come first: Dash would answer "/" itself, and unknown paths with 200.
    _serve_files(server, static, current)
    search_engines.serve(server, static, current, settings.public_address)
    serve_health(server, current)
    _serve_data(server, current, answers)
    _serve_map(server, current, answers, static)
    serve_search(server, current)
    serve_exports(server, current, answers, settings.public_address)
    open_data = api.OpenData(current, answers)
    server.router.routes.append(open_data.mount())
    _serve_page(server, api.PREFIX, open_data.to_reference, current, answers)
    _serve_page(server, api.PATH, open_data.reference, current, answers)
    packs = PackJobs(settings.packs, settings.packs_broker) if settings.packs else None
    serve_packs(server, current, packs)
    for page in PAGES:
        _serve_page(server, page.PATH, page.layout, current, answers)
    server.add_middleware(Faults, answer=_fault)
    app = CouncilPerformance(
        __name__,
        server=server,
        backend="fastapi",
        assets_folder="no-folder-of-its-own",
        include_assets_files=False,
        enable_mcp=False,
        update_title="",
    )
    # The site has no use for web sockets, and the browser would open one on every profile.
    app.backend.websocket_capability = False
    app.static = static
    app.public_address = settings.public_address
    server.state.dash = app
    council.register(app, current)
    _serve_page(server, not_found.PATH, not_found.layout, current, answers)
    # The last one is the outermost.
    server.add_middleware(CompressMiddleware, zstd=False)
    server.add_middleware(
        RateLimits,
        per_minute={SEARCHES: settings.searches_per_minute, EXPORTS: settings.exports_per_minute},
        store=settings.rate_limit_store,
    )
    server.add_middleware(Bounds, callbacks=callbacks_of(app.callback_map))
    server.add_middleware(SecurityHeaders, script_hashes=tuple(app.csp_hashes()))
    server.add_middleware(Watch, tracer=tracer_from_environment())
    server.add_middleware(TrustedProxies, trusted=settings.trusted_proxies)
    return app


@asynccontextmanager
async def _started(server: FastAPI) -> AsyncIterator[None]:
    """Opens the snapshot before the first visitor comes, if there is one.

    Answers are written by few threads: more wouldn't be quicker, and each keeps memory.
    """
    current_default_thread_limiter().total_tokens = _THREADS
    with suppress(SnapshotError):  # Who asks is told.
        await run_in_threadpool(server.state.current)
    yield


def _no_snapshot(request: Request, error: Exception) -> Response:
    static: StaticFiles = request.app.state.dash.static
    _log.error("There are no data to show: %s", error)
    return HTMLResponse(no_data(static.address), status_code=503)


async def _no_file_of_dash(_: Request, __: Exception) -> Response:
    """Dash fails on the name of a file that none of its packages has put up."""
    return PlainTextResponse("No such file.", status_code=404)


def _fault(request: Request, _: Exception) -> Response:
    """What a reader sees of an error that nobody expected; the server's log has the rest."""
    static: StaticFiles = request.app.state.dash.static
    headers = {**OF_A_FAULT, REQUEST_ID: request.state.request_id}
    return HTMLResponse(fault(static.address), status_code=500, headers=headers)


def from_environment() -> FastAPI:
    """The ASGI application of a worker process, with settings from the environment."""
    return create_app(Settings()).server  # type: ignore[no-any-return]


def _serve_page(
    server: FastAPI,
    path: str,
    layout: Callable[..., Page | Redirect],
    current: CurrentDataset,
    answers: Answers,
) -> None:
    async def answer(request: Request) -> Response:
        app: CouncilPerformance = request.app.state.dash

        def write(dataset: Dataset) -> Response:
            def page() -> tuple[str, int] | Redirect:
                laid_out = layout(dataset, **{**request.query_params, **request.path_params})
                if isinstance(laid_out, Redirect):
                    return laid_out
                cited = request.query_params.get("v", "")
                return app.html(laid_out, dataset, request.url.path, cited), laid_out.status

            return answers.page(_edition(dataset), request, page)

        return await _kept_or_written(current, answers, request, write)

    # Not FastAPI's own kind of route: it would take the request apart for each page.
    server.add_route(path, answer, methods=["GET"], include_in_schema=False)


async def _kept_or_written(
    current: CurrentDataset,
    answers: Answers,
    request: Request,
    write: Callable[[Dataset], Response],
) -> Response:
    """An answer given before at once, a new one from a thread: writing it would hold up others."""
    dataset = current.at_hand()
    kept = answers.kept(_edition(dataset), request) if dataset else None
    if kept is not None:
        return kept

    def found() -> Response:
        # It may have been time to look for a new snapshot only, and there was none.
        dataset = current()
        return answers.kept(_edition(dataset), request) or write(dataset)

    return await run_in_threadpool(found)


def _edition(dataset: Dataset) -> str:
    """What an answer depends on beside its address: the data, and whether they have grown old."""
    missing = missing_year(dataset.manifest, date.today())
    return f"{dataset.manifest.version} without {missing}" if missing else dataset.manifest.version


def _serve_files(server: FastAPI, static: StaticFiles, current: CurrentDataset) -> None:
    @server.api_route(
        "/static/{release}/{name:path}", methods=["GET", "HEAD"], include_in_schema=False
    )
    def static_file(name: str, request: Request) -> Response:
        return static.response(name, request, _FOR_EVER)

    @server.api_route(_PLOTLY, methods=["GET", "HEAD"], include_in_schema=False)
    def plotly_bundle(request: Request) -> Response:
        """The bundle without maps and 3D, a quarter of what Dash would send."""
        for_a_day = {"Cache-Control": "public, max-age=86400"}
        return static.response(_PLOTLY_BUNDLE, request, for_a_day)

    @server.api_route("/downloads/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    def download(name: str) -> Response:
        return _file(current(), "" if name == DATABASE else DOWNLOADS, name)

    @server.api_route(
        f"/{pictures.FOLDER}/{{name}}", methods=["GET", "HEAD"], include_in_schema=False
    )
    def picture(name: str, request: Request) -> Response:
        """A picture to share, kept for ever under an address that names its data."""
        dataset = current()
        is_named = request.query_params.get("v") == dataset.manifest.version
        return _file(dataset, pictures.FOLDER, name, _FOR_EVER if is_named else _NO_CACHE)

    @server.api_route(
        "/letters/{slug}/{year}/file", methods=["GET", "HEAD"], include_in_schema=False
    )
    def letter_file(slug: str, year: str) -> Response:
        dataset = current()
        authority = dataset.register.by_slug(slug)
        found = [
            x.file for x in dataset.letters.of(authority) if authority and str(x.year.last) == year
        ]
        if not found or found[0] is None:
            return PlainTextResponse("No such letter.", status_code=404)
        return _file(dataset, "", found[0])


def _file(
    dataset: Dataset, below: str, name: str, headers: Mapping[str, str] = _NO_HEADERS
) -> Response:
    """A file of a folder of the snapshot, never one from outside; made-up ones are not indexed."""
    folder = dataset.folder / below
    try:
        path = (folder / name).resolve()
        is_there = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # A name that no file can have.
        is_there = False
    if not is_there:
        return PlainTextResponse("No such file.", status_code=404)
    media_type = "text/plain; charset=utf-8" if path.suffix == ".txt" else None
    if dataset.manifest.kind is SnapshotKind.DEMONSTRATION:
        headers = {**headers, "X-Robots-Tag": "noindex"}
    return FileResponse(path, media_type=media_type, headers=headers)


def _serve_map(
    server: FastAPI, current: CurrentDataset, answers: Answers, static: StaticFiles
) -> None:
    """The map in its other forms: a view to swap in, and a picture to take away."""

    @server.get("/map/{tier}/{year}/{view}.json")
    async def drawn(tier: Tier, year: int, view: MapView, request: Request) -> Response:
        def write(dataset: Dataset) -> Response:
            known = dataset.year(str(year))
            found = explorer.drawn(dataset, tier, known, view) if known else None
            if found is None:
                return PlainTextResponse("No such map.", status_code=404)
            return answers.json(dataset.manifest.version, request, lambda: found)

        return await _kept_or_written(current, answers, request, write)

    def picture(request: Request) -> Response:
        dataset = current()
        state = read_state(dataset, **request.query_params)
        shown = shown_map(dataset, state)
        if shown is None:
            return PlainTextResponse("No map is loaded for these councils.", status_code=404)
        svg = map_picture(shown, dataset.manifest, static.light_colours(), static.font_addresses())
        name = f"map-{str(state.measure).replace('_', '-')}-{state.year.last}.svg"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-cache",
        }
        return Response(svg, media_type="image/svg+xml", headers=headers)

    # Not a coroutine, so it is written in a thread of its own.
    server.add_route("/map.svg", picture, methods=["GET"], include_in_schema=False)


def _serve_data(server: FastAPI, current: CurrentDataset, answers: Answers) -> None:
    """What the browser asks for to recolour the map and show a council's summary."""

    @server.get("/map/{tier}/{measure}.json")
    async def map_data(
        tier: Tier, measure: Measure, request: Request, shade: Shading = Shading.FIGURE
    ) -> Response:
        def write(dataset: Dataset) -> Response:
            version = dataset.manifest.version
            return answers.json(
                version, request, lambda: explorer.map_data(dataset, tier, measure, shade)
            )

        return await _kept_or_written(current, answers, request, write)

    async def summary(request: Request) -> Response:
        def write(dataset: Dataset) -> Response:
            def fragment() -> tuple[str, int]:
                asked = {"year": request.query_params.get("year", "")}
                state = read_state(dataset, council=request.path_params["slug"], **asked)
                if state.council is None:
                    return "No such council.", 404
                return to_html(explorer.answer(dataset, state)), 200

            return answers.page(_edition(dataset), request, fragment)

        return await _kept_or_written(current, answers, request, write)

    async def peers(request: Request) -> Response:
        """The table of a comparison, to take away."""

        def written() -> Response:
            dataset = current()
            state, remark = compare.read_state(dataset, **request.query_params)
            if state is None:
                return PlainTextResponse(remark or "No council is named.", status_code=404)
            name = f"peers-{state.councils[0].slug}-{state.year.last}"
            if request.path_params["ending"] == "csv":
                content: str | bytes = as_csv(dataset, state)
                media_type = "text/csv; charset=utf-8"
            else:
                content = as_workbook(dataset, state)
                media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            file = f'attachment; filename="{name}.{request.path_params["ending"]}"'
            return Response(
                content,
                media_type=media_type,
                headers={"Content-Disposition": file, "Cache-Control": "no-cache"},
            )

        if request.path_params["ending"] not in ("csv", "xlsx"):
            return PlainTextResponse("There is a CSV and an XLSX.", status_code=404)
        return await run_in_threadpool(written)

    server.add_route("/compare.{ending}", peers, methods=["GET"], include_in_schema=False)
    server.add_route("/council/{slug}/summary", summary, methods=["GET"], include_in_schema=False)
