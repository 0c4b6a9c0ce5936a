"""Boundary files of every kind that the program takes, with the embedded ones behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.counties import with_single_tier
from dashboard.boundaries.official import import_file
from dashboard.boundaries.store import SUFFIX, is_stored, load_embedded, read
from dashboard.errors import InputError, Problem


@dataclass(frozen=True, eq=False)
class Loaded:
    """Boundaries in order of preference, the embedded ones last, and what to know of them."""

    boundaries: tuple[Boundaries, ...]
    warnings: tuple[Problem, ...]


def load(files: Sequence[Path], register: Register) -> Loaded:
    """The boundaries in files, official ones or stored ones, and the embedded ones.

    Args:
        files: files, or folders of files stored by `boundaries import`.
        register: the authorities whose areas they are.

    Raises:
        InputError: with every problem of every file.
    """
    found: list[Boundaries] = []
    problems: list[Problem] = []
    for file in boundary_files(files):
        try:
            found += (
                [read(file)] if file.is_file() and is_stored(file) else import_file(file, register)
            )
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    complete, unfitting = with_single_tier([*found, load_embedded()], register)
    warnings = [warning for boundaries in found for warning in boundaries.warnings]
    return Loaded(tuple(complete), (*dict.fromkeys(warnings), *unfitting))


def boundary_files(given: Iterable[Path]) -> Iterator[Path]:
    """The files that are given, and those stored in a folder that is given."""
    for file in given:
        if file.is_dir():
            yield from sorted(file.glob(f"*{SUFFIX}"))
        else:
            yield file
