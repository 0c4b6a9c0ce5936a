"""How many decisions the figures count, to set beside those that are published and listed.

Some decisions are never published, so a count and the list of its cases differ; the difference is
to be explained, not hidden.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.authorities.register import Authority, Register
from dashboard.dataset.decision_sets import DecisionFilter, Flag
from dashboard.dataset.rows import Rows
from dashboard.vocabulary import DecisionOutcome, OutcomeGroup, YearEnding

_CASES: Final = "cases"


@dataclass(frozen=True)
class Counted:
    """The decisions that the yearly figures count."""

    decisions: int
    years: tuple[YearEnding, ...]
    """Whole ones, in a row."""
    is_from_cases: bool
    """Whether every case was counted one by one; else figures printed elsewhere are among them."""


def counted(rows: Rows, register: Register, query: DecisionFilter) -> Counted | None:
    """The number that the figures give for a filter.

    None where they give none: not for parts of years, subcategories or public reports, nor for a
    council that existed and has no count.
    """
    years = _whole_years(query)
    if years is None or query.subcategory or query.flags - {Flag.REMEDY}:
        return None
    if Flag.REMEDY in query.flags and (query.category or not _upheld_at_most(query)):
        return None
    councils = _councils(register, query)
    found = _of_category(rows, query, years) if query.category else _of_all(rows, query, years)
    known: list[int] = []
    is_from_cases, is_whole = True, True
    for council in councils:
        for year in years:
            cases, source = found.get((council.code, str(year)), (None, None))
            if cases is not None:
                known.append(cases)
                is_from_cases &= source == _CASES
            elif council.existed_in(year):
                is_whole = False
    # A case table of some councils has all that is counted of a group; print may have less of it
    # than the lists do.
    if not known or (not is_whole and (query.councils or not is_from_cases)):
        return None
    return Counted(sum(known), years, is_from_cases)


def _upheld_at_most(query: DecisionFilter) -> bool:
    return query.outcomes in ((), (DecisionOutcome.UPHELD,))


def _whole_years(query: DecisionFilter) -> tuple[YearEnding, ...] | None:
    if query.first_day is None or query.last_day is None or query.first_day > query.last_day:
        return None
    first, last = YearEnding.containing(query.first_day), YearEnding.containing(query.last_day)
    if (query.first_day, query.last_day) != (first.first_day, last.last_day):
        return None
    return tuple(first.until(last))


def _councils(register: Register, query: DecisionFilter) -> list[Authority]:
    return [
        council for council in (query.councils or register) if query.type in (None, council.type)
    ]


_Found = dict[tuple[str, str], tuple[int | None, str | None]]
"""A count and its source by council and year."""


def _of_all(rows: Rows, query: DecisionFilter, years: Sequence[YearEnding]) -> _Found:
    marks = ", ".join("?" * len(query.councils))
    of_councils = f"AND authority_code IN ({marks})" if query.councils else ""
    counted = rows(
        f"SELECT * FROM yearly_count WHERE year_ending BETWEEN ? AND ? {of_councils}",
        (str(years[0]), str(years[-1]), *(council.code for council in query.councils)),
    )
    columns = _columns(query)
    return {
        (row["authority_code"], row["year_ending"]): (_sum(row, columns), row["decided_source"])
        for row in counted
    }


def _columns(query: DecisionFilter) -> list[str]:
    """The columns whose sum is asked for; one of a group if it is all of it, as tables print it."""
    if Flag.REMEDY in query.flags:
        return ["satisfactory_remedies"]
    chosen = set(query.outcomes)
    if not chosen or chosen == set(DecisionOutcome):
        return ["decided"]
    columns = []
    for group in OutcomeGroup:
        members = {outcome for outcome in DecisionOutcome if outcome.group is group}
        if members <= chosen:
            columns.append(group.name.lower())
            chosen -= members
    return [*columns, *(outcome.name.lower() for outcome in DecisionOutcome if outcome in chosen)]


def _sum(row: sqlite3.Row, columns: list[str]) -> int | None:
    values = [row[column] for column in columns]
    return None if None in values else sum(values)


def _of_category(rows: Rows, query: DecisionFilter, years: Sequence[YearEnding]) -> _Found:
    """Cases of a category; nought where the cases of a year are known and none is of it."""
    days = (str(years[0]), str(years[-1]))
    known = rows(
        "SELECT authority_code, year_ending, decided_source FROM yearly_count "
        "WHERE decided_source = ? AND year_ending BETWEEN ? AND ?",
        (_CASES, *days),
    )
    outcomes = query.outcomes or tuple(DecisionOutcome)
    of_category = rows(
        "SELECT authority_code, year_ending, sum(cases) AS cases FROM category_count "
        "WHERE kind = 'decided' AND category = ? AND year_ending BETWEEN ? AND ? "
        f"AND outcome IN ({', '.join('?' * len(outcomes))}) GROUP BY authority_code, year_ending",
        (query.category, *days, *outcomes),
    )
    cases = {(row["authority_code"], row["year_ending"]): row["cases"] for row in of_category}
    return {
        (row["authority_code"], row["year_ending"]): (
            cases.get((row["authority_code"], row["year_ending"]), 0),
            _CASES,
        )
        for row in known
    }
