"""A figure beside every group, and what its changes could mean: each with counts and chance."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import comparison_sentences, sentences
from dashboard.dataset import Figure
from dashboard.dataset.comparison_records import Change, Comparison, Expected, Pooled
from dashboard.vocabulary import PeerGroup


def beside_groups(
    figure: Figure, beside: Mapping[PeerGroup, Comparison], authority: Authority
) -> html.Ul | None:
    """The council and each group under it, a line each; None without a figure of its own."""
    if figure.value is None:
        return None
    own = _line(
        authority.short_name,
        figure.display or "",
        sentences.counts_in_words(figure),
        None,
        "is-own",
    )
    return html.Ul(
        [own, *(_group(figure, comparison, authority) for comparison in beside.values())],
        className="beside",
    )


def _group(figure: Figure, comparison: Comparison, authority: Authority) -> html.Li:
    counts = f"{comparison.numerator:,} of {comparison.denominator:,}"
    if comparison.councils < comparison.councils_in_all:
        counts += f", from {comparison.councils} of {comparison.councils_in_all} councils"
    name = comparison_sentences.group_words(comparison.group, authority)
    return _line(
        name[0].upper() + name[1:],
        comparison.display,
        counts,
        comparison_sentences.gap_chance(figure, comparison),
    )


def _line(name: str, value: str, counts: str, said: str | None, css: str | None = None) -> html.Li:
    return html.Li(
        [
            html.Span(f"{name}: ", className="beside-name"),
            html.Span(value, className="beside-value"),
            html.Span(f" {counts}. ", className="beside-counts"),
            html.Span(said, className="beside-said") if said else None,
        ],
        className=css,
    )


def in_other_words(
    figure: Figure, change: Change | None, mix: Expected | None, together: Pooled | None
) -> html.Div | None:
    """The change, what it is made of, the mix of cases, three years: a card each that is known."""
    cards = [
        ("Since the year before", comparison_sentences.change(figure, change)),
        ("What the change is made of", comparison_sentences.parts(change)),
        ("For its own mix of cases", comparison_sentences.expected(figure, mix)),
        ("Three years together", comparison_sentences.pooled(together)),
    ]
    known = [
        html.Div([html.H3(title), html.P(words)], className="card")
        for title, words in cards
        if words
    ]
    return html.Div(known, className="cards") if known else None
