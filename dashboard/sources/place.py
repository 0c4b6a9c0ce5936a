"""Where a row stands in the publisher's files, carried beside it until every check is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard.errors import Problem

PLACE_COLUMNS: Final = ("file", "sheet", "row")


@dataclass(frozen=True)
class Place:
    """A row of a sheet of a file, by the number that a person sees."""

    file: str
    sheet: str | None
    row: int | None
    """None: the file has no rows, as a letter."""

    @classmethod
    def of(cls, row: Any) -> Place:
        """The place of a row of a frame that has PLACE_COLUMNS, as `itertuples` gives it."""
        number = None if pd.isna(row.row) else int(row.row)
        return cls(str(row.file), known_text(row.sheet), number)

    def __str__(self) -> str:
        """The place inside a sentence: "decided.xlsx, sheet Cases, row 14"."""
        sheet = "" if self.sheet is None else f", sheet {self.sheet}"
        row = "" if self.row is None else f", row {self.row}"
        return f"{self.file}{sheet}{row}"

    def problem(
        self,
        kind: str,
        *,
        column: str,
        value: str,
        expected: str,
        remedy: str,
        is_warning: bool = False,
    ) -> Problem:
        """A problem with a cell of this row."""
        return Problem(
            kind=kind,
            file=self.file,
            sheet=self.sheet,
            row=self.row,
            column=column,
            value=value,
            expected=expected,
            remedy=remedy,
            is_warning=is_warning,
        )


def known_text(value: Any) -> str | None:
    """A cell's text, None where it is <NA>."""
    return None if pd.isna(value) else str(value)


def without_place(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the columns that say where a row stood, and with a plain index."""
    # In a frame of letters, which has no rows of its own, `file` is the letter.
    columns = list(PLACE_COLUMNS) if "row" in frame else []
    return frame.drop(columns=columns).reset_index(drop=True)
