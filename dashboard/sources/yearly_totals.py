"""The totals of a yearly table: each row's own, and that of the whole table, against the sums."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.cells import read_number
from dashboard.sources.columns import Columns
from dashboard.sources.place import known_text
from dashboard.sources.records import Records
from dashboard.sources.yearly_layout import YearlyHeadings, first_headings
from dashboard.vocabulary import ServiceArea

_WORDS: Final = re.compile(r"[^\W\d_]+")
_TOTALS: Final = frozenset({"england", "national", "sum", "all"})
"""Names of a row of totals without that word."""
_OF_THE_WHOLE: Final = frozenset(
    {
        *("grand", "overall", "national", "england", "all", "total", "totals", "for", "of", "the"),
        *("local", "authority", "authorities", "council", "councils", "bodies", "column", "sum"),
        *("complaints", "enquiries", "and", "in"),
    }
)
_NOT_FOR_US: Final = (
    ("not_for_us_or_not_ready",),
    ("not_for_us", "not_ready_for_us"),
    ("invalid_incomplete", "advice_given", "referred_back"),
)
_CLOSED: Final = (("assessed_and_closed",), ("closed_after_initial",))
_INVESTIGATED: Final = (("investigations_count",), ("not_upheld", "upheld"))
_COMPLIANCE: Final = (
    ("complied_in_all", "not_complied"),
    ("complied_on_time", "complied_late", "not_complied"),
)


def without_totals(records: Records, headings: YearlyHeadings) -> Records:
    """The records of a yearly table without its rows of totals, averages and headings of parts.

    They are counted as skipped, and are in `below` with the notes.
    """
    names = records.cells[headings.authority]
    figures = [*headings.figures, *headings.areas]
    is_aside = records.cells[figures].isna().all(axis="columns")
    is_aside |= _where(names, _is_total) | _where(names, _is_average)
    count = int(is_aside.sum())
    if not count:
        return records
    return replace(
        records,
        cells=records.cells[~is_aside],
        below=pd.concat([records.cells[is_aside], records.below]),
        skipped=records.skipped + count,
        remarks=(*records.remarks, f"{count} rows of totals, averages or without figures"),
    )


def check_totals(columns: Columns, headings: YearlyHeadings, counts: pd.DataFrame) -> None:
    """Warns of each total that is not the sum of what it is the total of.

    `counts` has the numbers of every heading that counts cases, <NA> where none is printed.
    """
    _check_rows(columns, headings, counts)
    _check_whole(columns, headings, counts)


def _check_rows(columns: Columns, headings: YearlyHeadings, counts: pd.DataFrame) -> None:
    for total, parts, is_whole in _families(headings):
        of_row = counts[list(parts)].sum(axis="columns", min_count=1)
        printed = counts[total]
        differs = (of_row != printed) if is_whole else (of_row > printed)
        for row in counts.index[differs.fillna(False).to_numpy(dtype=bool)]:
            columns.findings.add(
                _difference(
                    columns,
                    "row-total-differs",
                    int(row),
                    total,
                    str(columns.records.cells.at[row, total]),
                    f"{of_row[row]:g}, the sum of {', '.join(parts)} in this row",
                    "find the number that is wrong, by comparing the row with the letter",
                )
            )


def _families(headings: YearlyHeadings) -> list[tuple[str, tuple[str, ...], bool]]:
    """Each total's heading with those of its parts, and whether all of its parts are there."""
    of_figure = first_headings(headings.figures)
    families = []
    if headings.areas and "received_total" in of_figure:
        is_whole = set(headings.areas.values()) == set(ServiceArea)
        families.append((of_figure["received_total"], tuple(headings.areas), is_whole))
    for total, slots in (
        ("decided_total", (_NOT_FOR_US, _CLOSED, _INVESTIGATED)),
        ("investigations_count", (_INVESTIGATED[1:],)),
        ("compliance_outcomes_count", (_COMPLIANCE,)),
    ):
        chosen = [_first_whole(slot, of_figure) for slot in slots]
        parts = tuple(heading for part in chosen for heading in part)
        if total in of_figure and parts:
            families.append((of_figure[total], parts, all(chosen)))
    return families


def _first_whole(slot: tuple[tuple[str, ...], ...], of_figure: dict[str, str]) -> tuple[str, ...]:
    """The headings of the first way to write a part of a total that the table has."""
    for figures in slot:
        if all(figure in of_figure for figure in figures):
            return tuple(of_figure[figure] for figure in figures)
    return ()


def _check_whole(columns: Columns, headings: YearlyHeadings, counts: pd.DataFrame) -> None:
    below = columns.records.below
    for row in below.index[_where(below[headings.authority], _is_of_the_whole)]:
        for heading in counts:
            written = known_text(below.at[row, heading])
            total = _number(written)
            summed = counts[heading].sum(min_count=1)
            count = counts[heading].count()
            if total is None or pd.isna(summed) or total == summed:
                continue
            columns.findings.add(
                _difference(
                    columns,
                    "table-total-differs",
                    int(row),
                    str(heading),
                    str(written),
                    f"{summed:,g}, the sum of the {count:,} numbers in this column",
                    "look for rows that are missing, or a number that is wrong",
                )
            )


def _difference(
    columns: Columns, kind: str, row: int, heading: str, value: str, expected: str, remedy: str
) -> Problem:
    return Problem(
        kind=kind,
        file=columns.records.file,
        sheet=columns.records.sheet,
        row=row,
        column=heading,
        value=value,
        expected=expected,
        remedy=f"{remedy}; allow this kind if the publisher printed it so",
        is_warning=True,
    )


def _number(written: str | None) -> float | None:
    try:
        return None if written is None else read_number(written, is_whole=True)
    except ValueError:
        return None


def _where(names: pd.Series, is_so: Callable[[frozenset[str]], bool]) -> pd.Series:
    """The rows whose name in the column of councils has words that are so."""
    words = names.fillna("").map(lambda name: frozenset(_WORDS.findall(name.casefold())))
    return words.map(is_so).astype(bool)


def _is_total(words: frozenset[str]) -> bool:
    return not words.isdisjoint({"total", "totals"}) or (len(words) == 1 and words <= _TOTALS)


def _is_of_the_whole(words: frozenset[str]) -> bool:
    return _is_total(words) and words <= _OF_THE_WHOLE


def _is_average(words: frozenset[str]) -> bool:
    return not words.isdisjoint({"average", "averages", "mean", "median"})
