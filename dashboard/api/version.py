"""The data version: which snapshot answers, and its files to download."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Asked
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.dataset import Dataset
from dashboard.snapshot.manifest import downloads
from dashboard.vocabulary import SnapshotKind


class Version(Row):
    """A snapshot of the data, which never changes; another version is another snapshot."""

    kind: SnapshotKind
    data_version: str
    created: datetime
    program: str
    """What made it."""
    years: list[date]
    """The last day of each year with figures, oldest first."""
    unfinished_year: date | None
    """The last year, if its cases don't reach 31 March; null: every year is whole."""


class VersionAsked(Asked):
    """Nothing but the format."""


def version(dataset: Dataset, asked: VersionAsked) -> Version:  # noqa: ARG001
    """The snapshot that answers."""
    manifest = dataset.manifest
    unfinished = manifest.unfinished_year
    return Version(
        kind=manifest.kind,
        data_version=manifest.version,
        created=datetime.fromisoformat(manifest.created),
        program=manifest.program,
        years=[year.last_day for year in manifest.years],
        unfinished_year=unfinished.last_day if unfinished else None,
    )


class Download(Row):
    """A file of the whole data."""

    name: str
    address: str
    bytes: int
    sha256: str


def files(dataset: Dataset, asked: VersionAsked) -> Found[Download]:  # noqa: ARG001
    """The files to download, with their checksums."""
    rows = [
        Download(name=name, address=f"/downloads/{name}", bytes=proof.bytes, sha256=proof.sha256)
        for name, proof in downloads(dataset.manifest).items()
    ]
    return Found(rows, len(rows))


ENDPOINTS: Final = (
    Endpoint("/version", version, "/version"),
    Endpoint("/downloads", files, "/downloads"),
)
