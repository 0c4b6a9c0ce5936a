"""The rows below a sheet's headings, with titles, notes and totals left out and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.references import canonical_reference
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.grid import Grid
from dashboard.sources.recognition import Recognised
from dashboard.sources.swallowed_rows import SWALLOWED, swallowed_rows
from dashboard.sources.wording import UNSEEN, near

_NOTE: Final = re.compile(
    r"\s*(?:[*\u2020\u00a9]|(?:notes?|sources?|(?:grand |sub-?)?totals?|figures|data"
    r"|crown copyright|end of|\d[\d,]* (?:rows|cases|records))\b)",
    re.IGNORECASE,
)
_EXTRA_CELLS: Final = Rule(
    kind="extra-cells",
    expected="no more cells than there are headings",
    remedy="put a text that has a comma in it between quotation marks, so that it stays one cell",
)

_ABOVE: Final = Rule(
    kind="row-above-headings",
    expected="no rows of the table above its headings",
    remedy="move the headings above all rows: they were sorted among them, or were put too low",
)
_NUMBER: Final = r"\d[\d,.]*\s*%?"


@dataclass(frozen=True, eq=False)
class Records:
    """The records of one sheet as written.

    `cells` has the layout's columns that are there, stripped text, <NA> for an empty cell; its
    index is the row number that a person sees. `below` has the same of the notes and totals that
    were left out.
    """

    file: str
    sheet: str | None
    recognised: Recognised
    cells: pd.DataFrame
    below: pd.DataFrame
    skipped: int
    remarks: tuple[str, ...]


def read_records(file: str, grid: Grid, recognised: Recognised, findings: Findings) -> Records:
    """The records of a recognised sheet; says what is wrong with its headings."""
    findings.add(*_heading_problems(file, grid.sheet, recognised))
    return more_records(file, grid, recognised, findings)


def more_records(file: str, grid: Grid, recognised: Recognised, findings: Findings) -> Records:
    """The records below headings of which everything has been said."""
    titles = _filled(grid.cells.loc[: recognised.heading_row - 1])
    above = _records_among(titles, recognised)
    findings.add_rows(_ABOVE, file=file, sheet=grid.sheet, column=str(above.name), values=above)
    below = _filled(grid.cells.loc[recognised.heading_row + 1 :])
    repeated = _repeats_headings(below, grid, recognised)
    below = below[~repeated]
    notes = _rows_below_the_records(below, recognised)
    body = below.iloc[: len(below) - notes]
    extra = _cells_without_a_heading(body, grid, recognised)
    if grid.sheet is None:
        findings.add_rows(_EXTRA_CELLS, file=file, sheet=None, column="(none)", values=extra)
        swallowed = swallowed_rows(body, recognised)
        findings.add_rows(SWALLOWED, file=file, sheet=None, column="(any)", values=swallowed)
    remarks = [
        f"{len(titles)} title rows above the headings" if len(titles) else "",
        f"{notes} rows of notes and totals below" if notes else "",
        f"{repeated.sum()} rows that repeat the headings" if repeated.any() else "",
        f"columns not read: {', '.join(recognised.unread)}" if recognised.unread else "",
        f"cells beside the table in {len(extra)} rows were not read"
        if len(extra) and grid.sheet
        else "",
    ]
    return Records(
        file=file,
        sheet=grid.sheet,
        recognised=recognised,
        cells=_columns(body, recognised),
        below=_columns(below.iloc[len(body) :], recognised),
        skipped=len(titles) + notes + int(repeated.sum()),
        remarks=(*grid.remarks, *filter(None, remarks)),
    )


def _heading_problems(file: str, sheet: str | None, recognised: Recognised) -> Iterator[Problem]:
    kind = recognised.layout.kind
    row = recognised.heading_row or None
    for column in recognised.missing:
        slips = near(column, recognised.unread)
        yield Problem(
            kind="missing-column",
            file=file,
            sheet=sheet,
            row=row,
            column=column,
            expected=f'a column "{column}", as the table of {kind} has it',
            remedy=f'rename "{slips[0]}" to "{column}"'
            if slips
            else f'add the column "{column}" to the headings, with a value in each row',
        )
    for heading in recognised.repeated:
        yield Problem(
            kind="repeated-heading",
            file=file,
            sheet=sheet,
            row=row,
            value=heading,
            expected="each heading once",
            remedy="take out or rename one of the two columns",
        )
    yield from _slips_in_headings(file, sheet, recognised)


def _slips_in_headings(file: str, sheet: str | None, recognised: Recognised) -> Iterator[Problem]:
    absent = [c for c in recognised.layout.optional if c not in recognised.positions]
    for heading in recognised.unread:
        slips = near(heading, absent, likeness=85)
        if slips and not any(near(column, [heading]) for column in recognised.missing):
            yield Problem(
                kind="unknown-heading",
                file=file,
                sheet=sheet,
                row=recognised.heading_row or None,
                value=heading,
                expected=f'the heading "{slips[0]}", if that is what is meant',
                remedy="rename the column; it was not read",
                is_warning=True,
            )


def _filled(cells: pd.DataFrame) -> pd.DataFrame:
    """The rows in which some cell has something to see in it, their cells stripped."""
    stripped = cells.apply(_stripped)
    filled: pd.DataFrame = stripped[(stripped != "").any(axis="columns")]
    return filled


def _stripped(column: pd.Series) -> pd.Series:
    if column.str.contains(UNSEEN).any():
        column = column.str.replace(UNSEEN, "", regex=True)
    return column.str.strip()


def _columns(rows: pd.DataFrame, recognised: Recognised) -> pd.DataFrame:
    """The layout's columns of some rows, a blank as absent."""
    return pd.DataFrame(
        {column: rows[at].mask(rows[at] == "") for column, at in recognised.positions.items()},
        index=rows.index,
    )


