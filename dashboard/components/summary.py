"""A council's summary, as it stands beside the map."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, comparison_sentences, sentences
from dashboard.components.decision_list import decision_list
from dashboard.components.document import source_note
from dashboard.components.head import document_title
from dashboard.components.lineage import lineage
from dashboard.components.sparkline import sparkline
from dashboard.components.strip import measure_card
from dashboard.dataset import CouncilYear, Dataset
from dashboard.statistics.definitions import HEADLINE_MEASURES
from dashboard.vocabulary import Measure, YearEnding

_LATEST_DECISIONS = 3


def summary(dataset: Dataset, authority: Authority, year: YearEnding) -> html.Div:
    """The headline, three measures, the small trend, the latest decisions, the letter, links."""
    council_year = dataset.council_year(authority, year)
    return html.Div(
        [
            html.P(
                f"{sentences.kind_and_region(authority)} · year ended 31 March {year.last}",
                className="kicker",
            ),
            html.H2(authority.short_name, id="answer-heading", tabIndex="-1"),
            lead(council_year),
            _change(dataset, council_year),
            lineage(dataset.register, authority),
            html.Div(
                [
                    measure_card(council_year.figures[measure], authority)
                    for measure in HEADLINE_MEASURES
                ],
                className="measures",
            ),
            html.P(sentences.INTERVAL_WORDS, className="quiet"),
            _trend(dataset, authority, year),
            _decisions(dataset, authority),
            _links(dataset, authority, year),
            source_note(dataset.manifest),
        ],
        className="answer-inner",
        **{
            "data-announce": f"{authority.short_name}: {sentences.headline(council_year)}",
            "data-title": document_title(summary_title(authority, year), dataset.manifest),
            "data-version": dataset.manifest.version,
        },
    )


def summary_title(authority: Authority, year: YearEnding) -> str:
    """The title of the map page while the summary stands beside the map."""
    return f"{authority.short_name}, {year.label}"


def lead(council_year: CouncilYear) -> html.Div:
    """The answer in one sentence, and under it whether the gap could be chance."""
    figure = council_year.figures[Measure.UPHOLD_RATE]
    beneath = [words for words in (sentences.chance(figure), sentences.one_case(figure)) if words]
    return html.Div(
        [
            html.P(sentences.headline(council_year), className="lead"),
            html.P(" ".join(beneath), className="chance") if beneath else None,
        ]
    )


def _change(dataset: Dataset, council_year: CouncilYear) -> html.P | None:
    measure = Measure.UPHOLD_RATE
    found = dataset.comparing.change(council_year.authority, council_year.year, measure)
    words = comparison_sentences.change(council_year.figures[measure], found)
    return html.P(words, className="quiet") if words else None


def _trend(dataset: Dataset, authority: Authority, year: YearEnding) -> Any:
    history = dataset.history(authority, Measure.UPHOLD_RATE)
    picture = sparkline(history, year, dataset.manifest.unfinished_year)
    if picture is None:
        return None
    return html.Div([html.H3("Uphold rate, year by year"), picture], className="answer-part")


def _decisions(dataset: Dataset, authority: Authority) -> html.Div:
    latest, published = dataset.decisions.latest(authority, _LATEST_DECISIONS)
    heading = html.H3(
        ["Latest decisions ", html.Span(f"{published:,} published", className="quiet")]
    )
    if not published:
        return html.Div(
            [heading, html.P("No published decision loaded.", className="quiet")],
            className="answer-part",
        )
    return html.Div(
        [heading, decision_list(latest, names_council=False, heading="h4")],
        className="answer-part",
    )


def _links(dataset: Dataset, authority: Authority, year: YearEnding) -> html.Div:
    letters = {letter.year: letter for letter in dataset.letters.of(authority)}
    letter = (
        html.A(
            f"Annual letter {year.label}",
            href=addresses.letter(authority, year),
            className="button",
        )
        if year in letters
        else html.A("Annual letters", href=addresses.letters(authority), className="button")
        if letters
        else html.Span("No annual letter loaded", className="quiet")
    )
    return html.Div(
        [
            html.A(
                "Full profile", href=addresses.council(authority, year), className="button is-main"
            ),
            html.A(
                "Compare",
                href=addresses.compare(authority, year, Measure.UPHOLD_RATE),
                className="button",
            ),
            html.A(
                "All decisions",
                href=addresses.decisions(council=authority.slug),
                className="button",
            ),
            letter,
        ],
        className="buttons",
    )
