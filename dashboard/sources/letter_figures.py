"""The figures that an annual review letter prints, read from its own words.

The layouts differ by generation: tables of numbers until 2017-18, then sentences about three
statistics, each with the average of similar authorities and the number of cases it is based on.
A figure is taken only where the letter says it once; what can't be told is named, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.sources.letter_tables import DECIDED, OUTCOMES, RATE, RECEIVED, TOTAL, plain_number
from dashboard.sources.percentages import percentage_to_one_decimal
from dashboard.vocabulary import ServiceArea, YearEnding

_PERCENT: Final = r"(?P<number>\d{1,3}(?:\.\d)?)\s?%"
_COUNT: Final = r"(?P<number>\d[\d,]*)"
_RATE: Final = r"(?P<number>\d+(?:\.\d)?)"

_SENTENCES_SINCE: Final = YearEnding(2019)
_OURS: Final = r"(?:we|the ombudsman)"
_PEERS: Final = (
    r"(?:similar (?:authorities|organisations|councils)|(?:authorities|councils) of this type)"
)

_UPHELD: Final = rf"{_PERCENT} of (?:the )?complaints (?:{_OURS} )?investigated (?:were|was) upheld"
_COMPLIED: Final = (
    rf"(?:in )?{_PERCENT} of "
    rf"(?:cases,? {_OURS} (?:were|was) satisfied|recommendations were complied with)"
)
_REMEDIED: Final = (
    rf"(?:in )?{_PERCENT} of upheld (?:cases|complaints),? (?:{_OURS} found )?"
    r"(?:the (?:authority|organisation|council) )?had (?:provided )?a satisfactory remedy"
)


@dataclass(frozen=True)
class _Statistic:
    """One of the three statistics: its sentence, its figures, and the words for having none."""

    name: str
    sentence: str
    figure: str
    similar: str
    none: str


_STATISTICS: Final = (
    _Statistic(
        "uphold rate",
        _UPHELD,
        "upheld_pct",
        "similar_upheld_pct",
        r"(?:no|0) (?:detailed )?(?:investigations|complaints investigated)",
    ),
    _Statistic(
        "compliance rate",
        _COMPLIED,
        "compliance_pct",
        "similar_compliance_pct",
        r"(?:no|0) (?:compliance outcomes|recommendations were due)",
    ),
    _Statistic(
        "satisfactory remedies",
        _REMEDIED,
        "remedy_pct",
        "similar_remedy_pct",
        r"(?:no|0) upheld (?:decisions|cases|complaints)",
    ),
)
_SIMILAR: Final = (
    rf"average (?:of|for) {_PERCENT} (?:in|for|of|across) {_PEERS}",
    rf"average (?:of|for|in) {_PEERS}(?: \([^()]*\))?(?: is| was|:) {_PERCENT}",
)
_BASES: Final[Mapping[str, str]] = {
    "investigations_count": rf"based on a total of {_COUNT} (?:detailed )?investigations?",
    "compliance_outcomes_count": rf"based on a total of {_COUNT} compliance outcomes?",
    "upheld_count": rf"based on a total of {_COUNT} upheld (?:decision|complaint|case)s?",
    "upheld_per_100k": rf"(?<![\w.])(?<!is )(?<!was ){_RATE} "
    r"(?:upheld (?:decision|complaint)s?|complaints? upheld) per 100,000 residents",
    "similar_upheld_per_100k": rf"average (?:for|of) {_PEERS} (?:is|was) {_RATE} "
    r"(?:upheld (?:decision|complaint)s? )?per 100,000 residents",
    "complied_late": rf"complied with late: {_COUNT}",
    "received_total": rf"complaints and enquiries received in the year: {_COUNT}",
}
_PAIRS: Final = (
    (r"(?P<part>\d[\d,]*) of (?P<whole>\d[\d,]*) complaints investigated",
     "upheld_count", "investigations_count"),
    (r"(?P<part>\d[\d,]*) of (?P<whole>\d[\d,]*) compliance outcomes recorded",
     "complied_in_all", "compliance_outcomes_count"),
    (r"(?P<part>\d[\d,]*) of (?P<whole>\d[\d,]*) upheld (?:cases|complaints)",
     "remedy_count", "upheld_count"),
)  # fmt: skip
_NEWER: Final[Mapping[str, str]] = {
    "not_for_us_or_not_ready": r"not for us or not ready(?: for us)?",
    "assessed_and_closed": r"assessed and closed",
    "investigations_count": r"investigated",
}
_LABELS: Final = "|".join(
    f"(?P<{name}>{pattern})" for name, pattern in {**OUTCOMES, **_NEWER}.items()
)
_LINES: Final = (
    re.compile(rf"^[^\w\n]*{_COUNT}[ \t]+(?:complaints )?(?:{_LABELS})[ \t]*$", re.I | re.M),
    re.compile(rf"^[^\w\n]*(?:{_LABELS})[ \t]*[: \t][ \t]*{_COUNT}[ \t]*$", re.I | re.M),
)


@dataclass(frozen=True)
class LetterFigures:
    """What a letter prints: numbers by the headings of published figures; and what is unread."""

    values: Mapping[str, float]
    """Percentages from 0 to 100."""
    received: Mapping[ServiceArea, int]
    """Complaints received by category; empty if the letter doesn't say."""
    unread: tuple[str, ...]
    """The statistics that such a letter has and that couldn't be told in this one."""
    contradictions: tuple[str, ...]
    """Percentages that their own counts don't give, in words."""


