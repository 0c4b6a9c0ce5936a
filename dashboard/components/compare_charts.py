"""The charts of a comparison: the distribution of all councils compared, and a type's funnel."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.addresses import CompareState
from dashboard.components.case_links import linked_counts
from dashboard.components.comparison_sentences import GROUP_LABELS
from dashboard.components.distribution_chart import distribution_chart
from dashboard.components.funnel_chart import funnel_chart
from dashboard.components.markup import Element
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import AuthorityType, PeerGroup, SnapshotKind


def compare_charts(
    dataset: Dataset, state: CompareState, pairs: list[tuple[Authority, Figure]]
) -> list[Any]:
    """The charts of a comparison, and the funnel's councils as a table if no other has them.

    `pairs` are the councils compared with their figures.
    """
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    definition = DEFINITIONS[state.measure]
    first = state.councils[0]
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
                [Element("tr", figure_cells(council, figure)) for council, figure in peers],
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


def figure_cells(authority: Authority, figure: Figure) -> list[Element]:
    """A council and its figure as the first three cells of a row."""
    mark = sentences.low_count(figure)
    name = Element("a", authority.short_name, {"href": addresses.council(authority, figure.year)})
    counts = linked_counts(figure, authority)
    if mark:
        counts += [" ", Element("span", mark, {"class": "mark"})]
    absent = "number" if figure.value is not None else "number absent"
    return [
        Element("th", name, {"scope": "row"}),
        Element("td", sentences.value(figure), {"class": absent}),
        Element("td", counts, {"class": "number"}),
    ]
