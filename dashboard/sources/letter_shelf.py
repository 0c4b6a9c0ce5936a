"""The letters of a folder and of its lists of addresses, put together: one a council and year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.figures import RECEIVED_IN_CATEGORY
from dashboard.sources.findings import Findings
from dashboard.sources.letters import LetterFile
from dashboard.sources.place import Place, known_text
from dashboard.sources.plausibility import OF_COUNTS, SLIP, contradicting, inconsistent
from dashboard.vocabulary import SourceKind


@dataclass(frozen=True)
class _Letter:
    authority: str | None
    other_body: str | None
    name: str
    """Of the council or the other body."""
    year: int
    file: str | None = None
    url: str | None = None
    sha256: str | None = None
    text: str | None = None

    @property
    def key(self) -> tuple[str | None, str | None, int]:
        return (self.authority, self.other_body, self.year)

    @property
    def about(self) -> str:
        return f"{self.name}, year ended 31 March {self.year}"


def gather_letters(
    files: list[LetterFile], addresses: pd.DataFrame | None, findings: Findings
) -> pd.DataFrame:
    """One row a council and year: authority, other_body, year, file, url, sha256, text.

    A file that could not be read is taken if a list of addresses says whose it is; else it is
    listed for the operator, as is one of which the list says otherwise than its words.
    `addresses` has the rows of all lists with their place: file, sheet, row.
    """
    rows = [] if addresses is None else list(addresses.itertuples())
    places = _places(files)
    listed = [letter for row in rows for letter in _listed(row, places, findings)]
    described = {letter.file for letter in listed}
    read = [_of_file(file) for file in files if file.statement is not None]
    for file in files:
        if file.statement is None and file.file not in described:
            findings.add(_not_read(file.file, str(file.reason)))
    shelf: dict[tuple[str | None, str | None, int], _Letter] = {}
    for letter in (*read, *listed):
        shelf[letter.key] = _together(shelf.get(letter.key, letter), letter, findings)
    return pd.DataFrame(
        [
            (*key, letter.file, letter.url, letter.sha256, letter.text)
            for key, letter in shelf.items()
        ],
        columns=["authority", "other_body", "year", "file", "url", "sha256", "text"],
    ).astype(dict.fromkeys(("authority", "other_body", "file", "url", "sha256", "text"), "str"))


def figures_printed(
    files: list[LetterFile], shelf: pd.DataFrame, findings: Findings
) -> pd.DataFrame | None:
    """The figures of all letters as `yearly_tables.read_yearly` has them; None if there is none.

    A letter has no rows and no sheets. Its address is its source, else the file itself. What
    couldn't be told, and what contradicts itself, is listed.
    """
    addresses = shelf.dropna(subset=["file", "url"]).set_index("file")["url"].to_dict()
    rows = []
    for file in files:
        if file.statement is None or file.figures is None:
            continue
        findings.add(*_remarks(file))
        letter = _of_file(file)
        authority = file.statement.recipient.authority
        about = (letter.authority, letter.other_body, authority and str(authority.type))
        printed = [(name, name, None, value) for name, value in file.figures.values.items()]
        categories = [
            (RECEIVED_IN_CATEGORY, str(area), str(area), float(cases))
            for area, cases in file.figures.received.items()
        ]
        rows += [
            (*about, letter.year, letter.about, *figure, addresses.get(file.file), file.file)
            for figure in (*printed, *categories)
        ]
    if not rows:
        return None
    frame = pd.DataFrame(
        rows,
        columns=[
            *("authority", "other_body", "authority_type", "year", "about"),
            *("figure", "heading", "category", "value", "source_url", "file"),
        ],
    )
    texts = ("authority", "other_body", "authority_type", "heading", "category", "source_url")
    return frame.assign(source_kind=str(SourceKind.OMBUDSMAN), sheet=None, row=None).astype(
        {**dict.fromkeys(texts, "str"), "value": "float64", "row": "Int64"}
    )


def _remarks(file: LetterFile) -> Iterator[Problem]:
    if file.figures is None:
        return
    if file.figures.unread:
        yield Problem(
            kind="letter-figures-not-read",
            file=file.file,
            value=", ".join(file.figures.unread),
            expected='figures in words that stand once, such as "67% of complaints we '
            'investigated were upheld", or a table of numbers that add up to its total',
            remedy="look at the letter: figures in pictures can't be read; put them in a table of "
            "published figures if they matter",
            is_warning=True,
        )
    for contradiction in file.figures.contradictions:
        is_slip = contradiction.points <= SLIP
        rule = inconsistent(OF_COUNTS) if is_slip else contradicting(OF_COUNTS)
        yield Problem(
            kind=rule.kind,
            file=file.file,
            value=contradiction.words,
            expected=rule.expected,
            remedy="compare with the letter; it is shown as written"
            if is_slip
            else "compare with the letter; allow this kind if it is printed so",
            is_warning=True,
        )


def _places(files: list[LetterFile]) -> dict[str, list[LetterFile]]:
    """The files by their place in the folder, and by their bare name."""
    places: dict[str, list[LetterFile]] = {}
    for file in files:
        for place in {file.file, PurePosixPath(file.file).name}:
            places.setdefault(place, []).append(file)
    return places


def _listed(row: Any, places: dict[str, list[LetterFile]], findings: Findings) -> Iterator[_Letter]:
    """The letter of one row of an address list, none if it can't be taken."""
    letter = _Letter(
        known_text(row.authority),
        known_text(row.other_body),
        str(row.name),
        int(row.year),
        url=known_text(row.url),
    )
    if pd.isna(row.letter):
        yield letter
        return
    named = PurePosixPath(str(row.letter).replace("\\", "/"))
    found = places.get(str(named)) or places.get(named.name, [])
    if len(found) != 1:
        findings.add(_no_such_file(row))
    elif found[0].statement is not None and _of_file(found[0]).key != letter.key:
        reason = f"its words say otherwise than {Place.of(row)}"
        findings.add(_not_read(found[0].file, reason))
    else:
        yield replace(letter, file=found[0].file, sha256=found[0].sha256, text=found[0].text)


