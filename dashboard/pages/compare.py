"""Councils side by side: a sentence, the distribution, the funnel and the peer table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import (
    addresses,
    comparison_sentences,
    descriptions,
    received_sentences,
    sentences,
)
from dashboard.components.addresses import OWN_GROUP, CompareState
from dashboard.components.all_measures_table import all_measures_table
from dashboard.components.citation import citation
from dashboard.components.compare_charts import compare_charts, figure_cells
from dashboard.components.comparison_sentences import GROUP_LABELS
from dashboard.components.document import Feed, Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.markup import Element
from dashboard.components.own_set_sentences import own_set
from dashboard.components.sentence_list import sentence_list
from dashboard.components.sharing import Sharing
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset
from dashboard.peer_table import PeerRow, PeerTable, peer_table
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import (
    Measure,
    MissingReason,
    PeerGroup,
    YearEnding,
)

PATH: Final = "/compare"
_MOST: Final = 10
_MOST_BESIDE: Final = 20


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The comparison that an address asks for; without a council, how to begin one."""
    state, remark = read_state(dataset, **asked)
    if state is None:
        return Page(
            title="Compare councils",
            description=descriptions.compare(dataset),
            section="compare",
            body=html.Div(
                [
                    html.H1("Compare councils"),
                    html.P(
                        "Name a council to see it beside councils of the same type, of its "
                        "region, of like population, or beside others that you choose."
                    ),
                    html.P(remark, className="notice", role="status") if remark else None,
                    _form(dataset, None),
                    source_note(dataset.manifest),
                ],
                className="column",
            ),
        )
    table = peer_table(dataset, state)
    first = state.councils[0]
    names = " and ".join(council.short_name for council in state.councils[:2])
    more = f" and {len(state.councils) - 2} more" if len(state.councils) > 2 else ""
    return Page(
        title=f"Compare {names}{more}, {DEFINITIONS[state.measure].label}, {state.year.label}",
        description=_sentence(dataset, state, table, first),
        sharing=Sharing(replace(state, sort="council").address(), is_indexed=False),
        section="compare",
        scripts=("js/marks.js", "js/citation.js"),
        feeds=tuple(map(Feed.of_council, state.councils)),
        body=html.Article(
            [
                html.H1("Compare councils"),
                html.P(remark, className="notice", role="status") if remark else None,
                html.P(_sentence(dataset, state, table, first), className="lead"),
                _beneath(dataset, state),
                _chosen(state),
                _form(dataset, state),
                *compare_charts(
                    dataset, state, [(row.authority, row.figure) for row in table.rows]
                ),
                _table(dataset, state, table),
                citation(
                    dataset.manifest,
                    _sentence(dataset, state, table, first),
                    state.address(),
                    about=f"{DEFINITIONS[state.measure].label}, {state.year.label}",
                ),
                source_note(dataset.manifest),
            ],
            className="column is-wide",
        ),
    )


def read_state(
    dataset: Dataset,
    /,
    councils: str = "",
    add: str = "",
    without: str = "",
    measure: str = "",
    year: str = "",
    group: str = "",
    sort: str = "",
    **_: str,
) -> tuple[CompareState | None, str]:
    """What an address asks to compare, None without a council; and what couldn't be followed."""
    chosen: list[Authority] = []
    remarks = []
    for text in [*councils.split(","), add]:
        if not text.strip():
            continue
        found = dataset.register.by_slug(text.strip()) or dataset.names.resolve(text).authority
        if found is None:
            remarks.append(f"There is no council “{text.strip()[:80]}”.")
        elif found not in chosen and found.slug != without:
            chosen.append(found)
    if len(chosen) > _MOST:
        remarks.append(f"At most {_MOST} councils are compared; the first {_MOST} are shown.")
    if not chosen:
        return None, " ".join(remarks)
    return (
        CompareState(
            tuple(chosen[:_MOST]),
            Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE,
            dataset.year(year) or _latest(dataset, chosen[0]),
            _group(group, chosen),
            sort if sort in ("council", "figure", "-figure") else "council",
        ),
        " ".join(remarks),
    )


def _latest(dataset: Dataset, authority: Authority) -> YearEnding:
    """The last whole year in which the council has an uphold rate."""
    known = [f.year for f in dataset.history(authority, Measure.UPHOLD_RATE) if f.value is not None]
    whole = [year for year in known if year != dataset.manifest.unfinished_year]
    return whole[-1] if whole else dataset.latest_year


def _group(text: str, chosen: list[Authority]) -> PeerGroup | None:
    if text in list(PeerGroup):
        return PeerGroup(text)
    return None if text == OWN_GROUP or len(chosen) > 1 else PeerGroup.TYPE


def _sentence(dataset: Dataset, state: CompareState, table: PeerTable, authority: Authority) -> str:
    figure = dataset.figures([authority], state.measure, state.year)[authority.code]
    if state.group is not None:
        # The publisher's average is that of the type, and of no other group.
        of_group = figure if state.group is PeerGroup.TYPE else replace(figure, similar=None)
        return comparison_sentences.gap(of_group, table.beside, authority)
    others = [(row.authority, row.figure) for row in table.rows if row.authority != authority]
    return own_set((authority, figure), others)


def _beneath(dataset: Dataset, state: CompareState) -> html.Ul | None:
    """What else bears on the first council's figure: change, mix, three years, one case."""
    authority = state.councils[0]
    comparing = dataset.comparing
    figure = dataset.figures([authority], state.measure, state.year)[authority.code]
    change = comparing.change(authority, state.year, state.measure)
    received = comparing.received(authority).get(state.year)
    return sentence_list(
        [
            comparison_sentences.change(figure, change),
            comparison_sentences.parts(change),
            comparison_sentences.expected(figure, comparing.expected(authority, state.year)),
            comparison_sentences.pooled(comparing.pooled(authority, state.year, state.measure)),
            sentences.one_case(figure),
            received_sentences.change(received, state.year) if received else None,
        ]
    )


