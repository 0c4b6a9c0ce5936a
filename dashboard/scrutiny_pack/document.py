"""What the PDF says, as its template gets it: templates/scrutiny-pack.typ sets it."""

from __future__ import annotations

from typing import Any, Final

from dashboard import questions
from dashboard.components import comparison_sentences, sentences, signal_sentences
from dashboard.components.decision_question import day_words
from dashboard.components.received_sentences import received
from dashboard.dataset import CategoryCount, Decision, Figure, Recommendation
from dashboard.scrutiny_pack.facts import PackFacts
from dashboard.scrutiny_pack.years import is_few, years
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display
from dashboard.vocabulary import Measure

_DECISIONS: Final = 16
_IMPROVEMENTS: Final = 6
_PEERS: Final = 16
_LONGEST: Final = 220
"""Letters of a recommendation; the workbook has all of it."""


def content(facts: PackFacts) -> dict[str, Any]:
    """Everything on the pages, in words; only the drawing is left to the template."""
    authority, year = facts.authority, facts.year
    return {
        "title": f"{authority.name}: complaints to the Ombudsman, {year.label}",
        "kicker": f"Scrutiny pack. {sentences.kind_and_region(authority)}",
        "mark": facts.mark,
        "footer": f"{authority.short_name}, {year.label}. Data version {facts.manifest.version}.",
        "year": year.label,
        "headline": sentences.headline(facts.council_year),
        "headlines": headlines(facts),
        "lineage": list(facts.lineage),
        "measures": [_measure(figure) for figure in facts.council_year.figures.values()],
        "range_words": sentences.INTERVAL_WORDS,
        "beside": beside(facts),
        "trend": years(facts),
        "categories": [category_cells(category) for category in facts.categories.decided],
        "signals": [
            {
                "kind": signal_sentences.KIND_LABELS[signal.kind],
                "seen": f"{signal_sentences.seen(signal)} {signal_sentences.test(signal)}",
            }
            for signal in facts.signals
        ],
        "compliance": compliance(facts),
        "failures": [recommendation(r) for r in facts.failures],
        "improvements": [recommendation(r) for r in facts.improvements[:_IMPROVEMENTS]],
        "improvements_note": _improvements_note(facts),
        "decisions": [_decision(decision) for decision in facts.decisions[:_DECISIONS]],
        "decisions_note": _decisions_note(facts),
        "peers": _peers(facts),
        "questions": [question.words for question in facts.questions],
        "ombudsmans_own": [
            {"title": title, "url": address} for title, address in questions.OMBUDSMANS_OWN
        ],
        "sources": sources(facts),
    }


def headlines(facts: PackFacts) -> list[str]:
    """The first things to say beside the headline: chance, the year's state, what was received."""
    said = [
        sentences.chance(facts.figure),
        sentences.one_case(facts.figure) if is_few(facts.figure) else None,
        f"{facts.year.label} is not over in these data." if facts.is_unfinished else None,
        *received(facts.received, facts.year, facts.authority)[:1],
        compliance(facts),
    ]
    return [words for words in said if words]


def beside(facts: PackFacts) -> list[str]:
    """What each group did, and what a change could mean: with both counts, and what chance says."""
    figure, authority = facts.figure, facts.authority
    groups = (
        [comparison_sentences.others(figure, other, authority) for other in facts.beside.values()]
        if figure.value is not None
        else []
    )
    others = [
        comparison_sentences.change(figure, facts.change),
        comparison_sentences.parts(facts.change),
        comparison_sentences.expected(figure, facts.mix),
        comparison_sentences.pooled(facts.pooled),
        *(comparison_sentences.trend(run) for run in facts.trends),
    ]
    return [words[0].upper() + words[1:] for words in [*groups, *others] if words]


def compliance(facts: PackFacts) -> str:
    """What became of recommendations in the year, with every count that is known."""
    counts, year = facts.council_year.counts, facts.year.label
    if counts.compliance_outcomes is None:
        return f"How many recommendations were carried out in {year} is not known here."
    if not counts.compliance_outcomes:
        return f"No compliance outcome was recorded in {year}."
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (counts.complied, "carried out on time"),
            (counts.complied_late, "carried out late"),
            (counts.not_complied, "not complied with"),
        )
        if count is not None
    ]
    noun = "compliance outcome" if counts.compliance_outcomes == 1 else "compliance outcomes"
    said = f"{counts.compliance_outcomes:,} {noun} recorded in {year}"
    said += f": {', '.join(parts)}." if parts else "; of what kind is not known here."
    unlisted = (counts.not_complied or 0) - len(facts.failures)
    if unlisted > 0:
        said += f" {unlisted:,} of those not complied with can’t be listed: only counts are loaded."
    return said


