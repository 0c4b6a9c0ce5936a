"""A publisher's folder: every file recognised, read, checked and accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.authorities.names import Names
from dashboard.errors import InputError, Problem
from dashboard.sources import assembly
from dashboard.sources.batches import LARGE_FILE, batches_of, sha256_of, with_headings
from dashboard.sources.case_store import TALLIES, CaseStore
from dashboard.sources.cases import read_compliance, read_decided, read_received
from dashboard.sources.columns import Columns, WordsMet
from dashboard.sources.decisions import read_decisions
from dashboard.sources.encoding import Encoding, windows_1252_warning
from dashboard.sources.figures import read_figures
from dashboard.sources.findings import Findings
from dashboard.sources.intake import FileRecord, Intake
from dashboard.sources.letters import LetterFile, read_addresses, read_letter
from dashboard.sources.manifest import FILE_NAME, Manifest, read_manifest
from dashboard.sources.national import read_national
from dashboard.sources.neighbours import read_neighbours
from dashboard.sources.page_parts import without_page_parts
from dashboard.sources.page_records import read_page_records
from dashboard.sources.page_text import PAGE_SUFFIXES
from dashboard.sources.populations import read_populations, without_other_areas
from dashboard.sources.recognition import FileKind, recognise
from dashboard.sources.records import Records, more_records, read_records
from dashboard.sources.tables import TABLE_SUFFIXES, Table, not_recognised, read_tables
from dashboard.sources.walk import files_below, unreadable_file
from dashboard.sources.yearly_layout import YearlyHeadings
from dashboard.sources.yearly_tables import read_yearly
from dashboard.sources.yearly_totals import without_totals

_READERS: Final[dict[FileKind, Callable[[Columns], pd.DataFrame]]] = {
    FileKind.RECEIVED: read_received,
    FileKind.DECIDED: read_decided,
    FileKind.COMPLIANCE: read_compliance,
    FileKind.PUBLISHED_FIGURES: read_figures,
    FileKind.NATIONAL_FIGURES: read_national,
    FileKind.PUBLISHED_DECISIONS: read_decisions,
    FileKind.LETTER_ADDRESSES: read_addresses,
    FileKind.POPULATIONS: read_populations,
    FileKind.NEIGHBOURS: read_neighbours,
}
_LETTER_SUFFIXES: Final = (".pdf", ".txt")
_OTHER_TABLES: Final = {
    ".xls": "a workbook in the old XLS format",
    ".xlsb": "a binary workbook",
    ".ods": "an OpenDocument sheet",
}
"""Tables that are not read, by their endings."""
_HIDDEN: Final = (".", "~$")
"""How the files begin that systems and open spreadsheets leave beside the real ones."""
_FILES_BETWEEN_REPORTS: Final = 250
_MOST_BYTES: Final = 500_000_000
"""Of a file that isn't read in batches; the largest workbooks have a fifth of it."""


def read_folder(
    folder: Path,
    store: CaseStore,
    *,
    names: Names,
    today: date,
    report: Callable[[str], None],
) -> Intake:
    """Everything that a publisher's folder and its subfolders hold, with every problem found.

    Nothing is raised for what is wrong with the data: it stands in the intake's problems.

    Args:
        folder: the folder; files in it may have any name.
        store: takes the cases; the intake refers to it.
        names: what the spellings of councils mean.
        today: days after it are errors.
        report: takes one line of progress after the other.
    """
    reading = _FolderReading(folder, store, names, today, report)
    for path in reading.paths():
        reading.read(path)
    return reading.finish()


def no_files(store: CaseStore) -> Intake:
    """The intake of no folder at all, for cases that come from elsewhere."""
    manifest = Manifest(is_demonstration=False, description="")
    return assembly.assemble(store, {}, [], [], manifest, Findings())


