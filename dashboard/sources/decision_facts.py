"""What the lines below a decision's heading say: labelled, or in the order of the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dashboard.sources.decision_address import DecisionAddress
from dashboard.sources.page_text import Line
from dashboard.sources.wording import plain
from dashboard.vocabulary import DecisionCategory, DecisionOutcome

LABEL: Final = re.compile(r"(category|decision date|decision|date|type)\s*:\s*(.*)", re.I)
"""A line that says which fact it states, and the fact, which may stand in the next line."""

_COLUMNS: Final = {
    "category": "category",
    "decision": "decision",
    "decision date": "decision_date",
    "date": "decision_date",
}
_OTHER_LABEL: Final = re.compile(r"[^:]{1,80}:")
_STEP: Final = re.compile(r"\s*[>\u203a\u00bb\u2192]\s*")
_BETWEEN: Final = re.compile(r"\s*[|\u00b7\u2022]\s*")
_DAY: Final = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[ -]+[a-z]{3,9}\.?,?[ -]+\d{2,4}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", re.I
)
_IS_REPORT: Final = {
    "statement": "no",
    "decisionstatement": "no",
    "report": "yes",
    "publicreport": "yes",
    "publicinterestreport": "yes",
}
_OUTCOMES: Final = frozenset(map(plain, DecisionOutcome))
_CATEGORIES: Final = frozenset(map(plain, DecisionCategory))
_IN_ONE_PIECE: Final = re.compile(
    rf"((?:public interest |public )?report|statement)\s+({'|'.join(DecisionOutcome)})\s+"
    rf"(.+?)\s+({_DAY.pattern})",
    re.IGNORECASE,
)


def facts_of(lines: Sequence[Line]) -> dict[str, str]:
    """Facts as written, by the columns of a list of decisions; empty if the lines state none."""
    labelled = dict(reversed(list(_labelled(lines))))
    facts = {column: labelled[name] for name, column in _COLUMNS.items() if labelled.get(name)}
    if not facts:
        return _row(_tokens(lines))
    said = (_IS_REPORT.get(plain(line.text)) for line in lines)
    is_report = _IS_REPORT.get(plain(labelled.get("type", ""))) or next(filter(None, said), None)
    if is_report:
        facts["is_public_report"] = is_report
    return {**facts, **_steps(_STEP.split(facts.pop("category", "")))}


def with_address(facts: dict[str, str], address: DecisionAddress) -> dict[str, str]:
    """The facts with what a decision's address says of it: a list may print the subcategory only.

    "Housing" is one of the ten categories, and a subcategory of others.
    """
    printed = facts.get("category")
    if printed is None:
        said = {"category": address.category} if address.category else {}
    elif plain(printed) == plain(address.subcategory) and "subcategory" not in facts:
        said = {"category": address.category or printed, "subcategory": printed}
    else:
        said = {}
    return {**facts, "url": address.url, **said}


def _steps(steps: Sequence[str]) -> dict[str, str]:
    category, *below = steps
    found = {"category": category, "subcategory": " > ".join(below)}
    return {column: text for column, text in found.items() if text}


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line, below in pairwise([*lines, Line((), "", ())]):
        if match := LABEL.fullmatch(line.text):
            value = match[2]
            if not value and not LABEL.match(below.text):
                value = below.text
            yield match[1].casefold(), value


def _tokens(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if _OTHER_LABEL.match(line.text):
            continue
        for piece in line.pieces:
            in_order = _IN_ONE_PIECE.fullmatch(piece)
            yield from in_order.groups() if in_order else filter(None, _BETWEEN.split(piece))


def _row(tokens: Iterable[str]) -> dict[str, str]:
    """The facts of a row of a list: Statement or Report, decision, category, date."""
    facts: dict[str, str] = {}
    steps: list[str] = []
    before = ""
    for token in tokens:
        form = plain(token)
        if form in _IS_REPORT:
            facts.setdefault("is_public_report", _IS_REPORT[form])
        elif _DAY.fullmatch(token):
            facts.setdefault("decision_date", token)
        elif form in _OUTCOMES or plain(before) in _IS_REPORT:
            facts.setdefault("decision", token)
        elif _is_step(token, facts):
            steps.extend(_STEP.split(token))
        before = token
    if not facts or not steps:
        return facts
    if len(steps) == 1 and plain(steps[0]) not in _CATEGORIES:
        return {**facts, "subcategory": steps[0]}
    return {**facts, **_steps(steps)}


def _is_step(token: str, facts: dict[str, str]) -> bool:
    """Whether a text is a category: one of the ten, or what stands between decision and date."""
    is_between = "decision" in facts and "decision_date" not in facts
    return plain(token) in _CATEGORIES or bool(_STEP.search(token)) or is_between
