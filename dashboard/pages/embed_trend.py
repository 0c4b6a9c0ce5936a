"""The chart of a council's years alone, for a frame on another website."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import addresses
from dashboard.components.addresses import TrendState
from dashboard.components.council_years import years_chart
from dashboard.components.document import Page
from dashboard.components.embedding import embedded, nothing_to_embed
from dashboard.dataset import Dataset
from dashboard.dataset.series import series_of
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure

PATH: Final = "/embed/trend/{slug}"


def layout(dataset: Dataset, /, slug: str = "", measure: str = "", **_: str) -> Page:
    """The chart with what breaks its line, in words; 404 for no council or no figure."""
    authority = dataset.register.by_slug(slug)
    if authority is None:
        return nothing_to_embed("There is no council of this name.")
    shown = Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE
    state = TrendState(authority, shown)
    chart = years_chart(dataset, state, authority, series_of(dataset, authority, shown, None))
    label = DEFINITIONS[shown].label
    if chart is None:
        return nothing_to_embed(f"{authority.name}: no {label.lower()} is published.")
    return embedded(
        dataset.manifest,
        f"{label}: {authority.name}",
        [
            chart,
            *(
                html.P(found.words, className="quiet")
                for found in breaks_of(shown)
                if dataset.years[0] < found.first_year_after <= dataset.years[-1]
            ),
        ],
        page=addresses.trends(authority, shown),
        words="every year with its counts",
    )