def _chosen(state: CompareState) -> html.Ul:
    """The chosen councils, each with a link that takes it out."""
    items = []
    for council in state.councils:
        rest = tuple(other for other in state.councils if other != council)
        items.append(
            html.Li(
                [
                    html.A(council.short_name, href=addresses.council(council, state.year)),
                    " ",
                    html.A(
                        "remove",
                        href=state.address(councils=rest),
                        className="quiet",
                        **{"aria-label": f"Remove {council.short_name}"},
                    )
                    if rest
                    else None,
                ]
            )
        )
    return html.Ul(items, className="chosen-councils")


def _form(dataset: Dataset, state: CompareState | None) -> html.Form:
    hidden = ",".join(council.slug for council in state.councils) if state else ""
    full = state is not None and len(state.councils) >= _MOST
    groups = [(str(group), GROUP_LABELS[group]) for group in dataset.comparing.groups()]
    chosen_group = str(state.group or OWN_GROUP) if state else str(PeerGroup.TYPE)
    year = state.year if state else dataset.latest_year
    return html.Form(
        [
            Element("input", None, {"type": "hidden", "name": "councils", "value": hidden}),
            None if full else text_filter("add", "Add a council", ""),
            choice_filter(
                "measure",
                "Measure",
                [(str(m), d.label) for m, d in DEFINITIONS.items()],
                str(state.measure) if state else str(Measure.UPHOLD_RATE),
                every=None,
            ),
            choice_filter(
                "year",
                "Year",
                [(str(y.last), y.label) for y in reversed(dataset.years)],
                str(year.last),
                every=None,
            ),
            choice_filter(
                "group",
                "Beside",
                [*groups, (OWN_GROUP, "Only the councils I chose")],
                chosen_group,
                every=None,
            ),
            html.Button("Compare", type="submit"),
        ],
        action=PATH,
        method="get",
        className="filters",
    )


def _table(dataset: Dataset, state: CompareState, table: PeerTable) -> html.Section:
    definition = DEFINITIONS[state.measure]
    caption = f"{definition.label}, {state.year.label}"
    listed = [row for row in table.rows if _is_listed(row)]
    return html.Section(
        [
            html.H2("The peer table", id="table"),
            html.P(
                [
                    "Sorted by name unless you choose otherwise; this is no league table. A rank "
                    "is given as the range of ranks that the data support, among councils of the "
                    "same type: 1 is the highest figure, not the best or worst. ",
                    _sort_links(state),
                ],
                className="quiet",
            ),
            wide_table(
                caption,
                [
                    ("Council", False),
                    (definition.label, True),
                    ("Counts", True),
                    ("Range", True),
                    ("Ranks supported", True),
                    ("Why it is here", False),
                ],
                [_row(row) for row in listed],
            ),
            _without_figure([row for row in table.rows if not _is_listed(row)]),
            all_measures_table(dataset, _beside_each_other(state, table), state.year),
            html.P(
                [
                    "Take the table away: ",
                    html.A("CSV", href=state.address("/compare.csv"), download=True),
                    ", ",
                    html.A("XLSX with notes", href=state.address("/compare.xlsx"), download=True),
                    ".",
                ]
            ),
        ]
    )


def _is_listed(row: PeerRow) -> bool:
    """Whether a council has a row of its own: what isn't published of others is said once."""
    return row.is_chosen or row.figure.missing is not MissingReason.NOT_PUBLISHED


def _without_figure(rows: list[PeerRow]) -> html.Details | None:
    """The councils of which nothing is published, by name, out of the way."""
    if not rows:
        return None
    links: list[Any] = []
    for row in rows:
        link = html.A(
            row.authority.short_name, href=addresses.council(row.authority, row.figure.year)
        )
        links += [", ", link] if links else [link]
    many = f"{len(rows)} councils" if len(rows) > 1 else "1 council"
    return html.Details(
        [
            html.Summary(f"{many} of the group without a published figure"),
            html.P([*links, "."], className="name-list"),
        ]
    )


def _beside_each_other(state: CompareState, table: PeerTable) -> list[Authority]:
    """The councils of the table of all measures: a large group's would be too long to read."""
    every = [row.authority for row in table.rows if _is_listed(row)]
    return every if len(every) <= _MOST_BESIDE else sorted(state.councils, key=_by_name)


def _by_name(authority: Authority) -> str:
    return authority.short_name


def _sort_links(state: CompareState) -> html.Span:
    options = (("council", "by name"), ("-figure", "highest first"), ("figure", "lowest first"))
    links: list[Any] = []
    for sort, words in options:
        links += [
            ", " if links else "Sort: ",
            html.A(
                words,
                href=f"{state.address(sort=sort)}#table",
                **({"aria-current": "true"} if sort == state.sort else {}),
            ),
        ]
    return html.Span(links)


def _row(row: PeerRow) -> Element:
    """A row of plain elements: Dash's components would take most of the page's time."""
    cells = [
        *figure_cells(row.authority, row.figure),
        Element("td", sentences.interval(row.figure) or "", {"class": "number"}),
        Element("td", comparison_sentences.rank(row.rank), {"class": "number"}),
        Element("td", row.why, {"class": "may-wrap"}),
    ]
    return Element("tr", cells, {"class": "is-chosen"} if row.is_chosen else {})
