"""Case tables in a database: checked and counted there, only what is listed singly brought here."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Final

import duckdb
import ibis
import ibis.expr.types as ir
import pandas as pd
import psycopg
from ibis.common.exceptions import IbisError, TableNotFound

from dashboard.authorities.names import Names
from dashboard.errors import CallError, InputError, Problem
from dashboard.sources.case_store import TALLIES, CaseStore
from dashboard.sources.cases import read_compliance, read_decided, read_received
from dashboard.sources.columns import Columns
from dashboard.sources.database_checks import broken_rules
from dashboard.sources.findings import Findings
from dashboard.sources.intake import Cases, FileRecord, Intake
from dashboard.sources.recognition import LAYOUTS, FileKind, Layout, Recognised
from dashboard.sources.records import Records
from dashboard.sources.wording import plain
from dashboard.tallies import brought, tallied

KINDS: Final = {
    "received": FileKind.RECEIVED,
    "decided": FileKind.DECIDED,
    "compliance": FileKind.COMPLIANCE,
}
"""The names by which an operator says which table is which."""

_READERS: Final[dict[FileKind, Callable[[Columns], pd.DataFrame]]] = {
    FileKind.RECEIVED: read_received,
    FileKind.DECIDED: read_decided,
    FileKind.COMPLIANCE: read_compliance,
}
_TABLE: Final = re.compile(r"(?:(?P<schema>[^.]+)\.)?(?P<table>[^.]+)")
_ROWS_AT_ONCE: Final = 50_000
_REFUSALS: Final = (IbisError, TableNotFound, duckdb.Error, psycopg.Error, OSError)


def _refusals(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What databases raise when they can't answer, and others; Spark's once Spark is loaded."""
    spark = sys.modules.get("pyspark.errors")
    of_spark = (spark.PySparkException,) if spark else ()
    return (*_REFUSALS, *of_spark, *others)


def is_address(source: str) -> bool:
    """Whether a source is the address of a database and not a folder."""
    return re.match(r"[a-z][a-z0-9+]*://", source) is not None


def without_password(address: str) -> str:
    """The address as it may be shown."""
    return re.sub(r"(//[^/:@]*):[^/@]*@", r"\1@", address)


class CaseDatabase:
    """A database with case tables: any that Ibis speaks to, such as PostgreSQL, DuckDB or Spark."""

    def __init__(
        self, connection: ibis.BaseBackend, shown: str, tables: Mapping[FileKind, str]
    ) -> None:
        """Takes an open connection, its address as it may be shown, and each kind's table.

        Raises:
            CallError: there is no such table.
        """
        self._connection = connection
        self._shown = shown
        self._tables = {kind: self._table(name) for kind, name in tables.items()}
        self._names = dict(tables)

    @classmethod
    @contextmanager
    def open(cls, address: str, tables: Mapping[FileKind, str]) -> Iterator[CaseDatabase]:
        """A database for as long as the block lasts.

        Args:
            address: such as postgresql://user@host/database.
            tables: the name of each kind's table, schema.table or table.

        Raises:
            CallError: there is no such database, or nobody lets us in; or there is no such table.
        """
        shown = without_password(address)
        try:
            connection = ibis.connect(address)
        except _refusals(ValueError, ImportError) as error:
            raise CallError(
                f"{shown} can't be opened: {_first_line(error)}; check the address, and "
                "whether the database is there"
            ) from error
        try:
            yield cls(connection, shown, tables)
        finally:
            connection.disconnect()

    def __str__(self) -> str:
        """Its address without the password."""
        return self._shown

    def add_to(
        self,
        intake: Intake,
        store: CaseStore,
        *,
        names: Names,
        today: date,
        report: Callable[[str], None],
    ) -> Intake:
        """What the files held, with the cases of the database's tables.

        Everything wrong is among its problems: by column and value with the number of rows, since
        a database's rows have no numbers.
        """
        findings = Findings()
        cases: dict[str, Cases] = {}
        records = []
        for name, kind in KINDS.items():
            if kind not in self._tables:
                continue
            place = f"{self._shown}, table {self._names[kind]}"
            if getattr(intake, name) is not None:
                findings.add(_twice(place, kind))
                continue
            reading = _TableReading(
                place, kind, self._tables[kind], names, today, findings, intake.demonstration
            )
            read = reading.read(store)
            if read is not None:
                cases[name] = read
            report(f"{place}: {reading.rows:,} rows of {kind}")
            records.append(FileRecord(place, "", 0, kind, reading.rows, remarks=("counted there",)))
        return replace(
            intake,
            received=cases.get("received", intake.received),
            decided=cases.get("decided", intake.decided),
            compliance=cases.get("compliance", intake.compliance),
            files=(*intake.files, *records),
            problems=(*intake.problems, *findings.problems()),
        )

    def _table(self, name: str) -> ir.Table:
        match = _TABLE.fullmatch(name)
        if match is None:
            raise CallError(f'"{name}" is no name of a table; write schema.table or table')
        try:
            return self._connection.table(match["table"], database=match["schema"])
        except _refusals() as error:
            raise CallError(
                f"{self._shown} has no table {name}, or it may not be read: {_first_line(error)}"
            ) from error


