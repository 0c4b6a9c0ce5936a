"""The words that a map keeps wherever it goes: title, what is shown of it, source and caveat."""

from __future__ import annotations

from typing import Final

from dashboard.components.addresses import region_text
from dashboard.components.legend import councils_words, key_of
from dashboard.components.overview import overview_title
from dashboard.components.shading import shading_entries
from dashboard.components.shown_map import ShownMap, regions
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import MapView

CAVEAT: Final = (
    "Figures describe complaints that reached the Ombudsman. High or low has many causes; where "
    "cases are few, differences are often chance."
)
DEMONSTRATION: Final = "Demonstration data. These are made-up cases, not the Ombudsman’s figures."


def title(shown: ShownMap) -> str:
    """What the map shows, in one line."""
    return overview_title(shown.state)


def scope(shown: ShownMap) -> str:
    """Which part of England it shows, and how."""
    state = shown.state
    parts = ["A part of England" if state.frame else "All of England"]
    if state.region:
        parts = [r for r in regions(shown.register) if region_text(r) == state.region]
    if state.view is MapView.TILES:
        parts.append("one tile for each council")
    if state.only:
        entries = shading_entries(state.shading, state.measure)
        words = next(words for css, words in entries if key_of(css) == state.only)
        number = shown.counts[state.only]
        parts.append(f"only “{words}”: {number}{councils_words(number)}")
    return " · ".join(parts)


def source(manifest: Manifest) -> str:
    """Where the figures come from and which version of the data they are."""
    return f"{manifest.description} Data version {manifest.version}."
