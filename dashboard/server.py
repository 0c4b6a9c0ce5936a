"""The process that serves the site: uvicorn, with the program's own logs and metrics.

`council-performance serve` turns into it, without what only commands need.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import uvicorn

from dashboard.edge.protocol import BoundedHttp
from dashboard.logs import Level, configuration


def run(
    host: str,
    port: int,
    *,
    workers: int = 1,
    log_level: str = "info",
    metrics_host: str = "127.0.0.1",
    metrics_port: int | None = None,
) -> None:
    """Serves until it is told to stop."""
    is_shared = metrics_port is not None and workers > 1
    with _folder_of_workers() if is_shared else nullcontext() as folder:
        if metrics_port is not None:
            # Not earlier: it learns from the environment whether workers count together.
            from dashboard.edge.metrics_port import serve_metrics

            serve_metrics(metrics_host, metrics_port, folder)
        uvicorn.run(
            "dashboard.app:from_environment",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_config=configuration(log_level),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # The site looks at them itself: see edge/proxies.py.
            http=BoundedHttp,
            ws="none",
        )


@contextmanager
def _folder_of_workers() -> Iterator[Path]:
    """A folder in which the workers count together, for the time that they run."""
    with tempfile.TemporaryDirectory(prefix="council-performance-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield Path(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dashboard.server", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--log-level", choices=tuple(Level), default="info")
    parser.add_argument("--metrics-host", default="127.0.0.1")
    parser.add_argument("--metrics-port", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    run(**vars(_arguments()))
