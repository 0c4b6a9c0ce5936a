"""What a dataset answers with: frozen records, absent values as None with a reason beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.authorities.register import Authority
from dashboard.vocabulary import (
    DecisionOutcome,
    Measure,
    MissingReason,
    SourceKind,
    Verdict,
    YearEnding,
)


@dataclass(frozen=True)
class Similar:
    """The value of similar authorities, and whose it is."""

    value: float
    display: str
    source: str
    """"publisher" (as printed) or "computed" (pooled from the counts loaded)."""
    url: str | None
    councils: int | None
    """For a computed one: how many councils of the type have counts ..."""
    councils_in_all: int | None
    """... of how many that existed."""

    @property
    def is_partial(self) -> bool:
        """Whether it is pooled from only some of the councils of the type."""
        if self.councils is None or self.councils_in_all is None:
            return False
        return self.councils < self.councils_in_all


@dataclass(frozen=True)
class Figure:
    """One measure of one council and year, with its counts, or the reason why there is none."""

    measure: Measure
    year: YearEnding
    numerator: int | None
    denominator: int | None
    value: float | None
    """A share from 0 to 1, or a rate per 100,000 residents."""
    display: str | None
    low: float | None
    high: float | None
    missing: MissingReason | None
    source: SourceKind | None
    source_url: str | None
    source_file: str | None
    """The publisher's file that has the printed figure, or the counts behind it."""
    is_printed: bool
    """Whether the figure itself is printed; else it is worked out from counts of its source."""
    similar: Similar | None
    verdict: Verdict | None
    stabilised: float | None = None
    """For shading only: a share drawn towards that of the type, the more the fewer the cases."""

    @property
    def has_counts(self) -> bool:
        """Whether both counts are known."""
        return self.numerator is not None and self.denominator is not None


@dataclass(frozen=True)
class Counts:
    """What was counted in a year; a count that isn't known is None, never nought."""

    received: int | None
    decided: int | None
    outcomes: Mapping[DecisionOutcome, int | None]
    not_for_us_or_not_ready: int | None
    assessed_and_closed: int | None
    investigated: int | None
    satisfactory_remedies: int | None
    compliance_outcomes: int | None
    complied: int | None
    complied_late: int | None
    not_complied: int | None
    population: int | None
    population_year: int | None
    sources: Mapping[str, str]
    """Of "received", "decided" and "compliance": "cases" or "printed", where known."""


@dataclass(frozen=True)
class CouncilYear:
    """Everything known of one council in one year."""

    authority: Authority
    year: YearEnding
    counts: Counts
    figures: Mapping[Measure, Figure]


@dataclass(frozen=True)
class TypeAverage:
    """The average of a type of council: pooled from counts, printed by the publisher, or both."""

    type: str
    year: YearEnding
    measure: Measure
    numerator: int | None
    denominator: int | None
    display: str | None
    councils: int | None
    councils_in_all: int | None
    printed_display: str | None
    printed_url: str | None


@dataclass(frozen=True)
class CategoryCount:
    """Cases of one category in a year, of those received or of those decided."""

    category: str
    cases: int
    upheld: int
    """Of those decided; nought among those received."""
    not_upheld: int


@dataclass(frozen=True)
class Categories:
    """A council's cases by category, most cases first; empty where no table is loaded.

    The two tables name categories differently, so they stay apart.
    """

    received: tuple[CategoryCount, ...]
    decided: tuple[CategoryCount, ...]


@dataclass(frozen=True)
class PrintedFigure:
    """One number as a letter or a page prints it."""

    figure: str
    value: float
    source_kind: SourceKind
    source_url: str | None
    """None: the file itself is the source, such as one of the Ombudsman's yearly tables."""
    source_file: str
    """The publisher's file in which it was found."""


@dataclass(frozen=True)
class Decision:
    """One published decision."""

    reference: str
    authority: Authority
    category: str | None
    subcategory: str | None
    decision: str | None
    """None: the list that it was taken from does not say."""
    received_on: date | None
    decided_on: date | None
    is_report: bool | None
    satisfactory_remedy: bool | None
    """Whether the council had offered one before the Ombudsman decided; upheld cases only."""
    remedy: str | None
    has_improvement: bool | None
    """Whether a service improvement was recommended; None if no recommendations are loaded."""
    summary: str | None
    url: str | None
    changed_on: date
    """When it came into these data, or what is said of it last changed there."""


@dataclass(frozen=True)
class Recommendation:
    """A recommendation and what became of it."""

    reference: str
    recorded_on: date
    outcome: str
    category: str | None
    recommendation: str | None
    kind: str | None
    agreed_on: date | None
    due_on: date | None
    achieved_on: date | None


@dataclass(frozen=True)
class Correction:
    """A figure that changed after it was published."""

    number: int
    """Its place in the log, which only grows."""
    made_on: date
    reason: str
    authority: Authority
    year: YearEnding
    figure: str
    """A Measure, or the name of a count, such as "received"."""
    before: str
    """As it was shown, with its counts."""
    after: str | None
    """None: it was taken out."""


@dataclass(frozen=True)
class SourceFile:
    """A file that the snapshot was made from."""

    name: str
    kind: str
    sha256: str
    rows_taken: int


@dataclass(frozen=True)
class Letter:
    """An annual review letter: a file of the snapshot, an official address, or both."""

    authority: Authority
    year: YearEnding
    file: str | None
    url: str | None
