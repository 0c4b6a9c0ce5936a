"""Errors that are shown to the person at the keyboard, never as a traceback.

    CouncilPerformanceError         something the reader can mend; exit code 2
    ├── InputError                  files or rows that can't be taken; lists every problem
    ├── CallError                 a command, name or option that means nothing here
    └── SnapshotError               a snapshot that is absent, damaged or of another schema

Anything else that is raised is a bug: exit code 1, with its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place of the input, and what mends it.

    `kind` is a short slug such as "unknown-authority": the name by which an operator may allow
    a warning. `is_warning` says whether it may be allowed at all.
    """

    kind: str
    file: str
    expected: str
    remedy: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    is_warning: bool = False

    @property
    def place(self) -> str:
        """Where it is: "decided.xlsx, sheet Cases, row 14, column decision"."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        """The problem as one line for the operator."""
        found = "" if self.value is None else f" found {self.value!r};"
        level = "warning" if self.is_warning else "error"
        return (
            f"{self.place}: {level} [{self.kind}]:{found} expected {self.expected}; {self.remedy}"
        )


class CouncilPerformanceError(Exception):
    """The base of every error that its reader can mend."""


class InputError(CouncilPerformanceError):
    """Input with problems that stop it from being published; carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keeps the problems in the order in which they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CallError(CouncilPerformanceError):
    """A command, a name or an option that means nothing here."""


class SnapshotError(CouncilPerformanceError):
    """A snapshot that is absent, damaged or written by another version."""
