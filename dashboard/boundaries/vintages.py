"""The areas to draw for a tier and a year: the year's own where they are loaded, else the nearest.

What counts is who existed on the year's last day, 31 March. Cases decided later for a council
that was abolished before are in the tables, not on the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
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


@dataclass(frozen=True, eq=False)
class _Option:
    """Loaded boundaries and what each of their areas is drawn as, for a tier and a year."""

    boundaries: Boundaries
    into: dict[str, str]
    """Code of the area loaded to code of the area drawn."""
    is_joined_over_time: bool

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.into.values())

    @property
    def key(self) -> tuple[int, tuple[tuple[str, str], ...]]:
        return id(self.boundaries), tuple(sorted(self.into.items()))


class Vintages:
    """The boundaries that are loaded, ready to be asked for a tier and a year."""

    def __init__(self, loaded: Sequence[Boundaries], register: Register) -> None:
        """Takes boundaries in order of preference: official ones first, the embedded ones last."""
        self._register = register
        self._loaded = tuple(loaded)
        self._drawn: dict[tuple[int, tuple[tuple[str, str], ...]], Boundaries] = {}

    def areas(self, tier: Tier, year: YearEnding) -> YearAreas:
        """The areas to draw: those by which the fewest councils of the year are replaced.

        Among equals the first loaded are taken. Areas of an earlier year are joined where
        councils have merged since, and districts are joined into their counties.

        Raises:
            ValueError: nothing is loaded for the tier.
        """
        wanted = {a.code for a in standing(self._register, tier, year)}
        best = min(
            self._options(tier, year),
            key=lambda option: (
                len(wanted - option.codes),
                len(option.codes - wanted),
                option.is_joined_over_time,
            ),
        )
        return YearAreas(
            year,
            self._boundaries(best, tier),
            tuple(self._replaced(code, best.codes) for code in sorted(wanted - best.codes)),
            tuple(self._authority(code) for code in sorted(best.codes - wanted)),
        )

    def _options(self, tier: Tier, year: YearEnding) -> Iterator[_Option]:
        of_tier = [b for b in self._loaded if b.tier is tier]
        of_districts = [b for b in self._loaded if b.tier is not tier and tier is Tier.UPPER]
        for boundaries in (*of_tier, *of_districts):
            chains = {code: self._chain(code, tier, year) for code in boundaries.areas.index}
            yield _Option(
                boundaries,
                {code: chain[-1].code for code, chain in chains.items()},
                any(len(chain) > 1 for chain in chains.values()),
            )

    def _chain(self, code: str, tier: Tier, year: YearEnding) -> list[Authority]:
        """The authority of an area and those that took its place, to the one of the year."""
        chain = [self._authority(code)]
        while not self._stands_for(chain[-1], tier, year) and len(chain[-1].successors) == 1:
            chain.append(self._authority(chain[-1].successors[0]))
        return [*chain[:-1], self._on_tier(chain[-1], tier)]

    def _stands_for(self, authority: Authority, tier: Tier, year: YearEnding) -> bool:
        return stood(self._on_tier(authority, tier), year) or not _ended_before(authority, year)

    def _on_tier(self, authority: Authority, tier: Tier) -> Authority:
        county = self._register.county_of(authority)
        return county if county and tier is Tier.UPPER else authority

    def _boundaries(self, option: _Option, tier: Tier) -> Boundaries:
        """The option's areas, joined where several are drawn as one; each made only once."""
        if option.key not in self._drawn:
            self._drawn[option.key] = replace(
                option.boundaries, tier=tier, areas=_joined(option.boundaries.areas, option.into)
            )
        return self._drawn[option.key]

    def _replaced(self, code: str, drawn: frozenset[str]) -> Replaced:
        authority = self._authority(code)
        later = self._nearest([authority], drawn, self._register.successors)
        return Replaced(authority, later or self._nearest([authority], drawn, self._predecessors))

    def _predecessors(self, authority: Authority) -> list[Authority]:
        return self._register.predecessors(authority)

    def _nearest(
        self,
        start: list[Authority],
        drawn: frozenset[str],
        following: Callable[[Authority], list[Authority]],
    ) -> tuple[Authority, ...]:
        """The first authorities on the way through the lineage that have an area."""
        found: dict[str, Authority] = {}
        for authority in start:
            for other in following(authority):
                ahead = (
                    (other,) if other.code in drawn else self._nearest([other], drawn, following)
                )
                found |= {a.code: a for a in ahead}
        return tuple(found.values())

    def _authority(self, code: str) -> Authority:
        authority = self._register.by_code(code)
        if authority is None:
            raise ValueError(f"{code} has an area but is not in the register of authorities")
        return authority


def _ended_before(authority: Authority, year: YearEnding) -> bool:
    return authority.last_day is not None and authority.last_day < year.last_day


def _joined(areas: gpd.GeoDataFrame, into: dict[str, str]) -> gpd.GeoDataFrame:
    if all(code == drawn for code, drawn in into.items()):
        return areas
    return coverage.dissolved(areas, pd.Series(into))
