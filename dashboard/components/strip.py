"""The range strip: a track, the council's range and dot on it, the similar councils' tick."""

from __future__ import annotations

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import sentences
from dashboard.components.case_links import linked_counts_in_words
from dashboard.components.explained import explained
from dashboard.dataset import Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.glossary import MEASURES, RANGE
from dashboard.vocabulary import Measure

_PER_100K_END = 15.0
"""The end of the track for rates by population; higher ones are drawn at the end."""


def range_strip(figure: Figure) -> html.Div | None:
    """The strip of a figure, hidden from assistive technology: the words beside it say the same."""
    if figure.value is None:
        return None
    marks = []
    if figure.low is not None and figure.high is not None:
        low, high = _place(figure.measure, figure.low), _place(figure.measure, figure.high)
        marks.append(
            html.Span(
                className="strip-band", style={"left": f"{low}%", "width": f"{high - low:.1f}%"}
            )
        )
    if figure.similar:
        tick = _place(figure.measure, figure.similar.value)
        marks.append(html.Span(className="strip-tick", style={"left": f"{tick}%"}))
    dot = _place(figure.measure, figure.value)
    marks.append(html.Span(className="strip-dot", style={"left": f"{dot}%"}))
    first, last = ("0%", "100%") if DEFINITIONS[figure.measure].is_share else ("0", "15 or more")
    return html.Div(
        [
            html.Div(marks, className="strip-track"),
            html.Div([html.Span(first), html.Span(last)], className="strip-ends"),
        ],
        className="strip",
        **{"aria-hidden": "true"},
    )


def measure_card(figure: Figure, authority: Authority) -> html.Div:
    """A measure with its value, counts, range, similar councils and strip; or why there is none.

    Counts of decisions lead to the cases.
    """
    if figure.value is None:
        return html.Div(
            [
                _head(figure),
                html.P(f"{sentences.missing(figure).capitalize()}.", className="measure-missing"),
            ],
            className="measure",
        )
    mark = sentences.low_count(figure)
    return html.Div(
        [
            _head(figure),
            html.P(
                [
                    html.Span(figure.display, className="measure-value"),
                    " ",
                    html.Span(
                        linked_counts_in_words(figure, authority), className="measure-counts"
                    ),
                    html.Span(mark, className="mark") if mark else None,
                ],
                className="measure-line",
            ),
            range_strip(figure),
            _range_words(figure),
            _chance(figure),
        ],
        className="measure",
    )


def _chance(figure: Figure) -> html.P | None:
    """Whether the gap to the similar councils could be chance; the uphold rate's leads the page."""
    if figure.measure is Measure.UPHOLD_RATE or figure.similar is None:
        return None
    words = sentences.chance(figure)
    return html.P(words, className="measure-note") if words else None


def _head(figure: Figure) -> html.Div:
    similar = sentences.similar(figure)
    return html.Div(
        [
            html.H3(
                explained(MEASURES[figure.measure], str(figure.measure)), className="measure-name"
            ),
            html.P(similar, className="measure-similar") if similar else None,
        ],
        className="measure-head",
    )


def _range_words(figure: Figure) -> html.P | None:
    interval = sentences.interval(figure)
    words = [explained(RANGE, str(figure.measure)), f" {interval}. "] if interval else []
    source = sentences.source(figure)
    if source and (figure.source_url or figure.source_file):
        named = source[0].upper() + source[1:]
        link = html.A(named, href=figure.source_url, rel="external")
        return html.P([*words, link if figure.source_url else named, "."], className="measure-note")
    return html.P(words, className="measure-note") if words else None


def _place(measure: Measure, value: float) -> float:
    """Where a value stands on the track, as a percentage of its length."""
    share = value if DEFINITIONS[measure].is_share else value / _PER_100K_END
    return round(min(max(share, 0.0), 1.0) * 100, 1)
