"""What the map shows for an address: the councils' areas, how each is shaded, and which part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from dashboard.authorities.register import Authority, Register
from dashboard.boundaries.drawing import Frame, MapArea, MapDrawing
from dashboard.components.addresses import MapState, frame_of_text, region_text
from dashboard.components.legend import key_of
from dashboard.components.shading import Cells, offered, shaded_cells, shading_entries
from dashboard.dataset import Dataset
from dashboard.vocabulary import MapView, Measure, MissingReason, Shading, Tier, YearEnding

MOST_ZOOM: Final = 12
"""How many times larger than the whole map a part of it is drawn at most."""

_KEPT: Final = 4
"""Maps kept as they were read last: a megabyte each."""
_ROOM: Final = 0.06
"""Left free around a region, of its larger side."""


def read_state(
    dataset: Dataset,
    /,
    *,
    measure: str = "",
    year: str = "",
    tier: str = "",
    council: str = "",
    sort: str = "",
    shade: str = "",
    view: str = "",
    only: str = "",
    region: str = "",
    frame: str = "",
    **_: str,
) -> MapState:
    """What an address asks the map to show; what it can't mean is the default."""
    chosen = dataset.register.by_slug(council)
    known_tier = tier in list(Tier)
    shown = Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE
    shading = offered(Shading(shade) if shade in list(Shading) else Shading.FIGURE, shown)
    known_region = region if region in map(region_text, regions(dataset.register)) else ""
    return MapState(
        measure=shown,
        year=dataset.year(year) or dataset.latest_year,
        tier=Tier(tier) if known_tier else chosen.type.tiers[0] if chosen else Tier.LOWER,
        council=chosen,
        sort=sort if sort in ("council", "figure", "-figure") else "council",
        shading=shading,
        view=MapView(view) if view in list(MapView) else MapView.MAP,
        only=only if only in [key_of(css) for css, _ in shading_entries(shading, shown)] else "",
        region=known_region,
        frame=None if known_region else frame_of_text(frame),
    )


def regions(register: Register) -> list[str]:
    """The regions of England, by name."""
    return sorted({authority.region for authority in register})


def shaded_councils(dataset: Dataset, state: MapState) -> list[tuple[Authority, Cells]]:
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


def shown_map(dataset: Dataset, state: MapState) -> ShownMap | None:
    """The map of a state; None if no map is loaded for its councils."""
    bare = MapState(state.measure, state.year, state.tier, shading=state.shading)
    kept = _shown_map(dataset, bare)
    return replace(kept, state=state) if kept else None


@lru_cache(maxsize=_KEPT)
def _shown_map(dataset: Dataset, state: MapState) -> ShownMap | None:
    drawing = drawing_of(dataset, state.tier, state.year)
    if drawing is None:
        return None
    cells = {authority.code: cells for authority, cells in shaded_councils(dataset, state)}
    return ShownMap(state, drawing, cells, dataset.register)


@lru_cache(maxsize=_KEPT)
def drawing_of(dataset: Dataset, tier: Tier, year: YearEnding) -> MapDrawing | None:
    """The drawing of a tier for a year, read once."""
    return dataset.drawing(tier, year)


@dataclass(frozen=True)
class ShownMap:
    """A state of the map with all that is needed to draw it."""

    state: MapState
    drawing: MapDrawing
    cells: Mapping[str, Cells]
    """The figures of the councils that are listed in the year, by code."""
    register: Register

    @property
    def areas(self) -> tuple[MapArea, ...]:
        """The areas as the view lays them out, by code."""
        return self.drawing.areas if self._is_land else self.drawing.tiles.areas

    @property
    def view_box(self) -> str:
        """The units of the view."""
        return self.drawing.view_box if self._is_land else self.drawing.tiles.view_box

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole view in its units."""
        _, _, width, height = map(int, self.view_box.split())
        return width, height

    @property
    def _is_land(self) -> bool:
        return self.state.view is MapView.MAP

    @property
    def has_inset(self) -> bool:
        """Whether London stands beside the map, larger: on the whole map of land only."""
        return self._is_land and not self.is_zoomed and self.drawing.london is not None

    @property
    def is_zoomed(self) -> bool:
        """Whether only a part is shown."""
        return self.frame is not None

    def authority(self, area: MapArea) -> Authority:
        """Whose area it is."""
        authority = self.register.by_code(area.code)
        if authority is None:
            raise KeyError(area.code)
        return authority

    def css(self, area: MapArea) -> str:
        """The CSS classes of an area."""
        known = self.cells.get(area.code)
        return known[0] if known else "unknown"

    def words(self, area: MapArea) -> tuple[str, str]:
        """An area's figure or the reason why there is none, and its counts."""
        known = self.cells.get(area.code)
        return known[1:3] if known else (str(MissingReason.DID_NOT_EXIST), "")

    @cached_property
    def counts(self) -> Counter[str]:
        """How many areas stand in each class of the legend."""
        return Counter(key_of(self.css(area)) for area in self.drawing.areas)

    @property
    def chosen(self) -> MapArea | None:
        """The area of the chosen council, if the map has it."""
        code = self.state.council.code if self.state.council else None
        return next((area for area in self.areas if area.code == code), None)

    @property
    def frame(self) -> Frame | None:
        """The part of the view that is asked for; None: all of it."""
        if self.state.frame:
            return self.state.frame
        return self.region_frames().get(self.state.region)

    def region_frames(self) -> dict[str, Frame]:
        """The part of the view that each region takes, by the region's name in addresses."""
        boxes: dict[str, list[Frame]] = {}
        for area in self.areas:
            boxes.setdefault(region_text(self.authority(area).region), []).append(area.box)
        return {region: _around(found) for region, found in sorted(boxes.items())}

    def window(self) -> tuple[float, float, float]:
        """What is seen: left, top, and how many times larger than the whole view it is."""
        width, height = self.size
        if self.frame is None:
            return 0, 0, 1
        frame = self.frame
        zoom = min(width / frame.width, height / frame.height, MOST_ZOOM)
        zoom = max(zoom, 1)
        left = frame.x + frame.width / 2 - width / zoom / 2
        top = frame.y + frame.height / 2 - height / zoom / 2
        return (
            min(max(left, 0), width - width / zoom),
            min(max(top, 0), height - height / zoom),
            zoom,
        )


def _around(boxes: Iterable[Frame]) -> Frame:
    """The rectangle around others, with a little room."""
    boxes = list(boxes)
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes)
    room = round(_ROOM * max(right - left, bottom - top))
    left, top = max(left - room, 0), max(top - room, 0)
    return Frame(left, top, right + room - left, bottom + room - top)
