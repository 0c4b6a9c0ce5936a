"""The map: every council by one measure and year, the same figures as a table, one summary."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions
from dashboard.components.addresses import MapState, frame_text, region_text
from dashboard.components.council_map import arrows, council_map, map_label, map_notes
from dashboard.components.council_table import council_table
from dashboard.components.document import Page, rendered, source_note
from dashboard.components.legend import legend
from dashboard.components.map_tools import map_tools, take_away, tile_words, zoom_words
from dashboard.components.markup import Element, to_html
from dashboard.components.overview import overview, overview_title
from dashboard.components.search_form import search_form
from dashboard.components.shading import SHADING_NOTES, offered, shading_entries
from dashboard.components.sharing import Sharing, council_sharing
from dashboard.components.shown_map import (
    ShownMap,
    drawing_of,
    read_state,
    regions,
    shaded_councils,
    shown_map,
)
from dashboard.components.structured_data import website
from dashboard.components.summary import summary, summary_title
from dashboard.dataset import Dataset
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import MapView, Measure, MissingReason, Shading, Tier, YearEnding

PATH: Final = "/"

_TABLES_KEPT: Final = 6
"""As HTML: a hundred kilobytes each, and whole answers are kept too."""

_SCRIPTS: Final = (
    "js/explorer.js",
    "js/address.js",
    "js/answer.js",
    "js/areas.js",
    "js/card.js",
    "js/colours.js",
    "js/legend.js",
    "js/label.js",
    "js/layout.js",
    "js/takeaway.js",
    "js/table.js",
    "js/zoom.js",
)
"""The first one runs; the others are named so that they are asked for at the same time."""


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The map page for what its address asks; anything it can't mean is the default."""
    state = read_state(dataset, **asked)
    return Page(
        title=summary_title(state.council, state.year) if state.council else overview_title(state),
        description=_description(dataset, state),
        sharing=_sharing(dataset, state),
        section="map",
        has_search=True,
        scripts=_SCRIPTS,
        body=html.Div(
            [
                html.Div(
                    [
                        html.H1("How does your council handle complaints?"),
                        search_form(finds_postcodes=dataset.postcodes is not None),
                        _controls(dataset, state),
                        _map(dataset, state),
                    ],
                    className="explorer-map",
                ),
                html.Section(
                    answer(dataset, state),
                    id="answer",
                    className="answer",
                    tabIndex="-1",
                    **{"aria-label": "The council you chose"},
                ),
                rendered(_table(dataset, _bare(state))),
            ],
            className="explorer",
            id="explorer",
            **{
                "data-measure": str(state.measure),
                "data-year": str(state.year.last),
                "data-tier": str(state.tier),
                "data-council": state.council.slug if state.council else "",
                "data-version": dataset.manifest.version,
                "data-sort": state.sort,
                "data-shade": str(state.shading),
                "data-view": str(state.view),
                "data-only": state.only,
                "data-region": state.region,
                "data-frame": frame_text(state.frame) if state.frame else "",
            },
        ),
    )


def _description(dataset: Dataset, state: MapState) -> str:
    if state.council is None:
        return descriptions.map_page(dataset, state.measure, state.year, state.tier)
    council_year = dataset.council_year(state.council, state.year)
    unfinished = dataset.manifest.unfinished_year
    return descriptions.council(council_year, is_unfinished=state.year == unfinished)


def _sharing(dataset: Dataset, state: MapState) -> Sharing:
    """A map with a council chosen is known as the council's profile, which says all of it."""
    if state.council is not None:
        return council_sharing(dataset, dataset.council_year(state.council, state.year))
    address = addresses.map_page(state, dataset.latest_year)
    return Sharing(address, data=(website(),) if address == PATH else ())


def _bare(state: MapState) -> MapState:
    """What the table depends on: neither the chosen council nor what the map shows of it."""
    return replace(state, council=None, view=MapView.MAP, only="", region="", frame=None)


def _map(dataset: Dataset, state: MapState) -> list[Any]:
    shown = shown_map(dataset, state)
    to_table = html.P(
        html.A("The same figures as a table", href="#table"), className="quiet to-table"
    )
    if shown is None:
        return [to_table, html.P("No map is loaded for these councils.", className="empty")]
    entries = shading_entries(state.shading, state.measure)
    note = html.P(SHADING_NOTES.get(state.shading, ""), id="shading-note", className="quiet")
    notes = map_notes(state.year, shown.drawing, dataset.register)
    return [
        to_table,
        html.Div(
            [
                map_tools(state),
                council_map(dataset, shown),
                html.Div(legend(state, entries, shown.counts), className="map-side", id="map-side"),
            ],
            className="map-frame",
            id="map-frame",
            **{"data-only": state.only, "data-regions": _region_frames(shown)},
        ),
        note,
        html.P(_view_words(shown), id="view-words", className="quiet"),
        zoom_words(),
        take_away(state),
        html.Div(notes, id="map-notes"),
        html.P(shown.drawing.attribution, className="quiet"),
    ]


def _region_frames(shown: ShownMap) -> str:
    """The part of the view that each region takes, for the script."""
    frames = shown.region_frames()
    return json.dumps({region: frame_text(frame) for region, frame in frames.items()})


