"""Signals as a list, each with its counts, its test, its question and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components import addresses, signal_sentences
from dashboard.dataset.comparisons import Signal
from dashboard.vocabulary import SignalKind


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


def _behind(signal: Signal) -> html.A:
    """What a signal was counted from, as far as it is published."""
    if signal.count is None:
        address = addresses.council(signal.authority, signal.year)
        return html.A("The printed figure", href=address)
    if signal.kind in (SignalKind.NOT_COMPLIED, SignalKind.LATE):
        address = f"{addresses.council(signal.authority)}#recommendations"
        return html.A("The recommendations", href=address)
    return html.A("The published cases", href=_cases(signal))


def _cases(signal: Signal) -> str:
    """The decisions behind a signal, of those that are published."""
    return addresses.decisions(
        council=signal.authority.slug,
        category=signal.category,
        decision="Upheld",
        **{"from": signal.year.first_day, "to": signal.year.last_day},
    )
