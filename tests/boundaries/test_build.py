from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.build import build, divided, embedded
from dashboard.boundaries.packages import Package, read_constituencies
from dashboard.boundaries.store import EMBEDDED_FILE, read
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


def test_the_whole_build_goes_from_two_packages_to_one_file(
    tmp_path: Path,
    register: Register,
    postcode_wheel: Callable[..., Path],
    constituency_archive: Callable[..., Path],
) -> None:
    # Two constituencies of about 5 by 10 km round 1 degree west, 52 degrees north.
    west = [(-1024, 53_248), (-950, 53_248), (-950, 53_340), (-1024, 53_340)]
    east = [(-950, 53_248), (-876, 53_248), (-876, 53_340), (-950, 53_340)]
    archive = constituency_archive(tmp_path / "c.tgz", {"E14000001": [west], "E14000002": [east]})
    left, bottom, right, top = read_constituencies(archive).total_bounds
    across, up = (right - left) / 10_000, (top - bottom) / 10_000
    wheel = postcode_wheel(
        tmp_path / "p.whl",
        *(
            (row.code, left + row.x * across, bottom + row.y * up)
            for row in postcodes().itertuples()
        ),
    )
    said: list[str] = []

    built = build(
        tmp_path / "data", tmp_path, said.append, (known(wheel), known(archive)), register
    )

    assert built == tmp_path / "data" / EMBEDDED_FILE
    stored = read(built)
    assert stored.codes == {WESTSHIRE, EASTON, NORTHAM, SOUTHAM}
    assert coverage.is_valid(stored.areas)
    assert stored.areas.area.sum() == pytest.approx(10_080 * 10_000, rel=0.02)
    assert "40 English postcodes read" in said
    assert "2 constituencies read" in said
    assert "4 areas found" in said


def test_without_rasterio_the_extra_to_install_is_named() -> None:
    code = """
import sys
sys.modules["rasterio"] = None  # as if it were not installed
from dashboard.boundaries.build import divided
try:
    divided(None, None)
except Exception as error:
    print(type(error).__name__, error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("CallError rasterio")
    assert "council-performance[boundaries]" in done.stdout


def known(file: Path) -> Package:
    """A package whose file lies in the cache already."""
    return Package(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), ("no-such-command",))
