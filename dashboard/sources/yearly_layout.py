"""Whether a sheet is one of the yearly tables, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.errors import Problem
from dashboard.sources.grid import Grid
from dashboard.sources.recognition import FileKind, Layout, Recognised
from dashboard.sources.wording import plain
from dashboard.sources.yearly_columns import (
    HeadedColumn,
    headed_columns,
    heading_rows,
    heading_texts,
)
from dashboard.sources.yearly_headings import Role, is_hint
from dashboard.vocabulary import ServiceArea

_FEWEST_AREAS: Final = 3
"""Of the nine groups; "Housing" or "Other" alone may head anything."""
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)? ?%?")
_NAME: Final = ("name", "authoritycode", "onscode", "gsscode", "code")
"""Headings of the column of councils where no heading says so more plainly, the better first."""
_CASE: Final = ("reference", "casereference", "caseref", "complaintreference", "lgoreference")
"""A table with one of these headings has a row for each case, and is no yearly table."""
_OF_DECISIONS: Final = frozenset(
    {
        *("invalid_incomplete", "advice_given", "referred_back", "closed_after_initial"),
        *("not_upheld", "not_for_us", "not_ready_for_us", "not_for_us_or_not_ready"),
        *("assessed_and_closed", "investigations_count", "upheld"),
    }
)
_EXPECTED: Final = (
    "a heading such as Authority, and beside it the nine groups of complaints received (Adult "
    "Social Care ... Other), the decisions (Invalid or Incomplete, Advice Given, Referred back "
    "for Local Resolution, Closed after Initial Enquiries, Not Upheld, Upheld; or Not for us, Not "
    "ready for us, Assessed and closed, Investigated), Total, Uphold rate, Compliance rate, "
    "Compliance outcomes, Satisfactory remedies, or the average of similar authorities"
)


@dataclass(frozen=True)
class YearlyHeadings:
    """The columns of a yearly table by their headings as written."""

    authority: str
    year: str | None
    figures: Mapping[str, str]
    """Heading to figure of FIGURE_COLUMNS, or to Role.COMPLIED; several may head one figure."""
    areas: Mapping[str, ServiceArea]
    above: tuple[str, ...]
    """Every text of the title rows and the headings."""
    not_told: tuple[str, ...]
    """Headings over numbers whose meaning isn't known."""


def first_headings(figures: Mapping[str, str]) -> dict[str, str]:
    """Each figure with the first of its headings; takes a mapping of headings to figures."""
    return {figure: heading for heading, figure in reversed(list(figures.items()))}


@dataclass(frozen=True)
class YearlySheet:
    """A sheet that is a yearly table, with what is wrong with its headings."""

    recognised: Recognised
    headings: YearlyHeadings
    problems: tuple[Problem, ...]


def yearly_likeness(cells: Sequence[str]) -> float:
    """How many headings of a yearly table stand in a row; 0 without one for the councils."""
    columns = headed_columns(heading_texts(cells))
    return len(_known(columns)) if _authority(columns) else 0


def find_yearly(grid: Grid, file: str) -> YearlySheet | None:
    """The sheet as a yearly table, None if it is none.

    It is one if a column is headed as that of the councils, none as that of the references of
    cases, and some other heading is a figure's or three are among the nine groups. Where two
    meanings are possible, the sheet's problems say so.
    """
    row, columns = max(heading_rows(grid), key=_claim, default=(0, []))
    authority = _authority(columns)
    if authority is None or not _is_yearly(columns):
        return None
    columns, problems = _with_total_told(file, grid, row, columns)
    problems += [_ambiguous(file, grid, row, c.written) for c in columns if c.is_ambiguous]
    recognised = _recognised(row, authority, columns)
    headings = _headings(grid, row, authority, columns, recognised.positions)
    return YearlySheet(recognised, headings, tuple(problems))


def looks_yearly(grid: Grid) -> list[str]:
    """The headings of a sheet that speaks of councils' complaints but is no known table.

    Some row among the first sixty has a heading for the councils beside one of complaints,
    decisions, remedies or compliance, or three known headings and none for the councils.
    """
    for _, columns in heading_rows(grid):
        texts = [column.written for column in columns]
        if not {plain(text) for text in texts}.isdisjoint(_CASE):
            return []
        is_hinted = _authority(columns) is not None and any(map(is_hint, texts))
        if len(texts) > 1 and (is_hinted or len(_known(columns)) >= _FEWEST_AREAS):
            return texts
    return []


def unknown_yearly(file: str, sheet: str | None, headings: list[str]) -> Problem:
    """The error of a table that looks like a yearly one, with the headings found and expected."""
    return Problem(
        kind="unknown-yearly-table",
        file=file,
        sheet=sheet,
        value=f"headings {', '.join(headings)}"[:400],
        expected=f"the headings of a yearly table: {_EXPECTED}",
        remedy="write the headings as the Ombudsman does, or take the file out",
    )


