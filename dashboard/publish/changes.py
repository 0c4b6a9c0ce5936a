"""What a new snapshot changes: figures added, changed and gone, with the old and the new value."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.snapshot.schema import DATABASE
from dashboard.statistics.counts import COUNT_COLUMNS
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, YearEnding

_COUNCIL_YEAR: Final = ["authority_code", "year_ending"]
_KEY: Final = [*_COUNCIL_YEAR, "measure"]
_AVERAGE: Final = ["type", "year_ending", "measure"]
_REST: Final = {
    Measure.UPHOLD_RATE: "not_upheld",
    Measure.COMPLIANCE_RATE: "not_complied",
    Measure.ON_TIME_COMPLIANCE_RATE: "complied_late",
}
"""What a rate's two counts tell besides: the cases of the denominator that are left."""


@dataclass(frozen=True)
class FigureChange:
    """One figure before and after, as displayed with its counts; None: there was or is none."""

    authority_code: str
    year_ending: str
    measure: str
    """A Measure, or a column of `yearly_count`."""
    before: str | None
    after: str | None

    def line(self, name_of: Mapping[str, str]) -> str:
        """For the operator: council, year, measure, old and new."""
        return (
            f"  {name_of.get(self.authority_code, self.authority_code)}, year ending "
            f"{self.year_ending}, {self.measure}: {self.before} -> {self.after or 'no figure'}"
        )


@dataclass(frozen=True)
class AverageChange:
    """An average of a type of council before and after, as displayed."""

    type: str
    year_ending: str
    measure: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        """For the operator."""
        return (
            f"  average of {self.type} councils, year ending {self.year_ending}, {self.measure}: "
            f"{self.before or 'no average'} -> {self.after or 'no average'}"
        )


@dataclass(frozen=True)
class ChangeReport:
    """The difference between a new set of figures and the published one."""

    is_first: bool
    added: tuple[FigureChange, ...]
    changed: tuple[FigureChange, ...]
    gone: tuple[FigureChange, ...]
    years_added: tuple[str, ...]
    years_gone: tuple[str, ...]
    resourced: tuple[FigureChange, ...] = ()
    """Figures that stay as they are and come from another source: `before` and `after` name it."""
    averages: tuple[AverageChange, ...] = ()
    """Averages of similar authorities that are added, change or go."""
    authorities_added: tuple[str, ...] = ()
    """Codes of those that had no figure at all before."""
    authorities_gone: tuple[str, ...] = ()
    counts_added: int = 0
    """How many counts of councils' years are known that were not."""

    def revised(self, unfinished: YearEnding | None) -> tuple[FigureChange, ...]:
        """What changes or goes in years that were published as whole ones."""
        return tuple(
            change
            for change in (*self.changed, *self.gone)
            if unfinished is None or change.year_ending != str(unfinished)
        )

    def lines(self, name_of: Mapping[str, str], most: int | None = 20) -> list[str]:
        """The report for the operator: the totals, then what moved one by one, so many of each."""
        if self.is_first:
            return [f"First snapshot here: {self._first()}."]
        head = (
            f"Against the snapshot published before: {len(self.added):,} figures added, "
            f"{len(self.changed):,} changed, {len(self.gone):,} gone."
        )
        named = {
            "Years added": self.years_added,
            "Years gone": self.years_gone,
            "Councils added": [name_of.get(code, code) for code in self.authorities_added],
            "Councils gone": [name_of.get(code, code) for code in self.authorities_gone],
        }
        sets = [f"{words}: {_some(names, most)}." for words, names in named.items() if names]
        moved = [change.line(name_of) for change in (*self.changed, *self.gone)]
        new = [change for change in self.averages if change.before is None]
        averages = [str(change) for change in self.averages if change.before is not None]
        if new:
            averages.insert(0, f"{len(new):,} averages of similar councils added.")
        if self.counts_added:
            sets.insert(0, f"{_counts(self.counts_added)} added.")
        return [head, *sets, *_first(moved, most), *_first(averages, most), *self._sources(most)]

    def _first(self) -> str:
        if self.added or not self.counts_added:
            return f"{len(self.added):,} figures"
        return f"{_counts(self.counts_added)} and no rate"

    def _sources(self, most: int | None) -> list[str]:
        if not self.resourced:
            return []
        head = f"{len(self.resourced):,} figures stay the same and come from another source."
        return [head, *(change.line({}) for change in self.resourced)] if most is None else [head]


def _first(lines: list[str], most: int | None) -> list[str]:
    """So many of the lines, and how many more there are."""
    if most is None or len(lines) <= most:
        return lines
    return [*lines[:most], f"  and {len(lines) - most:,} more"]


def _counts(number: int) -> str:
    return "1 count" if number == 1 else f"{number:,} counts"


def _some(names: Sequence[str], most: int | None) -> str:
    if most is None or len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"


