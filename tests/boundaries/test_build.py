from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.build import divided, embedded
from dashboard.errors import CallError
from dashboard.vocabulary import Tier

WESTSHIRE, EASTON, EASTON_BEFORE = "E06000901", "E08000902", "E08000901"
NORTHAM, SOUTHAM = "E07000903", "E07000904"


def constituencies() -> gpd.GeoDataFrame:
    """Two side by side, 5 km by 10 km each, with a jagged border between them."""
    west = shapely.Polygon([(0, 0), (5000, 0), (5430, 4970), (5000, 10_000), (0, 10_000)])
    east = shapely.box(0, 0, 10_000, 10_000) - west
    return gpd.GeoDataFrame(geometry=[west, east], crs="EPSG:27700")


def postcodes(western: str = WESTSHIRE, eastern: str = EASTON) -> pd.DataFrame:
    """The west is one authority's; the east has one in its middle, others north and south."""
    rows = [(western, 500 + 400 * n, 1000 + 700 * n) for n in range(10)]
    for n in range(10):
        rows += [
            (SOUTHAM, 6000 + 350 * n, 500 + 150 * n),
            (eastern, 6000 + 350 * n, 4000 + 150 * n),
            (NORTHAM, 6000 + 350 * n, 8000 + 150 * n),
        ]
    return pd.DataFrame(rows, columns=["code", "x", "y"])


def test_land_is_divided_once_and_wholly() -> None:
    areas = divided(constituencies(), postcodes())
    assert coverage.is_valid(areas)
    assert areas.area.sum() == pytest.approx(100_000_000)
    assert set(areas.index) == {WESTSHIRE, EASTON, NORTHAM, SOUTHAM}


def test_the_border_of_constituencies_is_the_border_of_authorities() -> None:
    west = divided(constituencies(), postcodes()).geometry.loc[WESTSHIRE]
    assert west.symmetric_difference(constituencies().geometry[0]).area < 1_000_000


def test_simplified_areas_still_share_their_borders(register: Register) -> None:
    built = embedded(constituencies(), postcodes(), register)
    exact = divided(constituencies(), postcodes())
    assert coverage.is_valid(built.areas)
    assert built.tier is Tier.LOWER
    assert shapely.get_num_coordinates(built.areas.geometry.to_numpy()).sum() < (
        shapely.get_num_coordinates(exact.geometry.to_numpy()).sum() / 4
    )


def test_an_earlier_code_becomes_the_present_one(register: Register) -> None:
    built = embedded(constituencies(), postcodes(eastern=EASTON_BEFORE), register)
    assert built.codes == {WESTSHIRE, EASTON, NORTHAM, SOUTHAM}


def test_a_code_that_the_register_lacks_stops_the_build(register: Register) -> None:
    with pytest.raises(CallError, match="E07000999"):
        embedded(constituencies(), postcodes(western="E07000999"), register)


def test_a_council_without_land_stops_the_build_by_name(register: Register) -> None:
    with pytest.raises(CallError, match="no land was found for Easton Council"):
        embedded(constituencies(), postcodes(eastern=NORTHAM), register)
