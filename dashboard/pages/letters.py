"""Annual review letters by council and year, and the search in their words."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions
from dashboard.components.document import Page, source_note
from dashboard.components.filters import text_filter
from dashboard.components.markup import Element
from dashboard.components.not_found import council_not_found
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset, FoundLetter, Letter, Words, read_words
from dashboard.dataset.letters import MOST_FOUND

PATH: Final = "/letters"


def layout(dataset: Dataset, /, council: str = "", q: str = "", **_: str) -> Page:
    """Every letter loaded, newest year first; one council's, or those with the words asked for."""
    authority = dataset.register.by_slug(council) if council else None
    if council and authority is None:
        return council_not_found(dataset, council)
    words = read_words(q)
    found = dataset.letters.of(authority)
    of_whom = f" to {authority.short_name}" if authority else ""
    return Page(
        title=f"Annual review letters{of_whom}",
        description=descriptions.letters(found, authority.name if authority else "councils"),
        sharing=Sharing(addresses.letters(authority), is_indexed=bool(found) and words is None),
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
                _form(authority, words),
                *(
                    _results(dataset, words, authority)
                    if words
                    else [_of_council(dataset, authority, found) if authority else _by_year(found)]
                ),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _form(authority: Authority | None, words: Words | None) -> html.Form:
    council = {"type": "hidden", "name": "council", "value": authority.slug if authority else ""}
    return html.Form(
        [
            text_filter("q", "Words in the letters", words.written if words else "", "search"),
            Element("input", None, council) if authority else None,
            html.Button("Look", type="submit"),
        ],
        action=PATH,
        method="get",
        className="filters",
        role="search",
        **{"aria-label": "Words in the letters"},
    )


def _results(dataset: Dataset, words: Words, authority: Authority | None) -> list[Any]:
    number, found = dataset.letters.found(words, authority)
    letters = "letter has" if number == 1 else "letters have"
    what = "these words" if len(words.terms) > 1 else "this word"
    return [
        html.H2(f"{number:,} {letters} {what}", id="results"),
        *(html.P(remark, className="notice", role="status") for remark in words.remarks),
        html.P(f"The best {MOST_FOUND} are shown.", className="quiet")
        if number > len(found)
        else None,
        html.Ol([html.Li(_entry(entry)) for entry in found], className="decisions")
        if found
        else html.P(
            "No letter that is loaded has them all. A letter in pictures can’t be searched.",
            className="empty",
        ),
    ]


def _entry(entry: FoundLetter) -> list[Any]:
    letter = entry.letter
    title = html.A(
        f"{letter.authority.short_name}, {letter.year.label}",
        href=addresses.letter(letter.authority, letter.year),
    )
    passage = [Element("mark", text) if is_marked else text for text, is_marked in entry.passage]
    return [
        Element("h3", title, {"class": "decision-title"}),
        Element("p", passage, {"class": "decision-summary"}),
    ]


def _of_council(dataset: Dataset, authority: Authority, found: list[Letter]) -> Any:
    """Every year of the data in which the council existed, and any other with a letter."""
    of_year = {letter.year: letter for letter in found}
    existing = {year for year in dataset.years if authority.existed_in(year)}
    return html.Ul(
        [
            html.Li(
                html.A(year.label, href=addresses.letter(authority, year))
                if year in of_year
                else html.Span(f"{year.label}: no letter loaded", className="quiet")
            )
            for year in sorted(existing | set(of_year), reverse=True)
        ],
        className="letter-list",
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
