"""What a file is: recognised by its headings, its name only breaking ties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from dashboard.sources.grid import HEADING_ROWS, Grid
from dashboard.sources.wording import plain


class FileKind(StrEnum):
    """The kinds of file that a publisher's folder may hold."""

    RECEIVED = "received cases"
    DECIDED = "decided cases"
    COMPLIANCE = "compliance outcomes"
    YEARLY_TABLE = "yearly table"
    PUBLISHED_FIGURES = "published figures"
    NATIONAL_FIGURES = "national figures"
    PUBLISHED_DECISIONS = "published decisions"
    LETTER_ADDRESSES = "letter addresses"
    NEIGHBOURS = "statistical neighbours"
    POPULATIONS = "populations"
    LETTER = "annual review letter"
    BOUNDARIES = "boundaries"
    MANIFEST = "manifest"
    NOT_RECOGNISED = "not recognised"


@dataclass(frozen=True)
class Layout:
    """The headings of one kind of table.

    `marks` are those that no other kind has, `names` words that the file's name may have.
    """

    kind: FileKind
    required: tuple[str, ...]
    optional: tuple[str, ...]
    marks: frozenset[str]
    names: tuple[str, ...]
    blanks: frozenset[str] = frozenset()
    """Required columns in which a cell may be empty."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, the required ones first."""
        return (*self.required, *self.optional)


FIGURE_COLUMNS: Final = (
    "upheld_pct",
    "upheld_count",
    "investigations_count",
    "similar_upheld_pct",
    "compliance_pct",
    "compliance_outcomes_count",
    "similar_compliance_pct",
    "remedy_pct",
    "remedy_count",
    "similar_remedy_pct",
    "upheld_per_100k",
    "similar_upheld_per_100k",
    "received_total",
    "decided_total",
    "invalid_incomplete",
    "advice_given",
    "referred_back",
    "closed_after_initial",
    "not_upheld",
    "upheld",
    "not_for_us",
    "not_ready_for_us",
    "not_for_us_or_not_ready",
    "assessed_and_closed",
    "complied_on_time",
    "complied_late",
    "complied_in_all",
    "not_complied",
)
"""The figures of a council-year that letters and public pages print."""

LAYOUTS: Final = (
    Layout(
        FileKind.RECEIVED,
        required=("reference", "authority", "category", "received_on"),
        optional=("subcategory",),
        marks=frozenset(),
        names=("received",),
    ),
    Layout(
        FileKind.DECIDED,
        required=("reference", "authority", "category", "decided_on", "decision"),
        optional=(
            "subcategory",
            "received_on",
            "satisfactory_remedy",
            "remedy",
            "summary",
            "published",
            "report",
            "url",
        ),
        marks=frozenset({"decided_on", "decision"}),
        names=("decided", "decision"),
    ),
    Layout(
        FileKind.COMPLIANCE,
        required=("reference", "authority", "recorded_on", "outcome"),
        optional=("category", "recommendation", "kind", "agreed_on", "due_on", "achieved_on"),
        marks=frozenset({"recorded_on", "outcome"}),
        names=("compliance",),
    ),
    Layout(
        FileKind.PUBLISHED_FIGURES,
        required=("authority_as_written", "year_ending", "source_url", "source_kind"),
        optional=("authority_type", *FIGURE_COLUMNS),
        marks=frozenset({"source_kind", "upheld_pct", "received_total", "decided_total"}),
        names=("figures", "letters"),
    ),
    Layout(
        FileKind.NATIONAL_FIGURES,
        required=("year_ending", "measure", "breakdown", "value", "unit", "source_url"),
        optional=("note",),
        marks=frozenset({"measure", "breakdown"}),
        names=("national", "averages"),
    ),
    Layout(
        FileKind.PUBLISHED_DECISIONS,
        required=("reference", "authority_as_written", "category", "decision", "decision_date"),
        optional=("subcategory", "is_public_report", "url", "summary"),
        marks=frozenset({"decision_date", "is_public_report"}),
        names=("decisions",),
        blanks=frozenset({"category", "decision", "decision_date"}),
    ),
    Layout(
        FileKind.LETTER_ADDRESSES,
        required=("authority", "year_ending", "url"),
        optional=("file",),
        marks=frozenset(),
        names=("letter", "address"),
        blanks=frozenset({"url"}),
    ),
    Layout(
        FileKind.POPULATIONS,
        required=("authority", "year", "population"),
        optional=(),
        marks=frozenset({"population"}),
        names=("population",),
    ),
    Layout(
        FileKind.NEIGHBOURS,
        required=("authority", "neighbour", "position"),
        optional=(),
        marks=frozenset({"neighbour"}),
        names=("neighbour",),
    ),
)


