"""What a browser puts beside a saved page: its pictures, styles and frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dashboard.errors import Problem
from dashboard.sources.page_text import PAGE_SUFFIXES

_ENDINGS: Final = ("_files", "-files", " files", ".files")
"""What browsers add to the page's name for the folder of its parts."""


def without_page_parts(
    paths: Iterable[Path], kept: frozenset[str]
) -> tuple[list[Path], list[Problem]]:
    """The files that are no parts of saved pages, and one notice for each folder of parts.

    `kept` are the endings of files that are read wherever they lie.
    """
    files = list(paths)
    folders = {
        file.with_name(file.stem + ending): file
        for file in files
        if file.suffix.casefold() in PAGE_SUFFIXES
        for ending in _ENDINGS
    }
    page_of = {
        file: page
        for file in files
        if file.suffix.casefold() not in kept
        and (page := next((folders[f] for f in file.parents if f in folders), None))
    }
    notices = [_left_aside(page, count) for page, count in Counter(page_of.values()).items()]
    return [file for file in files if file not in page_of], notices


def _left_aside(page: Path, count: int) -> Problem:
    return Problem(
        kind="parts-of-page",
        file=page.name,
        value=f"{count} files",
        expected="a page; the browser saved its pictures and styles in a folder beside it",
        remedy='they were left aside; "Webpage, HTML only" saves none',
        is_warning=True,
    )
