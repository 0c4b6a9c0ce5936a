"""The register of English principal councils since 2014: codes over time, dates, lineage."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.resources import data_folder
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

    def existed_in(self, year: YearEnding) -> bool:
        """Whether it existed on any day of the year."""
        started = self.first_day is None or self.first_day <= year.last_day
        ended = self.last_day is not None and self.last_day < year.first_day
        return started and not ended

    def is_drawn_on(self, tier: Tier) -> bool:
        """Whether a map of the tier has an area for it."""
        return tier in self.type.tiers


class Register:
    """Every authority, found by any code it has ever had or by its slug."""

    def __init__(self, authorities: list[Authority]) -> None:
        """Takes the authorities in the order in which they will be listed."""
        self._authorities = tuple(authorities)
        self._by_code = {period.code: a for a in authorities for period in a.codes}
        self._by_slug = {a.slug: a for a in authorities}

    @classmethod
    def load(cls, path: Path | None = None) -> Register:
        """The register in `data/authorities.csv`, or in another file of the same columns."""
        path = path or data_folder() / "authorities.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            return cls([_authority(row) for row in csv.DictReader(lines)])

    def __iter__(self) -> Iterator[Authority]:
        return iter(self._authorities)

    def __len__(self) -> int:
        return len(self._authorities)

    def by_code(self, code: str) -> Authority | None:
        """The authority that has or had a GSS code."""
        return self._by_code.get(code)

    def by_slug(self, slug: str) -> Authority | None:
        """The authority with an address slug."""
        return self._by_slug.get(slug)

    def in_year(self, year: YearEnding) -> list[Authority]:
        """The authorities that existed on any day of the year."""
        return [a for a in self if a.existed_in(year)]

    def successors(self, authority: Authority) -> list[Authority]:
        """The councils that took an authority's place, none if it exists."""
        return [self._by_code[code] for code in authority.successors]

    def predecessors(self, authority: Authority) -> list[Authority]:
        """The councils whose place an authority took."""
        return [a for a in self if authority.code in a.successors]

    def county_of(self, authority: Authority) -> Authority | None:
        """A district's county council."""
        return self._by_code[authority.county] if authority.county else None

    def districts_of(self, authority: Authority) -> list[Authority]:
        """A county's districts, the abolished ones included."""
        return [a for a in self if a.county == authority.code]


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        slug=row["slug"],
        type=AuthorityType(row["type"]),
        region=row["region"],
        county=row["county"] or None,
        first_day=_day(row["first_day"]),
        last_day=_day(row["last_day"]),
        successors=_list(row["successors"]),
        codes=(*_earlier_codes(row), CodePeriod(row["code"], _day(row["code_since"]), None)),
        former_names=_list(row["former_names"]),
        population_2020=int(row["population_2020"]) if row["population_2020"] else None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _earlier_codes(row: dict[str, str]) -> Iterator[CodePeriod]:
    """Reads cells such as "E08000016 to 2025-03-31"."""
    first_day = None
    for part in _list(row["earlier_codes"]):
        code, _, last = part.partition(" to ")
        last_day = date.fromisoformat(last)
        yield CodePeriod(code, first_day, last_day)
        first_day = date.fromordinal(last_day.toordinal() + 1)
