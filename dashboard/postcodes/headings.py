"""Headings of postcode files by their meaning: ONS names the same columns anew every few years.

ONS Postcode Directory from 2011: pcd, pcds, doterm, oscty, oslaua, ctry. National Statistics
Postcode Lookup: cty, laua. Both since 2025: pcd7, pcds, cty25cd, lad25cd, ctry25cd. On the Open
Geography Portal all of them in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_POSTCODE: Final = ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode")
_DISTRICT: Final = ("oslaua", "laua", r"lad(\d\d)?cd", r"ltla(\d\d)?cd")
_COUNTY: Final = ("oscty", "cty", r"cty(\d\d)?cd", r"ctyua(\d\d)?cd", r"utla(\d\d)?cd")
_NATION: Final = ("ctry", r"ctry(\d\d)?cd")
_ENDED: Final = ("doterm",)
_BEGAN: Final = ("dointr",)

WANTED: Final = (
    "a column of postcodes (pcds, pcd, pcd7 ...) and one with the GSS code of the district or "
    "single-tier council (oslaua, laua, lad25cd ...)"
)


@dataclass(frozen=True)
class Columns:
    """The headings of the columns that are read, as they stand in the file."""

    postcode: str
    district: str
    county: str | None
    nation: str | None
    ended: str | None
    """The month in which a postcode ended, 201506; blank if it has not."""
    began: str | None

    @property
    def all(self) -> list[str]:
        """Every heading that there is."""
        found = (
            self.postcode,
            self.district,
            self.county,
            self.nation,
            self.ended,
            self.began,
        )
        return [heading for heading in found if heading]


def columns_of(headings: Sequence[str]) -> Columns | None:
    """The columns of a postcode file; None if it lacks the postcodes or the districts."""
    postcode, district = _first(headings, _POSTCODE), _first(headings, _DISTRICT)
    if postcode is None or district is None:
        return None
    return Columns(
        postcode,
        district,
        county=_first(headings, _COUNTY),
        nation=_first(headings, _NATION),
        ended=_first(headings, _ENDED),
        began=_first(headings, _BEGAN),
    )


def _first(headings: Sequence[str], patterns: tuple[str, ...]) -> str | None:
    """The heading that the earliest of some patterns fits."""
    for pattern in patterns:
        for heading in headings:
            if re.fullmatch(pattern, heading.strip().casefold()):
                return heading
    return None
