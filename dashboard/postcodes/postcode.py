"""Postcodes as people write them: whole ones, and parts of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# GIR and NPT are the two outward codes of no other shape; they end with the last century.
_OUTWARD: Final = r"(?:[A-Z]{1,2}(?:[1-9]\d|\d[A-Z]?)|GIR|NPT)"
SHAPE: Final = rf"^{_OUTWARD}\d[A-Z]{{2}}$"
"""A whole postcode without blanks, as a regular expression."""

_WHOLE: Final = re.compile(rf"({_OUTWARD}) ?(\d)([A-Z]{{2}})")
_PART: Final = re.compile(rf"({_OUTWARD})(?: (\d)[A-Z]?)?")
_PART_WITHOUT_BLANK: Final = re.compile(rf"({_OUTWARD})(\d)[A-Z]")


@dataclass(frozen=True)
class Postcode:
    """A whole postcode: SG1 1AA is sector "SG1 1", unit "AA"."""

    sector: str
    unit: str

    def __str__(self) -> str:
        """As it is written: "SG1 1AA"."""
        return self.sector + self.unit


@dataclass(frozen=True)
class PartPostcode:
    """The beginning of a postcode: "SG1" (an outward code) or "SG1 1" (a sector)."""

    written: str

    @property
    def outward(self) -> str:
        """The part before the blank."""
        return self.written.partition(" ")[0]


def whole_postcode(text: str) -> Postcode | None:
    """The postcode that a text is, however it is spaced; None if it isn't a whole one."""
    found = _WHOLE.fullmatch(_tidied(text))
    return Postcode(f"{found[1]} {found[2]}", found[3]) if found else None


def part_postcode(text: str) -> PartPostcode | None:
    """The beginning of a postcode that a text is; None for a whole one and for anything else.

    "SG11" is the outward code SG11, not the beginning of SG1 1: only a blank or a letter behind
    the figure says that.
    """
    tidied = _tidied(text)
    if _WHOLE.fullmatch(tidied):
        return None
    found = _PART.fullmatch(tidied) or _PART_WITHOUT_BLANK.fullmatch(tidied)
    if not found:
        return None
    return PartPostcode(f"{found[1]} {found[2]}" if found[2] else found[1])


def _tidied(text: str) -> str:
    return re.sub(r"[^0-9A-Z]+", " ", text.upper()).strip()
