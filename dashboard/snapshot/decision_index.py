"""Puts the decisions of a snapshot in order and makes what they are found by.

Decisions are numbered newest first, so that an id is a place in the list. Every value that a reader
may filter by has the set of its decisions' ids, as a Roaring bitmap (https://roaringbitmap.org), in
`decision_facet`: what several filters leave is their intersection, and a count its size.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Final

from pyroaring import BitMap

from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE

AS_READ: Final = "decision_as_read"
"""The table that takes the decisions as they come."""

STAGING: Final = f"""
CREATE TEMP TABLE {AS_READ} (
    reference, authority_code, category, subcategory, decision, received_on, decided_on, is_report,
    satisfactory_remedy, remedy, summary, url, is_counted
);
CREATE TEMP TABLE decision_before (
    reference, authority_code, category, subcategory, decision, decided_on, is_report, summary, url,
    listed_on, changed_on,
    PRIMARY KEY (reference, authority_code)
) WITHOUT ROWID;
"""

_SAID_BEFORE: Final = (
    *("category", "subcategory", "decision", "decided_on", "is_report", "summary", "url"),
)
"""What changes a decision for those who have read it."""

_FACETS: Final = {
    "council": ("''", "authority_code"),
    "category": ("''", "category"),
    "subcategory": ("coalesce(category, '')", "subcategory"),
    "decision": ("''", "decision"),
    "report": ("''", "nullif(is_report, 0)"),
    "remedy": ("''", "nullif(satisfactory_remedy, 0)"),
    "improvement": ("''", "nullif(has_improvement, 0)"),
    "summary": ("''", "CASE WHEN summary IS NOT NULL THEN 1 END"),
    "counted": ("''", "nullif(is_counted, 0)"),
    "dated": ("''", "CASE WHEN decided_on IS NOT NULL THEN 1 END"),
}
"""What decisions are filtered by: the category that a value is part of, if any, and the value."""


_COMMON: Final = 0.03
"""A word in more than this share of the decisions has the set of them at hand."""


def index_decisions(connection: sqlite3.Connection, before: Path | None, today: date) -> None:
    """Fills `decision` from the rows as read, newest first, and everything that finds them.

    `before` is the snapshot published before: it knows since when a decision has been listed.
    """
    if before is not None:
        _remember(connection, before)
    same = " AND ".join(f"a.{name} IS b.{name}" for name in _SAID_BEFORE)
    connection.execute(
        f"""
        INSERT INTO decision (
            reference, authority_code, category, subcategory, decision, received_on, decided_on,
            is_report, satisfactory_remedy, remedy, has_improvement, summary, url, is_counted,
            listed_on, changed_on
        )
        SELECT a.reference, a.authority_code, a.category, a.subcategory, a.decision, a.received_on,
            a.decided_on, a.is_report, a.satisfactory_remedy, a.remedy,
            CASE WHEN (SELECT count(*) FROM recommendation) THEN EXISTS (
                SELECT 1 FROM recommendation AS r
                WHERE r.reference = a.reference COLLATE NOCASE
                    AND r.authority_code = a.authority_code AND r.kind = 'service improvement'
            ) END,
            a.summary, a.url, a.is_counted, coalesce(b.listed_on, :today),
            CASE WHEN b.changed_on IS NOT NULL AND {same} THEN b.changed_on ELSE :today END
        FROM {AS_READ} AS a LEFT JOIN decision_before AS b
            ON b.reference = a.reference AND b.authority_code = a.authority_code
        ORDER BY a.decided_on DESC, a.reference, a.authority_code
        """,
        {"today": today.isoformat()},
    )
    _index_words(connection)
    for facet, (category, value) in _FACETS.items():
        _index_facet(connection, facet, category, value)


def _remember(connection: sqlite3.Connection, before: Path) -> None:
    """The decisions of the snapshot before, with the days on which they were listed and changed."""
    address = f"{(before / DATABASE).resolve().as_uri()}?mode=ro"
    connection.execute("ATTACH DATABASE ? AS before", (address,))
    try:
        known = {row[1] for row in connection.execute("PRAGMA before.table_info(decision)")}
        if not set(_SAID_BEFORE) <= known:
            return
        # An older schema kept no days: what it lists was listed when it was made.
        made_on = f"'{Manifest.read(before, any_schema=True).created[:10]}'"
        days = ("listed_on, changed_on") if "listed_on" in known else f"{made_on}, {made_on}"
        connection.execute(
            "INSERT OR IGNORE INTO decision_before SELECT reference, authority_code, "
            f"{', '.join(_SAID_BEFORE)}, {days} FROM before.decision"
        )
    finally:
        connection.commit()
        connection.execute("DETACH DATABASE before")


def _index_words(connection: sqlite3.Connection) -> None:
    """The full-text index, its words with the sets of the common ones, and their stems."""
    # Nothing is added later, so that merging the parts of the index as they come would be in vain.
    connection.execute("INSERT INTO decision_search(decision_search, rank) VALUES ('automerge', 0)")
    connection.execute("INSERT INTO decision_search(decision_search) VALUES ('rebuild')")
    connection.execute("INSERT INTO decision_search(decision_search) VALUES ('optimize')")
    connection.execute(
        "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'decision_search', 'row')"
    )
    connection.execute("INSERT INTO decision_word (word, decisions) SELECT term, doc FROM word")
    connection.execute("DROP TABLE temp.word")
    # "walls" is to find "wall"; a number has no other form.
    connection.execute(
        "INSERT INTO decision_word_form (word) "
        "SELECT word FROM decision_word WHERE word GLOB '*[^0-9]*'"
    )
    common = connection.execute(
        "SELECT word FROM decision_word WHERE decisions > ? * (SELECT count(*) FROM decision)",
        (_COMMON,),
    ).fetchall()
    for (word,) in common:
        found = connection.execute(
            "SELECT rowid FROM decision_search WHERE decision_search MATCH ?", (f'"{word}"',)
        )
        connection.execute(
            "UPDATE decision_word SET decision_ids = ? WHERE word = ?",
            (_set([number for (number,) in found]).serialize(), word),
        )


def _index_facet(connection: sqlite3.Connection, facet: str, category: str, value: str) -> None:
    ids: dict[tuple[str, str], list[int]] = defaultdict(list)
    statement = f"SELECT {category}, {value}, id FROM decision WHERE {value} IS NOT NULL"
    for of_category, of_value, number in connection.execute(statement):
        ids[of_category, str(of_value)].append(number)
    connection.executemany(
        "INSERT INTO decision_facet VALUES (?, ?, ?, ?, ?)",
        [
            (facet, *key, len(numbers), _set(numbers).serialize())
            for key, numbers in sorted(ids.items())
        ],
    )


def _set(numbers: list[int]) -> BitMap:
    found = BitMap(numbers)
    found.run_optimize()
    return found