class _FolderReading:
    """A folder half read: frames by kind, letters, records of files and findings so far."""

    def __init__(
        self,
        folder: Path,
        store: CaseStore,
        names: Names,
        today: date,
        report: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._store = store
        self._names = names
        self._today = today
        self._report = report
        self._findings = Findings()
        self._frames: dict[FileKind, list[pd.DataFrame]] = {}
        self._letters: list[LetterFile] = []
        self._pages = 0
        self._files: list[FileRecord] = []
        self._read_before: dict[str, str] = {}
        self._manifest = Manifest(is_demonstration=False, description="")

    def paths(self) -> list[Path]:
        if not self._folder.is_dir():
            self._findings.add(_nothing(self._folder, "a folder that exists"))
            return []
        paths, unreadable = files_below(self._folder)
        self._findings.add(*unreadable)
        if not paths and not unreadable:
            self._findings.add(_nothing(self._folder, "files in the folder"))
        paths, notices = without_page_parts(paths, TABLE_SUFFIXES.union(_LETTER_SUFFIXES))
        self._findings.add(*notices)
        return paths

    def read(self, path: Path) -> None:
        file = path.relative_to(self._folder).as_posix()
        if _is_large_table(path):
            self._read_large(file, path)
            return
        try:
            size = path.stat().st_size
            if size > _MOST_BYTES:
                self._findings.add(_too_large(file, size))
                self._files.append(FileRecord(file, sha256_of(path), size, FileKind.NOT_RECOGNISED))
                return
            content = path.read_bytes()
        except OSError as error:
            self._findings.add(unreadable_file(file, str(error.strerror)))
            return
        sha256 = hashlib.sha256(content).hexdigest()
        record = FileRecord(file, sha256, len(content), FileKind.NOT_RECOGNISED)
        try:
            record = self._recognised(file, content, record)
        except InputError as error:
            self._findings.add(*error.problems)
        self._files.append(record)

    def finish(self) -> Intake:
        if self._letters:
            self._report(f"{len(self._letters):,} letters")
        if self._pages:
            self._report(f"{self._pages:,} pages of decisions")
        return assembly.assemble(
            self._store, self._frames, self._letters, self._files, self._manifest, self._findings
        )

    def _recognised(self, file: str, content: bytes, record: FileRecord) -> FileRecord:
        suffix = "" if Path(file).name.startswith(_HIDDEN) else Path(file).suffix.casefold()
        if file == FILE_NAME:
            self._manifest = read_manifest(content)
            return replace(record, kind=FileKind.MANIFEST)
        if suffix in TABLE_SUFFIXES:
            return self._table(file, content, record)
        if suffix in PAGE_SUFFIXES:
            return self._page(file, content, record)
        if suffix in _LETTER_SUFFIXES:
            return self._letter(file, content, record)
        self._findings.add(not_recognised(file, _OTHER_TABLES.get(suffix)))
        return record

    def _table(self, file: str, content: bytes, record: FileRecord) -> FileRecord:
        tables = read_tables(file, content, self._findings)
        if not tables:
            return record
        record = replace(record, kind=tables[0].recognised.layout.kind)
        if not self._is_copy(record):
            for table in tables:
                record = self._sheet(file, table, record)
        return record

    def _sheet(self, file: str, table: Table, record: FileRecord) -> FileRecord:
        """The record with the rows of one more sheet, which are read."""
        records = read_records(file, table.grid, table.recognised, self._findings)
        if record.kind in (FileKind.POPULATIONS, FileKind.NEIGHBOURS):
            records = without_other_areas(records)
        if table.yearly:
            records = without_totals(records, table.yearly)
        if records.cells.empty:
            self._findings.add(_no_rows(file, records.sheet))
        self._report(f"{file}: {len(records.cells):,} rows of {record.kind}")
        return self._kept(records, record, table.yearly)

    def _page(self, file: str, content: bytes, record: FileRecord) -> FileRecord:
        records = read_page_records(file, content, self._names, self._findings)
        if records is None:
            self._findings.add(not_recognised(file))
            return record
        record = replace(record, kind=records.recognised.layout.kind)
        if self._is_copy(record):
            return record
        self._pages += 1
        if self._pages % _FILES_BETWEEN_REPORTS == 0:
            self._report(f"{self._pages:,} pages of decisions read so far")
        return self._kept(records, record)

    def _kept(
        self, records: Records, record: FileRecord, yearly: YearlyHeadings | None = None
    ) -> FileRecord:
        """The record with these rows counted, which are read and kept."""
        columns = Columns(records, self._names, self._today, self._findings)
        taken = self._take(columns, yearly)
        return replace(
            record,
            rows_taken=record.rows_taken + taken,
            rows_skipped=record.rows_skipped + records.skipped,
            remarks=tuple(dict.fromkeys((*record.remarks, *records.remarks))),
        )

    def _take(self, columns: Columns, yearly: YearlyHeadings | None = None) -> int:
        """Keeps what the rows of a sheet mean; returns how many are sound."""
        records = columns.records
        kind = records.recognised.layout.kind
        frame = read_yearly(columns, yearly) if yearly else _READERS[kind](columns)
        sound = columns.sound
        frame = frame.assign(file=records.file, sheet=records.sheet, row=frame.index)
        if kind in TALLIES:
            self._store.add(kind, frame.assign(is_sound=sound))
        else:
            frame = frame[frame.index.isin(sound.index[sound])]
            self._frames.setdefault(kind, []).append(frame)
        return int(sound.sum())

    def _read_large(self, file: str, path: Path) -> None:
        """A table in batches, so that its size costs no memory."""
        record = FileRecord(file, "", path.stat().st_size, FileKind.NOT_RECOGNISED)
        try:
            record = replace(record, sha256=sha256_of(path))
            record = self._large_table(file, path, record)
        except OSError as error:
            self._findings.add(unreadable_file(file, str(error.strerror)))
        except InputError as error:
            self._findings.add(*error.problems)
        self._files.append(record)

    def _large_table(self, file: str, path: Path, record: FileRecord) -> FileRecord:
        grids = batches_of(file, path)
        first = next(grids, None)
        recognised = None if first is None else recognise(first, path.name)
        if first is None or recognised is None:
            self._findings.add(not_recognised(file))
            return record
        kind = recognised.layout.kind
        if self._is_copy(record):
            return replace(record, kind=kind)
        records = read_records(file, first, recognised, self._findings)
        words = WordsMet()
        taken = skipped = 0
        while True:
            taken += self._take(
                Columns(records, self._names, self._today, self._findings, words_met=words)
            )
            skipped += records.skipped
            self._report(f"{file}: {taken:,} rows of {kind} so far")
            more = next(grids, None)
            if more is None:
                break
            more = with_headings(more, first, recognised)
            records = more_records(file, more, recognised, self._findings)
        return replace(record, kind=kind, rows_taken=taken, rows_skipped=skipped)

    def _letter(self, file: str, content: bytes, record: FileRecord) -> FileRecord:
        letter = read_letter(file, content, record.sha256, self._names, self._today)
        if letter is None:
            self._findings.add(not_recognised(file))
            return record
        if letter.encoding is Encoding.WINDOWS_1252:
            self._findings.add(windows_1252_warning(file))
            record = replace(record, remarks=(str(letter.encoding),))
        if not self._is_copy(record):
            self._letters.append(letter)
            if len(self._letters) % _FILES_BETWEEN_REPORTS == 0:
                self._report(f"{len(self._letters):,} letters read so far")
        return replace(record, kind=FileKind.LETTER)

    def _is_copy(self, record: FileRecord) -> bool:
        """Whether the same bytes were read under another name; it is said, since it is a slip."""
        first = self._read_before.setdefault(record.sha256, record.path)
        if first != record.path:
            self._findings.add(_copy(record.path, first))
        return first != record.path


def _is_large_table(path: Path) -> bool:
    try:
        least = LARGE_FILE.get(path.suffix.casefold())
        return least is not None and path.stat().st_size >= least
    except OSError:  # Said when it is opened.
        return False


def _nothing(folder: Path, expected: str) -> Problem:
    return Problem(
        kind="nothing-to-read",
        file=str(folder),
        expected=expected,
        remedy="name the folder in which the publisher's files lie",
    )


def _too_large(file: str, size: int) -> Problem:
    return Problem(
        kind="file-too-large",
        file=file,
        value=f"{size:,} bytes",
        expected=f"a file of at most {_MOST_BYTES:,} bytes, if it is neither CSV nor Parquet",
        remedy="give a table as CSV or Parquet, which may be of any size; take anything else out",
    )


def _no_rows(file: str, sheet: str | None) -> Problem:
    return Problem(
        kind="no-rows",
        file=file,
        sheet=sheet,
        expected="rows below the headings",
        remedy="export it again if there should be some",
        is_warning=True,
    )


def _copy(file: str, first: str) -> Problem:
    return Problem(
        kind="same-file-twice",
        file=file,
        expected=f"each file once; {first} has the same content",
        remedy="take one of the two out",
    )
