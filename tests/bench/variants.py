"""The maps that are compared: the project's own and the stock ones, and how each is started."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from servers import Command
from workshop import STOCK, Workshop

ROOT = STOCK.parents[2]


class Drawing(StrEnum):
    """How a map draws its areas; the probe in the page reads each in its own way."""

    OWN = "own"
    PLOTLY_MAP = "plotly-map"
    PLOTLY_GEO = "plotly-geo"
    LEAFLET = "leaflet"


@dataclass(frozen=True)
class Variant:
    """A map that is measured."""

    drawing: Drawing
    title: str
    command: Command

    @property
    def is_own(self) -> bool:
        """Whether it is the project's own."""
        return self.drawing is Drawing.OWN


def own_site(snapshots: Path, workers: int = 1) -> Command:
    """The real command, on a folder of snapshots."""
    program = Path(sys.executable).with_name("council-performance")
    return Command(
        words=(
            *(str(program), "serve", "--snapshots", str(snapshots.resolve())),
            *("--port", "{port}", "--workers", str(workers)),
        ),
        folder=ROOT,
        environment={},
    )


def variants(workshop: Workshop, snapshots: Path) -> list[Variant]:
    """All of them, the project's own last."""
    return [
        Variant(
            Drawing.PLOTLY_MAP,
            "plotly choropleth_map, whole figure",
            _stock(workshop, "plotly_plain"),
        ),
        Variant(
            Drawing.PLOTLY_GEO,
            "plotly choropleth, tuned",
            _stock(workshop, "plotly_tuned"),
        ),
        Variant(Drawing.LEAFLET, "dash-leaflet, tuned", _stock(workshop, "leaflet")),
        Variant(Drawing.OWN, "this site", own_site(snapshots)),
    ]


def _stock(workshop: Workshop, module: str) -> Command:
    """A stock app as Dash's own guide deploys it: one gunicorn worker with four threads."""
    return Command(
        words=(
            *(str(workshop.python), "-m", "gunicorn", "--workers", "1", "--threads", "4"),
            *("--bind", "127.0.0.1:{port}", "--log-level", "warning", f"{module}:server"),
        ),
        folder=STOCK,
        environment=_environment(workshop),
    )


def small_callback(workshop: Workshop, backend: str) -> Command:
    """The same small callback on Flask or on FastAPI, each with two processes of its server."""
    server = {
        "flask": ("gunicorn", "--bind", "127.0.0.1:{port}", "--log-level", "warning"),
        "fastapi": ("uvicorn", "--port", "{port}", "--log-level", "warning", "--no-access-log"),
    }[backend]
    return Command(
        words=(str(workshop.python), "-m", *server, "--workers", "2", "small_callback:server"),
        folder=STOCK,
        environment={**_environment(workshop), "BENCH_BACKEND": backend},
    )


def _environment(workshop: Workshop) -> dict[str, str]:
    return {"BENCH_MATERIAL": str(workshop.material.resolve())}
