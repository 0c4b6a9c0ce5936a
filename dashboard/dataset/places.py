"""Where postcodes lead: to the councils of an area, or to the reason why to none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from dashboard.authorities.register import Authority, Register
from dashboard.postcodes.directory import PostcodeDirectory
from dashboard.postcodes.nations import BY_CODE, BY_POSTCODE_AREA, Nation
from dashboard.postcodes.postcode import PartPostcode, Postcode


class NoCouncil(StrEnum):
    """Why a postcode leads to no council; the nations are those that the site doesn't cover."""

    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    CHANNEL_ISLANDS = "channel-islands"
    ISLE_OF_MAN = "isle-of-man"
    NOT_RECORDED = "not-recorded"
    """The directory has the postcode, but no council for it."""
    UNKNOWN = "unknown"
    """The directory doesn't have it."""
    NOT_LOADED = "not-loaded"
    """The site has no directory."""


@dataclass(frozen=True)
class Place:
    """Where a whole postcode is; never the postcode itself."""

    authority: Authority | None = None
    """The district or single-tier council; an abolished one if the directory is as old as that."""
    reason: NoCouncil | None = None
    """Why there is no council."""
    ended: str | None = None
    """The month in which the postcode ended: "2015-06"."""


@dataclass(frozen=True)
class Cover:
    """The areas in which the postcodes that begin in one way lie."""

    councils: tuple[tuple[Authority, int], ...]
    """Districts and single-tier councils with the number of postcodes, the most first."""
    elsewhere: tuple[Nation, ...]
    """The other nations in which some of them lie."""

    @property
    def postcodes(self) -> int:
        """How many of them lie in the councils' areas."""
        return sum(number for _, number in self.councils)


def place_of(postcode: Postcode, directory: PostcodeDirectory | None, register: Register) -> Place:
    """Where a postcode is."""
    if nation := _nation_of(postcode.sector):
        return Place(reason=NoCouncil(nation))
    if directory is None:
        return Place(reason=NoCouncil.NOT_LOADED)
    entry = directory.find(postcode)
    if entry is None:
        return Place(reason=NoCouncil.UNKNOWN)
    if authority := register.by_code(entry.area_code):
        return Place(authority, ended=entry.ended)
    nation = BY_CODE.get(entry.area_code, Nation.ENGLAND)
    reason = NoCouncil.NOT_RECORDED if nation is Nation.ENGLAND else NoCouncil(nation)
    return Place(reason=reason, ended=entry.ended)


def cover_of(part: PartPostcode, directory: PostcodeDirectory, register: Register) -> Cover:
    """Where the postcodes that begin so are, leaving out those that have ended."""
    if nation := _nation_of(part.written):
        return Cover((), (nation,))
    councils: Counter[Authority] = Counter()
    nations: Counter[Nation] = Counter()
    for code, number in directory.areas(part).items():
        if authority := register.by_code(code):
            councils[authority] += number
        elif (nation := BY_CODE.get(code)) and nation is not Nation.ENGLAND:
            nations[nation] += number
    return Cover(
        tuple(councils.most_common()), tuple(nation for nation, _ in nations.most_common())
    )


def councils_of(authority: Authority, register: Register) -> list[Authority]:
    """The councils that run an area today: the district or single-tier one, then its county.

    An abolished council's area is run by those that took its place.
    """
    local = _today(authority, register)
    counties = [county for council in local if (county := register.county_of(council))]
    return list(dict.fromkeys([*local, *counties]))


def _today(authority: Authority, register: Register) -> list[Authority]:
    if authority.last_day is None:
        return [authority]
    return [
        today
        for successor in register.successors(authority)
        for today in _today(successor, register)
    ]


def _nation_of(beginning: str) -> Nation | None:
    """The nation that the letters at the beginning of a postcode alone say."""
    return BY_POSTCODE_AREA.get("".join(takewhile(str.isalpha, beginning)))
