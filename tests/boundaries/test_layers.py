from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from dashboard.boundaries.layers import read_layers
from dashboard.errors import InputError

Rows = Callable[..., gpd.GeoDataFrame]


def zipped(folder: Path, to: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(to, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, inside + file.name)
    return to


@pytest.mark.parametrize("inside", ["", "LAD_DEC_2023/"])
def test_a_zipped_shapefile_is_one_layer_wherever_it_lies_inside(
    tmp_path: Path, official_rows: Rows, inside: str
) -> None:
    (tmp_path / "shp").mkdir()
    official_rows().to_file(tmp_path / "shp" / "LAD_DEC_2023.shp")
    (layer,) = read_layers(zipped(tmp_path / "shp", tmp_path / "lad.zip", inside))
    assert (layer.file, layer.name, len(layer.rows)) == ("lad.zip", "LAD_DEC_2023", 4)


def test_every_layer_of_a_geopackage_is_read_but_tables_without_geometry(
    tmp_path: Path, official_rows: Rows
) -> None:
    path = tmp_path / "both.gpkg"
    official_rows().to_file(path, layer="districts")
    official_rows(column="CTYUA{}CD").to_file(path, layer="counties")
    names = pd.DataFrame({"LAD23CD": ["E07000903"], "LAD23NM": ["Northam"]})
    pyogrio.write_dataframe(names, path, layer="names")
    assert {layer.name for layer in read_layers(path)} == {"districts", "counties"}


def test_every_object_of_a_topojson_is_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    collection = {"type": "GeometryCollection", "geometries": [{"type": None}]}
    document = {"type": "Topology", "arcs": [], "objects": {"ltla": collection, "cty": collection}}
    path.write_text("\ufeff" + json.dumps(document), encoding="utf-8")
    assert [layer.name for layer in read_layers(path)] == ["ltla", "cty"]


def test_a_ring_that_does_not_close_is_read_and_remarked_on(tmp_path: Path) -> None:
    ring = [[-1, 52], [0, 52], [0, 53], [-1, 53]]
    feature = {
        "type": "Feature",
        "properties": {"LAD23CD": "E06000001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "open.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (layer,) = read_layers(path)
    assert layer.rows.geometry[0].area == pytest.approx(1)
    assert layer.remarks == ("Non closed ring detected",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("words.geojson", b"not a map at all"),
        ("empty.geojson", b""),
        ("cut.geojson", b'{"type":"FeatureCollection","features":['),
        ("other.json", b'{"figures": [1, 2, 3]}'),
        ("damaged.zip", b"PK\x03\x04 and then nothing that is a zip"),
        ("damaged.gpkg", b"SQLite format 3\x00" + b"x" * 500),
        ("damaged.shp", b"\x00" * 50),
        ("damaged.topo.json", b'{"type": "Topology", "objects": {"a": {}}}'),
        ("cut.topo.json", b'{"type": "Topology", "objects": {'),
        ("no objects.topo.json", b'{"type": "Topology", "arcs": []}'),
        ("binary.topo.json", b'{"type": "Topology", "name": "\xff"}'),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_file_that_holds_no_areas_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_layers(path)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.file) == ("not-a-boundary-file", name)
    assert "GeoPackage" in problem.expected
    assert str(tmp_path.parent) not in problem.remedy


def test_a_zip_without_a_boundary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear Chief Executive")
    with pytest.raises(InputError, match="no layer with geometry"):
        read_layers(path)


def test_an_absent_file_is_a_problem_not_a_bug(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_layers(tmp_path / "absent.geojson")
