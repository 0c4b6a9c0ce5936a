"""A council's profile: its figures, peers, trend, cases, recommendations and letters."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qs

from dash import Dash, Input, Output, dcc, html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions, sentences
from dashboard.components.case_counts import case_counts
from dashboard.components.citation import citation
from dashboard.components.contents import contents
from dashboard.components.could_be_chance import beside_groups, in_other_words
from dashboard.components.decision_list import decision_list
from dashboard.components.document import Feed, Page, Redirect, dash_island, source_note
from dashboard.components.embedding import code_field, frame_code
from dashboard.components.lineage import lineage
from dashboard.components.not_found import council_not_found
from dashboard.components.pack_progress import pack_offer
from dashboard.components.printed_table import printed_table
from dashboard.components.profile_charts import peers_table, profile_charts
from dashboard.components.question_list import question_list, questions_for
from dashboard.components.received_sentences import received
from dashboard.components.recommendation_list import recommendation_list
from dashboard.components.sharing import Node, council_sharing
from dashboard.components.signal_list import signal_list
from dashboard.components.strip import measure_card
from dashboard.components.structured_data import breadcrumbs, figures_of
from dashboard.components.summary import lead
from dashboard.components.year_table import year_table
from dashboard.current import CurrentDataset
from dashboard.dataset import CouncilYear, Dataset
from dashboard.dataset.comparison_records import SignalQuery
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure, YearEnding

PATH: Final = "/council/{slug}"
_LATEST_DECISIONS: Final = 8
_CARD_HEIGHT: Final = 760
_TREND_HEIGHT: Final = 700


def layout(
    dataset: Dataset, /, slug: str = "", year: str = "", measure: str = "", **_: str
) -> Page | Redirect:
    """The profile of a council in a year; a former name leads on, an unknown one to near names."""
    authority = dataset.register.by_slug(slug)
    if authority is None:
        meant = dataset.names.resolve(slug).authority
        if meant is None:
            return council_not_found(dataset, slug)
        return Redirect(addresses.council(meant, dataset.year(year)))
    chosen = dataset.year(year) or dataset.newest_year(authority)
    shown = _measure(measure)
    council_year = dataset.council_year(authority, chosen)
    parts = [
        ("figures", "Figures", _measures(council_year)),
        ("chance", "Could it be chance?", _beside(dataset, council_year, shown)),
        ("signals", "Signals", _signals(dataset, authority, chosen)),
        ("counts", "Counts", _cases(dataset, council_year)),
        ("years", "Over the years", _over_the_years(dataset, authority, chosen, shown)),
        ("decisions", "Decisions", _decisions(dataset, authority)),
        ("recommendations", "Recommendations", _recommendations(dataset, authority)),
        ("letters", "Letters", _letters(dataset, authority)),
        ("questions", "Questions to ask", _questions(dataset, council_year)),
        ("pack", "Scrutiny pack", pack_offer(authority, chosen)),
        ("printed", "Printed figures", printed_table(dataset.printed(authority, chosen))),
        ("corrections", "Corrections", _corrections(dataset, authority)),
        ("cite", "Cite this", _citation(dataset, council_year, shown)),
        ("embed", "On another website", _embedding(authority, shown)),
    ]
    known = [(key, label, part) for key, label, part in parts if part]
    return Page(
        title=f"{authority.name}: complaints to the Ombudsman, {chosen.label}",
        description=descriptions.council(
            council_year, is_unfinished=chosen == dataset.manifest.unfinished_year
        ),
        sharing=council_sharing(dataset, council_year, *_structured(dataset, council_year)),
        section="council",
        has_charts=True,
        scripts=("js/charts.js", "js/citation.js"),
        feeds=(Feed.of_council(authority),),
        body=html.Article(
            [
                _opening(dataset, council_year, shown),
                contents((key, label) for key, label, _ in known),
                html.Div(
                    [*(part for _, _, part in known), source_note(dataset.manifest)],
                    className="profile-parts",
                ),
            ],
            className="profile",
        ),
    )


def _structured(dataset: Dataset, council_year: CouncilYear) -> list[Node]:
    """The way to the profile, and the council's figures on the page of its usual year."""
    authority = council_year.authority
    way = breadcrumbs((authority.short_name, addresses.council(authority)))
    if council_year.year != dataset.newest_year(authority):
        return [way]
    history = dataset.history(authority, Measure.UPHOLD_RATE)
    figures = figures_of(dataset, council_year, history)
    return [way, figures] if figures else [way]


