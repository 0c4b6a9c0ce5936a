"""A file of counties alone made a whole upper tier, with the single-tier councils of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.covering import GAP, MENDED_SHARE
from dashboard.boundaries.vintages import Vintages
from dashboard.errors import Problem
from dashboard.vocabulary import Tier


def with_single_tier(
    loaded: Sequence[Boundaries], register: Register
) -> tuple[list[Boundaries], list[Problem]]:
    """The boundaries with each file of counties alone completed, or left out with a warning.

    It is completed from the first district boundaries with the same counties to which it fits
    corner by corner, but for small cracks. Left out, nothing is lost but detail: the counties
    are then the districts joined.
    """
    complete: list[Boundaries] = []
    problems: list[Problem] = []
    for boundaries in loaded:
        whole = _completed(boundaries, loaded, register) if boundaries.counties_only else boundaries
        if whole is None:
            problems.append(_left_out(boundaries))
        else:
            complete.append(whole)
    return complete, problems


def _completed(
    counties: Boundaries, loaded: Sequence[Boundaries], register: Register
) -> Boundaries | None:
    for districts in loaded:
        if districts.tier is not Tier.LOWER:
            continue
        joined = Vintages([districts], register).areas(Tier.UPPER, counties.last_year)
        if joined.is_as_it_was and (areas := _fitted(counties, joined.boundaries)) is not None:
            return replace(counties, areas=areas, counties_only=False)
    return None


def _fitted(counties: Boundaries, joined: Boundaries) -> gpd.GeoDataFrame | None:
    """The counties with the other areas round them; None if either would change much."""
    others = joined.areas[~joined.areas.index.isin(counties.codes)]
    both = gpd.GeoDataFrame(pd.concat([counties.areas, others]), crs=others.crs).sort_index()
    fitted = coverage.rounded(coverage.cleaned(both, GAP))
    change = (fitted.area - both.area).abs() / both.area
    return fitted if coverage.is_valid(fitted) and change.max() <= MENDED_SHARE else None


def _left_out(counties: Boundaries) -> Problem:
    return Problem(
        kind="counties-without-districts",
        file=counties.source.rpartition(": ")[2],
        expected=f"district boundaries of {counties.years} from the same publisher beside it",
        remedy="load that file too; until then, counties are drawn as their districts joined",
        is_warning=True,
    )
