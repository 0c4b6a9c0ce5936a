"""Whose data an answer has: real or made up, which version, from where and on which terms."""

from __future__ import annotations

from dashboard.api.row import Row
from dashboard.dataset import Dataset
from dashboard.vocabulary import SnapshotKind


class About(Row):
    """Whose data an answer has."""

    kind: SnapshotKind
    """`demonstration`: made-up cases, not the Ombudsman's figures. `published`: real ones."""
    data_version: str
    source: str
    """Where the figures come from, in words."""
    publisher: str | None
    """Who publishes them; null: it isn't said."""
    licence: str | None
    """The address of their licence; null: the publisher names none."""

    @classmethod
    def of(cls, dataset: Dataset) -> About:
        """What is said of a snapshot."""
        manifest = dataset.manifest
        return cls(
            kind=manifest.kind,
            data_version=manifest.version,
            source=manifest.description,
            publisher=manifest.publisher,
            licence=manifest.licence,
        )
