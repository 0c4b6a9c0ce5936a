"""The pack as a workbook: numbers as numbers, every sheet saying whose data it has."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook

from dashboard import questions
from dashboard.components import comparison_sentences, sentences, signal_sentences
from dashboard.dataset import Figure
from dashboard.scrutiny_pack import document
from dashboard.scrutiny_pack.facts import PackFacts
from dashboard.statistics.breaks import BREAKS
from dashboard.statistics.definitions import DEFINITIONS

_Row = Sequence[str | float | date | None]


@dataclass(frozen=True)
class _Sheet:
    name: str
    columns: tuple[str, ...]
    rows: Iterable[_Row]
    widths: tuple[int, ...]


def as_workbook(facts: PackFacts, day: date) -> bytes:
    """The pack as XLSX, its first sheet the notes; dated on a day, so that it can be made again."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties(
            {
                "title": f"{facts.authority.name}, {facts.year.label}: scrutiny pack",
                "comments": facts.mark or facts.manifest.description,
                "created": datetime.combine(day, time()),
            }
        )
        formats = {
            "bold": book.add_format({"bold": True}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_notes(book, facts, formats)
        for sheet in _sheets(facts):
            _write_sheet(book, sheet, facts, formats)
    return out.getvalue()


def _write_notes(book: Workbook, facts: PackFacts, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Notes")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110, formats["wrapped"])
    for row, (name, words) in enumerate(_notes(facts)):
        sheet.write_string(row, 0, name, formats["bold"])
        sheet.write_string(row, 1, words, formats["wrapped"])


def _write_sheet(book: Workbook, of: _Sheet, facts: PackFacts, formats: dict[str, Any]) -> None:
    """The data's mark, an empty row, the headings, the rows."""
    sheet = book.add_worksheet(of.name)
    sheet.write_string(
        0,
        0,
        f"{facts.mark or 'Published figures'}. {facts.authority.name}, {facts.year.label}. "
        f"Data version {facts.manifest.version}.",
        formats["bold"],
    )
    sheet.write_row(2, 0, of.columns, formats["bold"])
    for row, cells in enumerate(of.rows, start=3):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                # Never as a formula, whatever a text begins with.
                sheet.write_string(row, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, datetime.combine(cell, time()))
            elif cell is not None:
                sheet.write_number(row, column, cell)
    sheet.freeze_panes(3, 1)
    for column, width in enumerate(of.widths):
        sheet.set_column(column, column, width)


def _notes(facts: PackFacts) -> list[tuple[str, str]]:
    manifest = facts.manifest
    return [
        (
            "Your council’s performance",
            f"Scrutiny pack: {facts.authority.name}, {facts.year.label}",
        ),
        ("Data", facts.mark or manifest.description),
        ("Data version", manifest.version),
        ("In one sentence", sentences.headline(facts.council_year)),
        *(("", words) for words in document.headlines(facts)),
        *(("Lineage", words) for words in facts.lineage),
        *(("Beside others", words) for words in document.beside(facts)),
        *(("Break in method", f"Between {b.between}: {b.words}") for b in BREAKS),
        (
            "Columns",
            "value, range low and range high are shares from 0 to 1, or rates per 100,000 "
            "residents. The range is the 95% interval.",
        ),
        ("Empty cells", "Absent is not zero: the column “no figure because” says why."),
        (
            "Read with care",
            "A high uphold rate has many causes. Some decisions are never published, so no rate "
            "can be worked out from the sheet of decisions.",
        ),
        *(("Source", words) for words in document.sources(facts) if words),
        *(("The Ombudsman’s own", f"{title}: {url}") for title, url in questions.OMBUDSMANS_OWN),
    ]


_FIGURE_COLUMNS = (
    "numerator",
    "denominator",
    "value",
    "shown as",
    "range low",
    "range high",
    "similar councils",
    "no figure because",
    "source",
)


def _figure_cells(figure: Figure) -> _Row:
    return (
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.display,
        figure.low,
        figure.high,
        figure.similar.value if figure.similar else None,
        sentences.missing(figure) if figure.value is None else None,
        figure.source_url or sentences.source(figure),
    )


def _sheets(facts: PackFacts) -> list[_Sheet]:
    return [
        _Sheet(
            "Figures",
            ("measure", *_FIGURE_COLUMNS),
            [
                (DEFINITIONS[measure].label, *_figure_cells(figure))
                for measure, figure in facts.council_year.figures.items()
            ],
            (32,),
        ),
        _Sheet(
            "Years",
            ("year ending", *_FIGURE_COLUMNS, "received", "decided", "investigated"),
            [_year(facts, figure) for figure in facts.history],
            (14,),
        ),
        _peers(facts),
        _Sheet(
            "Categories",
            ("category", "decided", "upheld", "not upheld"),
            [(c.category, c.cases, c.upheld, c.not_upheld) for c in facts.categories.decided],
            (36,),
        ),
        _Sheet(
            "Signals",
            ("signal", "seen", "test", "question"),
            [
                (
                    signal_sentences.KIND_LABELS[signal.kind],
                    signal_sentences.seen(signal),
                    signal_sentences.test(signal),
                    signal_sentences.question(signal),
                )
                for signal in facts.signals
            ],
            (34, 70, 50, 70),
        ),
        _Sheet(
            "Recommendations",
            (
                *("reference", "outcome", "recorded on", "category", "kind", "recommendation"),
                *("agreed on", "due on", "achieved on"),
            ),
            [
                (
                    *(r.reference, r.outcome, r.recorded_on, r.category, r.kind, r.recommendation),
                    *(r.agreed_on, r.due_on, r.achieved_on),
                )
                for r in facts.recommendations
            ],
            (16, 14, 12, 26, 22, 80, 12, 12, 12),
        ),
        _Sheet(
            "Decisions",
            (
                *("reference", "decided on", "decision", "category", "subcategory"),
                *("public interest report", "remedy", "summary", "address"),
            ),
            [
                (
                    *(d.reference, d.decided_on, d.decision, d.category, d.subcategory),
                    *(_yes_no(d.is_report), d.remedy, d.summary, d.url),
                )
                for d in facts.decisions
            ],
            (16, 12, 20, 26, 26, 12, 30, 60, 60),
        ),
        _Sheet(
            "Questions",
            ("question", "about", "reviewed on"),
            [(q.words, q.about, q.reviewed_on) for q in facts.questions],
            (100, 24, 12),
        ),
    ]


def _year(facts: PackFacts, figure: Figure) -> _Row:
    counts = facts.counts_by_year.get(figure.year)
    return (
        str(figure.year),
        *_figure_cells(figure),
        counts.received if counts else None,
        counts.decided if counts else None,
        counts.investigated if counts else None,
    )


def _peers(facts: PackFacts) -> _Sheet:
    group = facts.peers.group if facts.peers else None
    why = comparison_sentences.group_words(group, facts.authority) if group else ""
    return _Sheet(
        "Peers",
        ("council", "GSS code", "why", *_FIGURE_COLUMNS),
        [
            (
                council.name,
                council.code,
                "the council of the pack" if council == facts.authority else why,
                *_figure_cells(figure),
            )
            for council, figure in (facts.peers.figures if facts.peers else ())
        ],
        (36, 12, 40),
    )


def _yes_no(flag: bool | None) -> str | None:
    return None if flag is None else "yes" if flag else "no"
