"""Statistical neighbours: the councils that are most like each, as ONS and CIPFA list them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.place import Place

_POSITION: Final = Rule(
    "bad-number", "a whole number, 1 for the nearest neighbour", "write figures only"
)


def read_neighbours(columns: Columns) -> pd.DataFrame:
    """Pairs: authority, other_body, neighbour (code; <NA> if no council), position."""
    bodies = columns.bodies()
    return pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "neighbour": columns.bodies("neighbour").code,
            "position": columns.number("position", _POSITION, is_whole=True).astype("Int64"),
        }
    )


def one_list_each(neighbours: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Each council's neighbours once, itself left out; two at one place are an error.

    Takes the pairs of all files with their place: file, sheet, row.
    """
    known = neighbours.dropna(subset=["neighbour", "position"])
    known = known[known["authority"] != known["neighbour"]]
    known = known.drop_duplicates(["authority", "neighbour", "position"])
    first = known.drop_duplicates(["authority", "position"])
    for pair in known.drop(first.index).itertuples():
        findings.add(
            Place.of(pair).problem(
                "repeated-neighbour",
                column="position",
                value=str(pair.position),
                expected="one neighbour a council and position",
                remedy="keep one list of neighbours and take the other out",
            )
        )
    return first