class _TableReading:
    """One table while it is read."""

    def __init__(
        self,
        place: str,
        kind: FileKind,
        table: ir.Table,
        names: Names,
        today: date,
        findings: Findings,
        is_demonstration: bool,
    ) -> None:
        self._place = place
        self._kind = kind
        self._layout = next(layout for layout in LAYOUTS if layout.kind is kind)
        self._table = table
        self._names = names
        self._today = today
        self._findings = findings
        self._is_demonstration = is_demonstration
        self.rows = 0

    def read(self, store: CaseStore) -> Cases | None:
        table = self._under_our_names()
        if table is None:
            return None
        try:
            self._findings.add(
                *broken_rules(
                    table,
                    self._kind,
                    self._place,
                    self._today,
                    is_demonstration=self._is_demonstration,
                )
            )
            tally = self._tally(table)
            self._list(table, store)
        except _refusals() as error:
            raise InputError([_not_answered(self._place, error)]) from error
        if tally.empty:
            return None
        listed = store.cases(self._kind)
        return Cases(tally, listed.rows if listed else None)

    def _under_our_names(self) -> ir.Table | None:
        """The table with the layout's columns, days as days and all else as text."""
        ours = {plain(column): column for column in self._layout.columns}
        named = {ours[plain(c)]: c for c in self._table.columns if plain(c) in ours}
        missing = [column for column in self._layout.required if column not in named]
        odd = [
            column
            for column in named
            if column.endswith("_on") and not self._table[named[column]].type().is_temporal()
        ]
        self._findings.add(*(_missing(self._place, self._layout, column) for column in missing))
        self._findings.add(
            *(_no_day(self._place, column, self._table[named[column]].type()) for column in odd)
        )
        if missing or odd:
            return None
        return self._table.select(
            **{
                column: self._table[theirs].cast("date" if column.endswith("_on") else "string")
                for column, theirs in named.items()
            }
        )

    def _tally(self, table: ir.Table) -> pd.DataFrame:
        """The tally made in the database, its labels read as the cells of a file are."""
        by = TALLIES[self._kind]
        absent = {
            label: ibis.null().cast("string") for label in by.labels if label not in table.columns
        }
        dated = table.mutate(**absent).filter(table[by.day].notnull())
        tally = brought(tallied(dated, by))
        self.rows = int(tally["cases"].sum())
        frame, sound = self._read(tally.rename(columns={"first_day": by.day}), self._findings)
        counted = frame.assign(
            year=tally["year"], cases=tally["cases"], last_day=tally["last_day"]
        )[sound & frame["authority"].notna()]
        key = ["authority", "year", *by.labels]
        together = counted.groupby(key, dropna=False)
        return together.agg(cases=("cases", "sum"), last_day=("last_day", "max")).reset_index()

    def _list(self, table: ir.Table, store: CaseStore) -> None:
        """Brings the rows that a snapshot lists one by one: decisions and recommendations."""
        for batch in _batches(_listed(table, self._kind)):
            # What is wrong with them has been said by column and value.
            frame, sound = self._read(batch, Findings())
            placed = frame.assign(file=self._place, sheet=None, row=frame.index, is_sound=sound)
            store.add(self._kind, placed)

    def _read(self, rows: pd.DataFrame, findings: Findings) -> tuple[pd.DataFrame, pd.Series]:
        """What rows of the database mean, and which of them are sound."""
        there = [column for column in self._layout.columns if column in rows]
        cells = pd.DataFrame({column: _as_text(rows[column]) for column in there}, rows.index)
        recognised = Recognised(
            self._layout, 0, {column: n for n, column in enumerate(there)}, (), (), ()
        )
        of_rows = Findings()
        columns = Columns(
            Records(self._place, None, recognised, cells, cells.iloc[:0], 0, ()),
            self._names,
            self._today,
            of_rows,
        )
        frame = _READERS[self._kind](columns)
        said = dict.fromkeys(replace(problem, row=None) for problem in of_rows.problems())
        findings.add(*said)
        return frame, columns.sound


def _as_text(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    stripped: pd.Series = column.astype("str").str.strip()
    return stripped.mask(stripped == "")


def _listed(table: ir.Table, kind: FileKind) -> ir.Table:
    if kind is FileKind.COMPLIANCE:
        return table
    if kind is FileKind.RECEIVED:
        return table.limit(0)
    marks = [
        table[column].notnull() & table[column].lower().isin(["yes", "y", "true", "1", "t"])
        for column in ("published",)
        if column in table.columns
    ]
    if "url" in table.columns:
        marks.append(table.url.notnull())
    return table.filter(ibis.or_(*marks)) if marks else table.limit(0)


def _batches(rows: ir.Table) -> Iterator[pd.DataFrame]:
    start = 0
    for batch in rows.to_pyarrow_batches(chunk_size=_ROWS_AT_ONCE):
        frame = batch.to_pandas(date_as_object=False)
        yield frame.set_axis(pd.RangeIndex(start, start + len(frame)), axis="index")
        start += len(frame)


def _missing(place: str, layout: Layout, column: str) -> Problem:
    return Problem(
        kind="missing-column",
        file=place,
        column=column,
        expected=f'a column "{column}", as the table of {layout.kind} has it',
        remedy=f'name the column that holds it "{column}", or make a view that does',
    )


def _twice(place: str, kind: FileKind) -> Problem:
    return Problem(
        kind="cases-twice",
        file=place,
        value=str(kind),
        expected="each kind of cases from the database or from files, not from both",
        remedy="take the files out, or leave this table out of --tables",
    )


def _no_day(place: str, column: str, kind: object) -> Problem:
    return Problem(
        kind="column-type",
        file=place,
        column=column,
        value=str(kind),
        expected="a column of days (date or timestamp)",
        remedy="change its type, or make a view that turns it into a date",
    )


def _not_answered(place: str, error: Exception) -> Problem:
    return Problem(
        kind="unreadable-table",
        file=place,
        value=_first_line(error),
        expected="a table that the database can count",
        remedy="run the publish again, or ask whoever keeps the database",
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
