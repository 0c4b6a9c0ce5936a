"""The two charts of a profile that Plotly draws, each with its sentence, and the peers as a table.

`assets/js/charts.js` adds to each chart a slider that goes from point to point.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.case_links import linked_counts
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, Figure
from dashboard.figures.distribution import distribution
from dashboard.figures.theme import CONFIG
from dashboard.figures.trend import trend
from dashboard.statistics.breaks import comparable_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display_range
from dashboard.vocabulary import Measure, SnapshotKind, YearEnding

_Peers = list[tuple[Authority, Figure]]


def profile_charts(
    dataset: Dataset, authority: Authority, year: YearEnding, measure: Measure
) -> list[Any]:
    """The charts for which there are figures: the years, and the council among its peers."""
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    unfinished = dataset.manifest.unfinished_year
    history = dataset.history(authority, measure)
    peers = dataset.peers(authority.type, measure, year)
    label, name = DEFINITIONS[measure].label, authority.short_name
    drawn = []
    if any(figure.value is not None for figure in history):
        drawn.append(
            _chart(
                trend(history, unfinished=unfinished, demonstration=is_made_up),
                f"{label} of {name}, year by year",
                _trend_words(measure, history, unfinished),
                "Dots with the range that chance allows; dashed: similar councils. The line stops "
                "where the method changed." + (" * Unfinished year." if unfinished else ""),
                walks="years",
            )
        )
    if any(figure.value is not None for _, figure in peers):
        drawn.append(
            _chart(
                distribution(peers, authority, demonstration=is_made_up),
                f"{label} of all {authority.type.plural}, {year.label}",
                _distribution_words(dataset, authority, year, measure, peers),
                f"Each mark is a council; {name} is the diamond. Open marks have fewer than 5 "
                "cases.",
                walks="councils",
            )
        )
    return drawn


def peers_table(
    dataset: Dataset, authority: Authority, year: YearEnding, measure: Measure
) -> html.Details | None:
    """What the second chart shows, in rows by name; None without any figure."""
    peers = dataset.peers(authority.type, measure, year)
    if not any(figure.value is not None for _, figure in peers):
        return None
    caption = f"{DEFINITIONS[measure].label} of all {authority.type.plural}, {year.label}"
    headings = (("Council", False), ("Figure", True), ("Counts", True), ("Range", True))
    rows = [_peer_row(peer, figure, is_chosen=peer == authority) for peer, figure in peers]
    return html.Details(
        [
            html.Summary(f"All {authority.type.plural} of {year.label} in a table"),
            wide_table(caption, headings, rows),
        ],
        className="peers",
    )


def _peer_row(peer: Authority, figure: Figure, *, is_chosen: bool) -> html.Tr:
    absent = " absent" if figure.value is None else ""
    return html.Tr(
        [
            html.Th(
                html.A(peer.short_name, href=addresses.council(peer, figure.year)), scope="row"
            ),
            html.Td(sentences.value(figure), className=f"number{absent}"),
            html.Td(linked_counts(figure, peer), className="number"),
            html.Td(sentences.interval(figure) or "", className="number"),
        ],
        className="is-chosen" if is_chosen else None,
    )


def _trend_words(measure: Measure, history: list[Figure], unfinished: YearEnding | None) -> str:
    """The newest figure with its counts, and between which figures those years lie that compare."""
    known = {figure.year: figure for figure in history if figure.value is not None}
    run = comparable_runs(measure, list(known), unfinished)[-1]
    newest = known[run[-1]]
    words = f"In {newest.year.label}: {newest.display}, {sentences.counts_in_words(newest)}."
    if len(run) == 1:
        return words
    ordered = sorted((known[year] for year in run), key=lambda figure: figure.value or 0)
    low, high = ordered[0], ordered[-1]
    return (
        f"{words} From {run[0].label} to {run[-1].label}, years that compare with each other, the "
        f"lowest is {low.display} ({low.year.label}) and the highest {high.display} "
        f"({high.year.label})."
    )


def _distribution_words(
    dataset: Dataset, authority: Authority, year: YearEnding, measure: Measure, peers: _Peers
) -> str:
    """This council's figure, and where its peers' figures lie."""
    values = [figure.value for _, figure in peers if figure.value is not None]
    own = next((figure for peer, figure in peers if peer == authority), None)
    beginning = ""
    if own is not None and own.value is not None:
        beginning = f"{authority.short_name}: {own.display}, {sentences.counts_in_words(own)}. "
    group = dataset.comparing.group_history(authority.type, measure)
    halves = [
        f", half of them between {_between(measure, g.low_quartile, g.high_quartile)}"
        for g in group
        if g.year == year and g.low_quartile is not None and g.high_quartile is not None
    ]
    if len(values) == 1:
        return f"{beginning}It is the only one of the {authority.type.plural} with a figure."
    return (
        f"{beginning}The {len(values)} {authority.type.plural} with a figure lie between "
        f"{_between(measure, min(values), max(values))}{''.join(halves)}."
    )


def _between(measure: Measure, low: float, high: float) -> str:
    return display_range(measure, low, high).replace(" to ", " and ")


def _chart(figure: Any, title: str, words: str, caption: str, *, walks: str) -> html.Figure:
    return html.Figure(
        [
            html.H3(title),
            html.P(words, className="chart-sentence"),
            html.Div(
                dcc.Graph(figure=figure, config=dict(CONFIG)), role="img", **{"aria-label": title}
            ),
            html.Figcaption(caption),
        ],
        className="chart",
        **{"data-walks": walks},
    )
