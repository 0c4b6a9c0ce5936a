"""Who publishes the figures, and on which terms others may use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.errors import CallError

_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True)
class Terms:
    """Who publishes the figures and under which licence, where the publisher says so."""

    publisher: str | None
    licence: str | None

    @classmethod
    def of(cls, publisher: str | None, licence: str | None) -> Terms:
        """The terms as they are given.

        Raises:
            CallError: the licence is no address.
        """
        if licence is not None and not _ADDRESS.fullmatch(licence.strip()):
            raise CallError(
                f"--licence {licence} is no address; write one such as https://www.nationalarchives"
                ".gov.uk/doc/open-government-licence/version/3/"
            )
        return cls((publisher or "").strip() or None, licence and licence.strip())

    def notes(self) -> list[tuple[str, str]]:
        """What the downloads say of them: headings and words."""
        named = (("Published by", self.publisher), ("Licence", self.licence))
        return [(heading, words) for heading, words in named if words]

    def about(self, kind: str, description: str) -> pd.DataFrame:
        """What the database says of itself, for whoever has nothing but that file."""
        named = [("Data", kind), ("Description", description), *self.notes()]
        return pd.DataFrame(named, columns=["name", "words"])
