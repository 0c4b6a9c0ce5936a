"""Since when each year has been published: carried on from snapshot to snapshot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE


def year_log(published: Path | None, figures: pd.DataFrame, today: date) -> pd.DataFrame:
    """Each year with a figure and the day on which it was first published, in the table's columns.

    `published` is the snapshot published before; a year that it doesn't have is new today.
    """
    known = _logged(published) if published else {}
    years = sorted(figures.loc[figures["value"].notna(), "year_ending"].unique())
    return pd.DataFrame(
        [(year, known.get(year, today.isoformat())) for year in years],
        columns=["year_ending", "published_on"],
    )


def _logged(published: Path) -> dict[str, str]:
    address = f"{(published / DATABASE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return dict(connection.execute("SELECT year_ending, published_on FROM published_year"))
    except sqlite3.OperationalError:  # An older schema, which had no log.
        manifest = Manifest.read(published, any_schema=True)
        return {str(year): manifest.created[:10] for year in manifest.years}
