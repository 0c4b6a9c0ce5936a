"""Names as documents write them, and the council each one means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.authorities.register import Authority, Register


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


class Names:
    """The register's names and the habits of documents, ready to resolve any spelling."""

    def __init__(self, register: Register) -> None:
        """Indexes every name, former name and slug of the register."""
        self._exact = {
            name.casefold(): a
            for a in register
            for name in (a.name, a.short_name, a.slug, *a.former_names)
        }
        self._register = register

    def resolve(self, written: str) -> Resolution:
        """The council or other body a spelling means; a GSS code or slug is understood too.

        A near miss and a name that two councils share are unknown, with suggestions: never guessed.
        """
        authority = self._register.by_code(written.strip()) or self._exact.get(
            written.strip().casefold()
        )
        if authority is None:
            return Resolution(written, NameKind.UNKNOWN)
        return Resolution(written, NameKind.COUNCIL, authority)