def _view_words(shown: ShownMap) -> str:
    return tile_words(shown.drawing.tiles) if shown.state.view is MapView.TILES else ""


@lru_cache(maxsize=_TABLES_KEPT)
def _table(dataset: Dataset, state: MapState) -> str:
    values = shaded_councils(dataset, state)
    listed = {authority.code for authority, _ in values}
    others = [
        authority
        for authority in dataset.register
        if authority.is_drawn_on(state.tier) and authority.code not in listed
    ]
    return to_html(council_table(state, values, others, source_note(dataset.manifest)))


def answer(dataset: Dataset, state: MapState) -> Any:
    """What stands beside the map: the chosen council's summary, or the types of council."""
    if state.council is None:
        return overview(dataset, state)
    return summary(dataset, state.council, state.year)


def _controls(dataset: Dataset, state: MapState) -> html.Form:
    """Measure, year and tier as native controls; without script a button sends them."""
    return html.Form(
        [
            _choice(
                "measure",
                "Show",
                [(str(m), d.label) for m, d in DEFINITIONS.items()],
                str(state.measure),
            ),
            _choice(
                "year",
                "Year",
                [(str(y.last), _year_words(dataset, y)) for y in reversed(dataset.years)],
                str(state.year.last),
            ),
            _choice("shade", "Shaded by", [(str(s), s.words) for s in Shading], str(state.shading)),
            _choice("tier", "Councils", [(str(t), t.words) for t in Tier], str(state.tier)),
            _choice(
                "region",
                "Zoom to",
                [
                    ("", "All of England"),
                    *((region_text(region), region) for region in regions(dataset.register)),
                ],
                state.region,
            ),
            _kept("view", str(state.view) if state.view is not MapView.MAP else ""),
            _kept("council", state.council.slug if state.council else ""),
            html.Button("Show", type="submit", className="no-script-only"),
        ],
        action="/",
        method="get",
        id="controls",
        className="controls",
    )


def _kept(name: str, value: str) -> Element | None:
    """What the form sends on as it is."""
    if not value:
        return None
    return Element("input", None, {"type": "hidden", "name": name, "value": value})


def _year_words(dataset: Dataset, year: YearEnding) -> str:
    return f"{year.label} (unfinished)" if year == dataset.manifest.unfinished_year else year.label


def _choice(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> html.Div:
    field = Element(
        "select",
        [
            Element("option", words, {"value": value, "selected": value == chosen})
            for value, words in options
        ],
        {"id": f"choose-{name}", "name": name},
    )
    return html.Div(
        [html.Label(label, htmlFor=f"choose-{name}"), field], className=f"control is-{name}"
    )


def map_data(dataset: Dataset, tier: Tier, measure: Measure, shading: Shading) -> dict[str, Any]:
    """Everything that the browser needs to recolour a tier by a measure in any year.

    `codes` are the councils of the tier. `years` holds for each year the map's label, which areas
    it draws and the notes about them, the averages beside it, and a row for each code: CSS class,
    figure or reason, counts, range, similar councils, and the value to sort by. A council that
    isn't listed in a year has null.
    """
    codes: dict[str, Authority] = {}
    by_year = {}
    shown = offered(shading, measure)
    for year in dataset.years:
        values = shaded_councils(dataset, MapState(measure, year, tier, shading=shown))
        codes.update({authority.code: authority for authority, _ in values})
        by_year[year] = {authority.code: cells for authority, cells in values}
    return {
        "kind": str(dataset.manifest.kind),
        "version": dataset.manifest.version,
        "label": DEFINITIONS[measure].label,
        "meaning": DEFINITIONS[measure].meaning,
        "tier": tier.words,
        "absent": str(MissingReason.DID_NOT_EXIST),
        "legend": shading_entries(shown, measure),
        "note": SHADING_NOTES.get(shown, ""),
        "codes": list(codes),
        "years": {
            str(year.last): {
                "label": map_label(measure, year),
                "rows": [list(cells[code]) if code in cells else None for code in codes],
                "overview": to_html(
                    overview(dataset, MapState(measure, year, tier, shading=shown))
                ),
                **_drawn(dataset, tier, year),
            }
            for year, cells in by_year.items()
        },
    }


def _drawn(dataset: Dataset, tier: Tier, year: YearEnding) -> dict[str, str]:
    """Which areas a year's map draws, and the notes about them; the same areas, the same mark."""
    drawing = drawing_of(dataset, tier, year)
    if drawing is None:
        return {"areas": "", "notes": ""}
    return {
        "areas": drawing.vintage,
        "notes": to_html(map_notes(year, drawing, dataset.register)),
    }


def drawn(dataset: Dataset, tier: Tier, year: YearEnding, view: MapView) -> dict[str, Any] | None:
    """A view of the map as the browser swaps it in: paths and arrows of all areas, by code.

    `regions` is what `data-regions` is on the page.
    """
    shown = shown_map(dataset, MapState(Measure.UPHOLD_RATE, year, tier, view=view))
    if shown is None:
        return None
    order = {area.code: index for index, area in enumerate(shown.areas)}
    return {
        "viewBox": shown.view_box,
        "areas": [[area.d, arrows(area, order)] for area in shown.areas],
        "regions": _region_frames(shown),
        "words": _view_words(shown),
    }
