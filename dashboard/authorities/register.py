"""The register of English principal councils since 2014: codes over time, dates, lineage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.authorities.authority import Authority, CodePeriod
from dashboard.authorities.register_file import read_authorities
from dashboard.resources import data_folder
from dashboard.vocabulary import YearEnding

__all__ = ["Authority", "CodePeriod", "Register"]


class Register:
    """Every authority, found by any code it has ever had or by its slug."""

    def __init__(self, authorities: list[Authority]) -> None:
        """Takes the authorities in the order in which they will be listed."""
        self._authorities = tuple(authorities)
        self._by_code = {period.code: a for a in authorities for period in a.codes}
        self._by_slug = {a.slug: a for a in authorities}

    @classmethod
    def load(cls, path: Path | None = None) -> Register:
        """The register in `data/authorities.csv`, or in another file of the same columns.

        Raises:
            InputError: rows that can't be read or that contradict each other, all of them listed.
        """
        return cls(read_authorities(path or data_folder() / "authorities.csv"))

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

    def all_predecessors(self, authority: Authority) -> list[Authority]:
        """The councils whose place an authority took, and those whose place they had taken."""
        found: list[Authority] = []
        for council in self.predecessors(authority):
            found += [a for a in (council, *self.all_predecessors(council)) if a not in found]
        return found

    def county_of(self, authority: Authority) -> Authority | None:
        """A district's county council."""
        return self._by_code[authority.county] if authority.county else None

    def districts_of(self, authority: Authority) -> list[Authority]:
        """A county's districts, the abolished ones included."""
        return [a for a in self if a.county == authority.code]
