"""Finds the councils that somebody means while still typing, mistyped or known by another name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboard.authorities.names import Names
from dashboard.authorities.near_names import NearNames
from dashboard.authorities.register import Authority, Register
from dashboard.authorities.written_name import WrittenName, plain_words, words_of

_CODE: Final = re.compile(r"e\d{2,8}")


class Fit(StrEnum):
    """How what was typed fits the councils that are found."""

    MEANT = "meant"
    """It means the first of them and no other."""
    SEVERAL = "several"
    """It is the name of several, or the beginning of some names."""
    NEAR = "near"
    """It is none of their names, only like them."""
    OTHER_BODY = "other body"
    """It means a body that is not a council."""
    NOTHING = "nothing"


@dataclass(frozen=True)
class Found:
    """A council, and the name or code of it that what was typed fits."""

    authority: Authority
    spelling: str


@dataclass(frozen=True)
class Finding:
    """What was found, the likeliest first."""

    fit: Fit
    found: tuple[Found, ...] = ()
    body: str | None = None
    """The name of a body that is not a council."""

    @property
    def meant(self) -> Authority | None:
        """The one council that was meant; None if that isn't clear."""
        return self.found[0].authority if self.fit is Fit.MEANT else None


@dataclass(frozen=True)
class _Spelling:
    """A name of a council, its words in the two ways in which it may be typed.

    Each word stands behind a blank, so that " king" is found where a word begins with it.
    """

    authority: Authority
    written: str
    plain: str
    """As it is written: " kingston upon thames"."""
    tidied: str
    """Abbreviations written out, without "and": " kingston on thames"."""
    place: str


class Finder:
    """Every name and code of a register, ready to be found; nothing of what is typed is kept."""

    def __init__(self, register: Register, names: Names) -> None:
        """Cuts every name into words."""
        self._register = register
        self._names = names
        self._near = NearNames(register)
        self._spellings = [
            _Spelling(
                authority,
                name,
                _apart(plain_words(name)),
                _apart(words_of(name)),
                f" {WrittenName.of(name).place}",
            )
            for authority in register
            for name in dict.fromkeys(authority.all_names)
        ]

    def find(self, typed: str) -> Finding:
        """The councils that a text means, begins to name or nearly names.

        A GSS code, old or new, finds its council, the beginning of one all that begin so. Of names
        every word that was typed must begin a word: "bright hov" is Brighton and Hove. Only where
        nothing fits are near names looked for.
        """
        words = plain_words(typed)
        if not words:
            return Finding(Fit.NOTHING)
        if _CODE.fullmatch(words[0]) and len(words) == 1:
            return self._by_code(words[0].upper())
        meant = self._names.meant_by(typed)
        found = {authority.code: self._named(authority, typed) for authority in meant}
        for spelling in self._beginning(words, words_of(typed)):
            found.setdefault(spelling.authority.code, Found(spelling.authority, spelling.written))
        if found:
            return Finding(Fit.MEANT if len(meant) == 1 else Fit.SEVERAL, tuple(found.values()))
        if body := self._names.body_meant_by(typed):
            return Finding(Fit.OTHER_BODY, body=body)
        near = self._near.of(typed, is_unfinished=True)
        if not near:
            return Finding(Fit.NOTHING)
        return Finding(Fit.NEAR, tuple(Found(authority, authority.name) for authority in near))

    def _by_code(self, code: str) -> Finding:
        found: dict[str, Found] = {}
        for authority in self._register:
            for period in authority.codes:
                if period.code.startswith(code):
                    found.setdefault(authority.code, Found(authority, period.code))
        if not found:
            return Finding(Fit.NOTHING)
        is_whole = self._register.by_code(code) is not None
        return Finding(Fit.MEANT if is_whole else Fit.SEVERAL, tuple(found.values()))

    def _named(self, authority: Authority, typed: str) -> Found:
        """A council that is meant, with the one of its names that was typed."""
        place = WrittenName.of(typed).place
        spelling = next(
            (name for name in authority.all_names if WrittenName.of(name).place == place),
            authority.name,
        )
        return Found(authority, spelling)

    def _beginning(self, plain: tuple[str, ...], tidied: tuple[str, ...]) -> list[_Spelling]:
        """The names whose words all the typed ones begin; some come twice.

        First those whose place begins so, then councils that exist, then by name.
        """
        as_written = [f" {letters}" for letters in plain]
        written_out = [f" {letters}" for letters in tidied]
        fitting = self._spellings
        for letters in as_written:
            fitting = [spelling for spelling in fitting if letters in spelling.plain]
        others = self._spellings if written_out else []
        for letters in written_out:
            others = [spelling for spelling in others if letters in spelling.tidied]
        first = (as_written[0], *written_out[:1])
        return sorted(
            [*fitting, *others],
            key=lambda spelling: (
                not spelling.place.startswith(first),
                spelling.authority.last_day is not None,
                spelling.authority.short_name,
            ),
        )


def _apart(words: tuple[str, ...]) -> str:
    return "".join(f" {word}" for word in words)