def register(app: Dash, current: CurrentDataset) -> None:
    """The charts of the profile: drawn for the council, year and measure of the address."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output("charts", "children"),
        Input("address", "pathname"),
        Input("address", "search"),
    )
    def show_charts(pathname: str, search: str) -> Any:
        return charts(current(), pathname, search)

    app.layout = html.Div([dcc.Location(id="address", refresh=False), html.Div(id="charts")])


def charts(dataset: Dataset, pathname: str, search: str) -> list[Any]:
    """The two charts that an address asks for; none for an address that names no council."""
    authority = dataset.register.by_slug(pathname.removeprefix("/council/"))
    if authority is None:
        return []
    asked = {key: values[-1] for key, values in parse_qs(search.lstrip("?")).items()}
    measure = _measure(asked.get("measure", ""))
    year = dataset.year(asked.get("year", "")) or dataset.newest_year(authority)
    return profile_charts(dataset, authority, year, measure)


def _opening(dataset: Dataset, council_year: CouncilYear, measure: Measure) -> html.Header:
    authority, year = council_year.authority, council_year.year
    return html.Header(
        [
            html.P(sentences.kind_and_region(authority), className="kicker"),
            html.Div(
                [html.H1(authority.name), _year_choice(dataset, authority, year, measure)],
                className="profile-head",
            ),
            lead(council_year),
            lineage(dataset.register, authority),
        ]
    )


def _year_choice(
    dataset: Dataset, authority: Authority, chosen: YearEnding, measure: Measure
) -> html.Nav:
    """The years as links: the address holds the year, with or without script."""
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    html.A(
                        year.label,
                        href=addresses.profile(authority, year, measure),
                        **({"aria-current": "true"} if year == chosen else {}),
                    )
                )
                for year in dataset.years
            ]
        ),
        className="years",
        **{"aria-label": "Year"},
    )


def _measures(council_year: CouncilYear) -> html.Section:
    return html.Section(
        [
            html.H2(f"The figures for {council_year.year.label}", id="figures"),
            html.Div(
                [
                    measure_card(figure, council_year.authority)
                    for figure in council_year.figures.values()
                ],
                className="measures is-wide",
            ),
            html.P(
                f"{sentences.INTERVAL_WORDS} A high uphold rate has many causes.",
                className="quiet",
            ),
        ]
    )


def _beside(dataset: Dataset, council_year: CouncilYear, measure: Measure) -> html.Section:
    """Gaps and changes in sentences with both counts, and where to compare further."""
    authority, year, comparing = council_year.authority, council_year.year, dataset.comparing
    figure = council_year.figures[measure]
    groups = beside_groups(figure, comparing.beside(authority, year, measure), authority)
    cards = in_other_words(
        figure,
        comparing.change(authority, year, measure),
        comparing.expected(authority, year),
        comparing.pooled(authority, year, measure),
    )
    return html.Section(
        [
            html.H2(f"{DEFINITIONS[measure].label}: could this be chance?", id="chance"),
            groups,
            cards,
            None
            if groups or cards
            else html.P("No counts of other councils are loaded.", className="empty"),
            html.P(
                [
                    html.A(
                        "Compare councils",
                        href=addresses.compare(authority, year, measure),
                        className="button",
                    ),
                    html.A(
                        "Over the years",
                        href=addresses.trends(authority, measure),
                        className="button",
                    ),
                    html.A(
                        "How to read this",
                        href=addresses.how_to_read(authority),
                        className="button",
                    ),
                ],
                className="buttons",
            ),
        ]
    )


def _signals(dataset: Dataset, authority: Authority, year: YearEnding) -> html.Section | None:
    found = dataset.comparing.signals(SignalQuery(year=year, council=authority))
    if not found:
        return None
    return html.Section(
        [
            html.H2(f"Signals in {year.label}", id="signals"),
            html.P(
                [
                    "Worth a question; no judgement. ",
                    html.A("What raises a signal", href=f"{addresses.signals()}#kinds"),
                ],
                className="quiet",
            ),
            signal_list(found, names_council=False),
        ]
    )


def _cases(dataset: Dataset, council_year: CouncilYear) -> html.Section:
    authority, year = council_year.authority, council_year.year
    said = received(dataset.comparing.received(authority), year, authority)
    return case_counts(council_year, dataset.categories(authority, year), said)


def _over_the_years(
    dataset: Dataset, authority: Authority, year: YearEnding, measure: Measure
) -> html.Section:
    choices = [
        html.Li(
            html.A(
                definition.short_label,
                href=f"{addresses.profile(authority, year, key)}#years",
                **({"aria-current": "true"} if key == measure else {}),
            )
        )
        for key, definition in DEFINITIONS.items()
    ]
    history = dataset.history(authority, measure)
    return html.Section(
        [
            html.H2("Over the years, and beside similar councils", id="years"),
            html.Nav(html.Ul(choices), className="years", **{"aria-label": "Measure"}),
            dash_island(html.P("A script draws the charts; the table has the same figures.")),
            year_table(
                DEFINITIONS[measure],
                history,
                dataset.counts_by_year(authority),
                dataset.comparing.changes(authority, measure),
                chosen=year,
                unfinished=dataset.manifest.unfinished_year,
                about=authority,
            ),
            peers_table(dataset, authority, year, measure),
            html.Ul([html.Li(b.words) for b in breaks_of(measure)], className="break-notes"),
        ]
    )


def _decisions(dataset: Dataset, authority: Authority) -> html.Section:
    latest, published = dataset.decisions.latest(authority, _LATEST_DECISIONS)
    rest = html.P(
        html.A(
            f"All {published:,} published decisions",
            href=addresses.decisions(council=authority.slug),
            className="button",
        )
    )
    return html.Section(
        [
            html.H2("Published decisions", id="decisions"),
            html.P(
                "Not every decision is published, so no rate is worked out from this list.",
                className="quiet",
            ),
            *(
                [decision_list(latest, names_council=False), rest]
                if published
                else [html.P("No published decision loaded.", className="empty")]
            ),
        ]
    )


def _recommendations(dataset: Dataset, authority: Authority) -> html.Section:
    return recommendation_list(dataset.recommendations, authority)


def _corrections(dataset: Dataset, authority: Authority) -> html.Section | None:
    number = len(dataset.corrections(authority))
    if not number:
        return None
    figures = "figure was" if number == 1 else "figures were"
    return html.Section(
        [
            html.H2("Corrections", id="corrections"),
            html.P(
                [
                    f"{number:,} {figures} changed after publication. ",
                    html.A(
                        "What was changed, when and why",
                        href=addresses.data(council=authority) + "#corrections",
                    ),
                ]
            ),
        ]
    )


def _citation(dataset: Dataset, council_year: CouncilYear, measure: Measure) -> html.Section:
    authority, year = council_year.authority, council_year.year
    return citation(
        dataset.manifest,
        f"{authority.name}: {sentences.headline(council_year)}",
        addresses.profile(authority, year, measure),
        about=f"Year ended 31 March {year.last}",
    )


def _embedding(authority: Authority, measure: Measure) -> html.Section:
    label = DEFINITIONS[measure].label
    return html.Section(
        [
            html.H2("On another website", id="embed"),
            html.Details(
                [
                    html.Summary("Code to show these figures in a frame"),
                    html.P(
                        "The frames show the newest year, with source and caveat, set no cookie "
                        "and need no script. Put this site’s address before /embed.",
                        className="quiet",
                    ),
                    code_field(
                        "embed-card",
                        "The figures",
                        frame_code(
                            addresses.embedded_card(authority),
                            f"{authority.name}: complaints to the Ombudsman",
                            _CARD_HEIGHT,
                        ),
                    ),
                    code_field(
                        "embed-trend",
                        f"{label}, year by year",
                        frame_code(
                            addresses.embedded_trend(authority, measure),
                            f"{label} of {authority.name}",
                            _TREND_HEIGHT,
                        ),
                    ),
                ],
                className="take-away",
            ),
        ]
    )


def _letters(dataset: Dataset, authority: Authority) -> html.Section:
    letters = dataset.letters.of(authority)
    return html.Section(
        [
            html.H2("Annual review letters", id="letters"),
            html.Ul(
                [
                    html.Li(html.A(x.year.label, href=addresses.letter(authority, x.year)))
                    for x in letters
                ],
                className="letter-list",
            )
            if letters
            else html.P("No annual letter loaded.", className="empty"),
        ]
    )


def _questions(dataset: Dataset, council_year: CouncilYear) -> html.Section:
    authority, year = council_year.authority, council_year.year
    signals = dataset.comparing.signals(SignalQuery(year=year, council=authority))
    categories = dataset.categories(authority, year)
    return question_list(questions_for(council_year, categories, {s.kind for s in signals}))


def _measure(text: str) -> Measure:
    return Measure(text) if text in list(Measure) else Measure.UPHOLD_RATE
