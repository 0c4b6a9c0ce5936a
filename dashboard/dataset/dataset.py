"""One snapshot, opened read-only: councils, their figures, the map, decisions and letters."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from dashboard.authorities.finder import Finder
from dashboard.authorities.names import Names
from dashboard.authorities.register import Authority, Register
from dashboard.boundaries.drawing import MapDrawing
from dashboard.dataset import reconciliation
from dashboard.dataset import rows as read
from dashboard.dataset.category_years import CategoryYears
from dashboard.dataset.comparisons import Comparisons
from dashboard.dataset.decision_counts import Counted, counted
from dashboard.dataset.decision_sets import DecisionFilter
from dashboard.dataset.decisions import Decisions
from dashboard.dataset.letters import Letters
from dashboard.dataset.recommendations import Recommendations
from dashboard.dataset.reconciliation import (
    ReconciledAverage,
    ReconciledFigure,
    ReconciledNation,
    ReconciliationPage,
    ReconciliationQuery,
)
from dashboard.dataset.records import (
    Categories,
    Correction,
    CouncilYear,
    Counts,
    Figure,
    PrintedFigure,
    SourceFile,
    TypeAverage,
)
from dashboard.dataset.values import Values
from dashboard.errors import SnapshotError
from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.snapshot.manifest import Manifest, verify
from dashboard.snapshot.schema import DATABASE
from dashboard.vocabulary import (
    AuthorityType,
    Measure,
    MissingReason,
    Reconciled,
    SourceKind,
    Tier,
    YearEnding,
)


class Dataset:
    """A verified snapshot. Any number of threads may ask it; nothing can change it."""

    def __init__(
        self, folder: Path, manifest: Manifest, postcodes: PostcodeDirectory | None = None
    ) -> None:
        """Takes a snapshot's folder and its manifest; `open` verifies them first."""
        self.folder = folder
        self.manifest = manifest
        self.postcodes = postcodes
        self._connections = threading.local()
        self._opened: list[sqlite3.Connection] = []
        weakref.finalize(self, _close, self._opened)

    @classmethod
    def open(cls, folder: Path, postcodes: PostcodeDirectory | None = None) -> Dataset:
        """The snapshot in a folder, every file compared with its checksum.

        `postcodes` is the directory by which its councils can be found, which no snapshot holds.

        Raises:
            SnapshotError: it is absent, damaged or of another schema.
        """
        manifest = Manifest.read(folder)
        verify(folder, manifest)
        dataset = cls(folder, manifest, postcodes)
        if not dataset.register:
            raise SnapshotError(f"{folder} lists no authority; publish again")
        return dataset

    @property
    def years(self) -> tuple[YearEnding, ...]:
        """Every year with a rate or a count, oldest first."""
        return self.manifest.years

    @cached_property
    def latest_year(self) -> YearEnding:
        """The year that is shown when none is asked for: the last whole one with a rate."""
        rows = self.rows("SELECT DISTINCT year_ending FROM yearly_figure WHERE value IS NOT NULL")
        rated = [year for year in self.years if str(year) in {row["year_ending"] for row in rows}]
        whole = [year for year in rated if year != self.manifest.unfinished_year]
        return (whole or rated or list(self.years))[-1]

    def year(self, text: str) -> YearEnding | None:
        """The year that a text means, if it is one of the data's."""
        try:
            year = YearEnding.parse(text)
        except ValueError:
            return None
        return year if year in self.years else None

    @cached_property
    def register(self) -> Register:
        """The authorities as they stood when the snapshot was published."""
        return Register(read.authorities(self.rows))

    @cached_property
    def names(self) -> Names:
        """Finds the council that a name means."""
        return Names(self.register)

    @cached_property
    def finder(self) -> Finder:
        """Finds the councils that somebody means while still typing."""
        return Finder(self.register, self.names)

    @cached_property
    def comparing(self) -> Comparisons:
        """How its councils compare."""
        return Comparisons(self.rows, self.register)

    @cached_property
    def decisions(self) -> Decisions:
        """The published decisions, to search and filter."""
        return Decisions(self.rows, self.register, self._authority)

    @cached_property
    def recommendations(self) -> Recommendations:
        """What councils agreed to do, and what became of it."""
        return Recommendations(self.rows, self.register, self._authority)

    @cached_property
    def letters(self) -> Letters:
        """The annual review letters."""
        return Letters(self.rows, self._authority)

    def counted(self, query: DecisionFilter) -> Counted | None:
        """How many decisions the figures count where a filter lists some; None if not known."""
        return counted(self.rows, self.register, query)

    @cached_property
    def by_category(self) -> CategoryYears:
        """Its categories over the years."""
        return CategoryYears(self.rows, self.years)

    @cached_property
    def values(self) -> Values:
        """Its figures and counts, many councils and years at a time."""
        return Values(self.rows, self._authority)

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows that answer a query."""
        return self._connection.execute(statement, parameters).fetchall()

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection: a connection is not to be shared between threads."""
        connection: sqlite3.Connection | None = getattr(self._connections, "open", None)
        if connection is None:
            address = f"{(self.folder / DATABASE).resolve().as_uri()}?mode=ro&immutable=1"
            # Closed by whichever thread drops the dataset last, so not bound to its own.
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._opened.append(connection)
            connection.row_factory = sqlite3.Row
            self._connections.open = connection
        return connection

    def council_year(self, authority: Authority, year: YearEnding) -> CouncilYear:
        """Everything known of a council in a year; a year outside the data has only reasons."""
        counts = self.rows(
            "SELECT * FROM yearly_count WHERE authority_code = ? AND year_ending = ?",
            (authority.code, str(year)),
        )
        figures = self.rows(
            "SELECT * FROM yearly_figure WHERE authority_code = ? AND year_ending = ?",
            (authority.code, str(year)),
        )
        known = {figure.measure: figure for figure in map(read.figure, figures)}
        reason = _why_absent(authority, year)
        return CouncilYear(
            authority,
            year,
            read.counts(counts[0] if counts else None),
            {
                measure: known.get(measure) or read.absent_figure(measure, year, reason)
                for measure in Measure
            },
        )

    def figures(
        self, councils: Sequence[Authority], measure: Measure, year: YearEnding
    ) -> dict[str, Figure]:
        """A measure of some councils in a year, by code; absent ones with the reason."""
        marks = ", ".join("?" * len(councils))
        rows = self.rows(
            "SELECT * FROM yearly_figure WHERE measure = ? AND year_ending = ? "
            f"AND authority_code IN ({marks})",
            (measure, str(year), *(council.code for council in councils)),
        )
        by_code = {row["authority_code"]: row for row in rows}
        return {
            council.code: read.figure(by_code[council.code])
            if council.code in by_code
            else read.absent_figure(measure, year, _why_absent(council, year))
            for council in councils
        }

    def counts_of(self, councils: Sequence[Authority], year: YearEnding) -> dict[str, Counts]:
        """What was counted of some councils in a year, by code."""
        marks = ", ".join("?" * len(councils))
        rows = self.rows(
            f"SELECT * FROM yearly_count WHERE year_ending = ? AND authority_code IN ({marks})",
            (str(year), *(council.code for council in councils)),
        )
        known = {row["authority_code"]: row for row in rows}
        return {council.code: read.counts(known.get(council.code)) for council in councils}

    def history(self, authority: Authority, measure: Measure) -> list[Figure]:
        """A measure of a council in every year of the data, oldest first."""
        rows = self.rows(
            "SELECT * FROM yearly_figure WHERE authority_code = ? AND measure = ? "
            "ORDER BY year_ending",
            (authority.code, measure),
        )
        return [read.figure(row) for row in rows]

    def counts_by_year(self, authority: Authority) -> dict[YearEnding, Counts]:
        """A council's counts in every year of the data, oldest first."""
        rows = self.rows(
            "SELECT * FROM yearly_count WHERE authority_code = ? ORDER BY year_ending",
            (authority.code,),
        )
        return {YearEnding.parse(row["year_ending"]): read.counts(row) for row in rows}

    def map_values(
        self, measure: Measure, year: YearEnding, tier: Tier
    ) -> list[tuple[Authority, Figure]]:
        """A measure of every council of a tier that existed in the year or has a case, by name."""
        rows = self.rows(
            "SELECT * FROM yearly_figure WHERE measure = ? AND year_ending = ?",
            (measure, str(year)),
        )
        figures = {row["authority_code"]: read.figure(row) for row in rows}
        return [
            (authority, figures[authority.code])
            for authority in self.register
            if authority.is_drawn_on(tier)
            and _is_listed(authority, year, figures.get(authority.code))
        ]

    def peers(
        self, kind: AuthorityType, measure: Measure, year: YearEnding
    ) -> list[tuple[Authority, Figure]]:
        """A measure of every council of a type in a year, by name."""
        return [
            (authority, figure)
            for authority, figure in self.map_values(measure, year, kind.tiers[0])
            if authority.type is kind
        ]

    @cached_property
    def councils_with_figures(self) -> frozenset[str]:
        """The codes of the councils that have a figure in any year, or a year without cases."""
        rows = self.rows(
            "SELECT DISTINCT authority_code FROM yearly_figure "
            "WHERE value IS NOT NULL OR (measure = ? AND missing = ?)",
            (Measure.UPHOLD_RATE, MissingReason.NO_CASES),
        )
        return frozenset(row["authority_code"] for row in rows)

    def councils_counted(self, measure: Measure, year: YearEnding) -> int:
        """How many councils have a figure of a measure in a year."""
        found = self.rows(
            "SELECT count(*) FROM yearly_figure WHERE measure = ? AND year_ending = ? "
            "AND value IS NOT NULL",
            (measure, str(year)),
        )
        return int(found[0][0])

    def newest_year(self, authority: Authority) -> YearEnding:
        """The year of a council that is shown when none is asked for.

        The newest whole one in which it has an uphold rate, or existed without a case; else the
        data's own, or the last whole one in which the council existed.
        """
        whole = [
            figure
            for figure in self.history(authority, Measure.UPHOLD_RATE)
            if figure.year != self.manifest.unfinished_year
        ]
        existing = [figure for figure in whole if authority.existed_in(figure.year)]
        known = [
            figure
            for figure in whole
            if figure.value is not None
            or (figure in existing and figure.missing is MissingReason.NO_CASES)
        ]
        if not known and authority.existed_in(self.latest_year):
            return self.latest_year
        chosen = known or existing
        return chosen[-1].year if chosen else self.latest_year

    def type_averages(self, year: YearEnding) -> list[TypeAverage]:
        """Every average of every type in a year."""
        rows = self.rows("SELECT * FROM type_average WHERE year_ending = ?", (str(year),))
        return [read.average(row) for row in rows]

    def type_history(self, kind: AuthorityType, measure: Measure) -> list[TypeAverage]:
        """A type's averages in every year of the data, oldest first."""
        rows = self.rows(
            "SELECT * FROM type_average WHERE type = ? AND measure = ? ORDER BY year_ending",
            (kind, measure),
        )
        return [read.average(row) for row in rows]

    def categories(self, authority: Authority, year: YearEnding) -> Categories:
        """A council's cases of a year by category, as the Ombudsman named it in each table."""
        rows = self.rows(
            "SELECT kind, category, outcome, cases FROM category_count "
            "WHERE authority_code = ? AND year_ending = ?",
            (authority.code, str(year)),
        )
        return Categories(read.by_category(rows, "received"), read.by_category(rows, "decided"))

    def printed(self, authority: Authority, year: YearEnding) -> list[PrintedFigure]:
        """The figures that letters and pages print for a council and year, with their sources."""
        rows = self.rows(
            "SELECT * FROM printed_figure WHERE authority_code = ? AND year_ending = ? "
            "ORDER BY figure",
            (authority.code, str(year)),
        )
        return [
            PrintedFigure(
                row["figure"],
                row["value"],
                SourceKind(row["source_kind"]),
                row["source_url"],
                row["source_file"],
            )
            for row in rows
        ]

    def source_files(self) -> list[SourceFile]:
        """The files that the snapshot was made from, the letters apart, by name."""
        rows = self.rows(
            "SELECT * FROM source_file WHERE kind <> 'annual review letter' ORDER BY name"
        )
        return [SourceFile(r["name"], r["kind"], r["sha256"], r["rows_taken"]) for r in rows]

    def years_published(self) -> dict[YearEnding, date]:
        """Every year with a figure, and the day since when it has been published."""
        rows = self.rows(
            "SELECT year_ending, published_on FROM published_year ORDER BY year_ending"
        )
        return {
            YearEnding.parse(row["year_ending"]): date.fromisoformat(row["published_on"])
            for row in rows
        }

    def reconciled(self, query: ReconciliationQuery) -> ReconciliationPage:
        """One page of the computed figures beside the printed ones."""
        return reconciliation.find(self.rows, self._authority, query)

    def corrections(self, authority: Authority | None = None) -> list[Correction]:
        """The public log of corrections of one council or of all, newest first."""
        condition = "WHERE authority_code = ?" if authority else ""
        return [
            Correction(
                row["id"],
                date.fromisoformat(row["made_on"]),
                row["reason"],
                self._authority(row),
                YearEnding.parse(row["year_ending"]),
                row["measure"],
                row["before"],
                row["after"],
            )
            for row in self.rows(
                f"SELECT * FROM correction {condition} ORDER BY made_on DESC, id DESC",
                (authority.code,) if authority else (),
            )
        ]

    def differences(self) -> list[ReconciledFigure]:
        """Every computed figure that differs from the printed one."""
        return reconciliation.differences(self.rows, self._authority)

    def reconciliation_summary(self) -> dict[str, dict[Reconciled, int]]:
        """For each printed figure, how many council-years came out how."""
        return reconciliation.summary(self.rows)

    def reconciled_nation(self) -> list[ReconciledNation]:
        """The publisher's national figures beside ours."""
        return reconciliation.nation(self.rows)

    def reconciled_averages(self) -> list[ReconciledAverage]:
        """The publisher's averages of similar councils beside ours."""
        return reconciliation.averages(self.rows)

    def drawing(self, tier: Tier, year: YearEnding) -> MapDrawing | None:
        """The drawing of a tier for a year, the nearest earlier or later one if it has none."""
        records = [record for record in self.manifest.maps if record.tier == tier]
        if not records:
            return None
        nearest = min(records, key=lambda record: (abs(record.year.last - year.last), record.year))
        text = (self.folder / nearest.file).read_text(encoding="utf-8")
        return MapDrawing.from_json(json.loads(text))

    def _authority(self, row: sqlite3.Row) -> Authority:
        authority = self.register.by_code(row["authority_code"])
        if authority is None:
            raise SnapshotError(
                f"{self.folder} names an authority that it doesn't list; publish again"
            )
        return authority


def _why_absent(authority: Authority, year: YearEnding) -> MissingReason:
    if authority.existed_in(year):
        return MissingReason.NOT_PUBLISHED
    return MissingReason.DID_NOT_EXIST


def _is_listed(authority: Authority, year: YearEnding, figure: Figure | None) -> bool:
    return figure is not None and (authority.existed_in(year) or figure.value is not None)


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
