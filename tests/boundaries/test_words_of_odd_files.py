"""What the operator sees when a boundary file of England is odd: the words of the command.

The areas are the embedded ones, written as ONS writes its files.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.boundaries.store import load_embedded, read
from tests.publish.publisher import Finished, command

LEEDS, WALES = "E08000035", "W06000015"
BOUNDARIES = "lad.gpkg, sheet lad"
DOWNLOAD = "; download the whole file again; a part of England can't be drawn as a map"
NO_LEEDS = (
    f"expected an area for Leeds City Council (E08000035), which stood on 2026-03-31{DOWNLOAD}"
)


@pytest.fixture(scope="module")
def england() -> gpd.GeoDataFrame:
    """The 296 areas of 2025-26 with the columns of ONS, and one of Wales."""
    areas = load_embedded().areas
    rows = gpd.GeoDataFrame(
        {"LAD25CD": areas.index, "LAD25NM": areas.index},
        geometry=areas.geometry.to_numpy(),
        crs=areas.crs,
    )
    cardiff = gpd.GeoDataFrame(
        {"LAD25CD": [WALES], "LAD25NM": ["Cardiff"]},
        geometry=[shapely.box(312_000, 173_000, 325_000, 183_000)],
        crs=areas.crs,
    )
    return gpd.GeoDataFrame(pd.concat([rows, cardiff], ignore_index=True))


@pytest.fixture
def taken_in(tmp_path: Path) -> Callable[[gpd.GeoDataFrame], Finished]:
    """What `boundaries import` says of rows that come as a GeoPackage."""

    def take_in(rows: gpd.GeoDataFrame) -> Finished:
        rows.to_file(tmp_path / "lad.gpkg", layer="lad")
        return command("boundaries", "import", tmp_path / "lad.gpkg", "--to", tmp_path / "to")

    return take_in


TakeIn = Callable[[gpd.GeoDataFrame], Finished]


def expect_refused(finished: Finished, *words: str) -> None:
    assert (finished.exit_code, finished.result) == (2, "")
    assert finished.words.splitlines() == [BOUNDARIES + line for line in words]


def expect_taken(finished: Finished, to: Path, *words: str) -> gpd.GeoDataFrame:
    assert (finished.exit_code, finished.words.splitlines()) == (
        0,
        [BOUNDARIES + line for line in words],
    )
    areas = read(to / "lower-2026.topo.json").areas
    assert len(areas) == 296
    return areas


def test_wales_is_cut_off(england: gpd.GeoDataFrame, taken_in: TakeIn, tmp_path: Path) -> None:
    areas = expect_taken(taken_in(england), tmp_path / "to")
    assert WALES not in areas.index


def test_a_missing_council(england: gpd.GeoDataFrame, taken_in: TakeIn) -> None:
    expect_refused(
        taken_in(england[england["LAD25CD"] != LEEDS]),
        f": error [missing-area]: {NO_LEEDS}",
    )


def test_half_of_england(england: gpd.GeoDataFrame, taken_in: TakeIn) -> None:
    west = england[england.geometry.centroid.x < 450_000]
    refused = taken_in(west)
    assert (refused.exit_code, refused.result) == (2, "")
    (line,) = refused.words.splitlines()
    found, named = line.split("; without an area: ")
    # One of the rows is of Wales.
    assert found == (
        f"{BOUNDARIES}: error [part-of-england]: found 'areas for {len(west) - 1} councils'; "
        "expected all 296 that stood on 2026-03-31"
    )
    names, remedy = named.removesuffix(DOWNLOAD), named[-len(DOWNLOAD) :]
    assert (len(names.split(", ")), remedy) == (296 - len(west) + 1, DOWNLOAD)
    assert names.endswith("Tower Hamlets, Waltham Forest, Wandsworth, Westminster")


def test_metres_that_are_called_degrees(
    england: gpd.GeoDataFrame, taken_in: TakeIn, tmp_path: Path
) -> None:
    misnamed = england.set_crs("EPSG:4326", allow_override=True)
    areas = expect_taken(
        taken_in(misnamed),
        tmp_path / "to",
        ": warning [misnamed-coordinates]: found 'WGS 84'; expected British National Grid, in "
        "which the coordinates lie in England; nothing to do: the coordinates were taken as what "
        "they are",
    )
    assert areas.total_bounds == pytest.approx(load_embedded().areas.total_bounds, abs=100)


def test_an_outline_that_crosses_itself(
    england: gpd.GeoDataFrame, taken_in: TakeIn, tmp_path: Path
) -> None:
    at = england.index[england["LAD25CD"] == LEEDS][0]
    ring = list(england.geometry[at].geoms[0].exterior.coords)
    ring[20], ring[25] = ring[25], ring[20]
    crossed = england.copy()
    crossed.loc[at, "geometry"] = shapely.Polygon(ring)
    assert not crossed.geometry[at].is_valid
    finished = taken_in(crossed)
    first, *others = finished.words.splitlines()
    assert first.startswith(
        f"{BOUNDARIES}: warning [invalid-ring]: found 'E08000035 E08000035: Self-intersection["
    )
    assert first.endswith("; nothing to do: the outline was repaired")
    assert all("warning [mended-border]: " in line for line in others)
    assert finished.exit_code == 0
    assert len(read(tmp_path / "to" / "lower-2026.topo.json").areas) == 296


def test_points_in_place_of_areas(england: gpd.GeoDataFrame, taken_in: TakeIn) -> None:
    points = england.set_geometry(england.geometry.centroid)
    expect_refused(
        taken_in(points),
        ": error [no-areas]: found 'Point'; expected a polygon for each council; choose the "
        "boundary file itself, not its population centres or names",
    )


def test_a_council_that_the_register_does_not_know(
    england: gpd.GeoDataFrame, taken_in: TakeIn
) -> None:
    renamed = england.assign(LAD25CD=england["LAD25CD"].replace(LEEDS, "E08000999"))
    expect_refused(
        taken_in(renamed),
        ", column code: error [unknown-authority]: found 'E08000999 E08000035'; expected an "
        "English council in data/authorities.csv; add the council there, with the councils that "
        "it replaces",
        f": error [missing-area]: {NO_LEEDS}",
    )


def test_a_successor_that_the_file_does_not_have_yet(
    england: gpd.GeoDataFrame, taken_in: TakeIn, tmp_path: Path
) -> None:
    """Cumberland cut into three bands, named after the districts that it replaced."""
    cumberland = "E06000063"
    districts = {
        "E07000026": "Allerdale",
        "E07000028": "Carlisle",
        "E07000029": "Copeland",
    }
    whole = england.set_index("LAD25CD").geometry[cumberland]
    west, south, east, north = whole.bounds
    step = (north - south) / 3
    bands = [
        whole.intersection(shapely.box(west, south + step * n, east, south + step * (n + 1)))
        for n in range(3)
    ]
    parts = gpd.GeoDataFrame(
        {"LAD25CD": list(districts), "LAD25NM": list(districts.values())},
        geometry=bands,
        crs=england.crs,
    )
    rows = pd.concat([england[england["LAD25CD"] != cumberland], parts], ignore_index=True)
    finished = taken_in(gpd.GeoDataFrame(rows))
    assert finished.exit_code == 0
    assert finished.words.splitlines()[0] == (
        f"{BOUNDARIES}: warning [joined-predecessors]: found 'Allerdale (E07000026), Carlisle "
        "(E07000028), Copeland (E07000029)'; expected an area for Cumberland Council (E06000063), "
        "which replaced them; nothing to do: their areas were joined into one"
    )
    areas = read(tmp_path / "to" / "lower-2026.topo.json").areas
    assert areas.geometry[cumberland].area == pytest.approx(whole.area, rel=0.01)


def test_two_councils_whose_codes_are_swapped(england: gpd.GeoDataFrame, taken_in: TakeIn) -> None:
    bradford = "E08000032"
    swapped = {LEEDS: bradford, bradford: LEEDS}
    renamed = england.assign(LAD25CD=england["LAD25CD"].replace(swapped))
    remedy = "download the file again: codes or outlines are swapped in it"
    words = f"expected an area in which the council lies; {remedy}"
    expect_refused(
        taken_in(renamed),
        ": error [area-out-of-place]: found 'City of Bradford Metropolitan District Council "
        f"(E08000032)'; {words}",
        f": error [area-out-of-place]: found 'Leeds City Council (E08000035)'; {words}",
    )


def test_an_outline_with_a_corner_nowhere(england: gpd.GeoDataFrame, taken_in: TakeIn) -> None:
    leeds = england["LAD25CD"] == LEEDS
    second = [[False], [True], [False], [False], [False]]
    square = shapely.box(430_000, 430_000, 440_000, 440_000)
    broken = shapely.transform(square, lambda corners: np.where(second, np.nan, corners))
    expect_refused(
        taken_in(england.set_geometry(england.geometry.mask(leeds, broken))),
        ": error [broken-outline]: found 'E08000035'; expected coordinates that are numbers; "
        "download the file again",
        f": error [missing-area]: {NO_LEEDS}",
    )


def test_a_zip_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lad.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("lad.shp", b"\0" * 100_000_000)
    refused = command("boundaries", "import", tmp_path / "lad.zip", "--to", tmp_path / "to")
    assert (refused.exit_code, refused.words) == (
        2,
        "lad.zip: error [boundary-file-too-large]: found '100 MB unpacked'; expected a package of "
        "at most 2,000 MB when it is unpacked, and at most 250 times as large as it is packed; "
        "nothing of it was unpacked; download the file again, or choose another format there\n",
    )


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("lad.geojson", b"", "a file of no format that is known"),
        ("lad.zip", b"PK\3\4 and no more", "File is not a zip file"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused = command("boundaries", "import", tmp_path / name, "--to", tmp_path / "to")
    assert (refused.exit_code, refused.words) == (
        2,
        f"{name}: error [not-a-boundary-file]: found '{found}'; expected GeoJSON, TopoJSON, "
        "GeoPackage or zipped Shapefile, as ONS publishes them; download the file again, or choose "
        "another format there\n",
    )