def read_letter_figures(text: str, year: YearEnding) -> LetterFigures:
    """The figures in the words of a letter about a year."""
    words = re.sub(r"\s+", " ", text.replace("\u2019", "'"))
    received = RECEIVED.read(words) or {}
    values: dict[str, float] = {}
    for found in (
        *(_statistics(words), _bases(words), _pairs(words), _decided(words), _lines(text)),
        [("received_total", received[TOTAL])] if received else [],
    ):
        values.update({name: number for name, number in found if name not in values})
    return LetterFigures(
        values,
        {area: int(received[area]) for area in ServiceArea if area in received},
        tuple(_unread(words, year, values, received)),
        tuple(_contradictions(values)),
    )


def _unread(
    words: str, year: YearEnding, values: Mapping[str, float], received: Mapping[str, float]
) -> Iterator[str]:
    """What a letter of the year has, and couldn't be told in this one."""
    if year >= _SENTENCES_SINCE:
        for statistic in _STATISTICS:
            if statistic.figure not in values and not _find_all(statistic.none, words):
                yield statistic.name
        return
    if OUTCOMES.keys().isdisjoint(values):
        yield "decisions by outcome"
    if not received:
        yield "complaints received by category"


def _statistics(words: str) -> Iterator[tuple[str, float]]:
    """Each statistic's percentage, and the average that stands before the next one begins."""
    found = {s: _find_all(s.sentence, words) for s in _STATISTICS}
    nothing = [match for s in _STATISTICS for match in _find_all(s.none, words)]
    starts = sorted(m.start() for matches in (*found.values(), nothing) for m in matches)
    for statistic, matches in found.items():
        if len({match["number"] for match in matches}) != 1:
            continue
        yield statistic.figure, _number(matches[0])
        end = next((start for start in starts if start > matches[0].start()), len(words))
        part = words[matches[0].end() : end]
        averages = {m["number"] for pattern in _SIMILAR for m in _find_all(pattern, part)}
        if len(averages) == 1:
            yield statistic.similar, float(averages.pop())


def _bases(words: str) -> Iterator[tuple[str, float]]:
    for name, pattern in _BASES.items():
        numbers = {_number(match) for match in _find_all(pattern, words)}
        if len(numbers) == 1:
            yield name, numbers.pop()


def _pairs(words: str) -> Iterator[tuple[str, float]]:
    for pattern, part, whole in _PAIRS:
        matches = _find_all(pattern, words)
        if len(matches) == 1:
            yield part, float(matches[0]["part"].replace(",", ""))
            yield whole, float(matches[0]["whole"].replace(",", ""))


def _decided(words: str) -> Iterator[tuple[str, float]]:
    """The decisions of the table by outcome, with its rate and its total."""
    row = DECIDED.read(words)
    if row:
        yield from ((name, row[name]) for name in OUTCOMES)
        if RATE in row:
            yield RATE, percentage_to_one_decimal(row[RATE])
        yield "decided_total", row[TOTAL]
        yield "investigations_count", row["upheld"] + row["not_upheld"]


def _lines(text: str) -> Iterator[tuple[str, float]]:
    """Numbers beside their labels, one a line: "Advice given: 2", "45 Assessed and closed"."""
    found: dict[str, set[float]] = {}
    for pattern in _LINES:
        for match in pattern.finditer(text):
            (name,) = (n for n, said in match.groupdict().items() if said and n != "number")
            found.setdefault(name, set()).add(_number(match))
    for name, numbers in found.items():
        if len(numbers) == 1:
            yield name, numbers.pop()


def _contradictions(values: Mapping[str, float]) -> Iterator[str]:
    upheld = values.get("upheld_count", values.get("upheld"))
    for rate, part, whole in (
        ("upheld_pct", upheld, values.get("investigations_count")),
        ("remedy_pct", values.get("remedy_count"), upheld),
        (
            "compliance_pct",
            values.get("complied_in_all"),
            values.get("compliance_outcomes_count"),
        ),
    ):
        if rate not in values or part is None or not whole:
            continue
        # Half a percent either way is rounding.
        if abs(100 * part - values[rate] * whole) > whole / 2:
            yield f"{values[rate]:g}% beside {part:g} of {whole:g}"


def _find_all(pattern: str, words: str) -> list[re.Match[str]]:
    return list(re.finditer(pattern, words, re.IGNORECASE))


def _number(match: re.Match[str]) -> float:
    return plain_number(match["number"])
