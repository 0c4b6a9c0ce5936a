"""Councils side by side: a sentence, the distribution, the funnel and the peer table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, comparison_sentences, sentences
from dashboard.components.addresses import OWN_GROUP, CompareState
from dashboard.components.case_links import linked_counts
from dashboard.components.citation import citation
from dashboard.components.comparison_sentences import GROUP_LABELS
from dashboard.components.distribution_chart import distribution_chart
from dashboard.components.document import Feed, Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.funnel_chart import funnel_chart
from dashboard.components.markup import Element
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, Figure
from dashboard.peer_table import PeerRow, PeerTable, peer_table
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import AuthorityType, Measure, PeerGroup, SnapshotKind, YearEnding

PATH: Final = "/compare"
_MOST: Final = 10


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The comparison that an address asks for; without a council, how to begin one."""
    state, remark = read_state(dataset, **asked)
    if state is None:
        return Page(
            title="Compare councils",
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
        section="compare",
        scripts=("js/marks.js", "js/citation.js"),
        feeds=tuple(map(Feed.of_council, state.councils)),
        body=html.Article(
            [
                html.H1("Compare councils"),
                html.P(remark, className="notice", role="status") if remark else None,
                html.P(_sentence(dataset, state, table, first), className="lead"),
                *_beneath(dataset, state),
                _chosen(state),
                _form(dataset, state),
                *_charts(dataset, state, table),
                _table(state, table),
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
    others = [row.figure for row in table.rows if row.authority != authority]
    known = [(f.numerator or 0, f.denominator or 0) for f in others if f.has_counts]
    own = f"{authority.short_name}: {sentences.value(figure)}"
    if figure.value is not None:
        own += f", {sentences.counts_in_words(figure)}"
    if not known:
        return f"{own}, in {state.year.label}."
    cases, base = (sum(column) for column in zip(*known, strict=True))
    return (
        f"{own}, in {state.year.label}; the {len(known)} others you chose together: {cases:,} of "
        f"{base:,}. A set chosen by hand is no benchmark, so no verdict is given."
    )


def _beneath(dataset: Dataset, state: CompareState) -> list[Any]:
    """What else bears on the first council's figure: change, mix, three years, one case."""
    authority = state.councils[0]
    comparing = dataset.comparing
    figure = dataset.figures([authority], state.measure, state.year)[authority.code]
    change = comparing.change(authority, state.year, state.measure)
    lines = [
        comparison_sentences.change(figure, change),
        comparison_sentences.parts(change),
        comparison_sentences.expected(figure, comparing.expected(authority, state.year)),
        comparison_sentences.pooled(comparing.pooled(authority, state.year, state.measure)),
        sentences.one_case(figure),
    ]
    return [html.P(line, className="chance") for line in lines if line]


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


def _charts(dataset: Dataset, state: CompareState, table: PeerTable) -> list[Any]:
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    definition = DEFINITIONS[state.measure]
    first = state.councils[0]
    pairs = [(row.authority, row.figure) for row in table.rows]
    group = GROUP_LABELS[state.group].lower() if state.group else "chosen councils"
    shown: list[Any] = [
        distribution_chart(
            f"{definition.label}, {state.year.label}: {first.short_name} and {group}",
            pairs,
            state.councils,
            is_demonstration=is_made_up,
        )
    ]
    if not definition.is_share:
        return shown
    peers = _of_type(dataset, state, pairs)
    same_type = [council for council in state.councils if council.type is first.type]
    funnel = funnel_chart(
        f"Funnel of all {first.type.plural}, {state.year.label}",
        peers,
        same_type,
        dataset.comparing.funnel(first.type, state.year, state.measure),
        dataset.comparing.dispersion(first.type, state.year, state.measure),
        is_demonstration=is_made_up,
    )
    shown.append(
        funnel
        or html.P(
            f"A funnel takes the counts of every {first.type.words}; not all are loaded for "
            f"{state.year.label}.",
            className="empty",
        )
    )
    if funnel and state.group is not PeerGroup.TYPE:
        shown.append(_beside_the_funnel(first.type, definition.label, peers))
    return shown


def _beside_the_funnel(
    kind: AuthorityType, label: str, peers: list[tuple[Authority, Figure]]
) -> html.Details:
    """The funnel's councils as a table, since the peer table doesn't hold them all."""
    return html.Details(
        [
            html.Summary(f"The {len(peers)} councils in the funnel as a table"),
            wide_table(
                f"{label}: all {kind.plural}",
                [("Council", False), (label, True), ("Counts", True)],
                [Element("tr", _cells(council, figure)) for council, figure in peers],
            ),
        ]
    )


def _of_type(
    dataset: Dataset, state: CompareState, pairs: list[tuple[Authority, Figure]]
) -> list[tuple[Authority, Figure]]:
    """Every council of the first one's type."""
    kind = state.councils[0].type
    if state.group is PeerGroup.TYPE:
        return [(council, figure) for council, figure in pairs if council.type is kind]
    return dataset.peers(kind, state.measure, state.year)


def _table(state: CompareState, table: PeerTable) -> html.Section:
    definition = DEFINITIONS[state.measure]
    caption = f"{definition.label}, {state.year.label}"
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
                [_row(row) for row in table.rows],
            ),
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
        *_cells(row.authority, row.figure),
        Element("td", sentences.interval(row.figure) or "", {"class": "number"}),
        Element("td", comparison_sentences.rank(row.rank), {"class": "number"}),
        Element("td", row.why, {"class": "may-wrap"}),
    ]
    return Element("tr", cells, {"class": "is-chosen"} if row.is_chosen else {})


def _cells(authority: Authority, figure: Figure) -> list[Element]:
    mark = sentences.low_count(figure)
    name = Element("a", authority.short_name, {"href": addresses.council(authority, figure.year)})
    counts = linked_counts(figure, authority)
    if mark:
        counts.append(Element("span", mark, {"class": "mark"}))
    absent = "number" if figure.value is not None else "number absent"
    return [
        Element("th", name, {"scope": "row"}),
        Element("td", sentences.value(figure), {"class": absent}),
        Element("td", counts, {"class": "number"}),
    ]
