"""One variant, or one server, measured from its start to its stop."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import load
from browser import Spread, Visitor
from playwright.sync_api import Error
from report import BACKENDS, SMALL_CALLBACK, Measured, Throughput
from servers import Server, ServerError, running, start_times
from variants import Variant, own_site, small_callback
from workshop import Shown, Workshop

_OWN_STARTS = 5
_STOCK_STARTS = 3
_ROUNDS = 5
_ROUND_SECONDS = 1.5
_WARM_UP_SECONDS = 1.0
_PAGES = ("decisions", "letters", "methods", "council/milton-keynes", "council/leeds")
_COUNCILS = ("milton-keynes", "leeds", "cornwall", "hackney", "watford", "north-yorkshire")
_ASKED: Mapping[str, bytes] = {
    SMALL_CALLBACK: load.callback("panel.children", "council.value", "Milton Keynes"),
    "callback: a patch of a year's rates": load.callback("map.figure", "year.value", "2024"),
    "GET without Dash": load.get("/plain"),
}


def measure(
    workshop: Workshop, visitor: Visitor, variant: Variant, shown: Shown, runs: int
) -> Measured:
    """A variant's figures, or why it can't be measured."""
    log = workshop.folder / "logs" / f"{variant.drawing}.log"
    picture = workshop.folder / "pictures" / f"{variant.drawing}.png"
    try:
        with running(variant.command, log) as server:
            experience = visitor.experience(variant, server.address, shown, runs, picture)
            if variant.is_own:
                _ask_for_each_page(server)
            megabytes = server.worker_megabytes()
        starts = start_times(variant.command, log, _OWN_STARTS if variant.is_own else _STOCK_STARTS)
    except (Error, ServerError) as error:
        return Measured(variant, left_out=str(error).splitlines()[0])
    return Measured(
        variant,
        experience=experience,
        start_seconds=Spread(tuple(starts)),
        worker_megabytes=megabytes,
    )


def measure_throughput(workshop: Workshop, snapshots: Path) -> Throughput:
    """Answers a second of both backends, in turns, and of this site's summaries."""
    with ExitStack() as stack:
        servers = {
            backend: stack.enter_context(
                running(
                    small_callback(workshop, backend), workshop.folder / "logs" / f"{backend}.log"
                )
            )
            for backend in BACKENDS
        }
        by_backend = {words: _in_turns(servers, request) for words, request in _ASKED.items()}
    site = own_site(snapshots, workers=2)
    asked = [load.get(f"/council/{council}/summary") for council in _COUNCILS]
    with running(site, workshop.folder / "logs" / "summaries.log") as server:
        load.rate(server.port, asked, _WARM_UP_SECONDS)
        rounds = [load.rate(server.port, asked, _ROUND_SECONDS) for _ in range(_ROUNDS)]
    return Throughput(by_backend, Spread(tuple(rounds)))


def _in_turns(servers: Mapping[str, Server], request: bytes) -> dict[str, Spread]:
    """Rounds that alternate, so that what else the machine does touches both alike."""
    found: dict[str, list[float]] = {backend: [] for backend in servers}
    for server in servers.values():
        load.rate(server.port, [request], _WARM_UP_SECONDS)
    for _ in range(_ROUNDS):
        for backend, server in servers.items():
            found[backend].append(load.rate(server.port, [request], _ROUND_SECONDS))
    return {backend: Spread(tuple(rounds)) for backend, rounds in found.items()}


def _ask_for_each_page(server: Server) -> None:
    for page in _PAGES:
        with urllib.request.urlopen(f"{server.address}{page}", timeout=30) as answer:
            answer.read()
