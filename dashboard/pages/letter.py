"""One annual review letter: the file or its official address, and the figures beside it."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.components import addresses, descriptions, sentences
from dashboard.components.document import Page, source_note
from dashboard.components.markup import Element
from dashboard.components.not_found import council_not_found, page_not_found
from dashboard.components.printed_table import printed_table
from dashboard.components.reconciliation_table import reconciliation_table
from dashboard.components.sharing import Sharing, council_picture
from dashboard.components.structured_data import breadcrumbs
from dashboard.dataset import Dataset, Letter, ReconciliationQuery
from dashboard.vocabulary import YearEnding

PATH: Final = "/letters/{slug}/{year}"
_FULL_LINE: Final = 60
"""Letters of a line that may go on in the next; rows of tables are shorter."""


def layout(dataset: Dataset, /, slug: str = "", year: str = "", **_: str) -> Page:
    """The letter of a council and year, 404 if none is loaded."""
    authority = dataset.register.by_slug(slug)
    if authority is None:
        return council_not_found(dataset, slug)
    found = [letter for letter in dataset.letters.of(authority) if str(letter.year.last) == year]
    if not found:
        return page_not_found(dataset)
    letter = found[0]
    council_year = dataset.council_year(authority, letter.year)
    description = descriptions.letter(council_year)
    title = f"Annual review letter {letter.year.label}: {authority.short_name}"
    return Page(
        title=title,
        description=description,
        sharing=Sharing(
            picture=council_picture(dataset, authority, letter.year, description),
            data=(
                breadcrumbs(
                    ("Letters", addresses.letters()),
                    (authority.short_name, addresses.letters(authority)),
                    (letter.year.label, addresses.letter(authority, letter.year)),
                ),
            ),
        ),
        section="letters",
        body=html.Div(
            [
                html.P(sentences.kind_and_region(authority), className="kicker"),
                html.H1(title),
                html.P(sentences.headline(council_year), className="lead"),
                _where(letter),
                _beside(dataset, letter) or printed_table(dataset.printed(authority, letter.year)),
                _shown(letter),
                _words(dataset, letter),
                _onward(letter, letter.year),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _where(letter: Letter) -> Any:
    links = []
    if letter.file:
        file = addresses.letter_file(letter.authority, letter.year)
        links.append(html.A("Read the letter", href=file, className="button is-main"))
    if letter.url:
        links.append(
            html.A("At its official address", href=letter.url, className="button", rel="external")
        )
    return html.Div(links, className="buttons")


def _beside(dataset: Dataset, letter: Letter) -> html.Section | None:
    """The figures in print for the year beside those that are worked out here."""
    query = ReconciliationQuery(council=letter.authority, year=letter.year)
    figures = [f for f in dataset.reconciled(query).figures if f.printed is not None]
    if not figures:
        return None
    return html.Section(
        [
            html.H2("Printed and computed", id="printed"),
            reconciliation_table(
                figures,
                "What is in print for the year, and what is worked out",
                names_council=False,
            ),
        ]
    )


def _shown(letter: Letter) -> html.Section | None:
    """The letter in the browser's own viewer; a phone's shows the first page only, if any."""
    if not letter.file or not letter.file.endswith(".pdf"):
        return None
    file = addresses.letter_file(letter.authority, letter.year)
    return html.Section(
        [
            html.H2("The letter as it was made", id="letter"),
            Element(
                "iframe",
                "",
                {
                    "src": file,
                    "title": f"Annual review letter {letter.year.label} to "
                    f"{letter.authority.name} (PDF)",
                    "loading": "lazy",
                    "class": "letter-viewer",
                },
            ),
            html.P(
                "Where nothing is shown, the browser has no viewer of its own, or keeps it for "
                "whole windows: read the letter by the link above, or its words below.",
                className="quiet",
            ),
        ]
    )


def _words(dataset: Dataset, letter: Letter) -> html.Details | html.P | None:
    text = dataset.letters.text(letter)
    if text is None:
        return (
            html.P(
                "The words of this file can’t be read, so neither search nor screen readers find "
                "them here.",
                className="notice",
            )
            if letter.file
            else None
        )
    return html.Details(
        [
            html.Summary("The words of the letter"),
            html.Div([html.P(words) for words in _paragraphs(text)], className="letter-words"),
        ],
        open=not (letter.file or "").endswith(".pdf"),
    )


def _paragraphs(text: str) -> list[str]:
    """The lines, those joined that were broken only because they were full."""
    paragraphs: list[str] = []
    is_full = False
    for line in map(str.strip, text.splitlines()):
        if line and is_full:
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        is_full = len(line) >= _FULL_LINE and not line.endswith((".", ":", ";", "?"))
    return paragraphs


def _onward(letter: Letter, year: YearEnding) -> html.P:
    return html.P(
        [
            html.A("All letters to this council", href=addresses.letters(letter.authority)),
            " · ",
            html.A("Its profile for the year", href=addresses.council(letter.authority, year)),
        ]
    )
