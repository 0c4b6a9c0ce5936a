"""Annual review letters by council and year."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from dash import html

from dashboard.components import addresses, descriptions
from dashboard.components.document import Page, source_note
from dashboard.components.not_found import council_not_found
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset, Letter

PATH: Final = "/letters"


def layout(dataset: Dataset, /, council: str = "", **_: str) -> Page:
    """Every letter loaded, newest year first; one council's if it is asked for."""
    authority = dataset.register.by_slug(council) if council else None
    if council and authority is None:
        return council_not_found(dataset, council)
    found = dataset.letters(authority)
    of_whom = f" to {authority.short_name}" if authority else ""
    return Page(
        title=f"Annual review letters{of_whom}",
        description=descriptions.letters(found, authority.name if authority else "councils"),
        sharing=Sharing(addresses.letters(authority), is_indexed=bool(found)),
        section="letters",
        body=html.Div(
            [
                html.H1(f"Annual review letters{of_whom}"),
                html.P(
                    "Once a year the Ombudsman writes to every council about the complaints it "
                    "decided. A letter loaded here can be read or opened at its official address.",
                    className="lead",
                ),
                html.P(html.A("Letters to all councils", href=addresses.letters()))
                if authority
                else None,
                _by_year(found),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _by_year(found: list[Letter]) -> Any:
    if not found:
        return html.P("No letter loaded.", className="empty")
    return [
        html.Section(
            [
                html.H2(year.label),
                html.Ul([html.Li(_link(letter)) for letter in letters], className="letter-list"),
            ]
        )
        for year, letters in groupby(found, key=lambda letter: letter.year)
    ]


def _link(letter: Letter) -> html.A:
    return html.A(letter.authority.short_name, href=addresses.letter(letter.authority, letter.year))
