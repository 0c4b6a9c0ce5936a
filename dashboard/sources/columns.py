"""The columns of one sheet, read one at a time; what can't be read is reported by its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Literal

import numpy as np
import pandas as pd

from dashboard.authorities.names import NameKind, Names
from dashboard.sources.cells import read_number, read_truth, read_year_ending
from dashboard.sources.days import read_day
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.records import Records
from dashboard.sources.references import canonical_references
from dashboard.sources.wording import near, plain
from dashboard.vocabulary import YearEnding

_ABSENT: Final = ("-", "\u2013", "\u2014", "n/a", "N/A", "not applicable")
_SPREADSHEET_ERROR: Final = r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)"
_FIRST_DAY: Final = date(1974, 4, 1)
"""The Ombudsman's office was set up in April 1974."""

DType = Literal["str", "boolean", "Int64", "Float64", "datetime64[s]"]
_DAYS: Final = "datetime64[s]"

EMPTY: Final = Rule("empty-cell", "a value in each row", "fill the cell, or take the row out")
BROKEN_CELL: Final = Rule(
    "spreadsheet-error",
    "a value, not a spreadsheet's error mark",
    "mend the formula behind the cell and save the file again",
)
FORMULA: Final = Rule(
    "formula-without-value",
    "a value; this formula was never worked out",
    "open the workbook in a spreadsheet program, which works it out, and save it again",
)
REFERENCE: Final = Rule(
    "bad-reference",
    "a reference such as 20 000 563 or 20-000-563, with or without a letter after it",
    "write the reference as the Ombudsman does: two figures of the year, then twice three",
)
DAY: Final = Rule(
    "unreadable-date",
    "a day such as 2020-12-17, 17/12/2020 or 17 Dec 2020",
    "write the day as 2020-12-17, 17/12/2020 or 17 Dec 2020",
)
EARLY: Final = Rule(
    "date-too-early",
    f"a day since {_FIRST_DAY.day} {_FIRST_DAY:%B %Y}, when the Ombudsman's work began",
    "correct the year",
)
YES_NO: Final = Rule("bad-yes-no", "yes or no, or an empty cell", "write yes or no")
ADDRESS: Final = Rule(
    "bad-address",
    "an address that begins with https:// or http://",
    "copy the whole address from the browser, or leave the cell empty",
)
AUTHORITY: Final = Rule(
    "unknown-authority",
    "the name of an English council as the Ombudsman writes it, or its GSS code",
    "correct the name, or write the council's GSS code",
)
NOT_YET: Final = Rule(
    "authority-not-yet",
    "a time at which the council existed",
    "give the council that there was then, or correct the date",
)
YEAR: Final = Rule(
    "bad-year",
    "a year to 31 March such as 2020-03-31, 2019-20 or 2020",
    "write the last day of the year, such as 2020-03-31",
)


@dataclass(frozen=True, eq=False)
class Bodies:
    """Who each row is about. One of code and other_body is <NA> in each row, or both."""

    code: pd.Series
    """The council's present GSS code."""
    other_body: pd.Series
    """The name of a body that isn't a council."""
    first_day: pd.Series
    """The council's first day; NaT if it existed before 2013."""
    type: pd.Series
    """The council's AuthorityType."""
    name: pd.Series
    """The name of the council or the other body; what is written where neither is known."""

    def in_year(self, year: pd.Series) -> pd.Series:
        """Whom and which year each row is about, for a sentence."""
        return self.name.fillna("") + ", year ended 31 March " + year.astype("str").fillna("")


def no_later_than(today: date) -> Rule:
    """The rule for days that can't be ahead."""
    return Rule(
        "date-in-future",
        f"a day no later than {today.day} {today:%B %Y}, when this was read",
        "correct the day",
    )


class WordsMet:
    """The plain forms of the texts of each column in the batches of one file so far."""

    def __init__(self) -> None:
        """Starts with none."""
        self._forms: dict[str, set[str]] = {}

    def add(self, column: str, forms: Iterable[str]) -> frozenset[str]:
        """Takes more of a column; returns all of it so far."""
        self._forms.setdefault(column, set()).update(forms)
        return frozenset(self._forms[column])