@dataclass(frozen=True)
class Recognised:
    """A sheet's kind, the row its headings stand in, and the place of each column."""

    layout: Layout
    heading_row: int
    positions: dict[str, int]
    """The place of each column of the layout that is there, from 0."""
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    """Headings of the layout that stand more than once, as written."""
    unread: tuple[str, ...]
    """Headings that the layout does not have, as written."""


def layout_of(kind: FileKind) -> Layout:
    """The layout of the tables of a kind."""
    return next(layout for layout in LAYOUTS if layout.kind is kind)


def recognise(grid: Grid, file_name: str) -> Recognised | None:
    """What a sheet holds, or None when no row among its first sixty reads like known headings.

    A required heading may be missing: it is then for the reader of the kind to say so.
    """
    best: tuple[tuple[float, ...], int, Layout] | None = None
    for row, cells in grid.cells.head(HEADING_ROWS).iterrows():
        for layout in LAYOUTS:
            rank = _rank(layout, _forms(tuple(cells)), file_name)
            if rank and (best is None or rank > best[0]):
                best = (rank, int(str(row)), layout)
    return None if best is None else _recognised(grid, best[1], best[2])


def headings(grid: Grid) -> list[str]:
    """The first row with more than one filled cell: what a reader would call the headings."""
    for cells in grid.cells.head(HEADING_ROWS).itertuples(index=False):
        filled = [text.strip() for text in cells if text.strip()]
        if len(filled) > 1:
            return filled
    return []


def likeness(cells: Sequence[str]) -> float:
    """How much a row is like the headings of the layout that it is most like; 0 is not at all."""
    forms = _forms(tuple(cells))
    return max((_rank(layout, forms, "") or (0.0,))[0] for layout in LAYOUTS)


def _is_named_like(layout: Layout, file_name: str) -> bool:
    return any(word in plain(file_name) for word in layout.names)


@cache
def _plain_columns(layout: Layout) -> dict[str, str]:
    return {plain(column): column for column in layout.columns}


def _forms(cells: tuple[str, ...]) -> frozenset[str]:
    # A cell of that length is a title or a summary, not a heading.
    return frozenset(plain(text) for text in cells if text and len(text) <= 60)


def _rank(layout: Layout, forms: frozenset[str], file_name: str) -> tuple[float, ...] | None:
    """The layout's claim on a heading row: (how well it fits, headings missing, its name)."""
    found = {column for form, column in _plain_columns(layout).items() if form in forms}
    required = len(found & set(layout.required))
    missing = len(layout.required) - required
    named = _is_named_like(layout, file_name)
    share = required / len(layout.required)
    if share < 0.5 or (share < 0.75 and not (found & layout.marks or named)):
        return None
    # A required heading weighs three optional ones: a table of received cases with a column or
    # two of the decided ones is still what it is.
    fit = 3 * required + (len(found) - required) + len(found & layout.marks) - missing
    return (fit, -missing, named)


def _recognised(grid: Grid, row: int, layout: Layout) -> Recognised:
    columns = _plain_columns(layout)
    positions: dict[str, int] = {}
    repeated: list[str] = []
    unread: list[str] = []
    for position, written in enumerate(grid.cells.loc[row]):
        heading = re.sub(r"\s+", " ", written).strip()
        column = columns.get(plain(heading))
        if column is None:
            unread.extend([heading] if heading else [])
        elif column in positions:
            repeated.append(heading)
        else:
            positions[column] = position
    return Recognised(
        layout,
        row,
        positions,
        missing=tuple(column for column in layout.required if column not in positions),
        repeated=tuple(repeated),
        unread=tuple(unread),
    )
