"""Years side by side for a council, a type of council or England, with the breaks marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, comparison_sentences, sentences
from dashboard.components.addresses import MapState
from dashboard.components.case_links import linked_pair
from dashboard.components.citation import citation
from dashboard.components.document import Feed, Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.trend_chart import Line, YearPoint, category_picture, trend_chart
from dashboard.components.wide_table import wide_table
from dashboard.components.year_table import year_table
from dashboard.dataset import Dataset
from dashboard.dataset.comparisons import GroupYear
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import (
    AuthorityType,
    DecisionCategory,
    Measure,
    SnapshotKind,
    Tier,
    YearEnding,
)

PATH: Final = "/trends"
_ENGLAND: Final = "england"

_About = Authority | AuthorityType | None
"""A council, a type of council, or all of England."""


def layout(
    dataset: Dataset, /, of: str = "", council: str = "", measure: str = "", **_: str
) -> Page:
    """The years that an address asks for: of all of England unless it says otherwise."""
    wanted = council.strip() or of
    about, is_known = _about(dataset, wanted)
    shown = Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE
    name = _name(about)
    return Page(
        title=f"{name} over the years, {DEFINITIONS[shown].label}",
        section="trends",
        scripts=("js/marks.js", "js/citation.js"),
        feeds=(Feed.of_council(about),) if isinstance(about, Authority) else (),
        body=html.Article(
            [
                html.H1(f"{name} over the years"),
                None
                if is_known
                else html.P(
                    f"There is no council “{wanted[:80]}”; all of England is shown.",
                    className="notice",
                    role="status",
                ),
                _form(about, shown),
                *(
                    _of_council(dataset, about, shown)
                    if isinstance(about, Authority)
                    else _of_group(dataset, about, shown)
                ),
                html.Ul([html.Li(b.words) for b in breaks_of(shown)], className="break-notes"),
                _categories(dataset, about),
                citation(
                    dataset.manifest,
                    _all_years(dataset, about, shown),
                    addresses.trends(_address_name(about), shown),
                    about="Years end on 31 March",
                ),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _about(dataset: Dataset, text: str) -> tuple[_About, bool]:
    """What is meant, and whether anything was."""
    if not text or text == _ENGLAND:
        return None, True
    if text in list(AuthorityType):
        return AuthorityType(text), True
    found = dataset.register.by_slug(text) or dataset.names.resolve(text).authority
    return found, found is not None


def _name(about: _About) -> str:
    if about is None:
        return "England"
    if isinstance(about, AuthorityType):
        return about.plural[0].upper() + about.plural[1:]
    return about.short_name


def _address_name(about: _About) -> str:
    if about is None:
        return _ENGLAND
    return about.slug if isinstance(about, Authority) else str(about)


def _all_years(dataset: Dataset, about: _About, measure: Measure) -> str:
    """Every year with its counts, in one sentence."""
    if isinstance(about, Authority):
        years = [
            f"{f.year.label} {f.display} ({sentences.counts(f) or 'counts not printed'})"
            for f in dataset.history(about, measure)
            if f.value is not None
        ]
    else:
        years = [
            f"{g.year.label} {g.display} ({g.numerator:,} of {g.denominator:,})"
            for g in dataset.comparing.group_history(about, measure)
        ]
    name = about.name if isinstance(about, Authority) else _name(about)
    known = "; ".join(years) or "no published figure loaded"
    note = " Not all of these years compare: the method changed." if breaks_of(measure) else ""
    return f"{DEFINITIONS[measure].label} of {name}: {known}.{note}"


def _form(about: _About, measure: Measure) -> html.Form:
    groups = [(_ENGLAND, "All of England"), *((str(t), _name(t)) for t in AuthorityType)]
    chosen = _ENGLAND if about is None else str(about)
    if isinstance(about, Authority):
        groups.insert(0, (about.slug, about.short_name))
        chosen = about.slug
    return html.Form(
        [
            text_filter("council", "Name a council", ""),
            choice_filter("of", "Or show", groups, chosen, every=None),
            choice_filter(
                "measure",
                "Measure",
                [(str(m), d.label) for m, d in DEFINITIONS.items()],
                str(measure),
                every=None,
            ),
            html.Button("Show", type="submit"),
        ],
        action=PATH,
        method="get",
        className="filters",
    )


def _of_council(dataset: Dataset, authority: Authority, measure: Measure) -> list[Any]:
    history = dataset.history(authority, measure)
    known = [figure for figure in history if figure.value is not None]
    unfinished = dataset.manifest.unfinished_year
    groups = dataset.comparing.group_history(authority.type, measure)
    points = [
        YearPoint(
            figure.year,
            figure.value or 0.0,
            figure.low,
            figure.high,
            figure.denominator,
            f"{figure.year.label}: {figure.display}, {sentences.counts_in_words(figure)}",
            addresses.profile(authority, figure.year, measure),
        )
        for figure in known
    ]
    similar = Line({f.year: f.similar.value for f in history if f.similar}, "trend-similar")
    before = _predecessors(dataset, authority, measure)
    lines = [*(Line(values, "trend-predecessor") for _, values in before), similar]
    caption = (
        "Dots with the range that chance allows; dashed: similar councils; shaded: the middle "
        "half of them. Open dots have fewer than 5 cases."
    )
    if before:
        names = ", ".join(council.short_name for council, _ in before)
        caption += f" Thin lines: {names}, each by itself; their figures are not added up."
    changes = dataset.comparing.changes(authority, measure)
    latest = next((f for f in reversed(known) if f.year != unfinished), None)
    said = [
        *(comparison_sentences.trend(run) for run in dataset.comparing.trends(authority, measure)),
        comparison_sentences.change(latest, changes.get(latest.year)) if latest else None,
        comparison_sentences.parts(changes.get(latest.year)) if latest else None,
        comparison_sentences.pooled(dataset.comparing.pooled(authority, latest.year, measure))
        if latest
        else None,
    ]
    return [
        *(html.P(words, className="chance") for words in said if words),
        _chart(dataset, measure, authority.short_name, points, lines, groups, caption)
        or html.P("No published figure loaded.", className="empty"),
        _lineage_links(before, measure),
        year_table(
            DEFINITIONS[measure],
            history,
            dataset.counts_by_year(authority),
            authority,
            chosen=latest.year if latest else dataset.latest_year,
            unfinished=unfinished,
        ),
        html.P(
            html.A(
                f"{authority.short_name} beside other councils",
                href=addresses.compare(
                    authority, latest.year if latest else dataset.latest_year, measure
                ),
                className="button",
            )
        ),
    ]


def _predecessors(
    dataset: Dataset, authority: Authority, measure: Measure
) -> list[tuple[Authority, dict[YearEnding, float]]]:
    """Each predecessor's own years, as it was."""
    found = []
    for council in dataset.register.predecessors(authority):
        values = {f.year: f.value for f in dataset.history(council, measure) if f.value is not None}
        if values:
            found.append((council, values))
    return found


