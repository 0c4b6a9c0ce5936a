"""A council's figures of a year alone, for a frame on another website."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import addresses, sentences
from dashboard.components.document import Page
from dashboard.components.embedding import embedded, nothing_to_embed
from dashboard.components.strip import measure_card
from dashboard.components.summary import lead
from dashboard.dataset import Dataset
from dashboard.statistics.definitions import HEADLINE_MEASURES

PATH: Final = "/embed/council/{slug}"


def layout(dataset: Dataset, /, slug: str = "", year: str = "", **_: str) -> Page:
    """The answer in a sentence and the three measures, each with its counts; 404 for no council.

    Without a year it is the newest one with figures, so that a frame stays up to date.
    """
    authority = dataset.register.by_slug(slug)
    if authority is None:
        return nothing_to_embed("There is no council of this name.")
    shown = dataset.year(year) or dataset.newest_year(authority)
    council_year = dataset.council_year(authority, shown)
    figures = [council_year.figures[measure] for measure in HEADLINE_MEASURES]
    return embedded(
        dataset.manifest,
        f"{authority.name}, {shown.label}",
        [
            html.P(
                f"{sentences.kind_and_region(authority)} · complaints to the Ombudsman · year "
                f"ended 31 March {shown.last}",
                className="kicker",
            ),
            lead(council_year),
            html.H2("Three measures", className="unseen"),
            html.Div([measure_card(figure, authority) for figure in figures], className="measures"),
        ],
        page=addresses.council(authority, shown),
        words="all figures of this council",
    )