def recommendation(r: Recommendation) -> str:
    """A recommendation and what became of it, with its reference and dates."""
    words = r.recommendation or (r.kind or "recommendation").capitalize()
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    facts = [
        r.reference,
        *([r.category] if r.category else []),
        *([f"due {day_words(r.due_on)}"] if r.due_on else []),
        f"{r.outcome}, recorded {day_words(r.recorded_on)}",
    ]
    return f"{words.rstrip('.')} ({', '.join(facts)})."


def category_cells(category: CategoryCount) -> list[str]:
    """A category's name, the cases decided, and the upheld ones of those investigated."""
    investigated = category.upheld + category.not_upheld
    upheld = (
        f"{category.upheld:,} of {investigated:,} "
        f"({display(Measure.UPHOLD_RATE, category.upheld, investigated)})"
        if investigated
        else "none investigated"
    )
    return [category.category, f"{category.cases:,}", upheld]


def sources(facts: PackFacts) -> list[str]:
    """Where the figures come from, and which data they are."""
    said = []
    for figure in facts.council_year.figures.values():
        if figure.value is not None and (whence := sentences.source(figure)):
            address = f": {figure.source_url}" if figure.source_url else ""
            said.append(f"{DEFINITIONS[figure.measure].label}: {whence}{address}")
    files = ", ".join(facts.source_files[:8])
    more = len(facts.source_files) - 8
    reviewed = min(question.reviewed_on for question in facts.questions)
    return [
        f"{'. '.join(dict.fromkeys(said))}." if said else "No figure of the year is loaded.",
        f"{facts.manifest.description} Data version {facts.manifest.version}.",
        f"Made from {files}{f' and {more} more files' if more > 0 else ''}." if files else "",
        "Similar councils are those of the same type. Definitions, thresholds and breaks in method "
        "stand on the site’s page “Methods”.",
        "The questions are this project’s own, chosen by the figures; last reviewed on "
        f"{day_words(reviewed)}.",
        "Made by “Your council’s performance”, an independent project and not part of the "
        "Ombudsman.",
    ]


def _measure(figure: Figure) -> dict[str, Any]:
    is_drawn = DEFINITIONS[figure.measure].is_share and figure.value is not None
    return {
        "name": DEFINITIONS[figure.measure].label,
        "value": sentences.value(figure),
        "counts": sentences.counts_in_words(figure) if figure.value is not None else "",
        "range": sentences.interval(figure) or "",
        "similar": sentences.cells(figure)[4],
        "strip": {
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "similar": figure.similar.value if figure.similar else None,
        }
        if is_drawn
        else None,
    }


def _improvements_note(facts: PackFacts) -> str | None:
    more = len(facts.improvements) - _IMPROVEMENTS
    if more <= 0:
        return None
    return (
        f"The newest {_IMPROVEMENTS} of {len(facts.improvements):,} improvements of services; the "
        "workbook lists all of them."
    )


def _decisions_note(facts: PackFacts) -> str:
    found = len(facts.decisions)
    if not found:
        said = f"No published decision of {facts.year.label} is loaded."
    elif found > _DECISIONS:
        said = f"The newest {_DECISIONS} of {found:,}; the workbook lists all of them."
    else:
        said = "All that are loaded."
    return f"{said} {facts.decisions_gap}" if facts.decisions_gap else said


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "reference": decision.reference,
        "day": day_words(decision.decided_on) if decision.decided_on else "not stated",
        "subject": decision.subcategory or decision.category or "not stated",
        "decision": f"{decision.decision or 'not stated'}"
        + (", public report" if decision.is_report else ""),
        "url": decision.url,
    }


def _peers(facts: PackFacts) -> dict[str, Any] | None:
    if facts.peers is None:
        return None
    group, figures = facts.peers.group, facts.peers.figures
    own = [(council, figure) for council, figure in figures if council == facts.authority]
    others = [(council, figure) for council, figure in figures if council != facts.authority]
    known = [(council, figure) for council, figure in others if figure.value is not None]
    words = comparison_sentences.group_words(group, facts.authority)
    note = f"Beside {words}, by name. A rank would say more than the figures do."
    if len(known) > _PEERS:
        note += f" The first {_PEERS} of {len(known)}; the workbook lists all of them."
    if absent := len(others) - len(known):
        note += f" Of {absent} more there is no figure; the workbook says why."
    shown = sorted([*own, *known[:_PEERS]], key=lambda pair: pair[0].short_name)
    return {
        "words": note,
        "rows": [
            {
                "own": council == facts.authority,
                "cells": [council.short_name, *sentences.cells(figure)[1:4]],
            }
            for council, figure in shown
        ],
    }
