"""The register's file: one row a council, read with every mistake of every row at once."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from dashboard.authorities.authority import Authority, CodePeriod
from dashboard.errors import InputError, Problem
from dashboard.vocabulary import AuthorityType

_COLUMNS = (
    "code",
    "name",
    "short_name",
    "slug",
    "type",
    "region",
    "county",
    "first_day",
    "last_day",
    "successors",
    "code_since",
    "earlier_codes",
    "former_names",
    "other_names",
    "population_2020",
    "latitude",
    "longitude",
)
_REMEDY = "mend the row; data/README.md says what each column holds"
_Value = TypeVar("_Value")


def read_authorities(path: Path) -> list[Authority]:
    """The councils in a register file, in the file's order.

    Raises:
        InputError: every cell that can't be read, every name, code or slug used twice, and every
            successor or county that the file doesn't hold.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, restval="")
        missing = [column for column in _COLUMNS if column not in (rows.fieldnames or [])]
        if missing:
            raise InputError(_absent_column(path.name, column) for column in missing)
        readings = [_Row(path.name, number, row) for number, row in enumerate(rows, start=2)]
    authorities = [reading.authority() for reading in readings]
    problems = [problem for reading in readings for problem in reading.problems]
    if not problems:
        problems = [*_repetitions(path.name, authorities), *_loose_ends(path.name, authorities)]
    if problems:
        raise InputError(problems)
    return authorities


@dataclass
class _Row:
    """One row and what was found wrong in it."""

    file: str
    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def authority(self) -> Authority:
        """The row's council; where a cell can't be read, a placeholder beside its problem."""
        return Authority(
            code=self._value("code", _code, "a GSS code such as E06000042", ""),
            name=self._value("name", _text, "a name", ""),
            short_name=self._value("short_name", _text, "a name", ""),
            slug=self._value("slug", _slug, "lower case words joined by hyphens", ""),
            type=self._value(
                "type", AuthorityType, f"one of {', '.join(AuthorityType)}", AuthorityType.UNITARY
            ),
            region=self._value("region", _text, "a region", ""),
            county=self.cells["county"] or None,
            first_day=self._day("first_day"),
            last_day=self._day("last_day"),
            successors=_list(self.cells["successors"]),
            codes=self._codes(),
            former_names=_list(self.cells["former_names"]),
            population_2020=self._value("population_2020", _count, "a whole number or blank", None),
            latitude=self._value("latitude", float, "degrees north", 0.0),
            longitude=self._value("longitude", float, "degrees east", 0.0),
            other_names=_list(self.cells["other_names"]),
        )

    def _value(
        self, column: str, read: Callable[[str], _Value], expected: str, otherwise: _Value
    ) -> _Value:
        try:
            return read(self.cells[column])
        except ValueError:
            self.problems.append(
                Problem(
                    "bad-register",
                    self.file,
                    expected,
                    _REMEDY,
                    row=self.number,
                    column=column,
                    value=self.cells[column],
                )
            )
            return otherwise

    def _day(self, column: str) -> date | None:
        return self._value(column, _day, "a date such as 2019-04-01 or blank", None)

    def _codes(self) -> tuple[CodePeriod, ...]:
        none: tuple[CodePeriod, ...] = ()
        earlier = self._value(
            "earlier_codes", _earlier_codes, "codes such as E08000016 to 2025-03-31 or blank", none
        )
        return (*earlier, CodePeriod(self.cells["code"], self._day("code_since"), None))


def _absent_column(file: str, column: str) -> Problem:
    return Problem(
        "bad-register", file, f"a column {column}", "add the column, with blank cells if need be"
    )


def _text(cell: str) -> str:
    if not cell.strip():
        raise ValueError(cell)
    return cell.strip()


def _code(cell: str) -> str:
    if not re.fullmatch(r"E\d{8}", cell):
        raise ValueError(cell)
    return cell


def _slug(cell: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cell):
        raise ValueError(cell)
    return cell


def _count(cell: str) -> int | None:
    return int(cell) if cell else None


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _earlier_codes(cell: str) -> tuple[CodePeriod, ...]:
    periods: list[CodePeriod] = []
    for part in _list(cell):
        code, _, last = part.partition(" to ")
        first_day = None
        if periods and periods[-1].last_day:
            first_day = periods[-1].last_day + timedelta(days=1)
        periods.append(CodePeriod(_code(code), first_day, date.fromisoformat(last)))
    return tuple(periods)


def _repetitions(file: str, authorities: list[Authority]) -> Iterator[Problem]:
    """Codes, names and slugs that more than one row has."""
    values = {
        "code": [period.code for a in authorities for period in a.codes],
        "name": [a.name for a in authorities],
        "slug": [a.slug for a in authorities],
    }
    for column, found in values.items():
        for value, times in Counter(found).items():
            if times > 1:
                yield Problem(
                    "bad-register",
                    file,
                    f"each {column} once, not {times} times",
                    _REMEDY,
                    column=column,
                    value=value,
                )


def _loose_ends(file: str, authorities: list[Authority]) -> Iterator[Problem]:
    """Successors and counties that are not in the file."""
    known = {a.code for a in authorities}
    counties = {a.code for a in authorities if a.type is AuthorityType.COUNTY}
    for number, authority in enumerate(authorities, start=2):
        for code in authority.successors:
            if code not in known:
                yield _loose_end(file, number, "successors", code, "a code of a row of this file")
        if authority.county and authority.county not in counties:
            yield _loose_end(file, number, "county", authority.county, "a county council's code")


def _loose_end(file: str, row: int, column: str, value: str, expected: str) -> Problem:
    return Problem("bad-register", file, expected, _REMEDY, row=row, column=column, value=value)
