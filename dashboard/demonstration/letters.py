"""Annual letters of made-up figures, in this project's own words, one a council and year.

A letter states its council, its year, that it is demonstration, and the figures that the case
tables give. It is not the Ombudsman's letter and has neither its words nor its look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dashboard.authorities.authority import Authority
from dashboard.authorities.register import Register
from dashboard.demonstration.averages import TYPES, YEARS, Counts
from dashboard.demonstration.cases import NOT_UPHELD, OUTCOMES, UPHELD, Cases
from dashboard.demonstration.recommendations import COMPLIANCE_OUTCOMES, Recommendations
from dashboard.vocabulary import ComplianceOutcome, YearEnding

_LATE = COMPLIANCE_OUTCOMES.index(ComplianceOutcome.COMPLIED_LATE)
_MISSED = COMPLIANCE_OUTCOMES.index(ComplianceOutcome.NOT_COMPLIED)


@dataclass(frozen=True)
class Figures:
    """What a letter states of one council, or of its whole type, in one year."""

    received: int
    outcomes: tuple[int, ...]
    """Decisions, in the order of `OUTCOMES`."""
    satisfied: int
    compliance: tuple[int, ...]
    """Compliance outcomes, in the order of `COMPLIANCE_OUTCOMES`."""

    @property
    def upheld(self) -> int:
        """Decisions upheld."""
        return self.outcomes[UPHELD]

    @property
    def investigations(self) -> int:
        """Decisions upheld or not upheld."""
        return self.outcomes[UPHELD] + self.outcomes[NOT_UPHELD]

    @property
    def recorded(self) -> int:
        """Compliance outcomes recorded."""
        return sum(self.compliance)

    @property
    def complied(self) -> int:
        """Compliance outcomes that the council met, late ones included."""
        return self.recorded - self.compliance[_MISSED]


@dataclass(frozen=True)
class Counted:
    """Counts of every council and year: authorities x years, with a last axis of labels if any."""

    received: Counts
    outcomes: Counts
    satisfied: Counts
    compliance: Counts

    def of(self, authorities: Counts, year: int) -> Figures:
        """The figures of some authorities together, in a year given as an index."""
        return Figures(
            received=int(self.received[authorities, year].sum()),
            outcomes=tuple(self.outcomes[authorities, year].sum(axis=0).tolist()),
            satisfied=int(self.satisfied[authorities, year].sum()),
            compliance=tuple(self.compliance[authorities, year].sum(axis=0).tolist()),
        )


def count(register: Register, cases: Cases, recommendations: Recommendations) -> Counted:
    """Counts the cases of every council and year of `YEARS`."""
    shape = (len(register), len(YEARS))
    due = recommendations.case
    return Counted(
        received=_counts(shape, cases.authority, cases.received_year),
        outcomes=_counts(
            (*shape, len(OUTCOMES)), cases.authority, cases.decided_year, cases.outcome
        ),
        satisfied=_counts(
            shape, cases.authority[cases.satisfied], cases.decided_year[cases.satisfied]
        ),
        compliance=_counts(
            (*shape, len(COMPLIANCE_OUTCOMES)),
            cases.authority[due],
            recommendations.recorded_year,
            recommendations.outcome,
        ),
    )


def write_letters(to: Path, register: Register, counted: Counted, years: list[YearEnding]) -> int:
    """Writes the letters of the asked years into a folder and says how many there are."""
    to.mkdir()
    number = 0
    for year in years:
        for authority, figures, similar in _letters(register, counted, year):
            path = to / f"{authority.slug}-{year.last}.txt"
            path.write_text(letter(authority, year, figures, similar), encoding="utf-8", newline="")
            number += 1
    return number


def letter(authority: Authority, year: YearEnding, figures: Figures, similar: Figures) -> str:
    """The words of one letter."""
    return f"""\
DEMONSTRATION LETTER - made-up figures, not the Ombudsman's

To: {authority.name}
Annual letter for the year ending {year.last_day.day} March {year.last}

This letter is part of the demonstration data of "Your council's performance". The Ombudsman did
not write it or send it, and none of the cases behind it happened.

{_headlines(authority, figures, similar)}

Decisions made in the year
{_decisions(figures)}

Complaints and enquiries received in the year: {figures.received}

Demonstration: please don't quote these figures.
"""


def _headlines(authority: Authority, figures: Figures, similar: Figures) -> str:
    peers = f"Average of similar authorities ({authority.type.plural})"
    late = figures.compliance[_LATE]
    paragraphs = (
        "Complaints upheld",
        _sentence(
            figures.upheld,
            figures.investigations,
            "of complaints investigated were upheld",
            "complaints investigated",
        ),
        f"{peers}: {_percent(similar.upheld, similar.investigations)}",
        "",
        "Compliance with recommendations",
        _sentence(
            figures.complied,
            figures.recorded,
            "of recommendations were complied with",
            "compliance outcomes recorded",
        ),
        f"Of these, complied with late: {late}",
        f"{peers}: {_percent(similar.complied, similar.recorded)}",
        "",
        "Satisfactory remedies",
        _sentence(
            figures.satisfied,
            figures.upheld,
            "of upheld cases had a satisfactory remedy before the complaint",
            "upheld cases",
        ),
        f"{peers}: {_percent(similar.satisfied, similar.upheld)}",
    )
    return "\n".join(paragraphs)


def _sentence(numerator: int, denominator: int, words: str, base: str) -> str:
    if denominator == 0:
        return f"There were no {base} in the year, so there is no percentage."
    return f"{_percent(numerator, denominator)} {words}: {numerator} of {denominator} {base}."


def _decisions(figures: Figures) -> str:
    return "\n".join(
        f"{outcome.value}: {number}"
        for outcome, number in zip(OUTCOMES, figures.outcomes, strict=True)
    )


def _percent(numerator: int, denominator: int) -> str:
    """A whole percent, rounded half up; one decimal where a whole one would say 100% wrongly."""
    if denominator == 0:
        return "not applicable"
    if numerator < denominator and numerator * 200 >= denominator * 199:
        return f"{min(999, (numerator * 2000 + denominator) // (denominator * 2)) / 10:.1f}%"
    return f"{(numerator * 200 + denominator) // (denominator * 2)}%"


def _letters(
    register: Register, counted: Counted, year: YearEnding
) -> Iterator[tuple[Authority, Figures, Figures]]:
    """Each council that existed or had a case decided or recorded, and its type's figures."""
    index = year.last - YEARS[0]
    types = np.array([TYPES.index(authority.type) for authority in register])
    similar = {
        t: counted.of(np.flatnonzero(types == number), index) for number, t in enumerate(TYPES)
    }
    for number, authority in enumerate(register):
        figures = counted.of(np.array([number]), index)
        if authority.existed_in(year) or any(figures.outcomes) or figures.recorded:
            yield authority, figures, similar[authority.type]


def _counts(shape: tuple[int, ...], *indexes: Counts) -> Counts:
    """How often each combination of indexes occurs; what lies beyond the last year is left out."""
    inside = indexes[1] < shape[1]
    places = np.ravel_multi_index([index[inside] for index in indexes], shape)
    counts: Counts = np.bincount(places, minlength=int(np.prod(shape))).reshape(shape)
    return counts
