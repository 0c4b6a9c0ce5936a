"""Early warnings: council-years worth a question, with their counts and their tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import html

from dashboard.components import addresses, descriptions, signal_sentences
from dashboard.components.document import Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.sharing import Sharing
from dashboard.components.signal_list import signal_list
from dashboard.dataset import Dataset
from dashboard.dataset.comparison_records import Signal, SignalQuery
from dashboard.statistics.thresholds import FALSE_DISCOVERY_RATE
from dashboard.vocabulary import AuthorityType, SignalKind

PATH: Final = "/signals"
_AT_ONCE: Final = 40
_FIRST: Final = 8
"""So many of each kind are shown where all kinds are."""


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The signals of a year, filtered as the address says."""
    kind, council_type = asked.get("kind", ""), asked.get("type", "")
    region, council, page = (asked.get(name, "") for name in ("region", "council", "page"))
    named = (
        dataset.register.by_slug(council.strip()) or dataset.names.resolve(council).authority
        if council.strip()
        else None
    )
    regions = sorted({authority.region for authority in dataset.register})
    query = SignalQuery(
        year=dataset.year(asked.get("year", "")) or dataset.latest_year,
        kind=SignalKind(kind) if kind in list(SignalKind) else None,
        region=region if region in regions else None,
        type=AuthorityType(council_type) if council_type in list(AuthorityType) else None,
        council=named,
    )
    of_kinds = _by_kind(dataset.comparing.signals(replace(query, kind=None)))
    found = of_kinds[query.kind] if query.kind else [s for each in of_kinds.values() for s in each]
    label = query.year.label if query.year else ""
    return Page(
        title=f"Signals, {label}",
        description=descriptions.signals(found, query.year or dataset.latest_year),
        sharing=_sharing(dataset, query, page),
        section="signals",
        body=html.Div(
            [
                html.H1("Signals"),
                html.P(
                    "Council-years worth a question. A signal is no judgement: there can be many "
                    "causes, and a council without one may have too few cases to tell."
                ),
                html.P(
                    f"There is no council “{council.strip()[:80]}”; all are shown.",
                    className="notice",
                    role="status",
                )
                if council.strip() and named is None
                else None,
                _form(dataset, query, regions),
                html.H2(f"{len(found):,} {'signal' if len(found) == 1 else 'signals'} in {label}"),
                _kinds(query, of_kinds),
                *(_of_one_kind(query, found, page) if query.kind else _beginnings(query, of_kinds)),
                _explanation(),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _sharing(dataset: Dataset, query: SignalQuery, page: str) -> Sharing:
    """The last year's signals are for search engines; other years and filters are not."""
    number = _page_number(page)
    if number == 1 and query == SignalQuery(year=dataset.latest_year):
        return Sharing(PATH)
    return Sharing(_address(query, number if number > 1 else None), is_indexed=False)


def _page_number(page: str) -> int:
    """The page asked for, from 1; what is no number asks for the first."""
    return int(page) if page.isdecimal() and page != "0" and len(page) < 6 else 1


def _by_kind(found: list[Signal]) -> dict[SignalKind, list[Signal]]:
    """The signals of every kind: tested ones and failures to comply first, then the commoner."""
    return {kind: [signal for signal in found if signal.kind is kind] for kind in SignalKind}


def _kinds(query: SignalQuery, of_kinds: dict[SignalKind, list[Signal]]) -> html.Nav:
    """How many there are of each kind, each a link to those alone."""
    every = sum(map(len, of_kinds.values()))
    choices: list[tuple[SignalKind | None, str]] = [(None, f"All kinds: {every:,}")]
    choices += [
        (kind, f"{signal_sentences.KIND_LABELS[kind]}: {len(found):,}")
        for kind, found in of_kinds.items()
    ]
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    html.A(
                        words,
                        href=_address(replace(query, kind=kind)),
                        **({"aria-current": "true"} if kind is query.kind else {}),
                    )
                )
                for kind, words in choices
            ]
        ),
        className="years",
        **{"aria-label": "Kind of signal"},
    )


