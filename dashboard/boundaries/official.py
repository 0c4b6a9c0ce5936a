"""Takes in official boundaries: any file of districts or counties that ONS publishes.

ONS names its files by calendar year: the councils of 2023 are those of December 2023, which the
Ombudsman's year ended 31 March 2024 knows on its last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries, areas_of
from dashboard.boundaries.coded import WANTED_COLUMNS, CodedAreas, coded_areas
from dashboard.boundaries.covering import covering
from dashboard.boundaries.layers import Layer, read_layers
from dashboard.boundaries.vintages import standing
from dashboard.errors import InputError, Problem
from dashboard.vocabulary import AuthorityType, Tier, YearEnding

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right."
)
_FIRST_CALENDAR_YEAR = 2014
"""The first whose councils the register knows."""


def import_file(path: Path, register: Register | None = None) -> list[Boundaries]:
    """The boundaries in an official file: one value for each tier and each change of councils.

    A file's wider area is cut to England, rings and small overlaps are repaired, codes become
    the authorities' present ones. What was mended is in the warnings.

    Args:
        path: GeoJSON, TopoJSON, GeoPackage or zipped Shapefile.
        register: the authorities; those of `data/authorities.csv` if not given.

    Raises:
        InputError: with every problem: no boundary file, no columns that are known, unknown
            codes, councils of the year without an area.
    """
    register = register or Register.load()
    layers = read_layers(path)
    coded = [areas for areas in map(coded_areas, layers) if areas is not None]
    if not coded:
        raise InputError([_no_councils(path, layers)])
    found, problems = [], [problem for areas in coded for problem in areas.problems]
    for areas in coded:
        known, unknown = _by_present_code(areas, register)
        problems += unknown
        for snapshot in _snapshots(areas, known, register):
            boundaries, wrong = _boundaries(snapshot, areas, register)
            found.append(boundaries)
            problems += wrong
    problems = list(dict.fromkeys(problems))
    if any(not problem.is_warning for problem in problems):
        raise InputError(problem for problem in problems if not problem.is_warning)
    return [replace(boundaries, warnings=tuple(problems)) for boundaries in _needed(found)]
