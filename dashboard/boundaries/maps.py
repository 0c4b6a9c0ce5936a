"""The maps of a snapshot: drawn once for each tier and change of areas, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.authorities.register import Register
from dashboard.boundaries import paths
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.drawing import MapDrawing, ReplacedCouncil
from dashboard.boundaries.tiles import tiles
from dashboard.boundaries.vintages import Vintages, YearAreas
from dashboard.vocabulary import AuthorityType, Tier, YearEnding


@dataclass(frozen=True)
class DrawnMap:
    """The file that shows a tier in a year, and whose boundaries it is made of."""

    tier: Tier
    year: YearEnding
    file: str
    """From the folder above the one of the maps, with slashes: "map/lower-2020.json"."""
    attribution: str


def draw_maps(
    to: Path, years: Sequence[YearEnding], register: Register, loaded: Sequence[Boundaries]
) -> list[DrawnMap]:
    """Draws every tier for every year into a folder; years that look alike share a file.

    Args:
        to: the folder, made if absent.
        years: which years.
        register: the authorities.
        loaded: boundaries in order of preference, as `loading.load` gives them.
    """
    to.mkdir(parents=True, exist_ok=True)
    vintages = Vintages(loaded, register)
    desk = _Desk(to, register)
    return [desk.draw(vintages.areas(tier, year)) for tier in Tier for year in years]


class _Desk:
    """Draws areas as often as they differ, and writes drawings as often as they do."""

    def __init__(self, to: Path, register: Register) -> None:
        self._to = to
        self._london = [a.code for a in register if a.type is AuthorityType.LONDON_BOROUGH]
        self._drawn: dict[int, MapDrawing] = {}
        self._written: dict[MapDrawing, str] = {}

    def draw(self, shown: YearAreas) -> DrawnMap:
        boundaries = shown.boundaries
        drawn = self._drawing(shown)
        if drawn not in self._written:
            file = f"{boundaries.tier.value}-{shown.year.last}.json"
            text = json.dumps(drawn.as_json(), separators=(",", ":"))
            (self._to / file).write_text(text, encoding="utf-8")
            self._written[drawn] = file
        return DrawnMap(
            boundaries.tier,
            shown.year,
            f"{self._to.name}/{self._written[drawn]}",
            boundaries.attribution,
        )

    def _drawing(self, shown: YearAreas) -> MapDrawing:
        key = id(shown.boundaries)
        if key not in self._drawn:
            self._drawn[key] = drawing(shown.boundaries, self._london)
        return replace(
            self._drawn[key],
            replaced=tuple(
                ReplacedCouncil(r.authority.code, r.authority.name, tuple(a.code for a in r.by))
                for r in shown.replaced
            ),
            not_yet=tuple(a.code for a in shown.not_yet),
        )


def drawing(boundaries: Boundaries, london: Sequence[str]) -> MapDrawing:
    """The map of boundaries as they are.

    Args:
        boundaries: a whole tier.
        london: the codes of the boroughs that the inset shows.
    """
    areas, scilly = paths.whole_map(boundaries.areas)
    return MapDrawing(
        view_box=paths.VIEW_BOX,
        areas=areas,
        london=paths.london_inset(boundaries.areas, london),
        scilly=scilly,
        tiles=tiles(boundaries.areas),
        vintage=boundaries.years,
        source=boundaries.source,
        attribution=boundaries.attribution,
        replaced=(),
        not_yet=(),
    )
