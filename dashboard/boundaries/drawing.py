"""A map as it is drawn: paths and places in whole units, ready to be kept as JSON.

This module reads and writes plain values alone, so that the site can use it without geopandas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Frame:
    """A rectangle in the units of the whole map."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class MapArea:
    """One council on the map."""

    code: str
    """The authority's present GSS code."""
    d: str
    """The outline as SVG path data."""
    x: float
    """A point well inside the outline, for labels and for moving by direction."""
    y: float
    left: str | None
    """The code of the council to which the left arrow leads; None: nothing lies there."""
    right: str | None
    up: str | None
    down: str | None
    box: Frame
    """The smallest rectangle around the outline."""


@dataclass(frozen=True)
class Inset:
    """A part of the map drawn again, larger, in a frame where no land lies."""

    frame: Frame
    """Where it stands on the whole map."""
    view_box: str
    """The inset's own units, in which its areas are drawn."""
    areas: tuple[MapArea, ...]


@dataclass(frozen=True)
class Tiles:
    """Every council of the map as one tile of the same size, neighbours side by side."""

    view_box: str
    areas: tuple[MapArea, ...]
    borders: int
    """How many pairs of councils share a border on the ground."""
    kept: int
    """How many of those pairs are tiles that touch."""


@dataclass(frozen=True)
class ReplacedCouncil:
    """A council of the year that has no area of its own, and the councils whose areas stand."""

    code: str
    name: str
    successors: tuple[str, ...]
    """The codes of the areas that cover its ground."""


@dataclass(frozen=True)
class MapDrawing:
    """A tier's map for a year."""

    view_box: str
    areas: tuple[MapArea, ...]
    london: Inset | None
    """The London boroughs, larger; they are on the whole map too."""
    scilly: Frame | None
    """What marks that the Isles of Scilly are enlarged and moved, on the whole map itself."""
    tiles: Tiles
    vintage: str
    """The years whose areas these are: "2025-26"."""
    source: str
    attribution: str
    replaced: tuple[ReplacedCouncil, ...]
    """Councils of the year whose area is not drawn, since these areas are of another year."""
    not_yet: tuple[str, ...]
    """Codes of areas whose council did not exist yet, or no more, on the year's last day."""

    @property
    def is_as_it_was(self) -> bool:
        """Whether every council of the year has its own area, and no other one is drawn."""
        return not self.replaced and not self.not_yet

    def as_json(self) -> dict[str, Any]:
        """The drawing as plain values; `from_json` takes them back."""
        return asdict(self)

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> MapDrawing:
        """The drawing that `as_json` made plain.

        Raises:
            KeyError, TypeError: a part is absent or unknown.
        """
        london, scilly = document["london"], document["scilly"]
        return cls(
            **{
                **document,
                "areas": _areas(document["areas"]),
                "london": london and _inset(london),
                "tiles": _tiles(document["tiles"]),
                "scilly": scilly and Frame(**scilly),
                "replaced": tuple(_replaced(council) for council in document["replaced"]),
                "not_yet": tuple(document["not_yet"]),
            }
        )


def _areas(documents: list[dict[str, Any]]) -> tuple[MapArea, ...]:
    return tuple(MapArea(**{**area, "box": Frame(**area["box"])}) for area in documents)


def _inset(document: dict[str, Any]) -> Inset:
    return Inset(Frame(**document["frame"]), document["view_box"], _areas(document["areas"]))


def _tiles(document: dict[str, Any]) -> Tiles:
    return Tiles(**{**document, "areas": _areas(document["areas"])})


def _replaced(document: dict[str, Any]) -> ReplacedCouncil:
    return ReplacedCouncil(document["code"], document["name"], tuple(document["successors"]))