def _lineage_links(
    before: list[tuple[Authority, dict[YearEnding, float]]], measure: Measure
) -> html.P | None:
    if not before:
        return None
    links: list[Any] = []
    for council, _ in before:
        links += [
            ", " if links else "As they were: ",
            html.A(council.short_name, href=addresses.trends(council.slug, measure)),
        ]
    return html.P([*links, "."], className="quiet")


def _of_group(dataset: Dataset, about: AuthorityType | None, measure: Measure) -> list[Any]:
    years = dataset.comparing.group_history(about, measure)
    tier = about.tiers[0] if about else Tier.LOWER
    points = [
        YearPoint(
            group.year,
            group.value,
            None,
            None,
            group.denominator,
            f"{group.year.label}: {group.display}, {group.numerator:,} of {group.denominator:,}",
            MapState(measure, group.year, tier).address(),
        )
        for group in years
    ]
    caption = (
        "Pooled from the counts of all councils."
        if about is None
        else "Pooled from the counts of all of them; shaded: the middle half of the councils."
    )
    return [
        _chart(dataset, measure, _name(about), points, [], years, caption)
        or html.P("No counts of every council are loaded.", className="empty"),
        wide_table(
            f"{DEFINITIONS[measure].label}, year by year",
            [("Year", False), (DEFINITIONS[measure].label, True), ("Counts", True), ("From", True)],
            [
                html.Tr(
                    [
                        html.Th(group.year.label, scope="row"),
                        html.Td(group.display, className="number"),
                        html.Td(
                            linked_pair(
                                *(about, group.year, measure),
                                *(group.numerator, group.denominator),
                            ),
                            className="number",
                        ),
                        html.Td(
                            f"{group.councils} of {group.councils_in_all} councils",
                            className="number",
                        ),
                    ]
                )
                for group in years
            ],
        )
        if years
        else None,
    ]


