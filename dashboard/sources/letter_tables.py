"""The tables of numbers in a letter: a run of headings, and the row below that adds up.

The letters of before 2018-19 have two: complaints received by category, and decisions by outcome.
Their lines are lost in a text or a PDF; what tells which number is under which heading is that
there are as many, and that they add up to the total. A table that stands twice with two rows,
such as that of the year before, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.vocabulary import ServiceArea

OUTCOMES: Final[Mapping[str, str]] = {
    "invalid_incomplete": r"(?:invalid or incomplete|incomplete(?: or |/)invalid)",
    "advice_given": r"advice given",
    "referred_back": r"referred back for local resolution",
    "closed_after_initial": r"closed after initial enquir(?:ies|y)",
    "not_upheld": r"not upheld",
    "upheld": r"(?<!not )upheld",
}
"""The decisions by their figure, and their words in letters."""

_AND: Final = r"(?:and|&)"
_AREAS: Final[Mapping[ServiceArea, str]] = {
    ServiceArea.ADULT_SOCIAL_CARE: r"adult (?:social care|care services)",
    ServiceArea.BENEFITS_AND_TAX: rf"benefits {_AND} tax",
    ServiceArea.CORPORATE: rf"corporate {_AND} other services",
    ServiceArea.EDUCATION_AND_CHILDREN: rf"education {_AND} children'?s'? services",
    ServiceArea.ENVIRONMENT: r"environment(?:al)? services"
    rf"(?:,?(?: {_AND})? public protection)?(?: {_AND} regulation)?",
    ServiceArea.HIGHWAYS_AND_TRANSPORT: rf"highways {_AND} transport",
    ServiceArea.HOUSING: r"housing",
    ServiceArea.PLANNING: rf"planning {_AND} development",
    ServiceArea.OTHER: r"other",
}
TOTAL: Final = "total"
RATE: Final = "upheld_pct"
_BETWEEN: Final = r"[\s|*:.]*"
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?\s?%?"
_OTHER_ROW: Final = r"(?:year|last|previous|average|similar|england|national|all|percentage)\b"
_NAME: Final = rf"(?:(?:(?!{_OTHER_ROW})[a-z'&.,()-]+\s+){{1,10}}?)?"
"""A cell of words before the numbers: the council's name stands there in some years."""
_SUBJECT: Final = re.compile(r"\b(received|decided|decisions|upheld|remedied)\b", re.IGNORECASE)
_TITLE: Final = 200
"""So many letters before a table are looked at for what it counts."""


@dataclass(frozen=True)
class LetterTable:
    """The headings of a table, each with its words, and those without which it isn't the table."""

    words: Mapping[str, str]
    needed: frozenset[str]
    parts: frozenset[str]
    """What the total is the sum of, as far as it is there."""
    subjects: frozenset[str]
    """What the title may say last that is counted; without any, the headings tell."""

    def read(self, text: str) -> dict[str, float] | None:
        """The row of the table, None if there is none or more than one.

        `text` is the letter with single blanks. A number of the row stands under the name of its
        heading, the total under "total".
        """
        rows = [row for row in self._rows(text) if self._adds_up(row)]
        return rows[0] if rows and all(row == rows[0] for row in rows) else None

    def _rows(self, text: str) -> Iterator[dict[str, float]]:
        named = "|".join(f"(?P<n{n}>{words})" for n, words in enumerate(self.words.values()))
        label = re.sub(r"\(\?P<\w+>", "(?:", named)
        group = r"(?:detailed investigations\s+)?"
        fewest, most = len(self.needed), len(self.words)
        patterns = (
            rf"(?P<labels>(?:{group}(?:{label}){_BETWEEN}){{{fewest},{most}}})"
            rf"{_NAME}(?P<numbers>(?:{_NUMBER}[\s|]*)+)",
            rf"(?P<both>(?:(?:{label}){_BETWEEN}{_NUMBER}{_BETWEEN}){{{fewest},{most}}})",
        )
        for pattern in patterns:
            for match in re.finditer(rf"(?<!\w){pattern}", text, re.IGNORECASE):
                if not self._is_subject(text[max(0, match.start() - _TITLE) : match.start()]):
                    continue
                cells = match.groupdict()
                of_labels = cells.get("labels") or cells["both"]
                of_numbers = cells.get("numbers") or re.sub(label, " ", cells["both"], flags=re.I)
                names = list(self.words)
                order = [
                    names[int(str(found.lastgroup)[1:])]
                    for found in re.finditer(named, of_labels, re.IGNORECASE)
                ]
                numbers = [plain_number(number) for number in re.findall(_NUMBER, of_numbers)]
                if len(numbers) == len(order) == len(set(order)):
                    yield dict(zip(order, numbers, strict=True))

    def _is_subject(self, before: str) -> bool:
        said = _SUBJECT.findall(before)
        return not self.subjects or (bool(said) and said[-1].casefold() in self.subjects)

    def _adds_up(self, row: Mapping[str, float]) -> bool:
        parts = [row[name] for name in self.parts if name in row]
        return self.needed <= row.keys() and sum(parts) == row[TOTAL]


DECIDED: Final = LetterTable(
    words={**OUTCOMES, RATE: r"uphold rate(?: ?\(?%\)?)?", TOTAL: TOTAL},
    needed=frozenset({*OUTCOMES, TOTAL}),
    parts=frozenset(OUTCOMES),
    subjects=frozenset(),
)
RECEIVED: Final = LetterTable(
    words={**{str(area): words for area, words in _AREAS.items()}, TOTAL: TOTAL},
    # The first of these letters have no heading for what is in no other group.
    needed=frozenset({*_AREAS, TOTAL} - {ServiceArea.OTHER}),
    parts=frozenset(_AREAS),
    subjects=frozenset({"received"}),
)


def plain_number(text: str) -> float:
    """A number without its thousands commas and its percent sign."""
    return float(text.replace(",", "").rstrip("% "))