@dataclass(frozen=True, eq=False)
class Columns:
    """Reads a sheet's columns. Each method returns one series over all rows, <NA> where unread.

    A cell that breaks a rule is reported once and read as <NA>.
    """

    records: Records
    names: Names
    today: date
    findings: Findings
    words_met: WordsMet = field(default_factory=WordsMet)
    _broken: set[int] = field(default_factory=set)

    @property
    def rows(self) -> pd.Index:
        """The row numbers."""
        return self.records.cells.index

    @property
    def sound(self) -> pd.Series:
        """The rows in which nothing has been found wrong so far; none if a column is missing."""
        if self.records.recognised.missing:
            return pd.Series(False, index=self.rows)
        return pd.Series(~self.rows.isin(list(self._broken)), index=self.rows)

    def break_rule(
        self, rule: Rule, column: str, rows: pd.Series, remedies: dict[str, str] | None = None
    ) -> None:
        """Reports a rule as broken in the rows where the mask is true."""
        broken = self.rows[rows.fillna(False).to_numpy(dtype=bool)]
        if broken.empty:
            return
        self.findings.add_rows(
            rule,
            file=self.records.file,
            sheet=self.records.sheet,
            column=column,
            values=self._as_written(column).loc[broken],
            remedies=remedies,
        )
        if not rule.is_warning:
            self._broken.update(broken.to_list())

    def text(self, column: str) -> pd.Series:
        """A column's text as written."""
        written = self._as_written(column)
        marked = written.str.fullmatch(_SPREADSHEET_ERROR).fillna(False).astype(bool)
        self.break_rule(BROKEN_CELL, column, marked)
        if self.records.sheet is not None:
            formulas = written.str.startswith("=").fillna(False).astype(bool)
            self.break_rule(FORMULA, column, formulas)
            marked |= formulas
        if self._is_required(column):
            self.break_rule(EMPTY, column, written.isna())
        return written.mask(marked)

    def about(self, name: str, time: str) -> pd.Series:
        """What each row is about, for a sentence: the texts of two columns as written."""
        return self._as_written(name).fillna("") + ", " + self._as_written(time).fillna("")

    def plain_forms(self, column: str) -> frozenset[str]:
        """Every distinct text of a column so far without its case, blanks and punctuation."""
        written = self._as_written(column).dropna().unique()
        return self.words_met.add(column, map(plain, written))

    def read(
        self, column: str, meaning: Callable[[str], object], rule: Rule, dtype: DType
    ) -> pd.Series:
        """What each cell means. A ValueError from `meaning`, its text a remedy, breaks the rule.

        Each distinct text is read once: a hundred thousand rows have few days and councils.
        """
        written = self._value(column)
        codes, uniques = pd.factorize(written)
        meanings: list[object] = []
        remedies: dict[str, str] = {}
        for text in uniques:
            try:
                meanings.append(meaning(text))
            except ValueError as error:
                meanings.append(None)
                remedies[text] = str(error)
        self.break_rule(rule, column, written.isin(list(remedies)), remedies)
        return self._spread(codes, meanings, dtype)

    def reference(self, column: str = "reference") -> pd.Series:
        """References in their canonical form, such as 20-000-563."""
        written = self.text(column)
        canonical = canonical_references(written)
        self.break_rule(REFERENCE, column, written.notna() & canonical.isna())
        return canonical

    def day(self, column: str, *, may_be_ahead: bool = False) -> pd.Series:
        """Days as datetime64; none before April 1974, none after today unless they may be ahead."""
        days = self.read(column, read_day, DAY, _DAYS)
        early = days < pd.Timestamp(_FIRST_DAY)
        self.break_rule(EARLY, column, early)
        ahead = pd.Series(False, index=self.rows)
        if not may_be_ahead:
            ahead = days > pd.Timestamp(self.today)
            self.break_rule(no_later_than(self.today), column, ahead)
        return days.mask(early | ahead)

    def yes_no(self, column: str) -> pd.Series:
        """Truth values as the nullable "boolean"."""
        return self.read(column, read_truth, YES_NO, "boolean")

    def choice(
        self, column: str, choices: Mapping[str, str] | Iterable[StrEnum], rule: Rule
    ) -> pd.Series:
        """Labels of a closed set, in their own spelling whatever the case and punctuation.

        `choices` are an enum's members, or every accepted spelling with what it stands for.
        """
        spellings = choices if isinstance(choices, Mapping) else {str(c): str(c) for c in choices}
        by_form = {plain(spelling): label for spelling, label in spellings.items()}

        def meaning(text: str) -> str:
            label = by_form.get(plain(text))
            if label is None:
                slips = near(text, spellings)
                raise ValueError(f'write "{slips[0]}" if that is meant' if slips else rule.remedy)
            return label

        return self.read(column, meaning, rule, "str")

    def address(self, column: str) -> pd.Series:
        """Addresses on the web."""
        written = self._value(column)
        sound = written.str.match(r"https?://[^\s/]+").fillna(False).astype(bool)
        self.break_rule(ADDRESS, column, written.notna() & ~sound)
        return written.where(sound)

    def year_ending(self, column: str = "year_ending") -> pd.Series:
        """The calendar year in which each Ombudsman's year ends, as Int64; none still to begin."""
        years = self.read(column, read_year_ending, YEAR, "Int64")
        ahead = (years > YearEnding.containing(self.today).last).fillna(False)
        self.break_rule(self._no_later_than_this_year(), column, ahead)
        return years.mask(ahead)

    def number(self, column: str, rule: Rule, *, is_whole: bool) -> pd.Series:
        """Numbers of nought or more as Float64; a blank is <NA>, never nought."""

        def meaning(text: str) -> float:
            return read_number(text, is_whole=is_whole)

        return self.read(column, meaning, rule, "Float64")

    def bodies(self, column: str = "authority") -> Bodies:
        """The council, or other body, that each row is about."""
        written = self.text(column)
        codes, uniques = pd.factorize(written)
        resolutions = [self.names.resolve(name) for name in uniques]
        remedies = {
            resolution.written: f"{AUTHORITY.remedy}; near names: {'; '.join(suggested)}"
            for resolution in resolutions
            if (suggested := resolution.suggestions)
        }
        unknown = [resolution.kind is NameKind.UNKNOWN for resolution in resolutions]
        self.break_rule(
            AUTHORITY, column, self._spread(codes, unknown, "boolean").fillna(False), remedies
        )
        councils = [resolution.authority for resolution in resolutions]
        return Bodies(
            code=self._spread(codes, [a.code if a else None for a in councils], "str"),
            other_body=self._spread(codes, [r.body for r in resolutions], "str"),
            first_day=self._spread(codes, [a.first_day if a else None for a in councils], _DAYS),
            type=self._spread(codes, [str(a.type) if a else None for a in councils], "str"),
            name=self._spread(codes, [r.name for r in resolutions], "str"),
        )

    def expect_existence(self, bodies: Bodies, column: str, day: pd.Series) -> None:
        """Reports days before the council of the row existed; later ones may be right."""
        self.break_rule(NOT_YET, column, day < bodies.first_day)

    def expect_existence_in(self, bodies: Bodies, year: pd.Series) -> None:
        """Reports years that ended before the council of the row existed."""
        last_days = pd.to_datetime(year.astype("str") + "-03-31", errors="coerce")
        self.expect_existence(bodies, "year_ending", last_days)

    def _as_written(self, column: str) -> pd.Series:
        if column in self.records.cells:
            return self.records.cells[column]
        return pd.Series(pd.NA, index=self.rows, dtype="str")

    def _value(self, column: str) -> pd.Series:
        """Text in which marks such as "-" and "n/a" are an empty cell too."""
        written = self._as_written(column)
        marks = written.isin(_ABSENT)
        if self._is_required(column):
            self.break_rule(EMPTY, column, marks)
        return self.text(column).mask(marks)

    def _is_required(self, column: str) -> bool:
        layout = self.records.recognised.layout
        required = column in layout.required and column not in layout.blanks
        return required and column in self.records.cells

    def _spread(self, codes: np.ndarray, meanings: Sequence[object], dtype: DType) -> pd.Series:
        """Each row's meaning by the number of its text; -1, the last of the list, is <NA>."""
        distinct = pd.Series([*meanings, None], dtype="object").astype(dtype)
        return pd.Series(distinct.array.take(codes), index=self.rows)

    def _no_later_than_this_year(self) -> Rule:
        return Rule(
            "year-in-future",
            f"a year no later than {YearEnding.containing(self.today).label}",
            "correct the year",
        )
