"""How to read the figures, in two minutes, with the reader's own council as the example."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.document import Page, source_note
from dashboard.components.markup import Element
from dashboard.components.not_found import near_councils
from dashboard.components.strip import range_strip
from dashboard.dataset import CouncilYear, Dataset, Figure
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT, FEWEST_WITHOUT_A_MARK
from dashboard.vocabulary import Measure

PATH: Final = "/how-to-read"


def layout(dataset: Dataset, /, council: str = "", **_: str) -> Page:
    """Six steps, each with the figures of the council asked for, or of one that has them."""
    meant = _council(dataset, council) if council else None
    example = _example(dataset, meant)
    steps = _steps(example) if example else []
    return Page(
        title=f"How to read the figures of {meant.short_name}"
        if meant
        else "How to read the figures",
        section="methods",
        description="Counts, range, similar councils and chance, explained in two minutes.",
        body=html.Div(
            [
                html.H1("How to read the figures"),
                html.P(_introduction(meant, example), className="lead"),
                _choice(meant.name if meant else council),
                _unknown(dataset, council) if council and meant is None else None,
                html.Ol([html.Li(step) for step in steps], className="steps")
                if steps
                else html.P("No council has an uphold rate in these data.", className="empty"),
                _onward(example.authority if example else None),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _council(dataset: Dataset, written: str) -> Authority | None:
    return dataset.register.by_slug(written) or dataset.names.resolve(written).authority


def _example(dataset: Dataset, meant: Authority | None) -> CouncilYear | None:
    """The newest year in which the council has an uphold rate; else another council of its type."""
    others = [
        authority for authority in dataset.register if meant is None or authority.type is meant.type
    ]
    for authority in [*([meant] if meant else []), *others]:
        for figure in reversed(dataset.history(authority, Measure.UPHOLD_RATE)):
            if figure.has_counts and figure.year != dataset.manifest.unfinished_year:
                return dataset.council_year(authority, figure.year)
    return None


def _introduction(meant: Authority | None, example: CouncilYear | None) -> str:
    words = "Two minutes, six steps."
    if example is None:
        return words
    name, year = example.authority.short_name, example.year.label
    if meant and meant != example.authority:
        return (
            f"{words} {meant.short_name} has no uphold rate here, so the example is {name}, {year}."
        )
    return f"{words} The example is {name} in {year}."


def _choice(value: str) -> html.Form:
    field = Element(
        "input",
        None,
        {"id": "example-council", "name": "council", "value": value, "autocomplete": "off"},
    )
    return html.Form(
        [
            html.Div([html.Label("Take another council", htmlFor="example-council"), field]),
            html.Div(html.Button("Show", type="submit"), className="buttons"),
        ],
        action=PATH,
        method="get",
        className="filters is-short",
    )


def _unknown(dataset: Dataset, written: str) -> Any:
    return html.Div(
        [
            html.P(f"There is no English council “{written}” in these data.", className="notice"),
            near_councils(dataset, written),
        ]
    )


def _steps(example: CouncilYear) -> list[list[Any]]:
    figure, name = example.figures[Measure.UPHOLD_RATE], example.authority.short_name
    return [
        [
            html.H2("Start with the sentence"),
            html.Blockquote(sentences.headline(example)),
            html.P(
                "It answers one question: of the complaints about this council that the Ombudsman "
                "looked into in detail, in how many did it find that the council was at fault?"
            ),
        ],
        [
            html.H2("Look at the two counts"),
            html.P(
                f"{figure.display} is {sentences.counts_in_words(figure)}. "
                f"{sentences.one_case(figure) or ''} The fewer the cases, the more one of them "
                "moves the figure."
            ),
            html.P(
                f"With fewer than {FEWEST_FOR_A_VERDICT} cases nothing is said about differences; "
                f"up to {FEWEST_WITHOUT_A_MARK - 1} are marked “low count”.",
                className="quiet",
            ),
        ],
        [
            html.H2("See how far the range reaches"),
            range_strip(figure),
            html.P(
                f"The dot is {name}. The band around it is the range, "
                f"{sentences.interval(figure)}: where the figure could well lie if similar cases "
                "came again."
            ),
        ],
        [html.H2("Set it beside similar councils"), html.P(_beside(figure))],
        [
            html.H2("Ask whether it could be chance"),
            html.Blockquote(sentences.chance(figure)),
            html.P(
                "Councils that are exactly alike would still differ from year to year. Only a gap "
                "that chance hardly ever makes is called one."
            ),
        ],
        [
            html.H2("Be careful with other years, and with causes"),
            html.P(breaks_of(Measure.UPHOLD_RATE)[-1].words),
            html.P(
                "A high uphold rate may come from faults, from the kind of cases, or from a "
                "council that admits a fault early. The figure can’t tell which; the decisions "
                "behind it can."
            ),
        ],
    ]


def _beside(figure: Figure) -> str:
    similar = sentences.similar(figure)
    if similar is None:
        return "No figure of similar councils is loaded for this year."
    return (
        f"{similar[0].upper()}{similar[1:]}: the upright line. They are councils of the same type, "
        "their counts added up. If the band reaches over the line, the two may well be the same."
    )


def _onward(authority: Authority | None) -> html.P:
    links = [html.A("Words explained", href=addresses.glossary(), className="button")]
    if authority:
        profile = addresses.council(authority)
        links.insert(
            0, html.A(f"{authority.short_name}: all figures", href=profile, className="button")
        )
    return html.P(links, className="buttons")
