"""Signals as a list, each with its counts, its test, its question and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components import addresses, signal_sentences
from dashboard.dataset.comparisons import Signal
from dashboard.vocabulary import SignalKind


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
                    html.A("The published cases", href=_cases(signal))
                    if signal.kind not in (SignalKind.NOT_COMPLIED, SignalKind.LATE)
                    else html.A(
                        "The recommendations",
                        href=f"{addresses.council(signal.authority)}#recommendations",
                    ),
                ],
                className="quiet",
            ),
        ]
    )


def _cases(signal: Signal) -> str:
    """The decisions behind a signal, of those that are published."""
    return addresses.decisions(
        council=signal.authority.slug,
        category=signal.category,
        decision="Upheld",
        **{"from": signal.year.first_day, "to": signal.year.last_day},
    )
