"""Rows of a postcode file, one batch at a time, in columns of one shape whatever the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

POSTCODE, DISTRICT, COUNTY, NATION, ENDED, BEGAN = (
    "postcode",
    "district",
    "county",
    "nation",
    "ended",
    "began",
)


@dataclass(frozen=True)
class Batch:
    """Some rows of a file."""

    file: str
    first_row: int
    """The number of its first row in the file; headings stand in row 1."""
    rows: pa.Table
    """Columns postcode, district, county, nation, ended, began: texts, "" where there is none."""


@dataclass(frozen=True)
class PostcodeSource:
    """A source of postcodes that has been recognised."""

    name: str
    edition: str | None
    """The month for which it was made, if its name or its checksum says: "2025-11"."""
    knows_ended: bool
    """Whether it says which postcodes have ended."""
    batches: Iterator[Batch]


def as_texts(columns: Mapping[str, pa.Array | pa.ChunkedArray | None], rows: int) -> pa.Table:
    """A table of the columns that a batch has, absent ones and absent cells as ""."""
    nothing = pa.array([""], pa.string()).take(pa.array([0] * rows, pa.int8()))
    return pa.table(
        {
            name: nothing
            if columns.get(name) is None
            else pc.fill_null(pc.utf8_trim_whitespace(columns[name]), "")
            for name in (POSTCODE, DISTRICT, COUNTY, NATION, ENDED, BEGAN)
        }
    )
