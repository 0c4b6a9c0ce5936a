from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.official import import_file
from dashboard.boundaries.store import read, write
from dashboard.errors import InputError
from dashboard.vocabulary import Tier, YearEnding

SHARED = Path(__file__).parents[2] / ".." / "shared" / "boundaries"

NORTHAM, SOUTHAM, WESTSHIRE = "E07000903", "E07000904", "E06000901"
EASTON, EASTON_BEFORE = "E08000902", "E08000901"
EASTSHIRE_COUNTY, WESTSHIRE_COUNTY = "E10000902", "E10000901"
SINCE = {WESTSHIRE, EASTON, NORTHAM, SOUTHAM}

Rows = Callable[..., gpd.GeoDataFrame]
Squares = Callable[..., gpd.GeoDataFrame]


def as_geojson(rows: gpd.GeoDataFrame, path: Path, crs: str | None = None) -> Path:
    """A GeoJSON of the rows as they are, naming a system if one is given."""
    document: dict[str, Any] = json.loads(rows.to_json(drop_id=True))
    document.pop("crs", None)
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def as_geojson_in_degrees(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    return as_geojson(rows.to_crs(4326), folder / "lad.geojson")


def as_geojson_in_metres(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    return as_geojson(rows, folder / "lad.geojson", "urn:ogc:def:crs:EPSG::27700")


def as_geojson_in_web_mercator(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    return as_geojson(rows.to_crs(3857), folder / "lad.json", "urn:ogc:def:crs:EPSG::3857")


def as_geopackage(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    rows.to_file(folder / "lad.gpkg")
    return folder / "lad.gpkg"


def as_zipped_shapefile(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    (folder / "shp").mkdir()
    rows.to_file(folder / "shp" / "lad.shp")
    with zipfile.ZipFile(folder / "lad.zip", "w") as archive:
        for file in (folder / "shp").iterdir():
            archive.write(file, file.name)
    return folder / "lad.zip"


def as_topojson(rows: gpd.GeoDataFrame, folder: Path) -> Path:
    """A TopoJSON in degrees, each ring a line of its own, with the columns as properties."""
    properties = rows.drop(columns="geometry").to_dict("records")
    rings = [
        [list(point) for point in shapely.get_coordinates(area)]
        for area in rows.to_crs(4326).geometry
    ]
    geometries = [
        {"type": "Polygon", "arcs": [[number]], "properties": values}
        for number, values in enumerate(properties)
    ]
    collection = {"type": "GeometryCollection", "geometries": geometries}
    document = {"type": "Topology", "arcs": rings, "objects": {"ltla": collection}}
    (folder / "lad.topo.json").write_text(json.dumps(document))
    return folder / "lad.topo.json"


FORMATS = [
    as_geojson_in_degrees,
    as_geojson_in_metres,
    as_geojson_in_web_mercator,
    as_geopackage,
    as_zipped_shapefile,
    as_topojson,
]


@pytest.mark.parametrize("written", FORMATS)
def test_districts_come_in_from_every_format(
    tmp_path: Path,
    official_rows: Rows,
    squares: Squares,
    register: Register,
    written: Callable[[gpd.GeoDataFrame, Path], Path],
) -> None:
    (found,) = import_file(written(official_rows(), tmp_path), register)

    assert (found.tier, found.years, found.codes) == (Tier.LOWER, "2023-24", SINCE)
    assert found.areas.crs.to_epsg() == 27700
    assert coverage.is_valid(found.areas)
    for code, ground in squares(*SINCE).geometry.items():
        assert found.areas.geometry.loc[code].hausdorff_distance(ground) < 2
    assert "Open Government Licence" in found.attribution
    assert found.source.startswith("Office for National Statistics: lad.")
    assert found.warnings == ()


@pytest.mark.parametrize("written", FORMATS)
def test_what_came_in_is_stored_and_read_again(
    tmp_path: Path,
    official_rows: Rows,
    register: Register,
    written: Callable[[gpd.GeoDataFrame, Path], Path],
) -> None:
    (found,) = import_file(written(official_rows(), tmp_path), register)
    stored = read(write(found, tmp_path / "boundaries"))
    assert stored.areas.geom_equals(found.areas).all()
    assert coverage.is_valid(stored.areas)


@pytest.mark.parametrize("column", ["LAD{}CD", "lad{}cd", "UTLA{}CD", "CTYUA{}CD", "Ctyua{}Cd"])
def test_columns_of_every_kind_and_case_are_known(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register, column: str
) -> None:
    shapes = squares(WESTSHIRE, EASTON, EASTSHIRE_COUNTY).geometry.to_dict()
    path = as_geopackage(official_rows(2023, shapes, column), tmp_path)
    (found,) = import_file(path, register)
    assert (found.tier, found.codes) == (Tier.UPPER, {WESTSHIRE, EASTON, EASTSHIRE_COUNTY})


def test_a_file_of_counties_alone_says_so(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    shapes = squares(WESTSHIRE_COUNTY, EASTSHIRE_COUNTY).geometry.to_dict()
    (found,) = import_file(
        as_geopackage(official_rows(2022, shapes, "CTY{}CD"), tmp_path), register
    )
    assert (found.tier, found.counties_only, found.years) == (Tier.UPPER, True, "2022-23")


def test_start_and_end_years_make_one_value_for_each_change(
    tmp_path: Path, squares: Squares, register: Register
) -> None:
    years = {"E07000901": (None, 2022), "E07000902": (None, 2022), WESTSHIRE: (2023, None)}
    ground = squares(*years, EASTON, NORTHAM, SOUTHAM)
    rows = gpd.GeoDataFrame(
        {
            "areacd": [EASTON_BEFORE if code == EASTON else code for code in ground.index],
            "areanm": list(ground.index),
            "start": [years.get(code, (None, None))[0] for code in ground.index],
            "end": [years.get(code, (None, None))[1] for code in ground.index],
        },
        geometry=ground.geometry.to_numpy(),
        crs="EPSG:27700",
    ).astype({"start": object, "end": object})

    before, since = import_file(as_topojson(rows.where(rows.notna(), None), tmp_path), register)

    assert (before.years, since.years) == ("2014-15 to 2022-23", "2023-24")
    assert before.codes == {"E07000901", "E07000902", EASTON, NORTHAM, SOUTHAM}
    assert since.codes == SINCE


def test_a_uk_wide_file_is_cut_to_england(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    elsewhere = {
        "W06000023": shapely.box(300_000, 300_000, 310_000, 310_000),
        "S12000013": shapely.box(100_000, 900_000, 110_000, 910_000),
        "N09000002": shapely.box(80_000, 500_000, 90_000, 510_000),
    }
    shapes = squares(*SINCE).geometry.to_dict() | elsewhere
    (found,) = import_file(as_geojson_in_degrees(official_rows(2023, shapes), tmp_path), register)
    assert found.codes == SINCE


def test_an_earlier_code_is_the_same_council(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    shapes = squares(*SINCE).geometry.to_dict()
    shapes[EASTON_BEFORE] = shapes.pop(EASTON)
    (found,) = import_file(as_geopackage(official_rows(2023, shapes), tmp_path), register)
    assert found.codes == SINCE


def test_what_was_mended_is_said_by_name(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    shapes = squares(*SINCE).geometry.to_dict()
    west, south, east, north = shapes[NORTHAM].bounds
    loop = [(east, north), (east + 90, north + 90), (east, north + 90), (east + 90, north)]
    shapes[NORTHAM] = shapely.Polygon([(west, south), (east, south), *loop, (west, north)])
    shapes[WESTSHIRE] = shapely.box(400_000, 300_000, 410_003, 320_000)

    (found,) = import_file(as_geopackage(official_rows(2023, shapes), tmp_path), register)

    said = {(warning.kind, str(warning.value).split(":")[0]) for warning in found.warnings}
    assert ("invalid-ring", f"{NORTHAM} {NORTHAM}") in said
    assert ("mended-border", f"Westshire Council ({WESTSHIRE})") in said
    assert ("mended-border", f"Easton Council ({EASTON})") in said
    assert all(warning.is_warning for warning in found.warnings)
    assert coverage.is_valid(found.areas)


def problems_of(path: Path, register: Register) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        import_file(path, register)
    return [(p.kind, f"{p.value or ''} / {p.expected}") for p in refused.value.problems]


def test_missing_and_unknown_councils_are_all_named_at_once(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    shapes = squares(WESTSHIRE, EASTON).geometry.to_dict()
    shapes["E06000999"] = shapely.box(420_000, 300_000, 430_000, 320_000)
    found = problems_of(as_geopackage(official_rows(2023, shapes), tmp_path), register)
    assert [kind for kind, _ in found] == ["unknown-authority", "missing-area", "missing-area"]
    assert "E06000999" in found[0][1]
    assert "Northam Council" in found[1][1]
    assert "Southam Council" in found[2][1]


def test_a_council_that_lies_over_another_is_refused_by_name(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    shapes = squares(*SINCE).geometry.to_dict()
    shapes[WESTSHIRE] = shapely.box(400_000, 300_000, 415_000, 320_000)
    found = problems_of(as_geopackage(official_rows(2023, shapes), tmp_path), register)
    assert {kind for kind, _ in found} == {"overlapping-areas"}


def test_wrong_columns_are_listed_with_the_right_ones(
    tmp_path: Path, official_rows: Rows, register: Register
) -> None:
    rows = official_rows().rename(columns={"LAD23CD": "WD23CD", "LAD23NM": "WD23NM"})
    found = problems_of(as_geopackage(rows, tmp_path), register)
    assert [kind for kind, _ in found] == ["no-council-areas"]
    assert "WD23CD, WD23NM" in found[0][1]
    assert "LADyyCD" in found[0][1]


def test_a_file_of_another_nation_is_refused(
    tmp_path: Path, official_rows: Rows, register: Register
) -> None:
    wales = {"W06000023": shapely.box(300_000, 300_000, 310_000, 310_000)}
    found = problems_of(as_geopackage(official_rows(2023, wales), tmp_path), register)
    assert [kind for kind, _ in found] == ["no-council-areas"]


def test_coordinates_outside_england_are_refused(
    tmp_path: Path, squares: Squares, official_rows: Rows, register: Register
) -> None:
    moved = squares(*SINCE).translate(2_000_000, 0).to_dict()
    found = problems_of(as_geopackage(official_rows(2023, moved), tmp_path), register)
    assert [kind for kind, _ in found] == ["not-in-england"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("lad.zip", b"PK\x03\x04 damaged"), ("lad.geojson", b"<html>Sign in</html>")],
)
def test_a_damaged_file_is_a_problem_with_a_remedy(
    tmp_path: Path, register: Register, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [kind for kind, _ in problems_of(path, register)] == ["not-a-boundary-file"]


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared is not here: {name} is an official file, not for committing")
    return path


@pytest.mark.parametrize(
    ("name", "tier", "year", "count"),
    [
        ("ons-style/LAD_DEC_2023_UK_BSC.geojson", Tier.LOWER, 2024, 296),
        ("ons-style/LAD_DEC_2019_UK_BSC.zip", Tier.LOWER, 2020, 317),
        ("ons-style/CTY_DEC_2023_EN_BSC.gpkg", Tier.UPPER, 2024, 21),
    ],
)
def test_the_official_files_of_one_year_come_in_whole(
    name: str, tier: Tier, year: int, count: int
) -> None:
    (found,) = import_file(shared(name))
    assert (found.tier, found.last_year, len(found.areas)) == (tier, YearEnding(year), count)
    assert coverage.is_valid(found.areas)


def test_the_official_file_of_all_years_comes_in_by_tier_and_change(tmp_path: Path) -> None:
    found = import_file(shared("ons_uk_2014_2026.topo.json"))
    assert [(b.tier, b.years, len(b.areas)) for b in found] == [
        (Tier.LOWER, "2014-15 to 2018-19", 326),
        (Tier.LOWER, "2019-20", 317),
        (Tier.LOWER, "2020-21", 314),
        (Tier.LOWER, "2021-22 to 2022-23", 309),
        (Tier.LOWER, "2023-24 to 2025-26", 296),
        (Tier.UPPER, "2014-15 to 2018-19", 152),
        (Tier.UPPER, "2019-20", 151),
        (Tier.UPPER, "2020-21", 151),
        (Tier.UPPER, "2021-22 to 2022-23", 152),
        (Tier.UPPER, "2023-24 to 2025-26", 153),
    ]
    for boundaries in found:
        assert coverage.is_valid(read(write(boundaries, tmp_path)).areas)
