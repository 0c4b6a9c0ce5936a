"""The year of a yearly table: from a column, the title rows, the sheet's or the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.columns import Columns
from dashboard.sources.yearly_layout import YearlyHeadings
from dashboard.vocabulary import YearEnding

FIRST: Final = YearEnding(2014)
"""Before April 2014 complaints were decided under other names, that can't be set beside these."""

_TWO_YEARS: Final = re.compile(
    r"(?<!\d)(?<!\d[-/.])(20\d\d)\s?(?:[-/\u2013_]|\s?to\s?)\s?((?:20)?\d\d)(?!\d|[-/.]\d)"
)
_LAST_DAY: Final = re.compile(
    r"(?<!\d)31(?:st)?[ ./_-]*(?:march|mar|0?3)[ ,./_-]*((?:20)?\d\d)(?!\d)"
    r"|(?<!\d)(20\d\d)-03-31(?!\d)"
)


@dataclass(frozen=True)
class _Said:
    """The years that are said in one place, as the calendar years of their last days."""

    place: str
    years: frozenset[int]

    def agrees_with(self, years: Iterable[int]) -> bool:
        """Two years with a word between them may be the ends of a span."""
        return all(min(self.years) <= year <= max(self.years) for year in years)

    def __str__(self) -> str:
        return f"{self.place}: {', '.join(YearEnding(y).label for y in sorted(self.years))}"


def years_in(text: str) -> frozenset[int]:
    """The years to 31 March that a text names: "2019-20", "year ended 31 March 2020".

    A year by itself ("2020") names none: it may be that of the table or of its publication.
    """
    text = text.casefold()
    last_days = {_century(match[1] or match[2]) for match in _LAST_DAY.finditer(text)}
    pairs = [(int(m[1]), _century(m[2])) for m in _TWO_YEARS.finditer(_LAST_DAY.sub(" ", text))]
    return frozenset(last_days | {last for first, last in pairs if last == first + 1})


def read_year(columns: Columns, headings: YearlyHeadings) -> pd.Series | None:
    """The calendar year in which each row's year ends; None, and a problem, if it can't be told.

    The first place that names a year gives it; the others may not say another.
    """
    said = _said(columns, headings)
    if headings.year is not None:
        years = columns.year_ending(headings.year)
        known = {int(year) for year in years.dropna().unique()}
    else:
        if not said or len(said[0].years) > 1:
            columns.findings.add(_no_year(columns, said))
            return None
        known = set(said[0].years)
        years = pd.Series(min(known), index=columns.rows, dtype="Int64")
    if any(not place.agrees_with(known) for place in said):
        column = [_Said("the column of years", frozenset(known))] if headings.year else []
        columns.findings.add(_years_differ(columns, [*column, *said]))
        return None
    latest = YearEnding.containing(columns.today)
    outside = [year for year in known if not FIRST.last <= year <= latest.last]
    if outside:
        columns.findings.add(_year_outside(columns, outside, latest))
        return None
    return years


def _said(columns: Columns, headings: YearlyHeadings) -> list[_Said]:
    records = columns.records
    places = {
        "the rows above": "\n".join(headings.above),
        "the sheet's name": records.sheet or "",
        "the file's name": PurePosixPath(records.file).name,
    }
    said = [_Said(place, years_in(text)) for place, text in places.items()]
    return [place for place in said if place.years]


def _century(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _no_year(columns: Columns, said: list[_Said]) -> Problem:
    return Problem(
        kind="no-year",
        file=columns.records.file,
        sheet=columns.records.sheet,
        value="; ".join(map(str, said)) or None,
        expected="one year, such as 2019-20 or year ended 31 March 2020, in a column Year, a row "
        "above the headings, the sheet's name or the file's name",
        remedy="write the year in a row above the headings, or name the file after it; a year by "
        "itself, such as 2020, could mean two",
    )


def _years_differ(columns: Columns, said: list[_Said]) -> Problem:
    return Problem(
        kind="years-differ",
        file=columns.records.file,
        sheet=columns.records.sheet,
        value="; ".join(map(str, said)),
        expected="the same year wherever the table, its sheet and its file name one",
        remedy="correct the one that is wrong",
    )


def _year_outside(columns: Columns, years: list[int], latest: YearEnding) -> Problem:
    return Problem(
        kind="year-outside",
        file=columns.records.file,
        sheet=columns.records.sheet,
        value=", ".join(YearEnding(year).label for year in sorted(years)),
        expected=f"a year from {FIRST.label}, since when complaints are decided as upheld or not "
        f"upheld, to {latest.label}",
        remedy="correct the year, or take the table out",
    )
