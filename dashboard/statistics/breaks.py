"""Breaks in method: years that don't compare with the year before, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.vocabulary import Measure, YearEnding


@dataclass(frozen=True)
class Break:
    """A change after which figures don't compare with those before it."""

    first_year_after: YearEnding
    since: str
    """When it happened, in words: "April 2022"."""
    measures: frozenset[Measure]
    touches_counts: bool
    """Whether numbers received and decided are touched too."""
    words: str

    @property
    def between(self) -> str:
        """The two years it stands between: "2021-22 and 2022-23"."""
        before = YearEnding(self.first_year_after.last - 1)
        return f"{before.label} and {self.first_year_after.label}"


BREAKS: Final = (
    Break(
        first_year_after=YearEnding(2015),
        since="April 2014",
        measures=frozenset({Measure.UPHOLD_RATE, Measure.UPHELD_PER_100K}),
        touches_counts=False,
        words=(
            "From April 2014 the Ombudsman has described its decisions as upheld or not upheld. "
            "Earlier outcomes were named and grouped otherwise."
        ),
    ),
    Break(
        first_year_after=YearEnding(2021),
        since="March to June 2020",
        measures=frozenset({Measure.UPHELD_PER_100K}),
        touches_counts=True,
        words=(
            "From March to June 2020 the Ombudsman paused its casework because of the pandemic, "
            "so the numbers for 2020-21 are low."
        ),
    ),
    Break(
        first_year_after=YearEnding(2022),
        since="April 2021",
        measures=frozenset({Measure.UPHELD_PER_100K}),
        touches_counts=True,
        words=(
            "2020-21 was short of some three months of new casework, so later numbers don't "
            "compare with it."
        ),
    ),
    Break(
        first_year_after=YearEnding(2023),
        since="April 2022",
        measures=frozenset(
            {Measure.UPHOLD_RATE, Measure.SATISFACTORY_REMEDY_RATE, Measure.UPHELD_PER_100K}
        ),
        touches_counts=False,
        words=(
            "In 2022-23 the Ombudsman became more selective about which complaints it "
            "investigates, so uphold rates rose everywhere. Compare with similar councils in the "
            "same year, not with earlier years."
        ),
    ),
)


def breaks_of(measure: Measure) -> tuple[Break, ...]:
    """The breaks that touch a measure, oldest first."""
    return tuple(b for b in BREAKS if measure in b.measures)


def comparable_runs(
    measure: Measure, years: list[YearEnding], unfinished: YearEnding | None = None
) -> list[list[YearEnding]]:
    """The years in order, cut wherever a break lies between two of them.

    An unfinished year doesn't compare with the whole ones before it, so it is cut off too.
    """
    return _runs(years, {b.first_year_after for b in breaks_of(measure)}, unfinished)


def unbroken_runs(
    measure: Measure, years: list[YearEnding], unfinished: YearEnding | None = None
) -> list[list[YearEnding]]:
    """The comparable runs, cut wherever a year is missing, too: what a line may join."""
    return [
        run
        for comparable in comparable_runs(measure, years, unfinished)
        for run in _without_gaps(comparable)
    ]


def _without_gaps(years: list[YearEnding]) -> list[list[YearEnding]]:
    runs: list[list[YearEnding]] = []
    for year in years:
        if not runs or runs[-1][-1].last + 1 != year.last:
            runs.append([])
        runs[-1].append(year)
    return runs


def comparable_counts(
    years: list[YearEnding], unfinished: YearEnding | None = None
) -> list[list[YearEnding]]:
    """The years in order, cut wherever numbers received and decided don't compare."""
    return _runs(years, {b.first_year_after for b in BREAKS if b.touches_counts}, unfinished)


def _runs(
    years: list[YearEnding], starts: set[YearEnding], unfinished: YearEnding | None
) -> list[list[YearEnding]]:
    if unfinished:
        starts = starts | {unfinished}
    runs: list[list[YearEnding]] = []
    for year in sorted(years):
        crossed = runs and any(runs[-1][-1] < start <= year for start in starts)
        if not runs or crossed:
            runs.append([])
        runs[-1].append(year)
    return runs
