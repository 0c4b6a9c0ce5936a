"""What a publisher's folder held, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir
import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.recognition import FileKind


@dataclass(frozen=True)
class FileRecord:
    """One file of the folder and what was made of it."""

    path: str
    """Its place in the folder, with forward slashes."""
    sha256: str
    bytes: int
    kind: FileKind
    rows_taken: int = 0
    rows_skipped: int = 0
    """Titles, notes, totals, and headings that stand again."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases of one kind: counted, and those that are listed one by one."""

    tally: pd.DataFrame
    """All of them, as `tallies.as_frame` has them."""
    rows: ir.Table | None
    """Those read one by one, with file, sheet and row: all of a file's, of a database's only the
    ones that a snapshot lists, None if there is none."""


@dataclass(frozen=True, eq=False)
class Intake:
    """The tidy frames of a folder, the record of its files, and every problem found.

    Cases are in their store, and can be read as long as that is open. A frame is None where no
    sound row of its kind was there. Frames have English councils only, in the column `authority`
    (present GSS code); what is about other bodies is in `other_bodies`, so that it is never
    counted with them. Rows with an error in them are left out: publish nothing
    while there are errors. Days are datetime64, yes/no "boolean", what is absent <NA>.
    """

    received: Cases | None
    """reference, authority, category, subcategory, received_on."""
    decided: Cases | None
    """reference, authority, category, subcategory, received_on, decided_on, decision,
    satisfactory_remedy, remedy, summary, published, report, url."""
    compliance: Cases | None
    """reference, authority, recorded_on, outcome, category, recommendation, kind, agreed_on,
    due_on, achieved_on."""
    published_figures: pd.DataFrame | None
    """authority, authority_type, year, figure, value, source_kind, source_url (<NA>: the file is
    the source), file: one row a council, year and figure, better sources first."""
    received_by_category: pd.DataFrame | None
    """Complaints received, from yearly tables and letters: authority, year, category (a
    ServiceArea), cases, file."""
    national_averages: pd.DataFrame | None
    """The publisher's averages: authority_type, year, measure, value, unit, source_url."""
    national_figures: pd.DataFrame | None
    """Of all councils together: year, measure (as written), breakdown "all", value, unit,
    source_url, value_as_written, note."""
    other_national_figures: pd.DataFrame | None
    """Of a region or service: the same columns, the breakdown as written."""
    published_decisions: pd.DataFrame | None
    """reference, authority, category, subcategory, decision, decision_date, is_public_report,
    url, summary."""
    letters: pd.DataFrame | None
    """authority, year, file (its place in the folder), url, sha256."""
    neighbours: pd.DataFrame | None
    """authority, neighbour (code), position (1: the nearest)."""
    populations: pd.DataFrame | None
    """authority, year (calendar year of the mid-year estimate), population."""
    files: tuple[FileRecord, ...]
    problems: tuple[Problem, ...]
    demonstration: bool
    description: str
    """What the demonstration says it is; empty if there is none."""
    other_bodies: Mapping[FileKind, pd.DataFrame] = field(default_factory=dict)
    """By kind of file: the same columns, with `body` (a name) in the place of `authority`."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the folder from being published."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that an operator may allow by kind."""
        return tuple(problem for problem in self.problems if problem.is_warning)
