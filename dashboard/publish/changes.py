"""What a new snapshot changes: figures added, changed and gone, with the old and the new value."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.snapshot.schema import DATABASE
from dashboard.vocabulary import YearEnding

_KEY: Final = ["authority_code", "year_ending", "measure"]


@dataclass(frozen=True)
class FigureChange:
    """One figure before and after, as displayed with its counts; None: there was or is none."""

    authority_code: str
    year_ending: str
    measure: str
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
    before: str
    after: str | None

    def __str__(self) -> str:
        """For the operator."""
        return (
            f"  average of {self.type} councils, year ending {self.year_ending}, {self.measure}: "
            f"{self.before} -> {self.after or 'no average'}"
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
    """Averages of similar authorities that were shown before and change or go."""

    def revised(self, unfinished: YearEnding | None) -> tuple[FigureChange, ...]:
        """What changes or goes in years that were published as whole ones."""
        return tuple(
            change
            for change in (*self.changed, *self.gone)
            if unfinished is None or change.year_ending != str(unfinished)
        )

    def lines(self, name_of: dict[str, str], most: int = 20) -> list[str]:
        """The report for the operator: the totals, then the changed and gone figures one by one."""
        if self.is_first:
            return [f"First snapshot here: {len(self.added):,} figures."]
        head = (
            f"Against the snapshot published before: {len(self.added):,} figures added, "
            f"{len(self.changed):,} changed, {len(self.gone):,} gone."
        )
        years = [
            f"Years {word}: {', '.join(years)}."
            for word, years in (("added", self.years_added), ("gone", self.years_gone))
            if years
        ]
        moved = [*self.changed, *self.gone]
        each = [change.line(name_of) for change in moved[:most]]
        rest = [f"  and {len(moved) - most:,} more"] if len(moved) > most else []
        averages = [str(change) for change in self.averages[:most]]
        sources = (
            [f"{len(self.resourced):,} figures stay the same and come from another source."]
            if self.resourced
            else []
        )
        return [head, *years, *each, *rest, *averages, *sources]


def compare(
    published: Path | None, figures: pd.DataFrame, averages: pd.DataFrame | None = None
) -> ChangeReport:
    """Compares frames of the columns of `yearly_figure` and `type_average` with a snapshot's.

    None for the published one means that this is the first.
    """
    after = _shown(figures)
    if published is None:
        return ChangeReport(True, _changes(after.assign(before=None)), (), (), (), ())
    address = f"{(published / DATABASE).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        stored = pd.read_sql_query(
            "SELECT * FROM yearly_figure WHERE value IS NOT NULL", connection
        )
        old_averages = pd.read_sql_query("SELECT * FROM type_average", connection)
    before = _shown(stored).rename(columns={"after": "before", "source": "source_before"})
    both = before.merge(after, on=_KEY, how="outer", validate="one_to_one")
    both = both.astype(object).where(both.notna(), None)
    is_added, is_gone = both["before"].isna(), both["after"].isna()
    differs = ~is_added & ~is_gone & both["before"].ne(both["after"])
    is_resourced = ~is_added & ~is_gone & ~differs & both["source_before"].ne(both["source"])
    sources = both.assign(before=both["source_before"], after=both["source"])
    years_before, years_after = set(before["year_ending"]), set(after["year_ending"])
    return ChangeReport(
        False,
        _changes(both[is_added]),
        _changes(both[differs]),
        _changes(both[is_gone]),
        tuple(sorted(years_after - years_before)),
        tuple(sorted(years_before - years_after)),
        _changes(sources[is_resourced]),
        () if averages is None else _changed_averages(old_averages, averages),
    )


def _changed_averages(before: pd.DataFrame, after: pd.DataFrame) -> tuple[AverageChange, ...]:
    key = ["type", "year_ending", "measure"]
    shown = [
        frame[key].assign(shown=frame["printed_display"].fillna(frame["display"]))
        for frame in (before, after)
    ]
    both = shown[0].merge(shown[1], on=key, how="left", validate="one_to_one")
    both = both[both["shown_x"].notna() & both["shown_x"].ne(both["shown_y"])]
    both = both.astype(object).where(both.notna(), None)
    return tuple(AverageChange(*row) for row in both.itertuples(index=False, name=None))


def _shown(figures: pd.DataFrame) -> pd.DataFrame:
    known = figures[figures["value"].notna()]
    counts = [
        f"{display} ({_count(n)} of {_count(d)})"
        for display, n, d in known[["display", "numerator", "denominator"]].itertuples(index=False)
    ]
    source = known["source_url"].fillna(known["source_file"]).fillna(known["source"])
    return known[_KEY].assign(after=counts, source=source.astype("str"))


def _count(value: float | None) -> str:
    return "not known" if value is None or pd.isna(value) else f"{int(value):,}"


def _changes(rows: pd.DataFrame) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(*row)
        for row in rows[[*_KEY, "before", "after"]].itertuples(index=False, name=None)
    )
