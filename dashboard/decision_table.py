"""The decisions that a question finds, as CSV to take away: some at a time, and not without end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from dashboard.components.decision_question import ORDER_WORDS, DecisionQuestion
from dashboard.dataset import Dataset, Decision, Order

MOST_ROWS: Final = 50_000

_COLUMNS: Final = (
    "reference",
    "council",
    "GSS code",
    "category",
    "subcategory",
    "decision",
    "received on",
    "decided on",
    "public interest report",
    "satisfactory remedy offered before",
    "remedy",
    "service improvement recommended",
    "summary",
    "address",
    "data",
    "data version",
)
_AT_ONCE: Final = 500
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def decisions_as_csv(dataset: Dataset, question: DecisionQuestion) -> Iterator[str]:
    """The lines, some hundred at a time.

    The question, the source and what is left out stand in lines of two cells before an empty line;
    the headings follow it.
    """
    query = question.query(dataset.register)
    found = dataset.decisions.page(query, size=1)
    listed = min(found.total, MOST_ROWS)
    rows = (_row(dataset, decision) for decision in dataset.decisions.each(query, MOST_ROWS))
    before = [*_notes(dataset, question, found.order, found.total, listed), (), _COLUMNS]
    lines = chain(before, rows)
    while some := list(islice(lines, _AT_ONCE)):
        yield _lines(some)


def _lines(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: object) -> object:
    """No cell begins as a formula does: a spreadsheet would work it out."""
    if isinstance(cell, str) and cell.startswith(_BEGINS_A_FORMULA):
        return f"'{cell}"
    return cell


def _notes(
    dataset: Dataset, question: DecisionQuestion, order: Order, total: int, listed: int
) -> list[tuple[str, str]]:
    manifest = dataset.manifest
    asked = "; ".join(words for words, _ in question.in_words()) or "all of them"
    left_out = (
        f"The first {listed:,} of {total:,}: narrow the question to have the others."
        if listed < total
        else f"{total:,}"
    )
    return [
        ("Your council’s performance", "Published decisions"),
        ("Question", asked),
        ("Order", ORDER_WORDS[order]),
        ("Decisions", left_out),
        ("Data", manifest.description),
        ("Data version", manifest.version),
        (
            "Read with care",
            "Some decisions are never published, so no rate can be worked out from this list. An "
            "empty cell means that it isn’t stated.",
        ),
        ("Address", question.address()),
    ]


def _row(dataset: Dataset, decision: Decision) -> tuple[object, ...]:
    return (
        decision.reference,
        decision.authority.name,
        decision.authority.code,
        decision.category,
        decision.subcategory,
        decision.decision,
        decision.received_on,
        decision.decided_on,
        _yes_no(decision.is_report),
        _yes_no(decision.satisfactory_remedy),
        decision.remedy,
        _yes_no(decision.has_improvement),
        decision.summary,
        decision.url,
        str(dataset.manifest.kind),
        dataset.manifest.version,
    )


def _yes_no(flag: bool | None) -> str | None:
    return None if flag is None else "yes" if flag else "no"
