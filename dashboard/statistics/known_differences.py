"""Printed figures that are known to disagree with their own counts, each with the reason."""

from __future__ import annotations

import pandas as pd

from dashboard.resources import data_folder

FILE_NAME = "known_differences.csv"
_KEY = ["authority", "year", "figure"]


def known_differences() -> pd.DataFrame:
    """The list in `data/`: authority (code), year (of its last day), figure, printed, reason."""
    listed = pd.read_csv(data_folder() / FILE_NAME, dtype={"printed": "float64"})
    return listed.assign(year=listed["year_ending"].str[:4].astype("int64"))[
        [*_KEY, "printed", "reason"]
    ]


def with_reasons(reconciled: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The reconciliation with reasons; a reason holds for the number that is known only."""
    return reconciled.merge(known, on=[*_KEY, "printed"], how="left", validate="many_to_one")
