"""The public log of corrections: what changed in years that had been published, when and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.publish.changes import FigureChange
from dashboard.snapshot.schema import DATABASE

_COLUMNS: Final = [
    *("made_on", "reason", "authority_code", "year_ending", "measure"),
    *("before", "after"),
]


def correction_log(
    published: Path | None, revised: Iterable[FigureChange], reason: str, today: date
) -> pd.DataFrame:
    """The log of the snapshot published before, and what is revised now, in `correction`'s columns.

    A log is carried on from snapshot to snapshot, so that no correction is lost with an old one.
    """
    now = [
        (
            today.isoformat(),
            reason,
            change.authority_code,
            change.year_ending,
            change.measure,
            change.before,
            change.after,
        )
        for change in revised
    ]
    return pd.DataFrame([*_logged(published), *now], columns=_COLUMNS)


def _logged(published: Path | None) -> list[tuple[object, ...]]:
    if published is None:
        return []
    address = f"{(published / DATABASE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            statement = f"SELECT {', '.join(_COLUMNS)} FROM correction ORDER BY id"
            return connection.execute(statement).fetchall()
    except sqlite3.OperationalError:  # An older schema, which had no log.
        return []
