"""The port on which Prometheus asks for what one process counted, or all of its workers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector


def serve_metrics(host: str, port: int, workers: Path | None = None) -> None:
    """Answers /metrics in a thread; `workers` is the folder in which workers count together.

    This module defines no metric: a process that only answers for its workers has none itself.
    """
    registry = REGISTRY
    if workers:
        registry = CollectorRegistry()
        registry.register(_AllWorkers(workers))
    start_http_server(port, host, registry)


class _AllWorkers(Collector):
    """What all workers counted; what one that has ended serves is no longer in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counted = MultiProcessCollector(None, path=str(folder))  # type: ignore[no-untyped-call]

    def collect(self) -> Iterable[Metric]:
        for path in self._folder.glob("gauge_live*_*.db"):
            process = int(path.stem.rpartition("_")[2])
            if not _is_alive(process):
                mark_process_dead(process, str(self._folder))  # type: ignore[no-untyped-call]
        yield from self._counted.collect()  # type: ignore[no-untyped-call]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