def _chart(
    dataset: Dataset,
    measure: Measure,
    name: str,
    points: list[YearPoint],
    lines: list[Line],
    groups: list[GroupYear],
    caption: str,
) -> html.Figure | None:
    unfinished = dataset.manifest.unfinished_year
    band = {
        group.year: (group.low_quartile, group.high_quartile)
        for group in groups
        if group.low_quartile is not None and group.high_quartile is not None
    }
    if breaks_of(measure):
        caption += " The line stops where the method changed."
    if unfinished:
        caption += " * Unfinished year: compared with no other."
    return trend_chart(
        f"{DEFINITIONS[measure].label} of {name}, year by year",
        caption,
        measure,
        dataset.years,
        points,
        lines,
        band,
        unfinished=unfinished,
        is_demonstration=dataset.manifest.kind is SnapshotKind.DEMONSTRATION,
    )


def _categories(dataset: Dataset, about: _About) -> html.Section | None:
    """Small pictures of all categories on one scale, and the same counts as a table."""
    history = dataset.comparing.category_history(about)
    counts: dict[str, dict[YearEnding, tuple[int, int]]] = defaultdict(dict)
    for entry in history:
        counts[entry.category][entry.year] = (entry.upheld, entry.investigated)
    investigated = [pair[1] for by_year in counts.values() for pair in by_year.values()]
    if not investigated or not max(investigated):
        return None
    years = [year for year in dataset.years if any(year in c for c in counts.values())]
    return html.Section(
        [
            html.H2("By category"),
            html.P(
                "Cases investigated, and in the darker colour those upheld; one scale for all. "
                "The categories are the Ombudsman’s own of the decided cases.",
                className="quiet",
            ),
            html.Div(
                [
                    category_picture(category, years, by_year, max(investigated))
                    for category, by_year in sorted(counts.items())
                ],
                className="category-pictures",
            ),
            wide_table(
                "Upheld of investigated, by category and year",
                [("Category", False), *((year.label, True) for year in years)],
                [
                    html.Tr(
                        [
                            html.Th(category, scope="row"),
                            *(
                                html.Td(
                                    linked_pair(
                                        *(about, year, Measure.UPHOLD_RATE, *by_year[year]),
                                        category=category,
                                    )
                                    if year in by_year
                                    else "none decided",
                                    className="number"
                                    if year in by_year
                                    else "number absent may-wrap",
                                )
                                for year in years
                            ),
                        ]
                    )
                    for category, by_year in sorted(counts.items())
                ],
            ),
            html.P(_not_applicable(dataset, about, counts), className="quiet")
            if isinstance(about, Authority)
            else None,
        ]
    )


def _not_applicable(
    dataset: Dataset, authority: Authority, counts: Mapping[str, object]
) -> list[Any]:
    """The categories that a council has nothing to do with: absent is not zero."""
    others = [
        str(category)
        for category in DecisionCategory
        if not authority.type.powers.runs(category) and category not in counts
    ]
    if not others:
        return []
    words = f"Not applicable, since {authority.short_name} doesn’t run them: {', '.join(others)}. "
    county = dataset.register.county_of(authority)
    if county is None:
        return [words, "The district councils run them."]
    return [
        words,
        html.A(county.name, href=addresses.trends(county.slug)),
        " runs them." if county.last_day is None else " ran them.",
    ]
