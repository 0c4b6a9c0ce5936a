"""Serving the site."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import SNAPSHOTS, Snapshots
from dashboard.cli.speech import say
from dashboard.errors import CallError
from dashboard.logs import Level

if TYPE_CHECKING:
    from dashboard.settings import Settings

app = typer.Typer()

_FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}
"""For the C library, which reads them when a process starts: give memory back once it is freed.

A worker is a fifth smaller for it.
"""


@app.command(epilog="Example: council-performance serve --snapshots snapshots --port 8050")
def serve(
    snapshots: Snapshots = SNAPSHOTS,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8050,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    postcodes: Annotated[
        Path | None,
        typer.Option(help="File of postcodes for the search, from `postcodes import`."),
    ] = None,
    public_address: Annotated[
        str | None,
        typer.Option(
            help="Where readers reach the site, such as https://councils.example: search engines "
            "and shared links need it.",
            envvar="COUNCIL_PERFORMANCE_PUBLIC_ADDRESS",
        ),
    ] = None,
    trusted_proxies: Annotated[
        str | None,
        typer.Option(
            help="Addresses or networks of proxies in front, with commas between, such as "
            "10.0.0.0/8: their X-Forwarded-For and X-Request-ID are believed, nobody else's.",
        ),
    ] = None,
    metrics_port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port for Prometheus, which asks /metrics there."),
    ] = None,
    metrics_host: Annotated[
        str, typer.Option(help="Address to listen on for Prometheus.")
    ] = "127.0.0.1",
    log_level: Annotated[
        Level, typer.Option(help="The least that is logged; at info, each request is a line.")
    ] = Level.INFO,
    packs: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the scrutiny packs that visitors have made; else one beside the "
            "snapshots.",
            envvar="COUNCIL_PERFORMANCE_PACKS",
        ),
    ] = None,
) -> None:
    """Serve the site; it takes up newly published snapshots while it runs."""
    from dashboard.pack_jobs import expect_broker
    from dashboard.postcodes.directory import PostcodeDirectory
    from dashboard.snapshot.shelf import Shelf

    named = _whole_address(public_address) if public_address else ""
    proxies = {"COUNCIL_PERFORMANCE_TRUSTED_PROXIES": trusted_proxies} if trusted_proxies else {}
    os.environ.update(proxies)
    settings = _settings()
    postcodes = postcodes or settings.postcodes
    # What is absent or damaged is said now, not at the first visit.
    Shelf(snapshots).current()
    if postcodes:
        PostcodeDirectory.open(postcodes)
    _expect_free(host, port, "--port")
    if metrics_port is not None:
        _expect_free(metrics_host, metrics_port, "--metrics-port")
    typer.echo(f"Serving {snapshots} on http://{host}:{port}")
    if not named:
        say("No --public-address: no site map, no pictures beside shared links.")
    expect_broker(settings.packs_broker)
    folder = _packs_folder(packs, snapshots)
    if folder:
        _start_worker(snapshots, folder)
    sys.stdout.flush()
    server = (
        *("dashboard.server", "--host", host, "--port", str(port), "--workers", str(workers)),
        *("--log-level", log_level.value, "--metrics-host", metrics_host),
        *(("--metrics-port", str(metrics_port)) if metrics_port is not None else ()),
    )
    places = (str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", ""))
    # The server takes this process's place, without what only commands need.
    os.execve(  # noqa: S606  No shell is wanted.
        sys.executable,
        [sys.executable, "-P", "-m", *server],
        {
            **_FRUGAL,
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, places)),
            "COUNCIL_PERFORMANCE_SNAPSHOTS": str(snapshots.resolve()),
            "COUNCIL_PERFORMANCE_PUBLIC_ADDRESS": named,
            **({"COUNCIL_PERFORMANCE_POSTCODES": str(postcodes.resolve())} if postcodes else {}),
            "COUNCIL_PERFORMANCE_PACKS": str(folder) if folder else "",
        },
    )


def _packs_folder(named: Path | None, snapshots: Path) -> Path | None:
    """The folder for packs, made if need be; None if there can be none where none was named."""
    shelf = snapshots.resolve()
    folder = named.resolve() if named else shelf.with_name(f"{shelf.name}-packs")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
        reason = "it can't be written to"
    except OSError as error:
        reason = error.strerror or str(error)
    if named:
        raise CallError(f"no packs can be made in {folder}: {reason}; choose another with --packs")
    say(f"No scrutiny packs: {folder}: {reason}; name a folder with --packs.")
    return None


def _start_worker(snapshots: Path, packs: Path) -> None:
    """A process of its own makes the packs, and ends with this one, which becomes the server."""
    work = (
        *("work", "--snapshots", str(snapshots.resolve()), "--packs", str(packs)),
        *("--site", str(os.getpid())),
    )
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    subprocess.Popen(
        [sys.executable, "-P", "-m", "dashboard", *work],
        stdin=subprocess.DEVNULL,
        env={
            **_FRUGAL,
            **os.environ,
            "PYTHONPATH": os.pathsep.join([root, *([known] if known else [])]),
        },
    )


def _whole_address(text: str) -> str:
    from dashboard.settings import public_address

    try:
        return public_address(text)
    except ValueError as error:
        raise CallError(str(error)) from None


def _settings() -> Settings:
    """The settings of the environment; what is wrong in them is said now, all at once."""
    from pydantic import ValidationError

    from dashboard.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        said = (
            f"COUNCIL_PERFORMANCE_{str(x['loc'][0]).upper()}: "
            + x["msg"].removeprefix("Value error, ")
            for x in error.errors(include_input=False)
        )
        raise CallError("; ".join(said)) from None


def _expect_free(host: str, port: int, option: str) -> None:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except OSError as error:
        raise CallError(
            f"can't listen on {host}:{port}: {error.strerror}; choose another with {option}"
        ) from None
