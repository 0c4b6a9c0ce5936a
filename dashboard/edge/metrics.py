"""What is counted for Prometheus: requests, and the snapshot that is served."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from prometheus_client import Counter, Gauge, Histogram

from dashboard.snapshot.manifest import Manifest

_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")

_REQUESTS: Final = Counter(
    "council_performance_requests_total",
    "Requests answered, by route and status.",
    ("method", "route", "status"),
)
_SECONDS: Final = Histogram(
    "council_performance_request_duration_seconds",
    "Time from a request to the end of its answer, by route and status.",
    ("route", "status"),
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10),
)
_WORKERS: Final = Gauge(
    "council_performance_snapshot_workers",
    "Processes that serve a snapshot, by its version and kind.",
    ("version", "kind"),
    multiprocess_mode="livesum",
)
_CREATED: Final = Gauge(
    "council_performance_snapshot_created_timestamp_seconds",
    "When the snapshot that is served was made, the oldest if processes differ; 0 without one.",
    multiprocess_mode="livemin",
)


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Counts a request that has been answered."""
    known = method if method in _METHODS else "other"
    _REQUESTS.labels(known, route, str(status)).inc()
    _SECONDS.labels(route, str(status)).observe(seconds)


def snapshot_taken_up(old: Manifest | None, new: Manifest) -> None:
    """Notes that this process serves another snapshot now."""
    if old is not None:
        _WORKERS.labels(old.version, str(old.kind)).set(0)
    _WORKERS.labels(new.version, str(new.kind)).set(1)
    created = datetime.fromisoformat(new.created)
    _CREATED.set((created if created.tzinfo else created.replace(tzinfo=UTC)).timestamp())