def _known(columns: list[HeadedColumn]) -> list[HeadedColumn]:
    return [c for c in columns if c.meaning is not None and c.meaning not in tuple(Role)]


def _authority(columns: list[HeadedColumn]) -> HeadedColumn | None:
    """The column of the councils: their names go before their codes."""
    plainly = [c for c in columns if c.meaning == Role.AUTHORITY]
    otherwise = [c for name in _NAME for c in columns if plain(c.written) == name]
    return next(iter([*plainly, *otherwise]), None)


def _claim(headings: tuple[int, list[HeadedColumn]]) -> tuple[bool, int, bool]:
    """How good a row is as headings: the parts of groups are better than the groups alone."""
    _, columns = headings
    meanings = {column.meaning for column in _known(columns)}
    return _authority(columns) is not None, len(meanings), any(c.group for c in columns)


def _is_yearly(columns: list[HeadedColumn]) -> bool:
    if any(plain(column.written) in _CASE for column in columns):
        return False
    areas = [c for c in columns if isinstance(c.meaning, ServiceArea)]
    return len(areas) >= _FEWEST_AREAS or len(_known(columns)) > len(areas)


def _with_total_told(
    file: str, grid: Grid, row: int, columns: list[HeadedColumn]
) -> tuple[list[HeadedColumn], list[Problem]]:
    """The columns with a bare "Total" as that of what the other headings count."""
    is_received = sum(isinstance(c.meaning, ServiceArea) for c in columns) >= _FEWEST_AREAS
    is_decided = any(c.meaning in _OF_DECISIONS - {"upheld"} for c in columns)
    meaning = {(True, False): "received_total", (False, True): "decided_total"}.get(
        (is_received, is_decided)
    )
    bare = [c for c in columns if c.meaning == Role.TOTAL]
    told = [replace(c, meaning=meaning) if c in bare else c for c in columns]
    if not is_received:
        # One or two names of the nine groups in a table of decisions are something else.
        told = [replace(c, meaning=None) if isinstance(c.meaning, ServiceArea) else c for c in told]
    both = bare if is_received and is_decided else []
    return told, [_ambiguous(file, grid, row, c.written) for c in both]


def _ambiguous(file: str, grid: Grid, row: int, heading: str) -> Problem:
    return Problem(
        kind="ambiguous-heading",
        file=file,
        sheet=grid.sheet,
        row=row or None,
        column=heading,
        expected="a heading with one meaning, such as Total received, Total decided, or Uphold "
        "rate of similar authorities",
        remedy="write in one row, over each column, what it counts",
    )


def _recognised(row: int, authority: HeadedColumn, columns: list[HeadedColumn]) -> Recognised:
    required = [authority, *[c for c in columns if c.meaning == Role.YEAR][:1]]
    read = [*required, *(c for c in columns if _is_read(c))]
    positions: dict[str, int] = {}
    repeated = []
    areas: set[ServiceArea] = set()
    for column in read:
        if column.written in positions or column.meaning in areas:
            repeated.append(column.written)
            continue
        positions[column.written] = column.position
        if isinstance(column.meaning, ServiceArea):
            areas.add(column.meaning)
    names = tuple(c.written for c in required)
    return Recognised(
        Layout(
            FileKind.YEARLY_TABLE,
            required=names,
            optional=tuple(name for name in positions if name not in names),
            marks=frozenset(),
            names=(),
        ),
        row,
        positions,
        missing=(),
        repeated=tuple(repeated),
        unread=tuple(c.written for c in columns if c not in read),
    )


def _is_read(column: HeadedColumn) -> bool:
    return column.meaning is not None and column.meaning not in (
        Role.AUTHORITY,
        Role.YEAR,
        Role.TOTAL,
    )


def _headings(
    grid: Grid,
    row: int,
    authority: HeadedColumn,
    columns: list[HeadedColumn],
    positions: Mapping[str, int],
) -> YearlyHeadings:
    read = [c for c in columns if _is_read(c) and positions.get(c.written) == c.position]
    figures = {c.written: str(c.meaning) for c in read if not isinstance(c.meaning, ServiceArea)}
    return YearlyHeadings(
        authority=authority.written,
        year=next((c.written for c in columns if c.meaning == Role.YEAR), None),
        figures=figures,
        areas={c.written: c.meaning for c in read if isinstance(c.meaning, ServiceArea)},
        above=tuple(t.strip() for t in grid.cells.loc[:row].to_numpy().ravel() if t.strip()),
        not_told=tuple(
            c.written
            for c in columns
            if not _is_read(c)
            and c.meaning in (None, Role.TOTAL)
            and c.written != authority.written
            and _has_numbers(grid, row, c.position)
        ),
    )


def _has_numbers(grid: Grid, row: int, position: int) -> bool:
    below = grid.cells.loc[row + 1 :, position].str.strip()
    return bool(below.str.fullmatch(_NUMBER.pattern).any())
