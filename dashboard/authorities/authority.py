"""One council: what it is called, its codes over time, when it existed and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.vocabulary import AuthorityType, Tier, YearEnding


@dataclass(frozen=True)
class CodePeriod:
    """A GSS code that an authority had, from its first day (None: before 2014) to its last.

    A last day of None means that it still has the code, or had it until it was abolished.
    """

    code: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Authority:
    """One council: the same one through changes of code and of name, until it is abolished."""

    code: str
    """The GSS code it has now, or had last."""
    name: str
    short_name: str
    slug: str
    type: AuthorityType
    region: str
    county: str | None
    """For a district: the code of its county council."""
    first_day: date | None
    """None: it existed before April 2013."""
    last_day: date | None
    """Its last day; None: it exists."""
    successors: tuple[str, ...]
    """Codes of the councils that took its place."""
    codes: tuple[CodePeriod, ...]
    """Every code it has had, in order; the last is `code`."""
    former_names: tuple[str, ...]
    population_2020: int | None
    latitude: float
    longitude: float
    """A point inside its area, WGS 84."""
    other_names: tuple[str, ...] = ()
    """Names that documents use for it beside its own, none of them given up."""

    def existed_in(self, year: YearEnding) -> bool:
        """Whether it existed on any day of the year."""
        started = self.first_day is None or self.first_day <= year.last_day
        ended = self.last_day is not None and self.last_day < year.first_day
        return started and not ended

    def is_drawn_on(self, tier: Tier) -> bool:
        """Whether a map of the tier has an area for it."""
        return tier in self.type.tiers

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it has or had, its full name first."""
        return (self.name, self.short_name, *self.other_names, *self.former_names)
