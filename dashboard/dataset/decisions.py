"""Searches the published decisions: words, council, category, outcome, dates; page by page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.authorities.register import Authority
from dashboard.dataset.records import Decision

PAGE_SIZE: Final = 25

Rows = Callable[..., list[sqlite3.Row]]


@dataclass(frozen=True)
class DecisionQuery:
    """What is asked for; None asks for all."""

    council: Authority | None = None
    category: str | None = None
    decision: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    words: str | None = None
    reports_only: bool = False
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True)
class DecisionPage:
    """One page of decisions, newest first."""

    decisions: tuple[Decision, ...]
    total: int
    """How many there are on all pages."""
    page: int
    pages: int


def find(
    rows: Rows, authority_of: Callable[[sqlite3.Row], Authority], query: DecisionQuery
) -> DecisionPage:
    """The decisions that a query asks for; a page beyond the last answers with the last."""
    conditions, parameters = _conditions(query)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    total = rows(f"SELECT count(*) FROM decision {where}", parameters)[0][0]
    pages = max(1, -(-total // query.page_size))
    page = min(max(1, query.page), pages)
    found = rows(
        f"SELECT * FROM decision {where} ORDER BY decided_on DESC, id LIMIT ? OFFSET ?",
        (*parameters, query.page_size, (page - 1) * query.page_size),
    )
    return DecisionPage(
        tuple(_decision(row, authority_of(row)) for row in found), total, page, pages
    )


def _conditions(query: DecisionQuery) -> tuple[list[str], list[object]]:
    asked: list[tuple[str, object]] = []
    if query.council:
        asked.append(("authority_code = ?", query.council.code))
    if query.category:
        asked.append(("category = ?", query.category))
    if query.decision:
        asked.append(("decision = ?", query.decision))
    if query.first_day:
        asked.append(("decided_on >= ?", query.first_day.isoformat()))
    if query.last_day:
        asked.append(("decided_on <= ?", query.last_day.isoformat()))
    if query.words:
        # An empty phrase matches nothing: signs alone are no word to find.
        match = _full_text(query.words) or '""'
        asked.append(
            ("id IN (SELECT rowid FROM decision_search WHERE decision_search MATCH ?)", match)
        )
    conditions = [condition for condition, _ in asked]
    if query.reports_only:
        conditions.append("is_report = 1")
    return conditions, [parameter for _, parameter in asked]


def _full_text(words: str) -> str:
    """Every word as a phrase of its own, so that a reader's punctuation is never query syntax."""
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words))


def _decision(row: sqlite3.Row, authority: Authority) -> Decision:
    return Decision(
        reference=row["reference"],
        authority=authority,
        category=row["category"],
        subcategory=row["subcategory"],
        decision=row["decision"],
        decided_on=date.fromisoformat(row["decided_on"]) if row["decided_on"] else None,
        is_report=None if row["is_report"] is None else bool(row["is_report"]),
        summary=row["summary"],
        url=row["url"],
    )
