"""A merged council over the years: as it is now, or as the councils before it were, never added."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.addresses import TrendState
from dashboard.components.trend_chart import Line, YearPoint, trend_chart
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, Figure
from dashboard.dataset.series import series_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Lineage, SnapshotKind, YearEnding


def lineage_switch(dataset: Dataset, state: TrendState, authority: Authority) -> html.Div | None:
    """The choice between the council as it is now and as it was, with the reason for no sum.

    None for a council that neither followed another nor has a successor.
    """
    before = dataset.register.predecessors(authority)
    after = dataset.register.successors(authority)
    if not before and not after:
        return None
    is_as_was = not before or state.lineage is Lineage.WAS
    as_now = [state.address(lineage=Lineage.NOW)] if before else []
    names = [f"As now: {authority.short_name}"] if before else []
    as_now += [state.address(about=council, lineage=Lineage.NOW) for council in after]
    names += [f"As now: {council.short_name}" for council in after]
    as_was = "As was: each council by itself" if before else f"As was: {authority.short_name}"
    links = [
        _link(name, address, is_current=not is_as_was and position == 0)
        for position, (name, address) in enumerate(zip(names, as_now, strict=True))
    ]
    links.append(_link(as_was, state.address(lineage=Lineage.WAS), is_current=is_as_was))
    return html.Div(
        [
            html.Nav(html.Ul(links), className="years", **{"aria-label": "Before and after"}),
            html.P(_why_no_sum(dataset, authority, before, after), className="quiet"),
        ],
        className="lineage-switch",
    )


def _link(name: str, address: str, *, is_current: bool) -> html.Li:
    current = {"aria-current": "true"} if is_current else {}
    return html.Li(html.A(name, href=address, **current))


def _why_no_sum(
    dataset: Dataset, authority: Authority, before: list[Authority], after: list[Authority]
) -> str:
    """Why years on both sides of a merger are never one line of figures."""
    if before and authority.first_day:
        day = authority.first_day
        councils = before
        began = f"{authority.short_name} began on {day.day} {day:%B %Y} in place of "
    else:
        councils = [c for new in after for c in dataset.register.predecessors(new)]
        names = " and ".join(new.short_name for new in after)
        began = f"{names} took the place of "
    services = {council.type.powers for council in councils}
    reason = (
        "They ran different services, so a sum of their cases would compare with nothing."
        if len(services) > 1
        else "Each answered for its own cases, and nobody published a figure of them together."
    )
    return f"{began}{len(set(councils))} councils. Their years are never added up. {reason}"


def predecessor_lines(dataset: Dataset, state: TrendState, authority: Authority) -> list[Line]:
    """Each predecessor's own years as a thin line, to stand beside the successor's."""
    lines = []
    for council in dataset.register.predecessors(authority):
        series = series_of(dataset, council, state.measure, state.category)
        values = {f.year: f.value for f in series.history if f.value is not None}
        if values:
            lines.append(Line(values, "trend-predecessor", council.short_name))
    return lines


def as_was(dataset: Dataset, state: TrendState, authority: Authority) -> list[Any]:
    """Each predecessor's years in a chart of its own, the council's last, and all in a table."""
    councils = [*dataset.register.predecessors(authority), authority]
    histories = {
        council: series_of(dataset, council, state.measure, state.category).history
        for council in councils
    }
    charts = [
        chart
        for council, history in histories.items()
        if (chart := _chart(dataset, state, council, history))
    ]
    label = DEFINITIONS[state.measure].label
    about = f", {state.category}" if state.category else ""
    return [
        html.Div(charts, className="lineage-charts")
        if charts
        else html.P("No published figure loaded.", className="empty"),
        wide_table(
            f"{label}{about}: each council’s own years",
            [("Year", False), *((council.short_name, True) for council in councils)],
            [
                _row(year, [history[position] for history in histories.values()])
                for position, year in enumerate(dataset.years)
            ],
        ),
        html.P(
            [
                "Each by itself: ",
                *_separated(
                    [
                        html.A(c.short_name, href=state.address(about=c, lineage=Lineage.NOW))
                        for c in councils
                    ]
                ),
                ".",
            ],
            className="quiet",
        ),
    ]


def _chart(
    dataset: Dataset, state: TrendState, council: Authority, history: tuple[Figure, ...]
) -> html.Figure | None:
    points = year_points(council, state, history)
    return trend_chart(
        council.short_name,
        "",
        state.measure,
        dataset.years,
        points,
        [],
        {},
        unfinished=dataset.manifest.unfinished_year,
        is_demonstration=dataset.manifest.kind is SnapshotKind.DEMONSTRATION,
    )


def year_points(
    council: Authority, state: TrendState, history: tuple[Figure, ...]
) -> list[YearPoint]:
    """The years that have a figure, each a link to the council's profile of that year."""
    return [
        YearPoint(
            figure.year,
            figure.value,
            figure.low,
            figure.high,
            figure.denominator,
            f"{figure.year.label}: {figure.display}, {sentences.counts_in_words(figure)}",
            addresses.profile(council, figure.year, state.measure),
        )
        for figure in history
        if figure.value is not None
    ]


def _row(year: YearEnding, figures: list[Figure]) -> html.Tr:
    return html.Tr(
        [
            html.Th(year.label, scope="row", className="year"),
            *(
                html.Td(
                    sentences.value(figure)
                    if figure.value is None
                    else f"{figure.display} ({sentences.counts(figure) or 'counts not printed'})",
                    className="number may-wrap" if figure.value is not None else _ABSENT,
                )
                for figure in figures
            ),
        ]
    )


_ABSENT = "number absent may-wrap"


def _separated(links: list[Any]) -> list[Any]:
    parts: list[Any] = []
    for link in links:
        parts += [", ", link] if parts else [link]
    return parts
