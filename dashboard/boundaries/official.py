"""Takes in official boundaries: any file of districts or counties that ONS publishes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.coded import WANTED_COLUMNS, CodedAreas, coded_areas
from dashboard.boundaries.covering import covering
from dashboard.boundaries.editions import Edition, editions
from dashboard.boundaries.layers import Layer, read_layers
from dashboard.boundaries.placement import out_of_place
from dashboard.errors import InputError, Problem
from dashboard.vocabulary import Tier

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right."
)


def import_file(path: Path, register: Register | None = None) -> list[Boundaries]:
    """The boundaries in an official file: one value for each tier and each change of councils.

    A UK-wide file is cut to England, rings and small overlaps are repaired, codes become the
    authorities' present ones. What was mended is said in the warnings, the same on each value.

    Args:
        path: GeoJSON, TopoJSON, GeoPackage or zipped Shapefile.
        register: the authorities; those of `data/authorities.csv` if not given.

    Raises:
        InputError: with every problem: no boundary file, no known columns, unknown codes,
            councils of the year without an area, areas that overlap.
    """
    register = register or Register.load()
    layers = read_layers(path)
    coded = [areas for areas in map(coded_areas, layers) if areas is not None]
    if not coded:
        raise InputError([_no_councils(path, layers)])
    problems = [problem for areas in coded for problem in areas.problems]
    parts: list[tuple[CodedAreas, Edition]] = []
    for areas in coded:
        found, differences = editions(areas, register)
        parts += [(areas, edition) for edition in found]
        problems += differences
    _refuse(problems)
    drawn = [_boundaries(edition, areas, register) for areas, edition in _needed(parts)]
    problems += [problem for _, mended in drawn for problem in mended]
    _refuse(problems)
    warnings = tuple(dict.fromkeys(problems))
    return [replace(boundaries, warnings=warnings) for boundaries, _ in drawn]


def _refuse(problems: list[Problem]) -> None:
    if errors := [problem for problem in dict.fromkeys(problems) if not problem.is_warning]:
        raise InputError(errors)


def _needed(parts: list[tuple[CodedAreas, Edition]]) -> list[tuple[CodedAreas, Edition]]:
    """All but counties alone where the same file has the whole upper tier."""
    has_upper = any(e.tier is Tier.UPPER and not e.counties_only for _, e in parts)
    return [part for part in parts if not (part[1].counties_only and has_upper)]


def _boundaries(
    edition: Edition, areas: CodedAreas, register: Register
) -> tuple[Boundaries, list[Problem]]:
    geometry, mended, overlapping = covering(edition.rows)
    boundaries = Boundaries(
        tier=edition.tier,
        first_year=edition.first_year,
        last_year=edition.last_year,
        areas=geometry,
        source=f"Office for National Statistics: {areas.layer.file}",
        attribution=ATTRIBUTION,
        counties_only=edition.counties_only,
    )
    problems = [
        _out_of_place(areas, _named(code, register)) for code in out_of_place(geometry, register)
    ]
    problems += [_overlaps(areas, _named(code, register)) for code in overlapping]
    problems += [
        _mended(areas, _named(code, register)) for code in mended if code not in overlapping
    ]
    return boundaries, problems


def _named(code: str, register: Register) -> str:
    authority = register.by_code(code)
    return f"{authority.name} ({code})" if authority else code


def _no_councils(path: Path, layers: list[Layer]) -> Problem:
    columns = dict.fromkeys(str(c) for layer in layers for c in layer.rows.columns)
    return Problem(
        kind="no-council-areas",
        file=path.name,
        value=", ".join(column for column in columns if column != "geometry"),
        expected=f"{WANTED_COLUMNS}, with codes of English councils",
        remedy="choose a file of local authority districts or of counties",
    )


def _mended(areas: CodedAreas, council: str) -> Problem:
    return Problem(
        kind="mended-border",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=council,
        expected="borders that neighbours share corner by corner",
        remedy="nothing to do: small overlaps and cracks were closed",
        is_warning=True,
    )


def _out_of_place(areas: CodedAreas, council: str) -> Problem:
    return Problem(
        kind="area-out-of-place",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=council,
        expected="an area in which the council lies",
        remedy="download the file again: codes or outlines are swapped in it",
    )


def _overlaps(areas: CodedAreas, council: str) -> Problem:
    return Problem(
        kind="overlapping-areas",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=council,
        expected="areas that cover the land once",
        remedy="choose a file in which no area lies over another",
    )
