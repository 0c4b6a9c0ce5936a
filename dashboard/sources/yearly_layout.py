"""Where a sheet has the headings of a yearly table, in one row or two, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.errors import Problem
from dashboard.sources.grid import HEADING_ROWS, Grid
from dashboard.sources.recognition import FileKind, Layout, Recognised
from dashboard.sources.wording import plain
from dashboard.sources.yearly_headings import Role, is_hint, meaning_in_group, meaning_of
from dashboard.vocabulary import ServiceArea

_FEWEST_AREAS: Final = 3
"""Of the nine groups; "Housing" or "Other" alone may head anything."""
_LONGEST_HEADING: Final = 150
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
EXPECTED: Final = (
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
    total: str | None
    """The heading of the row's own total; `figures` has it too."""
    above: tuple[str, ...]
    """Every text of the title rows and the headings."""
    not_told: tuple[str, ...]
    """Headings over numbers whose meaning isn't known."""


def first_headings(figures: Mapping[str, str]) -> dict[str, str]:
    """Each figure with the first of its headings; takes a mapping of headings to figures."""
    return {figure: heading for heading, figure in reversed(list(figures.items()))}


@dataclass(frozen=True)
class YearlySheet:
    """A sheet that is, or looks like, a yearly table."""

    grid: Grid
    recognised: Recognised
    headings: YearlyHeadings
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Column:
    position: int
    written: str
    meaning: str | None
    is_ambiguous: bool = False


def yearly_likeness(cells: Sequence[str]) -> float:
    """How many headings of a yearly table stand in a row; 0 without one for the councils."""
    columns = _columns_of([text.strip() for text in cells], [])
    return len(_known(columns)) if _authority(columns) else 0


def find_yearly(grid: Grid, file: str) -> YearlySheet | None:
    """The sheet as a yearly table, None if it is none.

    It is one if a column is headed as that of the councils, none as that of the references of
    cases, and some other heading is a figure's or three are among the nine groups. Where two
    meanings are possible, the sheet's problems say so.
    """
    found = max(_heading_rows(grid), key=lambda rows: len(_known(rows[1])), default=None)
    if found is None or not _is_yearly(found[1]):
        return None
    row, columns = found
    columns, problems = _with_total_told(file, grid, row, columns)
    problems += [_ambiguous(file, grid, row, c.written) for c in columns if c.is_ambiguous]
    recognised = _recognised(row, columns)
    once = [c for c in columns if recognised.positions.get(c.written, c.position) == c.position]
    return YearlySheet(grid, recognised, _headings(grid, row, once), tuple(problems))


def looks_yearly(grid: Grid) -> list[str]:
    """The headings of a sheet that speaks of councils' complaints but is no known table.

    Some row among the first sixty has a heading for the councils beside one of complaints,
    decisions, remedies or compliance, or three known headings and none for the councils.
    """
    for _, columns in _heading_rows(grid):
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
        expected=f"the headings of a yearly table: {EXPECTED}",
        remedy="write the headings as the Ombudsman does, or take the file out",
    )


def _heading_rows(grid: Grid) -> Iterator[tuple[int, list[_Column]]]:
    """Each of the first rows as headings, together with the groups in the row above it."""
    above: list[str] = []
    for row, cells in grid.cells.head(HEADING_ROWS).iterrows():
        number = int(str(row))
        texts = [text.strip() if len(text) <= _LONGEST_HEADING else "" for text in cells]
        spread = {m.left: m.right for m in grid.merged if m.top <= number - 1 <= m.bottom}
        yield number, _columns_of(texts, above, spread)
        above = texts


