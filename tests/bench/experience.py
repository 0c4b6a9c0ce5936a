"""What visitors of a map met, as records."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Spread:
    """Repeated measurements of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def low(self) -> float:
        """The least."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The greatest."""
        return max(self.values)


@dataclass(frozen=True)
class Visit:
    """One visit with an empty cache: bytes, and milliseconds."""

    first_load_bytes: int
    script_bytes: int
    painted_ms: float
    reload_bytes: int
    reload_painted_ms: float
    recolour_ms: tuple[float, ...]
    recolour_bytes: tuple[int, ...]
    panel_ms: tuple[float, ...]


@dataclass(frozen=True)
class Experience:
    """What visitors of one variant meet."""

    visits: tuple[Visit, ...]
    works_without_webgl: bool
    reachable_by_keyboard: bool

    @property
    def first_load_bytes(self) -> Spread:
        """Everything that a first visit downloads."""
        return Spread(tuple(visit.first_load_bytes for visit in self.visits))

    @property
    def script_bytes(self) -> Spread:
        """The scripts of a first visit."""
        return Spread(tuple(visit.script_bytes for visit in self.visits))

    @property
    def painted_ms(self) -> Spread:
        """From the start of the navigation to the coloured map."""
        return Spread(tuple(visit.painted_ms for visit in self.visits))

    @property
    def recolour_ms(self) -> Spread:
        """From the choice of a year to the map in its colours."""
        return Spread(tuple(ms for visit in self.visits for ms in visit.recolour_ms))

    @property
    def first_recolour_bytes(self) -> Spread:
        """What the first change of year downloads."""
        return Spread(tuple(visit.recolour_bytes[0] for visit in self.visits))

    @property
    def later_recolour_bytes(self) -> Spread:
        """What each later change of year downloads."""
        return Spread(tuple(size for visit in self.visits for size in visit.recolour_bytes[1:]))

    @property
    def panel_ms(self) -> Spread:
        """From the press of the mouse on a council to its panel."""
        return Spread(tuple(ms for visit in self.visits for ms in visit.panel_ms))

    @property
    def reload_bytes(self) -> Spread:
        """What a reload downloads."""
        return Spread(tuple(visit.reload_bytes for visit in self.visits))

    @property
    def reload_painted_ms(self) -> Spread:
        """From the start of a reload to the coloured map."""
        return Spread(tuple(visit.reload_painted_ms for visit in self.visits))