def _records_among(titles: pd.DataFrame, recognised: Recognised) -> pd.Series:
    """Of the rows above the headings that are no titles, what each is about."""
    rows = _columns(titles, recognised)
    if "reference" in rows:
        references = rows["reference"]
        return references[references.map(_is_reference).astype(bool)]
    first, others = rows.iloc[:, 0], rows.iloc[:, 1:]
    numbers = others.apply(lambda column: column.str.fullmatch(_NUMBER).fillna(False).astype(bool))
    found: pd.Series = first[
        first.notna() & (numbers.sum(axis="columns") * 2 > len(others.columns))
    ]
    return found


def _is_reference(text: object) -> bool:
    return isinstance(text, str) and canonical_reference(text) is not None


def _repeats_headings(cells: pd.DataFrame, grid: Grid, recognised: Recognised) -> pd.Series:
    """Rows in which the headings stand again, as at the top of each printed page."""
    again = pd.Series(len(recognised.positions) > 1, index=cells.index)
    for position in recognised.positions.values():
        heading = str(grid.cells.loc[recognised.heading_row, position]).strip()
        again &= cells[position] == heading
    return again


def _rows_below_the_records(cells: pd.DataFrame, recognised: Recognised) -> int:
    """How many rows at the end are notes or totals and not records."""
    # A comma in a note makes two cells of it; a case has at least its reference besides.
    cells_of_a_note = 2 if "reference" in recognised.positions else 1
    count = 0
    for at in range(len(cells) - 1, -1, -1):
        filled = [text for text in cells.iloc[at] if text]
        if not (_NOTE.match(filled[0]) or _is_note(filled, cells_of_a_note)):
            break
        count += 1
    return count


def _is_note(filled: list[str], at_most: int) -> bool:
    has_words = any(letter.isalpha() for letter in filled[0])
    return len(filled) <= at_most and has_words and canonical_reference(filled[0]) is None


def _cells_without_a_heading(cells: pd.DataFrame, grid: Grid, recognised: Recognised) -> pd.Series:
    """The first filled cell to the right of the last heading, of each row that has one."""
    headings = [str(text).strip() for text in grid.cells.loc[recognised.heading_row]]
    last = max((position for position, text in enumerate(headings) if text), default=-1)
    beyond = cells.iloc[:, last + 1 :]
    if beyond.columns.empty:
        return pd.Series(dtype="str")
    return beyond.mask(beyond == "").bfill(axis="columns").iloc[:, 0].dropna()
