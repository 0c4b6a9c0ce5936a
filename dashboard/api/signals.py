"""Signals: council-years worth a question, each with its counts and its test."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Council, PageAsked, Year
from dashboard.api.councils import CouncilName
from dashboard.api.cursor import Key, cut
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.components import signal_sentences
from dashboard.dataset import Dataset
from dashboard.dataset.comparison_records import Signal, SignalQuery
from dashboard.vocabulary import AuthorityType, SignalKind


class SignalRow(Row):
    """An early warning. It asks a question, and judges nobody."""

    council: CouncilName
    year_ending: date
    kind: SignalKind
    category: str | None
    """null: it is about all of them."""
    seen: str
    """What was counted, and beside what, in words."""
    count: int | None
    base: int | None
    """null: only the rate is printed."""
    printed: str | None
    """The rate as its publisher printed it, where the count is not known."""
    earlier_year_ending: date | None
    earlier_count: int | None
    earlier_base: int | None
    expected: float | None
    """The share that similar councils lead to expect."""
    p_value: float | None
    """One-sided; null: it is a fact and not a test."""
    since: date | None
    question: str
    """What a committee may ask."""

    @classmethod
    def of(cls, signal: Signal) -> SignalRow:
        """A signal as a row."""
        return cls(
            council=CouncilName.of(signal.authority),
            year_ending=signal.year.last_day,
            kind=signal.kind,
            category=signal.category,
            seen=signal_sentences.seen(signal),
            count=signal.count,
            base=signal.base,
            printed=signal.printed,
            earlier_year_ending=signal.earlier_year.last_day if signal.earlier_year else None,
            earlier_count=signal.earlier_count,
            earlier_base=signal.earlier_base,
            expected=signal.expected,
            p_value=signal.p_value,
            since=signal.since,
            question=signal_sentences.question(signal),
        )


class SignalsAsked(PageAsked):
    """Which signals."""

    council: Council | None = None
    """A slug or a GSS code."""
    year: Year | None = None
    """The year that ends then."""
    kind: SignalKind | None = None
    type: AuthorityType | None = None


def signals(dataset: Dataset, asked: SignalsAsked) -> Found[SignalRow]:
    """Early warnings, by council, year and kind.

    Tests of many councils are taken together, so that few of the signals are chance.
    """
    query = SignalQuery(year=asked.year, kind=asked.kind, type=asked.type, council=asked.council)
    found = dataset.comparing.signals(query)
    page, after = cut(found, _key, 4, asked.cursor, asked.limit)
    return Found([SignalRow.of(signal) for signal in page], len(found), after)


def _key(signal: Signal) -> Key:
    return (signal.authority.slug, str(signal.year), signal.kind, signal.category or "")


ENDPOINTS: Final = (Endpoint("/signals", signals, "/signals?limit=5"),)
