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

from dashboard.vocabulary import YearEnding

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
_OUTCOMES: Final[Mapping[str, str]] = {
    "invalid_incomplete": r"(?:invalid or incomplete|incomplete(?: or |/)invalid)",
    "advice_given": r"advice given",
    "referred_back": r"referred back for local resolution",
    "closed_after_initial": r"closed after initial enquir(?:ies|y)",
    "not_upheld": r"not upheld",
    "upheld": r"(?<!not )upheld",
}
_NEWER: Final[Mapping[str, str]] = {
    "not_for_us_or_not_ready": r"not for us or not ready(?: for us)?",
    "assessed_and_closed": r"assessed and closed",
    "investigations_count": r"investigated",
}
_CELL: Final = r"(?:\s+\d[\d,]*(?:\.\d)?\s?%?)"


_LABELS: Final = "|".join(
    f"(?P<{name}>{pattern})" for name, pattern in {**_OUTCOMES, **_NEWER}.items()
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
    unread: tuple[str, ...]
    """The statistics that such a letter has and that couldn't be told in this one."""
    contradictions: tuple[str, ...]
    """Percentages that their own counts don't give, in words."""


def read_letter_figures(text: str, year: YearEnding) -> LetterFigures:
    """The figures in the words of a letter about a year."""
    words = re.sub(r"\s+", " ", text.replace("\u2019", "'"))
    values: dict[str, float] = {}
    for found in (_statistics(words), _bases(words), _pairs(words), _table(words), _lines(text)):
        values.update({name: number for name, number in found if name not in values})
    if year >= _SENTENCES_SINCE:
        unread = tuple(
            statistic.name
            for statistic in _STATISTICS
            if statistic.figure not in values and not _find_all(statistic.none, words)
        )
    else:
        unread = () if values else ("decisions by outcome",)
    return LetterFigures(values, unread, tuple(_contradictions(values)))


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


def _table(words: str) -> Iterator[tuple[str, float]]:
    """Outcomes in a row of headings above a row of numbers, their total told by their sum."""
    if not re.search(r"\btotal\b", words, re.IGNORECASE):
        return
    labels = {**_OUTCOMES, "upheld_pct": r"uphold rate(?: ?\(?%\)?)?", "decided_total": r"total"}
    label = "|".join(f"(?P<{name}>{pattern})" for name, pattern in labels.items())
    for run in _find_all(rf"(?:(?:{_unnamed(label)})[\s|*]*){{7,8}}", words):
        order = [str(match.lastgroup) for match in _find_all(label, run[0])]
        cells = rf"{_CELL}{{{len(order)}}}(?!\s*[\d%])"
        numbers = re.match(cells, words[run.end() - 1 :])
        if numbers is None or len(set(order)) != len(order):
            continue
        row = dict(zip(order, map(_plain_number, numbers[0].split()), strict=False))
        if len(row) == len(order) and _adds_up(row):
            yield from row.items()
            yield "investigations_count", row["upheld"] + row["not_upheld"]


def _adds_up(row: Mapping[str, float]) -> bool:
    if not {*_OUTCOMES, "decided_total"} <= set(row):
        return False
    return sum(row[name] for name in _OUTCOMES) == row["decided_total"]


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


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _number(match: re.Match[str]) -> float:
    return _plain_number(match["number"])


def _plain_number(text: str) -> float:
    return float(text.replace(",", "").rstrip("%"))