def _beginnings(query: SignalQuery, of_kinds: dict[SignalKind, list[Signal]]) -> list[Any]:
    """The first signals of each kind that has any, so that no kind crowds out the others."""
    sections = [
        html.Section(
            [
                html.H3(f"{signal_sentences.KIND_LABELS[kind]}: {len(found):,}"),
                signal_list(found[:_FIRST], names_council=True, names_kind=False),
                html.P(
                    html.A(
                        f"All {len(found):,} of this kind",
                        href=_address(replace(query, kind=kind)),
                        className="button",
                    )
                )
                if len(found) > _FIRST
                else None,
            ]
        )
        for kind, found in of_kinds.items()
        if found
    ]
    return sections or [html.P("No signal.", className="empty")]


def _of_one_kind(query: SignalQuery, found: list[Signal], page: str) -> list[Any]:
    pages = max(1, -(-len(found) // _AT_ONCE))
    number = min(_page_number(page), pages)
    shown = found[(number - 1) * _AT_ONCE : number * _AT_ONCE]
    return [
        signal_list(shown, names_council=True, names_kind=False)
        if shown
        else html.P("None of this kind.", className="empty"),
        _pages(query, number, pages),
    ]


def _address(query: SignalQuery, page: int | None = None) -> str:
    return addresses.signals(
        year=query.year.last if query.year else None,
        kind=query.kind,
        region=query.region,
        type=query.type,
        council=query.council.slug if query.council else None,
        page=page,
    )


def _form(dataset: Dataset, query: SignalQuery, regions: list[str]) -> html.Form:
    return html.Form(
        [
            choice_filter(
                "year",
                "Year",
                [
                    (str(y.last), y.label)
                    for y in reversed(dataset.years)
                    if y != dataset.manifest.unfinished_year
                ],
                str(query.year.last) if query.year else None,
                every=None,
            ),
            choice_filter(
                "kind",
                "Kind",
                [(str(k), words) for k, words in signal_sentences.KIND_LABELS.items()],
                query.kind,
            ),
            choice_filter("region", "Region", [(r, r) for r in regions], query.region),
            choice_filter(
                "type",
                "Type",
                [(str(t), t.words[0].upper() + t.words[1:]) for t in AuthorityType],
                query.type,
            ),
            text_filter("council", "Council", query.council.name if query.council else ""),
            html.Button("Show", type="submit"),
        ],
        action=PATH,
        method="get",
        className="filters",
    )


def _pages(query: SignalQuery, number: int, pages: int) -> html.Nav | None:
    if pages == 1:
        return None

    links: list[Any] = [html.Span(f"Page {number} of {pages}", className="quiet")]
    if number > 1:
        back = _address(query, number - 1)
        links.append(html.A("Back", href=back, rel="prev", className="button"))
    if number < pages:
        further = _address(query, number + 1)
        links.append(html.A("Further", href=further, rel="next", className="button"))
    return html.Nav(links, className="buttons", **{"aria-label": "Pages of signals"})


def _explanation() -> html.Section:
    return html.Section(
        [
            html.H2("What raises a signal", id="kinds"),
            html.Dl(
                [
                    part
                    for kind, label in signal_sentences.KIND_LABELS.items()
                    for part in (html.Dt(label), html.Dd(signal_sentences.KIND_WORDS[kind]))
                ]
            ),
            html.P(
                "So many councils are tested that some would stand out by chance alone. The "
                "tests of each kind and year are therefore taken together: of the signals they "
                f"give, no more than {FALSE_DISCOVERY_RATE:.0%} are expected to be chance "
                "(Benjamini and Hochberg 1995). That is stricter than the words on a council’s own "
                "page: a rate that is called higher there may be no signal here.",
                className="quiet",
            ),
        ]
    )