def _of_file(file: LetterFile) -> _Letter:
    if file.statement is None:
        raise ValueError(f"{file.file} was not read")
    recipient = file.statement.recipient
    return _Letter(
        recipient.authority.code if recipient.authority else None,
        recipient.body,
        recipient.name,
        file.statement.year.last,
        file=file.file,
        sha256=file.sha256,
        text=file.text,
    )


def _together(first: _Letter, second: _Letter, findings: Findings) -> _Letter:
    """Two accounts of one council's letter as one; the first stands where both name another."""
    for one, other in ((first.file, second.file), (first.url, second.url)):
        if one and other and one != other:
            findings.add(_twice(other, one, second.about))
    return replace(
        first,
        file=first.file or second.file,
        sha256=first.sha256 or second.sha256,
        text=first.text or second.text,
        url=first.url or second.url,
    )


def _not_read(file: str, reason: str) -> Problem:
    return Problem(
        kind="letter-not-read",
        file=file,
        value=reason,
        expected="a letter that names one council and one year to 31 March, as its file name does",
        remedy="say whose it is in a CSV file with the headings authority, year_ending, url, file; "
        "or rename it, or take it out",
        is_warning=True,
    )


def _no_such_file(row: Any) -> Problem:
    return Place.of(row).problem(
        "letter-file-missing",
        column="file",
        value=str(row.letter),
        expected="the name of one text or PDF file in the folder",
        remedy="correct the name, put the file in the folder, or empty the cell",
    )


def _twice(other: str, taken: str, about: str) -> Problem:
    return Problem(
        kind="letter-twice",
        file=other,
        value=about,
        expected=f"one letter a council and year; {taken} was taken",
        remedy="take one of the two out",
        is_warning=True,
    )
