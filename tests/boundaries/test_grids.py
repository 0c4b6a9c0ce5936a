from __future__ import annotations

import geopandas as gpd
import pyproj
import pytest
import shapely

from dashboard.boundaries.grids import SYSTEMS, is_another, on_british_grid, system_of

MILTON_KEYNES = shapely.box(478_000, 230_000, 494_000, 250_000)


def milton_keynes(crs: str | None) -> gpd.GeoDataFrame:
    """The ground in a system's coordinates; None: in British National Grid, without saying so."""
    areas = gpd.GeoDataFrame(geometry=[MILTON_KEYNES], crs="EPSG:27700")
    return areas.to_crs(crs) if crs else areas.set_crs(None, allow_override=True)


@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:4326", "EPSG:3857"])
def test_coordinates_tell_their_system_without_a_name(crs: str) -> None:
    areas = milton_keynes(crs).set_crs(None, allow_override=True)
    system = system_of(areas)
    assert system is not None
    assert system.crs == crs
    placed = on_british_grid(areas, system).geometry[0]
    assert placed.hausdorff_distance(MILTON_KEYNES) < 1


@pytest.mark.parametrize(
    "box", [(0, 0, 1, 1), (-74, 40, -73, 41), (2_000_000, 0, 2_100_000, 1), (-8, 50, 1, 60)]
)
def test_places_outside_england_have_no_system(box: tuple[float, float, float, float]) -> None:
    assert system_of(gpd.GeoDataFrame(geometry=[shapely.box(*box)])) is None


def test_no_areas_have_no_system() -> None:
    assert system_of(gpd.GeoDataFrame(geometry=[], crs="EPSG:4326")) is None


@pytest.mark.parametrize(
    ("named", "found", "differs"),
    [
        ("EPSG:4326", "EPSG:27700", True),
        ("EPSG:27700", "EPSG:4326", True),
        ("EPSG:3857", "EPSG:27700", True),
        ("EPSG:27700", "EPSG:3857", True),
        ("EPSG:27700", "EPSG:27700", False),
        ("OGC:CRS84", "EPSG:4326", False),
        ("EPSG:3857", "EPSG:3857", False),
    ],
)
def test_a_name_is_held_against_the_coordinates(named: str, found: str, differs: bool) -> None:
    system = next(system for system in SYSTEMS if system.crs == found)
    assert is_another(pyproj.CRS(named), system) is differs
