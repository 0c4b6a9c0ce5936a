"""What is wrong with the input, for the person who mends it: lines to read, and a table of all."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from dashboard.errors import Problem

SPELLED_OUT: Final = 20
"""How many problems of one kind in one sheet's column are lines of their own; more are counted."""

_COLUMNS: Final = ("file", "sheet", "row", "column", "value", "expected", "remedy", "kind")
_VALUES: Final = 5
_LONGEST_VALUE: Final = 40
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula."""


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """The problems as lines: by file and row, and the many of one kind by their first ones.

    A line below those says how many more there are, as far as which row and with which values.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    kept: list[Problem] = []
    rest: list[Problem] = []
    for problem in problems:
        seen[_sort(problem)] += 1
        (kept if seen[_sort(problem)] <= SPELLED_OUT else rest).append(problem)
    more: dict[str, list[str]] = {}
    for sort, group in _grouped(rest):
        more.setdefault(str(sort[0]), []).append(_more(list(group)))
    lines = []
    for file, of_file in groupby(kept, key=lambda problem: problem.file):
        lines += [*map(str, of_file), *more.pop(file, [])]
    return lines + ([_where_all_are(len(problems))] if rest else [])


def write_problems(path: Path, problems: Sequence[Problem]) -> None:
    """Writes every problem as a row of a CSV file: the _COLUMNS, and whether it is an error.

    A text that a spreadsheet program would take for a formula has an apostrophe before it.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["level", *_COLUMNS])
        for problem in problems:
            parts = (getattr(problem, column) for column in _COLUMNS)
            rows.writerow([_level(problem), *map(_as_text, parts)])


def _sort(problem: Problem) -> tuple[object, ...]:
    return (problem.file, problem.sheet, problem.column, problem.kind, problem.is_warning)


def _level(problem: Problem) -> str:
    return "warning" if problem.is_warning else "error"


def _grouped(
    problems: Sequence[Problem],
) -> Iterator[tuple[tuple[object, ...], list[Problem]]]:
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        groups.setdefault(_sort(problem), []).append(problem)
    yield from groups.items()


def _more(problems: list[Problem]) -> str:
    """The line for the problems of a kind that aren't spelled out."""
    first = problems[0]
    parts = [first.file, f"sheet {first.sheet}" if first.sheet is not None else ""]
    parts += [f"rows {first.row} to {problems[-1].row}" if first.row is not None else ""]
    parts += [f"column {first.column}" if first.column is not None else ""]
    place = ", ".join(filter(None, parts))
    return f"{place}: {len(problems):,} more [{first.kind}] {_level(first)}s{_values(problems)}"


def _values(problems: list[Problem]) -> str:
    """The commonest values found, each with the number of its rows."""
    found = Counter(p.value for p in problems if p.value is not None)
    if not found:
        return ""
    told = [f"{_shortened(value)!r} ({count:,})" for value, count in found.most_common(_VALUES)]
    others = len(found) - len(told)
    return f": {', '.join(told)}" + (f" and {others:,} other values" if others else "")


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}..."


def _where_all_are(number: int) -> str:
    return (
        f"{number:,} problems in all; --problems FILE writes every one with its row to a CSV file, "
        "--json prints them"
    )


def _as_text(part: object) -> object:
    return f"'{part}" if isinstance(part, str) and part.startswith(_FORMULA) else part
