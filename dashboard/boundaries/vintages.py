"""The areas to draw for a tier and a year: the year's own where they are loaded, else the nearest.

What counts is who existed on the year's last day, 31 March. Cases decided later for a council
that was abolished before are in the tables, not on the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from dashboard.authorities.register import Authority, Register
from dashboard.boundaries import coverage
from dashboard.boundaries.areas import Boundaries
from dashboard.vocabulary import Tier, YearEnding


@dataclass(frozen=True)
class Replaced:
    """A council of the year without an area of its own, and whose areas stand in its place."""

    authority: Authority
    by: tuple[Authority, ...]


@dataclass(frozen=True, eq=False)
class YearAreas:
    """What a map of a tier shows for a year."""

    year: YearEnding
    boundaries: Boundaries
    """The areas, of the tier asked for; their own years say whether they are of another time."""
    replaced: tuple[Replaced, ...]
    not_yet: tuple[Authority, ...]
    """Authorities with an area that did not exist on the year's last day."""

    @property
    def is_as_it_was(self) -> bool:
        """Whether each council of the year has its own area, and no other council has one."""
        return not self.replaced and not self.not_yet


def stood(authority: Authority, year: YearEnding) -> bool:
    """Whether an authority existed on the last day of a year."""
    day = year.last_day
    began = authority.first_day is None or authority.first_day <= day
    return began and (authority.last_day is None or authority.last_day >= day)


def standing(register: Register, tier: Tier, year: YearEnding) -> list[Authority]:
    """The authorities that a map of the tier shows for the year, if it can."""
    return [a for a in register if a.is_drawn_on(tier) and stood(a, year)]


class Vintages:
    """The boundaries that are loaded, ready to be asked for a tier and a year."""

    def __init__(self, loaded: Sequence[Boundaries], register: Register) -> None:
        """Takes boundaries in order of preference: official ones first, the embedded ones last."""
        self._register = register
        self._loaded = list(loaded)
        self._made: dict[tuple[int, Tier, tuple[str, ...]], Boundaries] = {}

    def areas(self, tier: Tier, year: YearEnding) -> YearAreas:
        """The areas to draw: those with the fewest councils of the year replaced.

        Among equals the newest are taken, then the first loaded. Areas of an earlier year are
        joined where councils have merged since, districts are joined into counties.

        Raises:
            ValueError: nothing is loaded for the tier.
        """
        wanted = {a.code: a for a in standing(self._register, tier, year)}
        options = list(self._options(tier, year))
        best = min(options, key=lambda option: len(wanted.keys() - option.codes))
        return YearAreas(
            year,
            self._drawn(best, tier),
            tuple(self._replaced(wanted[code], best) for code in sorted(wanted.keys() - best.codes)),
            tuple(self._authority(code) for code in sorted(best.codes - wanted.keys())),
        )
