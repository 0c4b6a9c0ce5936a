"""Annual review letters: files of text or PDF, and lists of the addresses where they stand."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

import pandas as pd
import pypdf
from pypdf.errors import PyPdfError

from dashboard.authorities.names import Names
from dashboard.errors import InputError
from dashboard.sources.columns import Columns
from dashboard.sources.encoding import DecodedText, Encoding, decode
from dashboard.sources.findings import Rule
from dashboard.sources.letter_figures import LetterFigures, read_letter_figures
from dashboard.sources.letter_words import (
    LetterNotReadError,
    LetterStatement,
    check_file_name,
    is_letter,
    read_statement,
)

PAGES_READ: Final = 12
"""A letter and its figures fill fewer pages; an annual report of a hundred is no letter."""

_UNREADABLE_PDF: Final = (
    PyPdfError,
    AttributeError,
    ImportError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pypdf raises on a damaged or locked file; ImportError where a cipher has no library."""

_NEITHER: Final = Rule(
    "empty-cell",
    "an address, or a file of the folder in the column file",
    "fill one of the two cells, or take the row out",
)
_NOT_YET: Final = "the council that it names did not exist in the year that it names"


@dataclass(frozen=True)
class LetterFile:
    """One letter in the folder; without a statement, and with the reason, if it wasn't read."""

    file: str
    sha256: str
    statement: LetterStatement | None
    reason: str | None = None
    encoding: Encoding = Encoding.UTF_8
    figures: LetterFigures | None = None
    text: str | None = None
    """Its words, as far as they can be read; of a PDF those of the first `PAGES_READ` pages."""


def read_letter(
    file: str, content: bytes, sha256: str, names: Names, today: date
) -> LetterFile | None:
    """A letter from a text or PDF file, None if it is another paper than a letter."""
    path = PurePosixPath(file)
    is_pdf = path.suffix.casefold() == ".pdf"
    try:
        decoded = _pdf_text(content) if is_pdf else _text(file, content)
        if not is_letter(decoded.text):
            return None
        statement = read_statement(decoded.text, names)
        check_file_name(path.stem, statement, names)
        _check_existence(statement)
        if statement.year.last_day >= today:
            raise LetterNotReadError(f"the year that it names, {statement.year.label}, isn't over")
    except LetterNotReadError as error:
        return LetterFile(file, sha256, None, str(error))
    figures = read_letter_figures(decoded.text, statement.year)
    return LetterFile(file, sha256, statement, None, decoded.encoding, figures, decoded.text)


def _text(file: str, content: bytes) -> DecodedText:
    try:
        return decode(file, content)
    except InputError as error:
        expected = error.problems[0].expected
        raise LetterNotReadError(f"it can't be read as text: expected {expected}") from error


def _pdf_text(content: bytes) -> DecodedText:
    """The words of a PDF's first pages, page after page."""
    try:
        with _without_log(logging.getLogger("pypdf")):
            pages = pypdf.PdfReader(io.BytesIO(content)).pages[:PAGES_READ]
            text = "\n".join(page.extract_text() for page in pages)
    except _UNREADABLE_PDF as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise LetterNotReadError(f"the PDF can't be opened: {reason}") from error
    if not text.strip():
        raise LetterNotReadError("the PDF has no text in it, only pictures")
    return DecodedText(text, Encoding.UTF_8)


@contextmanager
def _without_log(logger: logging.Logger) -> Iterator[None]:
    """Keeps a library's remarks on a damaged file from the operator, who gets ours."""
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _check_existence(statement: LetterStatement) -> None:
    authority = statement.recipient.authority
    if authority and authority.first_day and authority.first_day > statement.year.last_day:
        raise LetterNotReadError(_NOT_YET)


def read_addresses(columns: Columns) -> pd.DataFrame:
    """A list of letters: authority, other_body, name (of either), year, url, letter (its file).

    A row may have an address, a file or both.
    """
    bodies = columns.bodies()
    year = columns.year_ending()
    columns.expect_existence_in(bodies, year)
    url = columns.address("url")
    letter = columns.text("file")
    columns.break_rule(_NEITHER, "url", url.isna() & letter.isna() & columns.sound)
    return pd.DataFrame(
        {
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "name": bodies.name,
            "year": year,
            "url": url,
            "letter": letter,
        }
    )
