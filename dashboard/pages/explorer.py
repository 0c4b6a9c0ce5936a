"""The map: every council by one measure and year, the same figures as a table, one summary."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions
from dashboard.components.addresses import MapState
from dashboard.components.council_map import council_map, map_label, map_notes
from dashboard.components.council_table import council_table
from dashboard.components.document import Page, rendered, source_note
from dashboard.components.legend import legend
from dashboard.components.markup import Element, to_html
from dashboard.components.overview import overview, overview_title
from dashboard.components.search_form import search_form
from dashboard.components.shading import Cells, offered, shaded_cells, shading_entries
from dashboard.components.sharing import Sharing, council_sharing
from dashboard.components.structured_data import website
from dashboard.components.summary import summary, summary_title
from dashboard.dataset import Dataset
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import (
    Measure,
    MissingReason,
    Shading,
    SnapshotKind,
    Tier,
    YearEnding,
)

PATH: Final = "/"

_FRAGMENTS_KEPT: Final = 6
"""Maps and tables kept as HTML: a quarter of a megabyte each, and whole answers are kept too."""

_NOTES: Final = {
    Shading.DIFFERENCE: (
        "Only councils with counts enough for a verdict are compared. Above or below is neither "
        "better nor worse, and most gaps are common by chance."
    ),
    Shading.POOLED: "The counts of three comparable years added up, never across a break.",
    Shading.STABILISED: (
        "The shade is drawn towards the type’s, the more the fewer the cases. The figures in "
        "words are the council’s own."
    ),
}

CHOSEN_RULE: Final = '.map [data-code="CODE"] path{stroke:var(--mark);stroke-width:3.5px}'


def layout(
    dataset: Dataset,
    /,
    measure: str = "",
    year: str = "",
    tier: str = "",
    council: str = "",
    sort: str = "",
    shade: str = "",
    **_: str,
) -> Page:
    """The map page for what its address asks; anything it can't mean is the default."""
    state = read_state(
        dataset, measure=measure, year=year, tier=tier, council=council, sort=sort, shade=shade
    )
    return Page(
        title=summary_title(state.council, state.year) if state.council else overview_title(state),
        description=_description(dataset, state),
        sharing=_sharing(dataset, state),
        section="map",
        has_search=True,
        scripts=("js/explorer.js",),
        body=html.Div(
            [
                html.Div(
                    [
                        html.H1("How does your council handle complaints?"),
                        search_form(finds_postcodes=dataset.postcodes is not None),
                        _controls(dataset, state),
                        rendered(_map_and_legend(dataset, _without_council(state))),
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
                rendered(_table(dataset, _without_council(state))),
                _chosen_style(state),
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


def read_state(
    dataset: Dataset,
    *,
    measure: str = "",
    year: str = "",
    tier: str = "",
    council: str = "",
    sort: str = "",
    shade: str = "",
) -> MapState:
    """What an address asks the map to show."""
    chosen = dataset.register.by_slug(council)
    known_tier = tier in list(Tier)
    shown = Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE
    shading = Shading(shade) if shade in list(Shading) else Shading.FIGURE
    return MapState(
        measure=shown,
        year=dataset.year(year) or dataset.latest_year,
        tier=Tier(tier) if known_tier else chosen.type.tiers[0] if chosen else Tier.LOWER,
        council=chosen,
        sort=sort if sort in ("council", "figure", "-figure") else "council",
        shading=offered(shading, shown),
    )


def _without_council(state: MapState) -> MapState:
    return replace(state, council=None)


def _cells(dataset: Dataset, state: MapState) -> list[tuple[Authority, Cells]]:
    """Every council of the tier and year as the map shades it, by name."""
    pooled = (
        dataset.comparing.all_pooled(state.year, state.measure)
        if state.shading is Shading.POOLED
        else {}
    )
    return [
        (authority, shaded_cells(state.shading, figure, pooled.get(authority.code)))
        for authority, figure in dataset.map_values(state.measure, state.year, state.tier)
    ]


@lru_cache(maxsize=_FRAGMENTS_KEPT)
def _map_and_legend(dataset: Dataset, state: MapState) -> str:
    drawing = dataset.drawing(state.tier, state.year)
    drawn = council_map(
        state,
        {authority.code: cells for authority, cells in _cells(dataset, state)},
        drawing,
        dataset.register,
        is_demonstration=dataset.manifest.kind is SnapshotKind.DEMONSTRATION,
    )
    side = html.Div(
        [
            html.P(html.A("The same figures as a table", href="#table"), className="quiet"),
            legend(state.measure, state.year, shading_entries(state.shading, state.measure)),
        ],
        className="map-side",
    )
    note = html.P(_NOTES.get(state.shading, ""), id="shading-note", className="quiet")
    return to_html([html.Div([side, drawn], className="map-frame"), note])


@lru_cache(maxsize=_FRAGMENTS_KEPT)
def _table(dataset: Dataset, state: MapState) -> str:
    values = _cells(dataset, state)
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


def _chosen_style(state: MapState) -> Element:
    """The outline of the chosen council: the map itself is the same for every choice."""
    rule = CHOSEN_RULE.replace("CODE", state.council.code) if state.council else ""
    return Element("style", rule, {"id": "chosen-style", "data-rule": CHOSEN_RULE})


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
            Element(
                "input", None, {"type": "hidden", "name": "council", "value": state.council.slug}
            )
            if state.council
            else None,
            html.Button("Show", type="submit", className="no-script-only"),
        ],
        action="/",
        method="get",
        id="controls",
        className="controls",
    )


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
        values = _cells(dataset, MapState(measure, year, tier, shading=shown))
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
        "note": _NOTES.get(shown, ""),
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
    drawing = dataset.drawing(tier, year)
    if drawing is None:
        return {"areas": "", "notes": ""}
    return {
        "areas": drawing.vintage,
        "notes": to_html(map_notes(year, drawing, dataset.register)),
    }
