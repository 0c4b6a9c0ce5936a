"""Which councils somebody may have meant by a name that is none of theirs."""

from __future__ import annotations

from rapidfuzz import fuzz

from dashboard.authorities.register import Authority, Register
from dashboard.authorities.written_name import WrittenName, words_of

_NEAR_ENOUGH = 70.0
_AT_MOST = 5
_LETTERS_OF_A_BEGINNING = 4
"""Fewer letters are near to the beginning of too many names."""
_OF_A_BEGINNING = 0.9
"""A name whose beginning only is near counts a tenth less."""


class NearNames:
    """Every name of the register, to be measured against one that isn't there."""

    def __init__(self, register: Register) -> None:
        """Prepares the names for comparison."""
        self._spellings = [
            (authority, WrittenName.of(name).place, " ".join(words_of(name)))
            for authority in register
            for name in authority.all_names
        ]

    def of(self, written: str, *, is_unfinished: bool = False) -> list[Authority]:
        """At most five councils with a name like it, the nearest first.

        What somebody is still typing (`is_unfinished`) is near to a name if it is near to the
        beginning of it: "birmn" is near to "birmingham".
        """
        place, whole = WrittenName.of(written).place, " ".join(words_of(written))
        if not place:
            return []
        best: dict[str, tuple[float, Authority]] = {}
        for authority, its_place, its_whole in self._spellings:
            likeness = _likeness(place, its_place, whole, its_whole)
            if is_unfinished and len(place) >= _LETTERS_OF_A_BEGINNING:
                beginning = its_place[: len(place) + 1]
                likeness = max(likeness, _OF_A_BEGINNING * fuzz.ratio(place, beginning))
            if likeness >= _NEAR_ENOUGH and likeness > best.get(authority.code, (0.0,))[0]:
                best[authority.code] = (likeness, authority)
        nearest = sorted(best.values(), key=lambda found: (-found[0], found[1].name))
        return [authority for _, authority in nearest[:_AT_MOST]]


def _likeness(place: str, its_place: str, whole: str, its_whole: str) -> float:
    """From 0 to 100: mostly the place, a little the whole name with its status words.

    A place that is one part of the other counts a tenth less than the same place misspelt:
    "Bath" is near "Bath and North East Somerset".
    """
    nearness = max(fuzz.ratio(place, its_place), 0.9 * fuzz.token_set_ratio(place, its_place))
    return 0.9 * nearness + 0.1 * fuzz.ratio(whole, its_whole)
