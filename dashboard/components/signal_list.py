"""Signals as a list, each with its counts, its test, its question and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import addresses, signal_sentences
from dashboard.components.case_links import linked_count, linked_pair
from dashboard.dataset.comparison_records import Signal
from dashboard.vocabulary import DecisionOutcome, Measure, SignalKind


def signal_list(
    signals: Sequence[Signal], *, names_council: bool, names_kind: bool = True
) -> html.Ul:
    """The signals in the order given; what a heading says already needn't be named."""
    return html.Ul(
        [_entry(signal, names_council=names_council, names_kind=names_kind) for signal in signals],
        className="signal-list",
    )


def _entry(signal: Signal, *, names_council: bool, names_kind: bool) -> html.Li:
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
                    f"{signal.year.label}: " if names_kind else signal.year.label,
                    html.Strong(signal_sentences.KIND_LABELS[signal.kind]) if names_kind else None,
                ]
            ),
            html.P(f"{signal_sentences.seen(signal)} {signal_sentences.test(signal)}"),
            html.P(
                [
                    html.Em(signal_sentences.question(signal)),
                    " ",
                    _behind(signal),
                ],
                className="quiet",
            ),
        ]
    )


def _behind(signal: Signal) -> Any:
    """What a signal was counted from, as far as it is published."""
    if signal.count is None:
        address = addresses.council(signal.authority, signal.year)
        return html.A("The printed figure", href=address)
    if signal.kind in (SignalKind.NOT_COMPLIED, SignalKind.LATE):
        address = f"{addresses.council(signal.authority)}#recommendations"
        return html.A("The recommendations", href=address)
    return _cases(signal)


def _cases(signal: Signal) -> list[Any]:
    """The published decisions behind each count of a signal."""
    about, measure = signal.authority, Measure.UPHOLD_RATE
    upheld = {"decision": DecisionOutcome.UPHELD}
    named = {**upheld, "category": signal.category}
    base = signal.base or 0
    if signal.kind is SignalKind.UPHELD_AGAIN:
        return ["The cases: ", linked_count(base, about, signal.year, **named), " upheld."]
    if signal.kind is SignalKind.CATEGORY_SHARE:
        of_category = linked_count(signal.count or 0, about, signal.year, **named)
        in_all = linked_count(base, about, signal.year, **upheld)
        return ["The cases: ", of_category, " of ", in_all, " upheld."]
    pair = linked_pair(about, signal.year, measure, signal.count or 0, base)
    links: list[Any] = ["The cases: ", *pair]
    if signal.earlier_year and signal.earlier_count is not None and signal.earlier_base is not None:
        earlier = (signal.earlier_year, measure, signal.earlier_count, signal.earlier_base)
        links += [
            f" in {signal.year.label}, ",
            *linked_pair(about, *earlier),
            f" in {signal.earlier_year.label}",
        ]
    return [*links, "."]