def compare(
    published: Path | None,
    figures: pd.DataFrame,
    averages: pd.DataFrame | None = None,
    counts: pd.DataFrame | None = None,
) -> ChangeReport:
    """Compares frames of `yearly_figure`, `type_average` and `yearly_count` with a snapshot's.

    None for the published one means that this is the first. A count that changes or goes is told
    unless a rate that is told shows it. The snapshot may be of an older schema.
    """
    after = _shown(figures)
    counted = _one_by_one(counts)
    if published is None:
        added = _changes(after.assign(before=None))
        return ChangeReport(True, added, (), (), (), (), counts_added=len(counted))
    stored, old_averages, old_counts = _stored(published)
    before = _shown(stored).rename(columns={"after": "before", "source": "source_before"})
    both = before.merge(after, on=_KEY, how="outer", validate="one_to_one")
    both = both.astype(object).where(both.notna(), None)
    is_added, is_gone = both["before"].isna(), both["after"].isna()
    differs = ~is_added & ~is_gone & both["before"].ne(both["after"])
    is_resourced = ~is_added & ~is_gone & ~differs & both["source_before"].ne(both["source"])
    sources = both.assign(before=both["source_before"], after=both["source"])
    changed, gone = _changes(both[differs]), _changes(both[is_gone])
    counted_before = _one_by_one(None if counts is None else old_counts)
    moved = _moved_counts(counted_before, counted, (*changed, *gone))
    before, after = (
        pd.concat([rates[_KEY], of_counts[_KEY]])
        for rates, of_counts in ((before, counted_before), (after, counted))
    )
    return ChangeReport(
        is_first=False,
        added=_changes(both[is_added]),
        changed=changed + tuple(change for change in moved if change.after is not None),
        gone=gone + tuple(change for change in moved if change.after is None),
        years_added=_new(before, after, "year_ending"),
        years_gone=_new(after, before, "year_ending"),
        resourced=_changes(sources[is_resourced]),
        averages=() if averages is None else _changed_averages(old_averages, averages),
        authorities_added=_new(before, after, "authority_code"),
        authorities_gone=_new(after, before, "authority_code"),
        counts_added=len(counted.merge(counted_before[_KEY], on=_KEY, how="left_anti")),
    )


def _stored(published: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The figures, averages and counts of a snapshot."""
    address = f"{(published / DATABASE).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        figures = pd.read_sql_query(
            "SELECT * FROM yearly_figure WHERE value IS NOT NULL", connection
        )
        averages = pd.read_sql_query("SELECT * FROM type_average", connection)
        counts = pd.read_sql_query("SELECT * FROM yearly_count", connection)
    return figures, averages, counts


def _new(before: pd.DataFrame, after: pd.DataFrame, column: str) -> tuple[str, ...]:
    """What stands in a column of the one and not of the other, in order."""
    return tuple(sorted(set(after[column]) - set(before[column])))


def _changed_averages(before: pd.DataFrame, after: pd.DataFrame) -> tuple[AverageChange, ...]:
    shown = [
        frame[_AVERAGE].assign(shown=frame["printed_display"].fillna(frame["display"]))
        for frame in (before, after)
    ]
    both = shown[0].merge(shown[1], on=_AVERAGE, how="outer", validate="one_to_one")
    both = both.astype(object).where(both.notna(), None)
    both = both[both["shown_x"].ne(both["shown_y"])]
    return tuple(AverageChange(*row) for row in both.itertuples(index=False, name=None))


def _moved_counts(
    before: pd.DataFrame, after: pd.DataFrame, told: tuple[FigureChange, ...]
) -> tuple[FigureChange, ...]:
    """Counts that change or go, but for those that a change of a rate tells.

    Takes them one by one, before and after.
    """
    both = before.merge(after, on=_KEY, how="left", validate="one_to_one")
    both = both[both["count_x"].ne(both["count_y"]).fillna(True)]
    shown = {key for change in told for key in _counts_of(change)}
    return tuple(
        FigureChange(code, year, column, _count(old), None if pd.isna(new) else _count(new))
        for code, year, column, old, new in both.itertuples(index=False, name=None)
        if (code, year, column) not in shown
    )


def _one_by_one(counts: pd.DataFrame | None) -> pd.DataFrame:
    """Counts one row each; one that isn't known has none."""
    if counts is None:
        keys = {column: pd.Series(dtype="str") for column in _KEY}
        return pd.DataFrame({**keys, "count": pd.Series(dtype="Int64")})
    known = [column for column in COUNT_COLUMNS if column in counts]
    return (
        counts[[*_COUNCIL_YEAR, *known]]
        .melt(_COUNCIL_YEAR, var_name="measure", value_name="count")
        .dropna(subset=["count"])
        .astype({"count": "Int64"})
    )


def _counts_of(change: FigureChange) -> list[tuple[str, str, str]]:
    """The counts that a change of a rate shows, old and new."""
    measure = Measure(change.measure)
    definition = DEFINITIONS[measure]
    columns = [definition.numerator, definition.denominator, _REST.get(measure, "")]
    return [(change.authority_code, change.year_ending, column) for column in columns]


def _shown(figures: pd.DataFrame) -> pd.DataFrame:
    known = figures[figures["value"].notna()]
    counts = [
        f"{display} ({_count(n)} of {_count(d)})"
        for display, n, d in known[["display", "numerator", "denominator"]].itertuples(index=False)
    ]
    source = known["source_url"]
    if "source_file" in known:  # Schema 1 has none.
        source = source.fillna(known["source_file"])
    source = source.fillna(known["source"])
    return known[_KEY].assign(after=counts, source=source.astype("str"))


def _count(value: float | None) -> str:
    return "not known" if value is None or pd.isna(value) else f"{int(value):,}"


def _changes(rows: pd.DataFrame) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(*row)
        for row in rows[[*_KEY, "before", "after"]].itertuples(index=False, name=None)
    )
