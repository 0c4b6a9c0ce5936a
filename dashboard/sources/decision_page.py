"""Saved pages of the Ombudsman's site: single decisions, public reports, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from dashboard.references import canonical_reference
from dashboard.sources.decision_address import decision_addresses
from dashboard.sources.decision_facts import LABEL, facts_of, with_address
from dashboard.sources.page_text import Line, PageText

_ONE: Final = r"(?:demo[- ]?)?\d\d[\d\s\u2010-\u2015-]{3,10}\d(?:[\s-]?[a-z])?"
_REFERENCES: Final = re.compile(
    rf"\(\s*({_ONE}(?:\s*(?:[,;/&]|\band\b|,\s*and\b)\s*{_ONE})*)\s*\)", re.IGNORECASE
)
_EACH: Final = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")
_JOINING: Final = re.compile(r"^\s*(?:[,;/&]|\band\b)?\s*|[\s.:]+$", re.IGNORECASE)
_FINAL_DECISION: Final = re.compile(r"(?:the )?ombudsman.?s final decision\b", re.IGNORECASE)
_SUMMARY: Final = re.compile(r"summary\s*:\s*", re.IGNORECASE)
_READ_ON: Final = re.compile(r"(?:read|see|view|show) (?:more|on|the|this|full)\b.{0,40}", re.I)
_LONGEST_HEADING: Final = 300
_LINES_OF_FACTS: Final = 12


@dataclass(frozen=True)
class PageDecision:
    """One decision as a page states it; `facts` has texts as written, by the list's columns."""

    parties: tuple[tuple[str, str], ...]
    """Each body with its reference, as written; a joint case has several."""
    facts: dict[str, str]
    wrong_address: str | None = None
    """Where its heading leads, or where the page says that it stands, if that is another case."""

    @property
    def references(self) -> frozenset[str]:
        """The references in their canonical form, in lower case; those that are none left out."""
        found = (canonical_reference(reference) for _, reference in self.parties)
        return frozenset(reference.casefold() for reference in found if reference)


@dataclass(frozen=True)
class DecisionPage:
    """What a page states."""

    decisions: tuple[PageDecision, ...]
    mentions: int
    """Headings of decisions of which the page says nothing more."""


@dataclass
class _Entry:
    parties: tuple[tuple[str, str], ...]
    lines: list[Line] = field(default_factory=list)


def decisions_of(page: PageText) -> DecisionPage:
    """The decisions that a page states, from top to bottom.

    A decision begins with a heading such as "Milton Keynes Council (20 000 563)".
    """
    entries = list(_entries(page))
    stated = [d for entry in entries if (d := _decision(entry)) is not None]
    if len(stated) == 1:
        stated = [_at(stated[0], page.own_addresses)]
    return DecisionPage(tuple(stated), len(entries) - len(stated))


def is_of_decisions(page: PageText) -> bool:
    """Whether a page that states no decision was plainly meant to."""
    labels = {match[1].casefold() for line in page.lines if (match := LABEL.match(line.text))}
    return bool(decision_addresses(page.own_addresses)) or len(labels) > 1


def _entries(page: PageText) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for line in page.lines:
        heading, rest = _heading(line)
        if heading:
            if entry:
                yield entry
            entry = _Entry(heading)
        if entry:
            entry.lines.append(rest)
    if entry:
        yield entry


def _heading(line: Line) -> tuple[tuple[tuple[str, str], ...], Line]:
    """The parties that a line names, none if it is no heading; and what stands behind them."""
    if parties := _parties(line.text):
        return parties, replace(line, pieces=(), text="")
    first, *rest = line.pieces
    if rest and (parties := _parties(first)):
        return parties, replace(line, pieces=tuple(rest), text=" ".join(rest))
    return (), line


def _parties(text: str) -> tuple[tuple[str, str], ...]:
    found = list(_REFERENCES.finditer(text)) if len(text) <= _LONGEST_HEADING else []
    if not found or _JOINING.sub("", text[found[-1].end() :]):
        return ()
    starts = [0, *(match.end() for match in found)]
    names = [
        _JOINING.sub("", text[start : match.start()])
        for start, match in zip(starts, found, strict=False)
    ]
    if not all(names):
        return ()
    return tuple(
        (name, reference)
        for name, match in zip(names, found, strict=True)
        for reference in _EACH.split(match[1])
    )


def _decision(entry: _Entry) -> PageDecision | None:
    """The decision below a heading; None if it is only mentioned."""
    heading, *below = entry.lines
    header, body = _header(below)
    facts = facts_of([heading, *header])
    if not facts:
        return None
    if summary := _summary(body):
        facts["summary"] = summary
    decision = PageDecision(entry.parties, facts)
    links = [address for line in below for address in line.addresses]
    return _at(_at(decision, links, may_be_others=True), heading.addresses)


def _at(
    decision: PageDecision, written: Sequence[str], *, may_be_others: bool = False
) -> PageDecision:
    """The decision with that one of the addresses that is its own."""
    found = decision_addresses(written)
    own = [address for address in found if address.reference.casefold() in decision.references]
    if own:
        facts = with_address(decision.facts, own[0])
        return replace(decision, facts=facts, wrong_address=None)
    if found and not may_be_others:
        return replace(decision, wrong_address=found[0].url)
    return decision


def _header(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of facts below a heading, and the text below them."""
    for number, line in enumerate(lines[:_LINES_OF_FACTS]):
        if _FINAL_DECISION.match(line.text) or _SUMMARY.match(line.text):
            return lines[:number], lines[number:]
    return lines[:_LINES_OF_FACTS], lines[_LINES_OF_FACTS:]


def _summary(lines: list[Line]) -> str | None:
    """The first paragraph that calls itself the summary, without the link to read on."""
    for line, below in pairwise([*lines, Line((), "", ())]):
        if match := _SUMMARY.match(line.text):
            text = line.text[match.end() :] or below.text
            read_on = _READ_ON.fullmatch(line.pieces[-1])
            return text.removesuffix(line.pieces[-1]).rstrip() if read_on else text
    return None
