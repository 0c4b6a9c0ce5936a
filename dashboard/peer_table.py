"""The table of a comparison, one row a council, as the page shows it and a reader takes away."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.authorities.register import Authority
from dashboard.components import comparison_sentences, sentences
from dashboard.components.addresses import CompareState
from dashboard.dataset import Counts, Dataset, Figure
from dashboard.dataset.comparison_records import Comparison, RankInterval
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import DecisionOutcome, SnapshotKind

_COLUMNS = (
    "council",
    "GSS code",
    "type",
    "region",
    "chosen",
    "why in the group",
    "year ending",
    "measure",
    "numerator",
    "denominator",
    "value",
    "shown as",
    "range low",
    "range high",
    "rank first",
    "rank last",
    "ranked councils",
    "no figure because",
    "residents",
    "received",
    "decided",
    "investigated",
    "source",
    "data",
    "data version",
)


@dataclass(frozen=True)
class PeerRow:
    """A council in the table."""

    authority: Authority
    figure: Figure
    rank: RankInterval | None
    why: str
    is_chosen: bool
    counts: Counts


@dataclass(frozen=True)
class PeerTable:
    """A comparison: the rows, sorted as asked, and what the group did without the first council."""

    rows: tuple[PeerRow, ...]
    beside: Comparison | None
    """None for the reader's own set, or if nothing is known."""


def peer_table(dataset: Dataset, state: CompareState) -> PeerTable:
    """The chosen councils and the members of the first one's group, by name unless asked."""
    first = state.councils[0]
    members = (
        dataset.comparing.members(first, state.year, state.group) if state.group is not None else []
    )
    councils = sorted({*state.councils, *members}, key=lambda a: a.short_name)
    figures = dataset.figures(councils, state.measure, state.year)
    ranks = dataset.comparing.ranks(councils, state.year, state.measure)
    counts = dataset.counts_of(councils, state.year)
    codes = {member.code for member in members}
    chosen = {council.code for council in state.councils}
    rows = [
        PeerRow(
            council,
            figures[council.code],
            ranks.get(council.code),
            _why(state, council, council.code in codes, counts),
            council.code in chosen,
            counts[council.code],
        )
        for council in councils
    ]
    if state.sort != "council":
        sign = -1 if state.sort.startswith("-") else 1
        rows.sort(key=lambda row: (row.figure.value is None, sign * (row.figure.value or 0)))
    beside = (
        dataset.comparing.beside(first, state.year, state.measure).get(state.group)
        if state.group
        else None
    )
    return PeerTable(tuple(rows), beside)


def _why(
    state: CompareState, council: Authority, is_member: bool, counts: dict[str, Counts]
) -> str:
    if council == state.councils[0]:
        return "the council that is compared"
    if not is_member or state.group is None:
        return "chosen by the reader"
    return comparison_sentences.why_in_group(
        state.group,
        council,
        counts[council.code].population,
        counts[state.councils[0].code].population,
    )


def as_csv(dataset: Dataset, state: CompareState) -> str:
    """The table as CSV, each row saying whose data it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(dataset, state))
    return out.getvalue()


def as_workbook(dataset: Dataset, state: CompareState) -> bytes:
    """The table as XLSX, its first sheet the notes."""
    # Only who takes a workbook away needs it, and the site is to stay light.
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        notes = book.add_worksheet("Notes")
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 100)
        for row, (name, words) in enumerate(_notes(dataset, state)):
            notes.write_string(row, 0, name, bold)
            notes.write_string(row, 1, words)
        table = peer_table(dataset, state)
        for name, columns, rows in (
            ("Councils", _COLUMNS, [_row(dataset, row) for row in table.rows]),
            ("All measures", _ALL_COLUMNS, _all_measures(dataset, state, table)),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, bold)
            for row, cells in enumerate(rows, start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        # Never as a formula, whatever a name begins with.
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 0, 36)
    return out.getvalue()


def _cells(dataset: Dataset, state: CompareState) -> list[Sequence[str | float | None]]:
    return [_row(dataset, row) for row in peer_table(dataset, state).rows]


def _row(dataset: Dataset, row: PeerRow) -> Sequence[str | float | None]:
    authority, figure, rank = row.authority, row.figure, row.rank
    return (
        authority.name,
        authority.code,
        str(authority.type),
        authority.region,
        "yes" if row.is_chosen else "no",
        row.why,
        str(figure.year),
        DEFINITIONS[figure.measure].label,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.display,
        figure.low,
        figure.high,
        rank.first if rank else None,
        rank.last if rank else None,
        rank.councils if rank else None,
        sentences.missing(figure) if figure.value is None else None,
        row.counts.population,
        row.counts.received,
        row.counts.decided,
        row.counts.investigated,
        figure.source_url or sentences.source(figure),
        str(dataset.manifest.kind),
        dataset.manifest.version,
    )


_ALL_COLUMNS = (
    "council",
    "GSS code",
    "year ending",
    "residents",
    "received",
    "decided",
    "investigated",
    "upheld",
    "satisfactory remedies",
    "compliance outcomes",
    "not complied",
    *(d.label for d in DEFINITIONS.values()),
    "data",
    "data version",
)


def _all_measures(
    dataset: Dataset, state: CompareState, table: PeerTable
) -> list[Sequence[str | float | None]]:
    """Every count and measure of each council, as peer tables made by hand have them."""
    councils = [row.authority for row in table.rows]
    figures = [dataset.figures(councils, measure, state.year) for measure in DEFINITIONS]
    return [
        (
            row.authority.name,
            row.authority.code,
            str(state.year),
            row.counts.population,
            row.counts.received,
            row.counts.decided,
            row.counts.investigated,
            row.counts.outcomes[DecisionOutcome.UPHELD],
            row.counts.satisfactory_remedies,
            row.counts.compliance_outcomes,
            row.counts.not_complied,
            *(of_measure[row.authority.code].display for of_measure in figures),
            str(dataset.manifest.kind),
            dataset.manifest.version,
        )
        for row in table.rows
    ]


def _notes(dataset: Dataset, state: CompareState) -> list[tuple[str, str]]:
    definition = DEFINITIONS[state.measure]
    manifest = dataset.manifest
    description = manifest.description
    first = state.councils[0]
    group = (
        comparison_sentences.group_words(state.group, first)
        if state.group
        else "the councils that the reader chose"
    )
    return [
        ("Your council’s performance", f"{definition.label}, {state.year.label}"),
        (
            "Data",
            description.upper() if manifest.kind is SnapshotKind.DEMONSTRATION else description,
        ),
        ("Data version", manifest.version),
        ("Compared", f"{first.name} with {group}"),
        ("Measure", definition.meaning),
        (
            "Columns",
            "value, range low and range high are shares from 0 to 1, or rates per 100,000 "
            "residents. The range is the 95% interval. rank first and rank last are the ranks "
            "that the data support among the councils of the same type, 1 the highest figure: not "
            "the best or the worst.",
        ),
        ("Empty cells", "Absent is not zero: the column “no figure because” says why."),
        ("Address", state.address()),
    ]
