"""Layers of a boundary file as English councils' areas: code, name, years, polygons in metres."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.boundaries import grids
from dashboard.boundaries.areas import polygons
from dashboard.boundaries.layers import Layer
from dashboard.errors import Problem

WANTED_COLUMNS = "a column LADyyCD, UTLAyyCD, CTYUAyyCD, CTYyyCD or areacd"
_CODE_COLUMNS = ("lad", "ltla", "ctyua", "utla", "cty")
"""In order of preference, for layers that say both their own code and a larger area's."""
_COUNCIL_CODE = r"E(?:0[6-9]|10)\d{6}"


@dataclass(frozen=True)
class CodeColumn:
    """The column that holds the codes of councils, and the one with their names."""

    code: str
    name: str | None
    calendar_year: int | None
    """The year in its name: 2023 for LAD23CD."""


@dataclass(frozen=True, eq=False)
class CodedAreas:
    """The areas of English councils in one layer, as the publisher coded them."""

    layer: Layer
    calendar_year: int | None
    rows: gpd.GeoDataFrame
    """Columns code, name, start, end (calendar years, missing where open), geometry (metres)."""
    problems: tuple[Problem, ...]
    """What was mended (warnings), and what can't be."""


def code_column(columns: list[str]) -> CodeColumn | None:
    """The column with the codes of councils, in any case; None if there is none."""
    written = {column.strip().casefold(): column for column in columns}
    for kind in _CODE_COLUMNS:
        for folded, column in written.items():
            if match := re.fullmatch(rf"{kind}(\d\d)cd", folded):
                name = written.get(f"{kind}{match[1]}nm")
                return CodeColumn(column, name, 2000 + int(match[1]))
    if "areacd" in written:
        return CodeColumn(written["areacd"], written.get("areanm"), None)
    return None


def coded_areas(layer: Layer) -> CodedAreas | None:
    """A layer's English councils; None for a layer of anything else."""
    column = code_column([str(name) for name in layer.rows.columns])
    if column is None:
        return None
    codes = layer.rows[column.code].astype("string").str.strip()
    is_council = codes.str.fullmatch(_COUNCIL_CODE).eq(True).fillna(False).astype(bool)
    if not is_council.any():
        return None
    found, broken = _with_whole_outlines(layer, layer.rows[is_council], codes[is_council])
    names = found[column.name].astype("string") if column.name else codes[is_council]
    rows = gpd.GeoDataFrame(
        {
            "code": codes[is_council],
            "name": names,
            "start": _years(found, "start"),
            "end": _years(found, "end"),
        },
        geometry=found.geometry,
    ).reset_index(drop=True)
    areas = _mended(_on_british_grid(CodedAreas(layer, column.calendar_year, rows, ())))
    return replace(areas, problems=(*broken, *areas.problems))


def _with_whole_outlines(
    layer: Layer, rows: gpd.GeoDataFrame, codes: pd.Series
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """The rows without the outlines that have a corner nowhere, and an error for each of those."""
    is_broken = pd.Series(
        [not np.isfinite(shapely.get_coordinates(shape)).all() for shape in rows.geometry],
        index=rows.index,
    )
    problems = [
        Problem(
            kind="broken-outline",
            file=layer.file,
            sheet=layer.name,
            value=str(code),
            expected="coordinates that are numbers",
            remedy="download the file again",
        )
        for code in codes[is_broken]
    ]
    return rows.set_geometry(rows.geometry.mask(is_broken)), problems


def _years(rows: gpd.GeoDataFrame, column: str) -> pd.Series:
    written = {str(name).strip().casefold(): name for name in rows.columns}
    if column not in written:
        return pd.Series(pd.NA, index=rows.index, dtype="Int64")
    years: pd.Series = pd.to_numeric(rows[written[column]], errors="coerce").astype("Int64")
    return years


def _on_british_grid(areas: CodedAreas) -> CodedAreas:
    """The areas in British National Grid; their coordinates decide what they are in."""
    system = grids.system_of(areas.rows)
    if system is None:
        return replace(areas, rows=areas.rows.iloc[:0], problems=(_nowhere(areas),))
    named = areas.layer.rows.crs
    problems = (
        (_misnamed(areas, system, named.name),)
        if named is not None and grids.is_another(named, system)
        else ()
    )
    return replace(areas, rows=grids.on_british_grid(areas.rows, system), problems=problems)


def _nowhere(areas: CodedAreas) -> Problem:
    bounds = ", ".join(f"{number:.6g}" for number in areas.rows.total_bounds)
    return Problem(
        kind="not-in-england",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=f"coordinates from {bounds}",
        expected="English areas in British National Grid, longitude and latitude or Web Mercator",
        remedy="download the file in one of these coordinate systems",
    )


def _misnamed(areas: CodedAreas, system: grids.System, named: str) -> Problem:
    return Problem(
        kind="misnamed-coordinates",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=named,
        expected=f"{system.words}, in which the coordinates lie in England",
        remedy="nothing to do: the coordinates were taken as what they are",
        is_warning=True,
    )


def _mended(areas: CodedAreas) -> CodedAreas:
    """The areas as valid polygons alone, with a warning for each one that was not."""
    rows = areas.rows
    shapes = rows.geometry.to_numpy()
    is_invalid = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    reasons = pd.Series(shapely.is_valid_reason(shapes), index=rows.index)
    warnings = [
        _invalid(areas.layer, f"{rows['code'][at]} {rows['name'][at]}: {reasons[at]}")
        for at in rows.index[is_invalid]
    ]
    remarks = [_invalid(areas.layer, remark) for remark in areas.layer.remarks]
    valid = [polygons(shape) for shape in shapes]
    nothing = [_no_areas(areas)] if len(rows) and all(shape.is_empty for shape in valid) else []
    rows = rows.set_geometry(gpd.GeoSeries(valid, index=rows.index, crs=rows.crs))
    return replace(
        areas,
        rows=rows[~rows.geometry.is_empty].reset_index(drop=True),
        problems=(*areas.problems, *remarks, *warnings, *nothing),
    )


def _no_areas(areas: CodedAreas) -> Problem:
    kinds = areas.rows.geometry.geom_type.dropna().drop_duplicates()
    return Problem(
        kind="no-areas",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=", ".join(kinds) or "rows without a shape",
        expected="a polygon for each council",
        remedy="choose the boundary file itself, not its population centres or names",
    )


def _invalid(layer: Layer, found: str) -> Problem:
    return Problem(
        kind="invalid-ring",
        file=layer.file,
        sheet=layer.name,
        value=found,
        expected="rings that close and don't cross themselves",
        remedy="nothing to do: the outline was repaired",
        is_warning=True,
    )
