"""A council over the years: what can be said of it, its chart and its plain table."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, comparison_sentences
from dashboard.components.addresses import TrendState
from dashboard.components.lineage_years import (
    as_was,
    lineage_switch,
    predecessor_lines,
    year_points,
)
from dashboard.components.received_sentences import received
from dashboard.components.sentence_list import sentence_list
from dashboard.components.trend_chart import Line, trend_chart
from dashboard.components.year_table import year_table
from dashboard.dataset import Dataset
from dashboard.dataset.series import Series, series_of
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Lineage, MissingReason, PeerGroup, SnapshotKind, YearEnding


def council_years(dataset: Dataset, state: TrendState, authority: Authority) -> list[Any]:
    """What the page of a council's years shows, under the form."""
    series = series_of(dataset, authority, state.measure, state.category)
    if all(f.missing is MissingReason.NOT_APPLICABLE for f in series.history):
        return [not_applicable(dataset, state, authority)]
    switch = lineage_switch(dataset, state, authority)
    if state.lineage is Lineage.WAS and dataset.register.predecessors(authority):
        return [switch, *as_was(dataset, state, authority)]
    latest = series.latest.year if series.latest else dataset.latest_year
    return [
        switch,
        sentence_list(_said(dataset, state, authority, series)),
        years_chart(dataset, state, authority, series)
        or html.P("No published figure loaded.", className="empty"),
        year_table(
            DEFINITIONS[state.measure],
            series.history,
            None if state.category else dataset.counts_by_year(authority),
            series.changes,
            chosen=latest,
            unfinished=dataset.manifest.unfinished_year,
            about=authority,
            category=state.category,
        ),
        _received(dataset, state, authority, latest),
        html.P(
            html.A(
                f"{authority.short_name} beside other councils",
                href=addresses.compare(authority, latest, state.measure),
                className="button",
            )
        ),
    ]


def _said(
    dataset: Dataset, state: TrendState, authority: Authority, series: Series
) -> list[str | None]:
    """The latest gap and change, what the years together say, three years as one."""
    latest = series.latest
    change = series.changes.get(latest.year) if latest else None
    return [
        _gap(dataset, state, authority, series),
        comparison_sentences.change(latest, change) if latest else None,
        comparison_sentences.parts(change),
        *(comparison_sentences.trend(run) for run in series.trends),
        comparison_sentences.pooled(series.pooled),
    ]


def _gap(dataset: Dataset, state: TrendState, authority: Authority, series: Series) -> str | None:
    latest = series.latest
    if latest is None:
        return None
    if state.category is None:
        beside = dataset.comparing.beside(authority, latest.year, state.measure)
        return comparison_sentences.gap(latest, beside.get(PeerGroup.TYPE), authority)
    of_type = series.similar.get(latest.year)
    return comparison_sentences.in_category(latest, of_type, authority) if of_type else None


def years_chart(
    dataset: Dataset, state: TrendState, authority: Authority, series: Series
) -> html.Figure | None:
    """The chart of a council's years with their ranges and similar councils; None without any."""
    before = predecessor_lines(dataset, state, authority)
    similar = {f.year: f.similar.value for f in series.history if f.similar}
    caption = (
        "Dots with the range that chance allows; dashed: similar councils; shaded: the middle "
        "half of them. Open dots have fewer than 5 cases."
    )
    if before:
        caption += (
            " Thin lines: the councils before it, each by itself; their figures are not added up. "
            "“As was” names them."
        )
    about = f", {state.category}" if state.category else ""
    return trend_chart(
        f"{DEFINITIONS[state.measure].label} of {authority.short_name}{about}, year by year",
        caption + years_in_words(dataset, state),
        state.measure,
        dataset.years,
        year_points(authority, state, series.history),
        [*before, Line(similar, "trend-similar")],
        {
            group.year: (group.low_quartile, group.high_quartile)
            for group in series.similar.values()
            if group.low_quartile is not None and group.high_quartile is not None
        },
        unfinished=dataset.manifest.unfinished_year,
        is_demonstration=dataset.manifest.kind is SnapshotKind.DEMONSTRATION,
    )


def years_in_words(dataset: Dataset, state: TrendState) -> str:
    """What a chart's caption says of breaks and of an unfinished year."""
    said = ""
    if breaks_of(state.measure):
        said += " The line stops where the method changed."
    if dataset.manifest.unfinished_year:
        said += " * Unfinished year: compared with no other."
    return said


def _received(
    dataset: Dataset, state: TrendState, authority: Authority, latest: YearEnding
) -> html.Ul | None:
    """The numbers received of the last year that has one; they are of all categories."""
    if state.category:
        return None
    found = dataset.comparing.received(authority)
    whole = [year for year in found if year != dataset.manifest.unfinished_year]
    year = max(whole, default=latest)
    return sentence_list(received(found, year, authority))


def not_applicable(dataset: Dataset, state: TrendState, authority: Authority) -> html.P:
    """That a council doesn't run a service, and who does."""
    return html.P(
        [
            f"Not applicable: {authority.short_name} doesn’t run the services of "
            f"“{state.category}”. ",
            *who_runs(dataset, state, authority),
        ],
        className="notice",
    )


def who_runs(dataset: Dataset, state: TrendState, authority: Authority) -> list[Any]:
    """The council of the other tier, with a link to the same years of it."""
    county = dataset.register.county_of(authority)
    if county is None:
        districts = dataset.register.districts_of(authority)
        if not districts:
            return ["The district councils run them."]
        links: list[Any] = []
        for council in districts:
            links += [", ", council] if links else [council]
        return [
            "The district councils run them: ",
            *(
                part
                if isinstance(part, str)
                else html.A(part.short_name, href=state.address(about=part))
                for part in links
            ),
            ".",
        ]
    return [
        html.A(county.name, href=state.address(about=county)),
        " runs them." if county.last_day is None else " ran them.",
    ]
