"""Decisions on saved pages as the rows of a list, ready to be read like one from a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.authorities.names import NameKind, Names
from dashboard.errors import InputError, Problem
from dashboard.sources.decision_page import (
    DecisionPage,
    PageDecision,
    decisions_of,
    is_of_decisions,
)
from dashboard.sources.encoding import Encoding, windows_1252_warning
from dashboard.sources.findings import Findings
from dashboard.sources.page_text import read_page
from dashboard.sources.recognition import FileKind, Recognised, layout_of
from dashboard.sources.records import Records

_JOINED: Final = re.compile(r"\s*(?:[,;/&]|\band\b)\s*", re.IGNORECASE)


def read_page_records(
    file: str, content: bytes, names: Names, findings: Findings
) -> Records | None:
    """The decisions that a page states, one row a body and reference; None for another page.

    Raises:
        InputError: the page can't be opened, or is about decisions and none can be made out.
    """
    text = read_page(file, content)
    page = decisions_of(text)
    if not page.decisions:
        if page.mentions or is_of_decisions(text):
            raise InputError([_not_read(file)])
        return None
    if text.encoding is Encoding.WINDOWS_1252:
        findings.add(windows_1252_warning(file))
    if not text.is_whole:
        findings.add(_cut_off(file))
    rows = [row for decision in page.decisions for row in _rows(decision, names)]
    findings.add(
        *(_wrong_address(file, decision) for decision in page.decisions if decision.wrong_address)
    )
    return _records(file, rows, page, text.encoding)


def _rows(decision: PageDecision, names: Names) -> Iterator[dict[str, str]]:
    for written, reference in decision.parties:
        for body in _bodies(written, names):
            yield {"reference": reference, "authority_as_written": body, **decision.facts}


def _bodies(written: str, names: Names) -> list[str]:
    """The bodies of a joint case; a name that has "and" in it is one body if it is known."""

    def is_known(name: str) -> bool:
        return names.resolve(name).kind is not NameKind.UNKNOWN

    if is_known(written):
        return [written]
    for match in _JOINED.finditer(written):
        first, rest = written[: match.start()], written[match.end() :]
        if first and rest and is_known(first):
            others = _bodies(rest, names)
            if all(map(is_known, others)):
                return [first, *others]
    return [written]


def _records(
    file: str, rows: list[dict[str, str]], page: DecisionPage, encoding: Encoding
) -> Records:
    layout = layout_of(FileKind.PUBLISHED_DECISIONS)
    cells = pd.DataFrame(
        {
            column: pd.array([row.get(column) for row in rows], dtype="str")
            for column in layout.columns
        },
        index=pd.RangeIndex(1, len(rows) + 1, name="row"),
    )
    remarks = [
        str(encoding) if encoding is not Encoding.UTF_8 else "",
        f"{page.mentions} decisions only mentioned were not read" if page.mentions else "",
    ]
    positions = {column: number for number, column in enumerate(layout.columns)}
    recognised = Recognised(layout, 0, positions, missing=(), repeated=(), unread=())
    return Records(
        file,
        None,
        recognised,
        cells=cells,
        below=cells.iloc[:0],
        skipped=0,
        remarks=tuple(filter(None, remarks)),
    )


def _not_read(file: str) -> Problem:
    return Problem(
        kind="decision-page-not-read",
        file=file,
        expected='a heading such as "Milton Keynes Council (20 000 563)" and below it Category, '
        "Decision and Decision date; or a list of such headings, each with Statement or Report, "
        "decision, category and date",
        remedy="open the decision, or the list, on the Ombudsman's site and save the page again; "
        "or give its decisions in a table; or take it out",
        is_warning=True,
    )


def _cut_off(file: str) -> Problem:
    return Problem(
        kind="page-cut-off",
        file=file,
        expected="a page that goes on to its end, </html>",
        remedy="save the page again: decisions or words may be missing; allow this kind if nothing "
        "is",
        is_warning=True,
    )


def _wrong_address(file: str, decision: PageDecision) -> Problem:
    (_, reference), *_ = decision.parties
    return Problem(
        kind="address-of-another-case",
        file=file,
        value=decision.wrong_address,
        expected=f"the address of {reference}",
        remedy="save the page again; the decision is shown without an address",
        is_warning=True,
    )
