"""How well the embedded boundaries agree with official ones, authority by authority."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.official import import_file
from dashboard.boundaries.store import is_stored, load_embedded, read
from dashboard.boundaries.vintages import Vintages


def overlap(ours: gpd.GeoDataFrame, theirs: gpd.GeoDataFrame) -> pd.Series:
    """For each authority in both: the ground in common over the ground in either, from 0 to 1."""
    codes = ours.index.intersection(theirs.index).sort_values()
    one, other = ours.geometry.loc[codes].to_numpy(), theirs.geometry.loc[codes].to_numpy()
    common = shapely.area(shapely.intersection(one, other))
    either = shapely.area(one) + shapely.area(other) - common
    return pd.Series(common / either, index=codes, name="overlap")


def overlap_report(file: Path, register: Register | None = None) -> list[str]:
    """The overlap of the embedded boundaries with an official file, in lines to print.

    A line for each authority, those without a counterpart named, last the median and the lowest.
    Of several years in the file, the one whose councils are most like today's is taken.

    Raises:
        InputError: the file can't be taken.
    """
    register = register or Register.load()
    official = [read(file)] if is_stored(file) else import_file(file, register)
    embedded = Vintages([load_embedded()], register)
    pairs = [(embedded.areas(b.tier, b.last_year).boundaries, b) for b in official]
    ours, theirs = max(pairs, key=lambda pair: len(pair[0].codes & pair[1].codes))
    names = {authority.code: authority.short_name for authority in register}
    overlaps = overlap(ours.areas, theirs.areas).rename(index=names)
    return [
        f"{theirs.tier.words}, {theirs.years}: {theirs.source}",
        *_lines(overlaps),
        *_alone(ours, theirs, names),
        _closing(overlaps),
    ]


def _lines(overlaps: pd.Series) -> list[str]:
    width = max(len(name) for name in overlaps.index)
    return [f"{name:<{width}}  {share:.3f}" for name, share in overlaps.sort_index().items()]


def _alone(ours: Boundaries, theirs: Boundaries, names: dict[str, str]) -> list[str]:
    only_theirs = sorted(names[code] for code in theirs.codes - ours.codes)
    if not only_theirs:
        return []
    return [f"not embedded, since replaced: {', '.join(only_theirs)}"]


def _closing(overlaps: pd.Series) -> str:
    return (
        f"median overlap {overlaps.median():.2f}, lowest {overlaps.min():.2f} ({overlaps.idxmin()})"
    )
