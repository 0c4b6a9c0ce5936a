"""The maps of a snapshot: a drawing for every tier and year, of the areas that fit it best."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.drawing import Frame, Inset, MapArea, MapDrawing, ReplacedCouncil
from dashboard.boundaries.store import load_embedded as import_file  # TEMP
from dashboard.boundaries.paths import VIEW_BOX, london_inset, whole_map
from dashboard.boundaries.store import load_embedded
from dashboard.boundaries.vintages import Vintages, YearAreas
from dashboard.snapshot.manifest import MapRecord
from dashboard.vocabulary import AuthorityType, Tier, YearEnding

_Drawn = tuple[tuple[MapArea, ...], Frame | None, Inset | None]


def load_boundaries(files: Sequence[Path], report: Callable[[str], None]) -> list[Boundaries]:
    """The boundaries in official files, in their order, and the embedded ones after them.

    Raises:
        InputError: a file is not one that can be taken in; it lists every problem.
    """
    official = []
    for file in files:
        found = import_file(file)
        official += found
        report(f"{file.name}: {', '.join(f'{b.tier} {b.years}' for b in found)}")
    return [*official, load_embedded()]


def draw_maps(
    folder: Path, years: Sequence[YearEnding], loaded: Sequence[Boundaries], register: Register
) -> list[MapRecord]:
    """Writes a drawing for each tier and year into the folder, and says which file is whose."""
    folder.mkdir()
    vintages = Vintages(loaded, register)
    london = [a.code for a in register if a.type is AuthorityType.LONDON_BOROUGH]
    drawn: dict[int, _Drawn] = {}
    records = []
    for tier in Tier:
        for year in years:
            areas = vintages.areas(tier, year)
            # Years share their areas; each set of them is drawn once.
            key = id(areas.boundaries)
            if key not in drawn:
                geometry = areas.boundaries.areas
                drawn[key] = (*whole_map(geometry), london_inset(geometry, london))
            drawing = _drawing(areas, drawn[key])
            file = folder / f"{tier}-{year.last}.json"
            file.write_text(json.dumps(drawing.as_json(), separators=(",", ":")), encoding="utf-8")
            name = f"{folder.name}/{file.name}"
            records.append(MapRecord(tier, year, name, drawing.attribution))
    return records


def _drawing(areas: YearAreas, drawn: _Drawn) -> MapDrawing:
    on_map, scilly, london = drawn
    return MapDrawing(
        view_box=VIEW_BOX,
        areas=on_map,
        london=london,
        scilly=scilly,
        vintage=areas.boundaries.years,
        source=areas.boundaries.source,
        attribution=areas.boundaries.attribution,
        replaced=tuple(
            ReplacedCouncil(
                replaced.authority.code,
                replaced.authority.short_name,
                tuple(successor.code for successor in replaced.by),
            )
            for replaced in areas.replaced
        ),
        not_yet=tuple(authority.code for authority in areas.not_yet),
    )
