"""The rules for rows of a database's case table, looked for where the rows are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.cases import BEFORE_AGREEMENT, BEFORE_RECEIPT
from dashboard.sources.columns import EMPTY, REFERENCE, no_later_than
from dashboard.sources.findings import Rule
from dashboard.sources.manifest import FILE_NAME as MANIFEST
from dashboard.sources.recognition import LAYOUTS, FileKind
from dashboard.tallies import brought

_REFERENCE: Final = r"^(DEMO[- ])?[0-9][0-9][- ][0-9]{3}[- ][0-9]{3}[- ]?[A-Za-z]?$"
_MAY_BE_AHEAD: Final = frozenset({"due_on"})
REPEATED: Final = Rule(
    "duplicate-reference", "each reference once", "take out all but one of the rows"
)


@dataclass(frozen=True)
class _Check:
    """A rule, the column that it is about, and the rows that break it."""

    rule: Rule
    column: str
    is_broken: ir.BooleanValue


def broken_rules(
    table: ir.Table, kind: FileKind, place: str, today: date, *, is_demonstration: bool
) -> Iterator[Problem]:
    """A problem for each rule that some row breaks, with the number of rows and one value.

    What the labels and councils mean is looked at in the tally, not here.
    """
    checks = [*_checks(table, kind, today), _of_the_other_kind(table, is_demonstration)]
    counted = brought(
        table.aggregate(
            **{f"rows_{n}": c.is_broken.sum() for n, c in enumerate(checks)},
            **{
                f"value_{n}": table[c.column].cast("string").min(where=c.is_broken)
                for n, c in enumerate(checks)
            },
        )
    ).iloc[0]
    for number, check in enumerate(checks):
        rows = counted[f"rows_{number}"]
        if not pd.isna(rows) and rows > 0:
            yield _problem(check.rule, place, check.column, counted[f"value_{number}"], int(rows))
    if kind is not FileKind.COMPLIANCE:
        yield from _repeated(table, place)


def _checks(table: ir.Table, kind: FileKind, today: date) -> Iterator[_Check]:
    layout = next(layout for layout in LAYOUTS if layout.kind is kind)
    for column in layout.required:
        value = table[column]
        is_empty = value.isnull()
        if not column.endswith("_on"):
            is_empty = is_empty | (value.strip() == "")
        yield _Check(EMPTY, column, is_empty)
    reference = table.reference
    yield _Check(
        REFERENCE, "reference", reference.notnull() & ~reference.upper().re_search(_REFERENCE)
    )
    days = [column for column in table.columns if column.endswith("_on")]
    for column in days:
        if column not in _MAY_BE_AHEAD:
            is_ahead = table[column] > ibis.date(today.isoformat())
            yield _Check(no_later_than(today), column, is_ahead.fill_null(False))
    for earlier, later, rule in _ORDER:
        if earlier in days and later in days:
            is_before = table[later] < table[earlier]
            yield _Check(rule, later, is_before.fill_null(False))


_ORDER: Final = (
    ("received_on", "decided_on", BEFORE_RECEIPT),
    *(("agreed_on", later, BEFORE_AGREEMENT) for later in ("recorded_on", "due_on", "achieved_on")),
)


def _of_the_other_kind(table: ir.Table, is_demonstration: bool) -> _Check:
    """No made-up case may pass for a real one, nor the other way round."""
    is_made_up = table.reference.upper().startswith("DEMO").fill_null(is_demonstration)
    expected = (
        f"references that begin with DEMO, since {MANIFEST} says demonstration"
        if is_demonstration
        else f"real references only, since no {MANIFEST} says that this is a demonstration"
    )
    remedy = f"publish demonstration cases with their {MANIFEST} in the folder of --files"
    rule = Rule("demonstration-mixed", expected, remedy)
    return _Check(rule, "reference", is_made_up != is_demonstration)


def _repeated(table: ir.Table, place: str) -> Iterator[Problem]:
    plain = table.reference.upper().re_replace("[^0-9A-Z]", "")
    known = table.filter(table.reference.notnull()).select("reference", plain=plain)
    repeated = known.group_by("plain").agg(times=known.count(), one=known.reference.min())
    repeated = repeated.filter(repeated.times > 1)
    found = brought(
        repeated.aggregate(rows=(repeated.times - 1).sum(), value=repeated.one.min())
    ).iloc[0]
    if not pd.isna(found["rows"]) and found["rows"] > 0:
        yield _problem(REPEATED, place, "reference", found["value"], int(found["rows"]))


def _problem(rule: Rule, place: str, column: str, value: str | float, rows: int) -> Problem:
    return Problem(
        kind=rule.kind,
        file=place,
        column=column,
        value=None if pd.isna(value) else str(value),
        expected=f"{rule.expected} ({_rows(rows)} not so)",
        remedy=rule.remedy,
        is_warning=rule.is_warning,
    )


def _rows(number: int) -> str:
    return "1 row is" if number == 1 else f"{number:,} rows are"