def _columns_of(
    texts: list[str], above: list[str], spread: Mapping[int, int] | None = None
) -> list[_Column]:
    """The columns of one row of headings, or of two where `above` is given.

    `spread` has the first and the last column of each group that is merged in the row above.
    """
    first = _first_authority(texts, above)
    groups = _groups(above, spread or {}, first)
    columns = []
    for position, text in enumerate(texts):
        group, is_sure = groups.get(position, ("", True))
        upper = above[position] if above else ""
        written = text or (upper if groups or _is_authority(upper) else "")
        if not written:
            continue
        if not text or not group or position == first:
            columns.append(_Column(position, written, meaning_of(written)))
            continue
        together, alone = meaning_in_group(group, text), meaning_of(text)
        columns.append(
            _Column(
                position,
                text if plain(group) == plain(text) else f"{group}: {text}",
                together,
                is_ambiguous=not is_sure and None not in (together, alone) and together != alone,
            )
        )
    return columns


def _first_authority(texts: list[str], above: list[str]) -> int | None:
    either = [texts[at] or (above[at] if above else "") for at in range(len(texts))]
    return next((at for at, text in enumerate(either) if _is_authority(text)), None)


def _is_authority(text: str) -> bool:
    return meaning_of(text) == Role.AUTHORITY


def _groups(
    above: list[str], spread: Mapping[int, int], first: int | None
) -> dict[int, tuple[str, bool]]:
    """The upper heading of each column, and whether it is certain that it reaches so far.

    Only headings to the right of the councils' column are groups; what stands over it or before
    it is a title. Without merged cells a heading may reach up to the next one.
    """
    if first is None or not any(above[first + 1 :]):
        return {}
    is_merged = any(right > max(left, first) for left, right in spread.items())
    groups: dict[int, tuple[str, bool]] = {}
    reaching = ""
    for position in range(first + 1, len(above)):
        if above[position]:
            reaching = above[position]
            groups[position] = (reaching, True)
            last = spread.get(position, position)
            groups.update(dict.fromkeys(range(position + 1, last + 1), (reaching, True)))
        elif position not in groups and not is_merged and reaching:
            groups[position] = (reaching, False)
    return groups


def _known(columns: list[_Column]) -> list[_Column]:
    return [c for c in columns if c.meaning is not None and c.meaning not in tuple(Role)]


def _authority(columns: list[_Column]) -> _Column | None:
    """The column of the councils: their names go before their codes."""
    plainly = [c for c in columns if c.meaning == Role.AUTHORITY]
    otherwise = [c for name in _NAME for c in columns if plain(c.written) == name]
    return next(iter([*plainly, *otherwise]), None)


def _is_yearly(columns: list[_Column]) -> bool:
    if _authority(columns) is None or any(plain(c.written) in _CASE for c in columns):
        return False
    areas = [c for c in columns if isinstance(c.meaning, ServiceArea)]
    return len(areas) >= _FEWEST_AREAS or len(_known(columns)) > len(areas)


def _with_total_told(
    file: str, grid: Grid, row: int, columns: list[_Column]
) -> tuple[list[_Column], list[Problem]]:
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


def _recognised(row: int, columns: list[_Column]) -> Recognised:
    authority = _authority(columns)
    assert authority is not None
    year = next((c for c in columns if c.meaning == Role.YEAR), None)
    required = [c for c in (authority, year) if c is not None]
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


def _is_read(column: _Column) -> bool:
    return column.meaning is not None and column.meaning not in (
        Role.AUTHORITY,
        Role.YEAR,
        Role.TOTAL,
    )


def _headings(grid: Grid, row: int, columns: list[_Column]) -> YearlyHeadings:
    authority = _authority(columns)
    assert authority is not None
    figures = {
        c.written: str(c.meaning)
        for c in columns
        if _is_read(c) and not isinstance(c.meaning, ServiceArea)
    }
    return YearlyHeadings(
        authority=authority.written,
        year=next((c.written for c in columns if c.meaning == Role.YEAR), None),
        figures=figures,
        areas={c.written: c.meaning for c in columns if isinstance(c.meaning, ServiceArea)},
        total=next(
            (h for h, f in figures.items() if f in ("received_total", "decided_total")), None
        ),
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
