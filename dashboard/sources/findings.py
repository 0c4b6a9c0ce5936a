"""Everything found wrong in the files of a folder, gathered until all of them are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from dashboard.errors import Problem

LISTED_IN_FULL: Final = 100_000
"""How many problems of one kind in one file are kept one by one; the rest are counted.

Nobody mends more of them by hand, and a file of millions of rows must not fill the memory.
"""


@dataclass(frozen=True)
class Rule:
    """What a cell has to be, and what to do when it is not.

    `kind` is the problem's slug; a broken rule is an error unless `is_warning`.
    """

    kind: str
    expected: str
    remedy: str
    is_warning: bool = False


class Findings:
    """The problems found so far."""

    def __init__(self) -> None:
        """Starts with none."""
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], Problem] = {}

    def add(self, *problems: Problem) -> None:
        """Takes problems; of each kind and file only so many are kept in full."""
        for problem in problems:
            key = (problem.file, problem.kind)
            if self._last.get(key) == problem:
                continue  # Said of an earlier batch of the same file.
            self._counts[key] += 1
            self._last[key] = problem
            if self._counts[key] <= LISTED_IN_FULL:
                self._problems.append(problem)

    def add_rows(
        self,
        rule: Rule,
        *,
        file: str,
        sheet: str | None,
        column: str,
        values: pd.Series,
        remedies: dict[str, str] | None = None,
    ) -> None:
        """Takes one problem for each row in which a rule is broken.

        `values` are the cells as written, indexed by their row numbers. `remedies` has a closer
        remedy for some values.
        """
        self.add(
            *(
                Problem(
                    kind=rule.kind,
                    file=file,
                    sheet=sheet,
                    row=int(row),
                    column=column,
                    value=None if pd.isna(value) else _shortened(str(value)),
                    expected=rule.expected,
                    remedy=(remedies or {}).get(value, rule.remedy),
                    is_warning=rule.is_warning,
                )
                for row, value in zip(values.index.tolist(), values, strict=True)
            )
        )

    def problems(self) -> tuple[Problem, ...]:
        """All of them by file, sheet and row, with one for those of a kind that were only counted.

        Files and sheets stand in the order in which they were read; what is about a whole sheet
        goes before its rows.
        """
        files = {p.file: n for n, p in reversed([*enumerate(self._problems)])}
        sheets = {(p.file, p.sheet): n for n, p in reversed([*enumerate(self._problems)])}
        return tuple(
            sorted(
                (*self._problems, *self._remainders()),
                key=lambda p: (files[p.file], sheets[p.file, p.sheet], p.row or 0),
            )
        )

    def _remainders(self) -> Iterable[Problem]:
        for key, count in self._counts.items():
            if count > LISTED_IN_FULL:
                more = count - LISTED_IN_FULL
                last = self._last[key]
                yield replace(
                    last,
                    value=None,
                    column=None,
                    row=last.row,
                    expected=f"{last.expected} ({more:,} more of this kind, "
                    f"{count:,} in all, the last in this row)",
                )


def _shortened(value: str) -> str:
    return value if len(value) <= 200 else f"{value[:200]}... ({len(value):,} characters)"
