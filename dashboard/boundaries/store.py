"""Boundaries on disk: TopoJSON in whole metres, the same bytes for the same boundaries."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.boundaries import topology
from dashboard.boundaries.areas import BRITISH_NATIONAL_GRID, Boundaries, areas_of
from dashboard.errors import InputError, Problem
from dashboard.resources import data_folder
from dashboard.vocabulary import Tier, YearEnding

SUFFIX = ".topo.json"
EMBEDDED_FILE = f"england-2025{SUFFIX}"
FORMAT = "council-performance boundaries 1"
_OBJECT = "areas"
_HEAD = 200
"""Bytes within which a stored file says that it is one."""


def load_embedded() -> Boundaries:
    """The boundaries that travel with the program: districts and single-tier councils of today."""
    return read(data_folder() / "boundaries" / EMBEDDED_FILE)


def read(path: Path) -> Boundaries:
    """Boundaries as `write` stored them.

    Raises:
        InputError: the file is not one of these.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise ValueError(stored["format"])
        return _boundaries(stored)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError([_not_ours(path)]) from error


def is_stored(path: Path) -> bool:
    """Whether a file says that `write` stored it."""
    with path.open("rb") as stream:
        return FORMAT.encode() in stream.read(_HEAD)


def _boundaries(stored: topology.Topology) -> Boundaries:
    return Boundaries(
        tier=Tier(stored["tier"]),
        first_year=YearEnding(stored["first_year"]),
        last_year=YearEnding(stored["last_year"]),
        areas=areas_of({p["code"]: shape for p, shape in topology.decode(stored, _OBJECT)}),
        source=stored["source"],
        attribution=stored["attribution"],
        counties_only=stored["counties_only"],
    )


def _not_ours(path: Path) -> Problem:
    return Problem(
        kind="not-a-boundary-file",
        file=path.name,
        expected="boundaries stored by council-performance",
        remedy="take the official file in with: council-performance boundaries import FILE",
    )


def write(boundaries: Boundaries, to: Path, metres: int = 1) -> Path:
    """Stores boundaries in a folder under their own name, or in a file, and says where.

    The same boundaries always make the same bytes.

    Args:
        boundaries: what to store; warnings are not kept.
        to: a folder, or a path that ends in .json.
        metres: the grid on which all corners already lie.
    """
    path = to if to.suffix == ".json" else to / _file_name(boundaries)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = topology.encode(
        boundaries.areas.geometry.to_dict(),
        _OBJECT,
        metres,
        {
            "format": FORMAT,
            "tier": boundaries.tier.value,
            "first_year": boundaries.first_year.last,
            "last_year": boundaries.last_year.last,
            "counties_only": boundaries.counties_only,
            "crs": BRITISH_NATIONAL_GRID,
            "source": boundaries.source,
            "attribution": boundaries.attribution,
        },
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _file_name(boundaries: Boundaries) -> str:
    """The name under which boundaries are stored: "lower-2015-2019.topo.json"."""
    years = dict.fromkeys([boundaries.first_year.last, boundaries.last_year.last])
    tier = "counties" if boundaries.counties_only else boundaries.tier.value
    return "-".join([tier, *map(str, years)]) + SUFFIX
