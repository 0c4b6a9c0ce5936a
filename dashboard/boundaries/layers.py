"""Boundary files in every format of ONS, read into layers of coded polygons."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.boundaries import topology
from dashboard.errors import InputError, Problem

FORMATS = "GeoJSON, TopoJSON, GeoPackage or zipped Shapefile, as ONS publishes them"
_READABLE = (".shp", ".geojson", ".json", ".gpkg")
_MOST_BYTES = 2_000_000_000
"""Of a package's files unpacked; the finest outlines of the whole kingdom have a quarter."""
_MOST_TIMES = 250
"""How much larger a package may be unpacked; outlines are two to ten times as large."""
_SMALL = 1_000_000
_HEAD = 65_536
"""Bytes within which a JSON file says what it is."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One table of areas as its file has it: any columns, any coordinate system."""

    file: str
    name: str
    rows: gpd.GeoDataFrame
    remarks: tuple[str, ...] = ()
    """What was odd enough for the reader to say, though it could be read."""


def read_layers(path: Path) -> list[Layer]:
    """Every layer of a boundary file that has geometry.

    Raises:
        InputError: the file is absent, damaged or no boundary file.
    """
    try:
        layers = list(_layers(path, path.name))
    except (
        DataLayerError,
        DataSourceError,
        OSError,
        ValueError,
        sqlite3.DatabaseError,
        zipfile.BadZipFile,
    ) as error:
        raise InputError([_unreadable(path, str(error) or type(error).__name__)]) from error
    if not layers:
        raise InputError([_unreadable(path, "no layer with geometry")])
    return layers


def _too_large(file: str, size: int) -> Problem:
    return Problem(
        kind="boundary-file-too-large",
        file=file,
        value=f"{size / 1e6:,.0f} MB unpacked",
        expected=f"a package of at most {_MOST_BYTES / 1e6:,.0f} MB when it is unpacked, and at "
        f"most {_MOST_TIMES} times as large as it is packed",
        remedy="nothing of it was unpacked; download the file again, or choose another format "
        "there",
    )


def _unreadable(path: Path, found: str) -> Problem:
    # The reader's words name the place of a file that was unpacked, and advise its programmer.
    words = re.sub(r"'?(?:/[^\s/']+)+/", "", " ".join(found.split()))
    is_unknown = "not recognized" in words
    return Problem(
        kind="not-a-boundary-file",
        file=path.name,
        value="a file of no format that is known" if is_unknown else words[:200],
        expected=FORMATS,
        remedy="download the file again, or choose another format there",
    )


def _layers(path: Path, file: str) -> Iterator[Layer]:
    """The layers of a file, by what it holds rather than what it is called."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK"):
        yield from _unpacked(path, file)
    elif head.startswith(b"SQLite format 3\x00") or path.suffix.casefold() == ".shp":
        for name in _table_names(path):
            yield from _tables(path, file, name)
    elif re.search(rb'"type"\s*:\s*"Topology"', head):
        yield from _objects(path, file)
    else:
        yield from _tables(path, file, None)


def _unpacked(path: Path, file: str) -> Iterator[Layer]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
        if size > _MOST_BYTES or size > max(_MOST_TIMES * path.stat().st_size, _SMALL):
            raise InputError([_too_large(file, size)])
        archive.extractall(folder)
        for member in sorted(Path(folder).rglob("*")):
            if member.suffix.casefold() in _READABLE and not member.name.startswith("."):
                yield from _layers(member, file)


def _table_names(path: Path) -> list[str]:
    # What is odd about the file is said again, and recorded, when its tables are read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [str(name) for name, _ in pyogrio.list_layers(path)]


def _tables(path: Path, file: str, name: str | None) -> Iterator[Layer]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        rows = pyogrio.read_dataframe(path, layer=name, on_invalid="fix")
    if isinstance(rows, gpd.GeoDataFrame):
        remarks = dict.fromkeys(str(warning.message).split(". ")[0] for warning in caught)
        yield Layer(file, name or path.stem, rows, tuple(remarks))


def _objects(path: Path, file: str) -> Iterator[Layer]:
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    for name in document.get("objects", {}):
        areas = topology.decode(document, name)
        yield Layer(
            file,
            name,
            gpd.GeoDataFrame(
                [properties for properties, _ in areas],
                geometry=[geometry for _, geometry in areas],
            ),
        )
