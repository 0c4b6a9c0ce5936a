"""Names as documents write them, and the council each one means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dashboard.authorities.near_names import NearNames
from dashboard.authorities.other_bodies import OtherBodies
from dashboard.authorities.register import Authority, Register
from dashboard.authorities.styles import Style
from dashboard.authorities.written_name import WrittenName
from dashboard.errors import Problem

_REMEMBERED = 20_000
_SECOND_PART = re.compile(r" (?:on|in|under) ")


class NameKind(StrEnum):
    """What a name turned out to mean."""

    COUNCIL = "council"
    OTHER_BODY = "other body"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Resolution:
    """What a spelling means: a council, a body that isn't one, or nothing known with near names."""

    written: str
    kind: NameKind
    authority: Authority | None = None
    body: str | None = None
    """The name of a body that is not a council."""
    suggestions: tuple[str, ...] = ()
    """For an unknown name: the full names of councils that may be meant, the nearest first."""

    @property
    def name(self) -> str:
        """The name of the council or body that is meant; what was written if none is known."""
        return self.authority.name if self.authority else self.body or self.written

    def problem(
        self,
        file: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> Problem:
        """An unknown name as a problem of the file it stands in."""
        remedy = "write the council's full name or its GSS code"
        if self.suggestions:
            remedy += f"; perhaps {', or '.join(self.suggestions)}"
        return Problem(
            kind="unknown-authority",
            file=file,
            expected="an English council, or a body that is plainly something else",
            remedy=remedy,
            sheet=sheet,
            row=row,
            column=column,
            value=self.written,
        )


class Names:
    """The register's names and the habits of documents, ready to resolve any spelling."""

    def __init__(self, register: Register, other_bodies: OtherBodies | None = None) -> None:
        """Indexes every name, former name and slug of the register."""
        self._register = register
        self._bodies = other_bodies or OtherBodies.load()
        self._own: dict[WrittenName, list[Authority]] = defaultdict(list)
        self._places: dict[str, list[Authority]] = defaultdict(list)
        for authority in register:
            for name in dict.fromkeys(map(WrittenName.of, _spellings(authority))):
                self._own[name].append(authority)
                if authority not in self._places[name.place]:
                    self._places[name.place].append(authority)
        self._shortened = _shortened_places(register)
        self._styles = {a.code: Style.of(a, register) for a in register}
        self._near = NearNames(register)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._resolve)

    def resolve(self, written: str) -> Resolution:
        """The council or other body a spelling means; a GSS code or slug is understood too.

        A near miss and a name that two councils share are unknown, with suggestions: never guessed.
        So is a name that says another kind of council ("Leicester County Council"), and a council
        outside England, with which the Ombudsman has nothing to do.
        """
        return self._remembered(written)

    def resolve_all(self, written: Iterable[str]) -> dict[str, Resolution]:
        """What each different spelling means, in the order in which they first come."""
        return {spelling: self.resolve(spelling) for spelling in dict.fromkeys(written)}

    def unknown_among(self, written: Iterable[str]) -> list[Resolution]:
        """Every different spelling that means nothing known, each once, with its suggestions."""
        resolutions = self.resolve_all(written).values()
        return [found for found in resolutions if found.kind is NameKind.UNKNOWN]

    def meant_by(self, written: str) -> list[Authority]:
        """The councils that a spelling fits: one if it is clear, several if they share it.

        None if it fits none, or means another body. Nothing is remembered: this is for what
        visitors type.
        """
        if by_code := self._register.by_code(written.strip().upper()):
            return [by_code]
        name = WrittenName.of(written)
        if council := _only(_existing(self._own.get(name, []))):
            return [council]
        return [] if self._bodies.known_as(name) else self._candidates(name)

    def body_meant_by(self, written: str) -> str | None:
        """The name of the body that is not a council and that a spelling fits."""
        return self._bodies.known_as(WrittenName.of(written)) or self._bodies.described_by(written)

    def _resolve(self, written: str) -> Resolution:
        meant = self.meant_by(written)
        if council := _only(meant):
            return Resolution(written, NameKind.COUNCIL, council)
        if not meant and (body := self.body_meant_by(written)):
            return Resolution(written, NameKind.OTHER_BODY, body=body)
        return Resolution(
            written,
            NameKind.UNKNOWN,
            suggestions=self._suggestions(written, WrittenName.of(written), meant),
        )

    def _candidates(self, name: WrittenName) -> list[Authority]:
        """The councils of a place that the written kind of council doesn't contradict.

        A shortened place may stand for several ("Newcastle", "Richmond"); then none is preferred.
        Of the councils that bear the whole name, one that exists is preferred to a former one.
        """
        bearing = self._places.get(name.place, [])
        shortened = self._shortened.get(name.place, [])
        fitting = [
            authority
            for authority in dict.fromkeys([*bearing, *shortened])
            if self._styles[authority.code].answers_to(name.statuses)
        ]
        return fitting if shortened else _existing(fitting)

    def _suggestions(
        self, written: str, name: WrittenName, candidates: list[Authority]
    ) -> tuple[str, ...]:
        """All candidates of an ambiguous name; else its place's councils, then those like it."""
        if candidates:
            return tuple(authority.name for authority in candidates)
        near = [*self._places.get(name.place, []), *self._near.of(written)]
        return tuple(dict.fromkeys(authority.name for authority in near))


def _spellings(authority: Authority) -> tuple[str, ...]:
    return (*authority.all_names, authority.slug)


def _existing(authorities: list[Authority]) -> list[Authority]:
    """Those that exist; if none does, all of them."""
    return [a for a in authorities if a.last_day is None] or authorities


def _only(authorities: list[Authority]) -> Authority | None:
    return authorities[0] if len(authorities) == 1 else None


def _shortened_places(register: Register) -> dict[str, list[Authority]]:
    """What is left of "Stockton-on-Tees" and the like without the second part.

    Where a shire is named after the place ("Richmond", Richmondshire), the place may mean it too.
    """
    places = {authority.code: WrittenName.of(authority.short_name).place for authority in register}
    shortened: dict[str, list[Authority]] = defaultdict(list)
    for authority in register:
        first, *rest = _SECOND_PART.split(places[authority.code])
        if rest:
            shortened[first].append(authority)
    for first, sharing in shortened.items():
        sharing.extend(a for a in register if places[a.code] == f"{first}shire")
    whole = set(places.values())
    return {place: sharing for place, sharing in shortened.items() if place not in whole}
