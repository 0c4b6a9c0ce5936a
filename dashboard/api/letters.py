"""Letters: the Ombudsman's annual review letters to councils."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Council, PageAsked, Year
from dashboard.api.councils import CouncilName
from dashboard.api.cursor import cut
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.components import addresses
from dashboard.dataset import Dataset


class LetterRow(Row):
    """An annual review letter."""

    council: CouncilName
    year_ending: date
    page: str
    """The site's page about it."""
    file: str | None
    """The letter itself on this site; null: it has none."""
    url: str | None
    """Its official address; null: none is loaded."""


class LettersAsked(PageAsked):
    """Which letters."""

    council: Council | None = None
    """A slug or a GSS code."""
    year: Year | None = None
    """The year that ends then."""


def letters(dataset: Dataset, asked: LettersAsked) -> Found[LetterRow]:
    """Annual review letters, by council and year."""
    found = [
        letter for letter in dataset.letters.of(asked.council) if asked.year in (None, letter.year)
    ]
    page, after = cut(
        found, lambda x: (x.authority.slug, str(x.year)), 2, asked.cursor, asked.limit
    )
    rows = [
        LetterRow(
            council=CouncilName.of(x.authority),
            year_ending=x.year.last_day,
            page=addresses.letter(x.authority, x.year),
            file=addresses.letter_file(x.authority, x.year) if x.file else None,
            url=x.url,
        )
        for x in page
    ]
    return Found(rows, len(found), after)


ENDPOINTS: Final = (Endpoint("/letters", letters, "/letters?limit=5"),)
