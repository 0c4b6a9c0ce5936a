"""The rows of the case tables, on disk as they are read, so that their number costs no memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from dashboard.references import DEMONSTRATION_PREFIX
from dashboard.sources.intake import Cases
from dashboard.sources.recognition import FileKind
from dashboard.tallies import COMPLIANCE, DECIDED, RECEIVED, as_frame, brought, tallied

TALLIES: Final = {
    FileKind.RECEIVED: RECEIVED,
    FileKind.DECIDED: DECIDED,
    FileKind.COMPLIANCE: COMPLIANCE,
}
"""The three case tables, and what each is counted by."""

_OTHER_THAN_TEXT: Final = {
    **dict.fromkeys(
        ("received_on", "decided_on", "recorded_on", "agreed_on", "due_on", "achieved_on"), "date"
    ),
    **dict.fromkeys(("satisfactory_remedy", "published", "report", "is_sound"), "boolean"),
    "row": "int64",
}
_MEMORY: Final = "300MB"
_LISTED: Final = 2000
"""Rows with a reference that stands elsewhere are brought into memory up to this number."""


class CaseStore:
    """A DuckDB file with a table for each kind of case, every row with the place it was read at."""

    def __init__(self, folder: Path) -> None:
        """Makes the file in an existing folder, which may be removed once this is closed."""
        self._connection = ibis.duckdb.connect(
            folder / "cases.duckdb",
            memory_limit=_MEMORY,
            temp_directory=str(folder),
            preserve_insertion_order=True,
        )
        self._kinds: dict[FileKind, pa.Schema] = {}

    @classmethod
    @contextmanager
    def temporary(cls, within: Path | None = None) -> Iterator[CaseStore]:
        """A store that is removed at the end, in a folder or where the system has such things."""
        if "?" in str(within):
            within = None  # DuckDB takes what comes after it for options.
        with tempfile.TemporaryDirectory(prefix="council-performance-", dir=within) as folder:
            store = cls(Path(folder))
            try:
                yield store
            finally:
                store.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.disconnect()

    def add(self, kind: FileKind, rows: pd.DataFrame) -> None:
        """Takes rows with their place (file, sheet, row) and `is_sound`: nothing wrong in them."""
        if kind not in self._kinds:
            schema = schema_of(rows.columns)
            self._connection.create_table(kind.name.lower(), schema=schema)
            self._kinds[kind] = schema.to_pyarrow()
        schema = self._kinds[kind]
        table = pa.Table.from_pandas(rows[schema.names], schema=schema, preserve_index=False)
        # Not Ibis's own `insert`: it would hold on to every table that it is given.
        duckdb = self._connection.con
        duckdb.register("batch", table)
        duckdb.execute(f"INSERT INTO {kind.name.lower()} BY NAME SELECT * FROM batch")
        duckdb.unregister("batch")

    def rows(self, kind: FileKind) -> ir.Table | None:
        """Every row of a kind, unsound ones and those about other bodies too."""
        return self._connection.table(kind.name.lower()) if kind in self._kinds else None

    def cases(self, kind: FileKind) -> Cases | None:
        """The sound rows of a kind that are about councils, and their tally; None if none is."""
        rows = self.rows(kind)
        if rows is None:
            return None
        about_councils = rows.filter(rows.is_sound, rows.authority.notnull())
        tally = as_frame(tallied(about_councils, TALLIES[kind]))
        return None if tally.empty else Cases(tally, about_councils.drop("other_body", "is_sound"))

    def about_other_bodies(self, kind: FileKind) -> pd.DataFrame:
        """The sound rows of a kind about bodies that aren't councils, named in `body`."""
        rows = self.rows(kind)
        if rows is None:
            return pd.DataFrame()
        others = rows.filter(rows.is_sound, rows.other_body.notnull())
        place = ("authority", "file", "sheet", "row", "is_sound")
        return brought(others.rename(body="other_body").drop(*place))

    def decided_of(self, listed: pd.DataFrame) -> pd.DataFrame:
        """The sound decided cases, with place, that have the reference of a listed decision."""
        columns = ("reference", "authority", "decision", "decided_on", "file", "sheet", "row")
        rows = self.rows(FileKind.DECIDED)
        if rows is None:
            return pd.DataFrame(columns=list(columns))
        references = ibis.memtable(
            pa.table({"reference": pa.array(listed["reference"].dropna().unique(), pa.string())})
        )
        found = rows.filter(rows.is_sound).semi_join(references, "reference")
        return brought(found.select(*columns).order_by("file", "row"))

    def repeated_references(self, kind: FileKind) -> pd.DataFrame:
        """The first two thousand rows whose reference stands more than once: reference, place."""
        rows = self.rows(kind)
        if rows is None:
            return pd.DataFrame(columns=list(_PLACED_REFERENCE))
        known = rows.filter(rows.reference.notnull()).mutate(key=rows.reference.lower())
        repeated = known.group_by("key").agg(times=known.count())
        found = known.semi_join(repeated.filter(repeated.times > 1), "key")
        return brought(found.select(*_PLACED_REFERENCE).order_by("file", "row").limit(_LISTED))

    def references_of_the_other_kind(self, *, is_demonstration: bool) -> pd.DataFrame:
        """In each file the first reference that is made up where real ones belong, or real."""
        found = []
        for kind in self._kinds:
            rows = self._connection.table(kind.name.lower())
            rows = rows.filter(rows.reference.notnull())
            is_made_up = rows.reference.startswith(DEMONSTRATION_PREFIX)
            wrong = rows.filter(is_made_up != is_demonstration).order_by("file", "row")
            found.append(brought(wrong.select(*_PLACED_REFERENCE).distinct(on="file")))
        return pd.concat(found) if found else pd.DataFrame(columns=list(_PLACED_REFERENCE))


_PLACED_REFERENCE: Final = ("reference", "file", "sheet", "row")


def schema_of(columns: Iterable[str]) -> ibis.Schema:
    """The types of a case table's columns, by their names."""
    return ibis.schema({name: _OTHER_THAN_TEXT.get(name, "string") for name in columns})
