"""What a new snapshot changes: figures added, changed and gone, with the old and the new value."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.snapshot.schema import DATABASE

_KEY: Final = ["authority_code", "year_ending", "measure"]


@dataclass(frozen=True)
class FigureChange:
    """One figure before and after, as displayed with its counts; None: there was or is none."""

    authority_code: str
    year_ending: str
    measure: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ChangeReport:
    """The difference between a new set of figures and the published one."""

    is_first: bool
    added: tuple[FigureChange, ...]
    changed: tuple[FigureChange, ...]
    gone: tuple[FigureChange, ...]
    years_added: tuple[str, ...]
    years_gone: tuple[str, ...]

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
        each = [
            f"  {name_of.get(c.authority_code, c.authority_code)}, year ending {c.year_ending}, "
            f"{c.measure}: {c.before} -> {c.after or 'no figure'}"
            for c in moved[:most]
        ]
        rest = [f"  and {len(moved) - most:,} more"] if len(moved) > most else []
        return [head, *years, *each, *rest]


def compare(published: Path | None, figures: pd.DataFrame) -> ChangeReport:
    """Compares a frame of the columns of `yearly_figure` with a published snapshot's.

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
    before = _shown(stored).rename(columns={"after": "before"})
    both = before.merge(after, on=_KEY, how="outer", validate="one_to_one")
    both = both.astype(object).where(both.notna(), None)
    is_added, is_gone = both["before"].isna(), both["after"].isna()
    differs = ~is_added & ~is_gone & both["before"].ne(both["after"])
    years_before, years_after = set(before["year_ending"]), set(after["year_ending"])
    return ChangeReport(
        False,
        _changes(both[is_added]),
        _changes(both[differs]),
        _changes(both[is_gone]),
        tuple(sorted(years_after - years_before)),
        tuple(sorted(years_before - years_after)),
    )


def _shown(figures: pd.DataFrame) -> pd.DataFrame:
    known = figures[figures["value"].notna()]
    counts = [
        f"{display} ({_count(n)} of {_count(d)})"
        for display, n, d in known[["display", "numerator", "denominator"]].itertuples(index=False)
    ]
    return known[_KEY].assign(after=counts)


def _count(value: float | None) -> str:
    return "not known" if value is None or pd.isna(value) else f"{int(value):,}"


def _changes(rows: pd.DataFrame) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(*row)
        for row in rows[[*_KEY, "before", "after"]].itertuples(index=False, name=None)
    )
