"""Signals as a list, each with its counts, its test, its question and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import addresses, signal_sentences
from dashboard.components.case_links import linked_count, linked_pair
from dashboard.dataset.comparisons import Signal
from dashboard.vocabulary import DecisionOutcome, Measure, SignalKind


def signal_list(signals: Sequence[Signal], *, names_council: bool) -> html.Ul:
    """The signals in the order given."""
    return html.Ul(
        [_entry(signal, names_council=names_council) for signal in signals],
        className="signal-list",
    )


def _entry(signal: Signal, *, names_council: bool) -> html.Li:
    name = (
        [
            html.A(
                signal.authority.short_name,
                href=addresses.council(signal.authority, signal.year),
            ),
            ", ",
        ]
        if names_council
        else []
    )
    return html.Li(
        [
            html.P(
                [
                    *name,
                    f"{signal.year.label}: ",
                    html.Strong(signal_sentences.KIND_LABELS[signal.kind]),
                ]
            ),
            html.P(f"{signal_sentences.seen(signal)} {signal_sentences.test(signal)}"),
            html.P(
                [
                    html.Em(signal_sentences.question(signal)),
                    " ",
                    *_cases(signal),
                ],
                className="quiet",
            ),
        ]
    )


def _cases(signal: Signal) -> list[Any]:
    """The recommendations behind a signal, or the published decisions behind each count."""
    if signal.kind in (SignalKind.NOT_COMPLIED, SignalKind.LATE):
        address = f"{addresses.council(signal.authority)}#recommendations"
        return [html.A("The recommendations", href=address)]
    about, measure = signal.authority, Measure.UPHOLD_RATE
    if signal.kind is SignalKind.UPHELD_AGAIN:
        upheld = linked_count(
            *(signal.base, about, signal.year),
            decision=DecisionOutcome.UPHELD,
            category=signal.category,
        )
        return ["The cases: ", upheld, " upheld."]
    if signal.kind is SignalKind.CATEGORY_SHARE:
        of_category = linked_count(
            *(signal.count, about, signal.year),
            decision=DecisionOutcome.UPHELD,
            category=signal.category,
        )
        upheld = linked_count(signal.base, about, signal.year, decision=DecisionOutcome.UPHELD)
        return ["The cases: ", of_category, " of ", upheld, " upheld."]
    links = ["The cases: ", *linked_pair(about, signal.year, measure, signal.count, signal.base)]
    if signal.earlier_year and signal.earlier_count is not None and signal.earlier_base is not None:
        links += [
            f" in {signal.year.label}, ",
            *linked_pair(
                about, signal.earlier_year, measure, signal.earlier_count, signal.earlier_base
            ),
            f" in {signal.earlier_year.label}",
        ]
    return [*links, "."]
