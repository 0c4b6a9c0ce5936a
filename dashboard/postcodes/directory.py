"""A directory of postcodes as the site asks it: one read-only file, opened once."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.errors import CallError
from dashboard.postcodes.postcode import PartPostcode, Postcode

SCHEMA_VERSION: Final = 1
"""Raised whenever the tables change shape; the site refuses any other."""

TABLES: Final = """
CREATE TABLE about (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE postcode_sector (
    sector TEXT NOT NULL,
    ended TEXT NOT NULL,
    area_code TEXT NOT NULL,
    units TEXT NOT NULL,
    PRIMARY KEY (sector, ended, area_code)
) WITHOUT ROWID;
"""
"""`units` are the last two letters of every postcode of a sector ("SG1 1") that lies in the area
and ended in that month ("2015-06"; "" if it has not ended), one after the other: "AAABAD".
`area_code` is the GSS code of a district, unitary authority or borough; "" if none is recorded.
"""

UNIT: Final = 2
"""Letters of a unit."""


@dataclass(frozen=True)
class About:
    """What a directory says of itself."""

    source: str
    """The name of the file that was taken in."""
    sha256: str
    edition: str
    """The month for which its publisher made it: "2025-11"."""
    licence: str
    attribution: str
    created: str
    """UTC, ISO 8601."""
    postcodes: int
    """How many it holds that have not ended, as far as the source says."""
    ended: int
    """How many it holds that have."""
    knows_ended: bool
    """Whether the source says which postcodes have ended."""


@dataclass(frozen=True)
class Entry:
    """What the directory has for a postcode."""

    area_code: str
    """The GSS code of the district, unitary authority or borough; "" if none is recorded."""
    ended: str | None
    """The month in which it ended: "2015-06"."""


class PostcodeDirectory:
    """A directory that is open. Any number of threads may ask it; nothing can change it.

    A file that is put in its place later is not seen: what is open stays open.
    """

    def __init__(self, connection: sqlite3.Connection, about: About) -> None:
        """Takes an open file; `open` checks it first."""
        self.about = about
        self._connection = connection
        self._lock = threading.Lock()
        weakref.finalize(self, connection.close)

    @classmethod
    def open(cls, path: Path) -> PostcodeDirectory:
        """The directory in a file that `council-performance postcodes import` wrote.

        Raises:
            CallError: it is absent, damaged, of another version or something else.
        """
        remedy = "make it with: council-performance postcodes import SOURCE --to FILE"
        if not path.is_file():
            raise CallError(f"there is no file of postcodes at {path}; {remedy}")
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise sqlite3.DatabaseError(found)
            about = _about(dict(connection.execute("SELECT name, value FROM about")))
        except (sqlite3.DatabaseError, KeyError, ValueError) as error:
            connection.close()
            raise CallError(
                f"{path} is damaged or no file of postcodes ({error}); {remedy}"
            ) from error
        return cls(connection, about)

    def find(self, postcode: Postcode) -> Entry | None:
        """What it has for a postcode; None if it isn't there.

        A postcode that ended and was given out again is the one that is in use.
        """
        rows = self._rows(
            "SELECT ended, area_code, units FROM postcode_sector WHERE sector = ? "
            "ORDER BY ended = '' DESC, ended DESC",
            (postcode.sector,),
        )
        for ended, area_code, units in rows:
            if postcode.unit in _units(units):
                return Entry(area_code, ended or None)
        return None

    def areas(self, part: PartPostcode) -> Counter[str]:
        """How many postcodes in use begin so, by the code of their area; "" where none is known."""
        # Every sector of SG1 begins with "SG1 "; "!" is the sign after the blank.
        first, last = (
            (part.written, part.written)
            if " " in part.written
            else (f"{part.written} ", f"{part.written}!")
        )
        rows = self._rows(
            "SELECT area_code, sum(length(units)) FROM postcode_sector "
            "WHERE sector BETWEEN ? AND ? AND ended = '' GROUP BY area_code",
            (first, last),
        )
        return Counter({area_code: letters // UNIT for area_code, letters in rows})

    def _rows(self, statement: str, parameters: tuple[str, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement, parameters).fetchall()


def _units(units: str) -> list[str]:
    return [units[at : at + UNIT] for at in range(0, len(units), UNIT)]


def _about(values: dict[str, str]) -> About:
    if values["schema_version"] != str(SCHEMA_VERSION):
        raise ValueError(
            f"it has version {values['schema_version']}, this program reads {SCHEMA_VERSION}"
        )
    return About(
        source=values["source"],
        sha256=values["sha256"],
        edition=values["edition"],
        licence=values["licence"],
        attribution=values["attribution"],
        created=values["created"],
        postcodes=int(values["postcodes"]),
        ended=int(values["ended"]),
        knows_ended=values["knows_ended"] == "yes",
    )
