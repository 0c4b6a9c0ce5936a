"""A name as a document writes it, taken apart: the place, and what kind of council it says."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a name says about the kind of council."""

    BOROUGH = "borough"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"
    METROPOLITAN = "metropolitan"
    LONDON = "london"
    ROYAL = "royal"
    UNITARY = "unitary"
    CORPORATION = "corporation"
    CITY_OR_COUNTY = "city or county"
    """The abbreviation CC, which stands for either."""


@dataclass(frozen=True)
class WrittenName:
    """A name without its habits: "The London Borough of Sutton" is sutton, a borough of London."""

    place: str
    """Lower case words without punctuation, abbreviations written out; "" if none is left."""
    statuses: frozenset[Status]

    @classmethod
    def of(cls, written: str) -> WrittenName:
        """Takes a name apart, in whichever order it stands ("Bristol, City of")."""
        words = words_of(written)
        first = _end_of_lead(words)
        last = _start_of_tail(words, first)
        said = [*_statuses(words, 0, first), *_statuses(words, last, len(words))]
        return cls(" ".join(words[first:last]), frozenset(said))


def words_of(written: str) -> tuple[str, ...]:
    """A name's words in lower case, with neither punctuation nor "and" and "the".

    Abbreviations are written out ("NE Lincs": north east lincolnshire). "Saint" is st and "upon"
    is on, because documents swap them for the same place.
    """
    found: list[str] = []
    for word in plain_words(written):
        if word in _ONE_LETTER_COMPASS and all(w in _COMPASS_WORDS for w in found):
            found.append(_ONE_LETTER_COMPASS[word])
        elif word not in _DROPPED:
            found.extend(_WRITTEN_OUT.get(word, word).split())
    return tuple(found)


def plain_words(written: str) -> tuple[str, ...]:
    """A name's words in lower case as they are written, without punctuation."""
    text = _APOSTROPHES.sub("", html.unescape(written))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        if word == "s" and found:  # "King s Lynn": an apostrophe lost on the way
            found[-1] += "s"
        else:
            found.append(word)
    return tuple(found)


# The last three stand for apostrophes that were read in the wrong encoding.
_APOSTROPHES = re.compile(
    "['`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u2032\uff07\x91\x92\ufffd]"
)
_DROPPED = frozenset({"and", "the"})
_ONE_LETTER_COMPASS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_COMPASS_WORDS = frozenset(_ONE_LETTER_COMPASS.values())
_WRITTEN_OUT = {
    "saint": "st",
    "upon": "on",
    "gt": "great",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
    "boro": "borough",
    "met": "metropolitan",
    "co": "county",
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}

_SAID_BY: dict[str, tuple[Status, ...]] = {
    "council": (),
    "borough": (Status.BOROUGH,),
    "city": (Status.CITY,),
    "district": (Status.DISTRICT,),
    "county": (Status.COUNTY,),
    "metropolitan": (Status.METROPOLITAN,),
    "unitary": (Status.UNITARY,),
    "corporation": (Status.CORPORATION,),
    "b": (Status.BOROUGH,),
    "bc": (Status.BOROUGH,),
    "cc": (Status.CITY_OR_COUNTY,),
    "dc": (Status.DISTRICT,),
    "lb": (Status.LONDON, Status.BOROUGH),
    "lbc": (Status.LONDON, Status.BOROUGH),
    "mbc": (Status.METROPOLITAN, Status.BOROUGH),
    "mdc": (Status.METROPOLITAN, Status.DISTRICT),
    "rb": (Status.ROYAL, Status.BOROUGH),
    "ua": (Status.UNITARY,),
}
_LEADS_WITHOUT_OF = frozenset({"county", "lb", "london", "rb", "royal"})


def _said_at(words: tuple[str, ...], at: int) -> tuple[Status, ...] | None:
    """What the word at a place says of the council; None if it belongs to the name."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ("london", "royal"):
        return (Status(word),) if after == "borough" else None
    if word == "authority":
        return () if before in ("unitary", "local") else None
    if word == "local":
        return () if after == "authority" else None
    if word == "county" and before == "city":  # "City and County of Bristol" is a city
        return ()
    return _SAID_BY.get(word)


def _end_of_lead(words: tuple[str, ...]) -> int:
    """Where the name begins behind "Council of the", "London Borough of", "County" ..."""
    start = 0
    while True:
        end = start
        while end < len(words) and _said_at(words, end) is not None:
            end += 1
        if end == start or end == len(words):
            return start
        if words[end] == "of":
            start = end + 1
        elif words[start] in _LEADS_WITHOUT_OF:
            return end
        else:
            return start


def _start_of_tail(words: tuple[str, ...], first: int) -> int:
    """Where the name ends before "Borough Council", "MBC", "(Unitary)", ", City of" ..."""
    end = len(words)
    while end > first:
        at = end - 1
        if words[at] == "of" and at > first:
            at -= 1
        if _said_at(words, at) is None:
            break
        end = at
    return end


def _statuses(words: tuple[str, ...], start: int, end: int) -> list[Status]:
    return [status for at in range(start, end) for status in _said_at(words, at) or ()]
