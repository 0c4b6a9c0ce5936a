"""What a pack is about: everything known of a council's year, asked of the dataset once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.authorities.register import Authority
from dashboard.components import lineage
from dashboard.components.decision_gap import gap
from dashboard.components.decision_question import DecisionQuestion
from dashboard.components.question_list import questions_for
from dashboard.dataset import (
    Categories,
    CouncilYear,
    Counts,
    Dataset,
    Decision,
    Figure,
    Recommendation,
    RecommendationFilter,
)
from dashboard.dataset.comparison_records import (
    Change,
    Comparison,
    Expected,
    Pooled,
    ReceivedBeside,
    Signal,
    SignalQuery,
    Trend,
)
from dashboard.questions import Question
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import (
    ComplianceOutcome,
    Measure,
    PeerGroup,
    RecommendationKind,
    SnapshotKind,
    YearEnding,
)

DEMONSTRATION_MARK: Final = "DEMONSTRATION DATA: made-up figures, not the Ombudsman’s"
SHOWN: Final = Measure.UPHOLD_RATE
"""The measure whose peers and years a pack shows."""

_GROUPS: Final = (PeerGroup.NEIGHBOURS, PeerGroup.LIKE, PeerGroup.REGION, PeerGroup.TYPE)
"""Whom a council is shown beside: the nearest group of which anything is known."""
_MOST: Final = 1_000_000
"""More decisions than any council has."""


@dataclass(frozen=True)
class Peers:
    """The councils of a group with a figure each, the pack's own among them, by name."""

    group: PeerGroup
    figures: tuple[tuple[Authority, Figure], ...]


@dataclass(frozen=True)
class PackFacts:
    """Everything that a pack says, not yet in words."""

    manifest: Manifest
    council_year: CouncilYear
    history: tuple[Figure, ...]
    """Of the measure shown, oldest year first."""
    counts_by_year: dict[YearEnding, Counts]
    beside: dict[PeerGroup, Comparison]
    change: Change | None
    mix: Expected | None
    pooled: Pooled | None
    trends: tuple[Trend, ...]
    received: dict[YearEnding, ReceivedBeside]
    peers: Peers | None
    categories: Categories
    signals: tuple[Signal, ...]
    recommendations: tuple[Recommendation, ...]
    """Those recorded in the year: the ones not complied with, then the others, newest first."""
    decisions: tuple[Decision, ...]
    """Those published and decided in the year, newest first."""
    decisions_gap: str | None
    """How the decisions listed compare with the count in the figures."""
    lineage: tuple[str, ...]
    questions: tuple[Question, ...]
    source_files: tuple[str, ...]

    @property
    def authority(self) -> Authority:
        """Whose pack it is."""
        return self.council_year.authority

    @property
    def year(self) -> YearEnding:
        """The year that it is about."""
        return self.council_year.year

    @property
    def figure(self) -> Figure:
        """The figure of the measure shown."""
        return self.council_year.figures[SHOWN]

    @property
    def mark(self) -> str | None:
        """What every page and sheet of a demonstration says; None for published figures."""
        is_made_up = self.manifest.kind is SnapshotKind.DEMONSTRATION
        return DEMONSTRATION_MARK if is_made_up else None

    @property
    def is_unfinished(self) -> bool:
        """Whether the year isn't over in the data."""
        return self.year == self.manifest.unfinished_year

    @property
    def failures(self) -> list[Recommendation]:
        """The recommendations recorded as not complied with, every one."""
        return [r for r in self.recommendations if r.outcome == ComplianceOutcome.NOT_COMPLIED]

    @property
    def improvements(self) -> list[Recommendation]:
        """The improvements of services that were carried out, late or not."""
        return [
            r
            for r in self.recommendations
            if r.kind == RecommendationKind.SERVICE_IMPROVEMENT
            and r.outcome != ComplianceOutcome.NOT_COMPLIED
        ]


def facts(dataset: Dataset, authority: Authority, year: YearEnding) -> PackFacts:
    """Everything known of a council and year."""
    council_year = dataset.council_year(authority, year)
    comparing = dataset.comparing
    categories = dataset.categories(authority, year)
    signals = comparing.signals(SignalQuery(year=year, council=authority))
    asked = DecisionQuestion(council=authority, first_day=year.first_day, last_day=year.last_day)
    listed = dataset.recommendations.listed(RecommendationFilter(authority, year), most=None)
    decisions = tuple(dataset.decisions.each(asked.query(dataset.register), _MOST))
    return PackFacts(
        manifest=dataset.manifest,
        council_year=council_year,
        history=tuple(dataset.history(authority, SHOWN)),
        counts_by_year=dataset.counts_by_year(authority),
        beside=comparing.beside(authority, year, SHOWN),
        change=comparing.change(authority, year, SHOWN),
        mix=comparing.expected(authority, year),
        pooled=comparing.pooled(authority, year, SHOWN),
        trends=tuple(comparing.trends(authority, SHOWN)),
        received=comparing.received(authority),
        peers=_peers(dataset, council_year),
        categories=categories,
        signals=tuple(signals),
        recommendations=tuple(entry.recommendation for entry in listed),
        decisions=decisions,
        decisions_gap=gap(dataset, asked, len(decisions)),
        lineage=tuple(lineage.words(dataset.register, authority)),
        questions=tuple(questions_for(council_year, categories, {s.kind for s in signals})),
        source_files=tuple(file.name for file in dataset.source_files()),
    )


def _peers(dataset: Dataset, council_year: CouncilYear) -> Peers | None:
    """The nearest group in which another council has a figure; None if none has."""
    authority, year = council_year.authority, council_year.year
    for group in _GROUPS:
        others = dataset.comparing.members(authority, year, group)
        councils: Sequence[Authority] = sorted([authority, *others], key=lambda a: a.short_name)
        figures = dataset.figures(councils, SHOWN, year)
        if any(figures[other.code].value is not None for other in others):
            return Peers(group, tuple((council, figures[council.code]) for council in councils))
    return None
