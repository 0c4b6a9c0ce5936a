"""One variant, or one server, measured from its start to its stop."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import load
from browser import Visitor
from experience import Experience, Spread, Visit
from findings import BACKENDS, SMALL_CALLBACK, Measured, Throughput
from playwright.sync_api import Error
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


@dataclass
class _Map:
    """A variant while it is measured."""

    variant: Variant
    log: Path
    server: Server | None = None
    visits: list[Visit] = field(default_factory=list)
    left_out: str | None = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Leaves the variant out, with the reason, when what is tried with it fails."""
        try:
            yield
        except (Error, ServerError) as error:
            self.left_out = str(error).splitlines()[0]


def measure_maps(
    workshop: Workshop, visitor: Visitor, variants: Sequence[Variant], shown: Shown, runs: int
) -> list[Measured]:
    """The figures of every variant, or why it can't be measured.

    Visits go round from one variant to the next, so that what else the machine does meanwhile
    touches all of them alike. The first round is to warm up.
    """
    logs = workshop.folder / "logs"
    maps = [_Map(variant, logs / f"{variant.drawing}.log") for variant in variants]
    with ExitStack() as stack:
        for one in maps:
            with one.attempt():
                one.server = stack.enter_context(running(one.variant.command, one.log))
        for _ in range(runs + 1):
            for one in maps:
                _visit(visitor, one, shown)
        measured = [_measured(workshop, visitor, one, shown) for one in maps]
    return [_with_start_times(one, logs / "starts.log") for one in measured]


def _visit(visitor: Visitor, one: _Map, shown: Shown) -> None:
    with one.attempt():
        if one.server and not one.left_out:
            one.visits.append(visitor.visit(one.variant, one.server.address, shown.years))


def _measured(workshop: Workshop, visitor: Visitor, one: _Map, shown: Shown) -> Measured:
    """What is found once all visits are over, with them."""
    with one.attempt():
        if one.server and not one.left_out:
            address = one.server.address
            experience = Experience(
                tuple(one.visits[1:]),
                visitor.works_without_webgl(one.variant, address),
                visitor.is_reachable_by_keyboard(one.variant, address, shown.names),
            )
            picture = workshop.folder / "pictures" / f"{one.variant.drawing}.png"
            visitor.take_picture(one.variant, address, picture)
            if one.variant.is_own:
                _ask_for_each_page(one.server)
            megabytes = one.server.worker_megabytes()
            return Measured(one.variant, experience=experience, worker_megabytes=megabytes)
    return Measured(one.variant, left_out=one.left_out)


def _with_start_times(measured: Measured, log: Path) -> Measured:
    """The same with the times of several starts, when no other server runs."""
    if measured.left_out:
        return measured
    times = _OWN_STARTS if measured.variant.is_own else _STOCK_STARTS
    seconds = start_times(measured.variant.command, log, times)
    return replace(measured, start_seconds=Spread(tuple(seconds)))


def measure_throughput(workshop: Workshop, snapshots: Path) -> Throughput:
    """Answers of both backends, in turns, and of this site's summaries."""
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
        load.answers(server.port, asked, _WARM_UP_SECONDS)
        rounds = [_rate(server, asked) for _ in range(_ROUNDS)]
    return Throughput(by_backend, Spread(tuple(rounds)))


def _in_turns(servers: Mapping[str, Server], request: bytes) -> dict[str, Spread]:
    """Rounds that alternate, so that what else the machine does touches both alike."""
    found: dict[str, list[float]] = {backend: [] for backend in servers}
    for server in servers.values():
        load.answers(server.port, [request], _WARM_UP_SECONDS)
    for _ in range(_ROUNDS):
        for backend, server in servers.items():
            found[backend].append(_rate(server, [request]))
    return {backend: Spread(tuple(rounds)) for backend, rounds in found.items()}


def _rate(server: Server, requests: Sequence[bytes]) -> float:
    """Answers to a second of the server's processor time.

    Not to a second of the clock: the clients share the cores, and take as much of them.
    """
    before = server.processor_seconds()
    answered = load.answers(server.port, requests, _ROUND_SECONDS)
    return answered / (server.processor_seconds() - before)


def _ask_for_each_page(server: Server) -> None:
    for page in _PAGES:
        with urllib.request.urlopen(f"{server.address}{page}", timeout=30) as answer:
            answer.read()
