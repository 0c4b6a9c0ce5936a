from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.boundaries.coded import CodeColumn, code_column, coded_areas
from dashboard.boundaries.layers import Layer

BOX = shapely.box(400_000, 300_000, 410_000, 310_000)


def layer(columns: dict[str, list[object]], shape: shapely.Geometry = BOX) -> Layer:
    count = len(next(iter(columns.values())))
    return Layer(
        "lad.gpkg", "lad", gpd.GeoDataFrame(columns, geometry=[shape] * count, crs="EPSG:27700")
    )


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["LAD23CD", "LAD23NM"], CodeColumn("LAD23CD", "LAD23NM", 2023)),
        (["lad19cd", "lad19nm"], CodeColumn("lad19cd", "lad19nm", 2019)),
        (["FID", "CTY21CD", "CTY21NM"], CodeColumn("CTY21CD", "CTY21NM", 2021)),
        (["UTLA22CD", "UTLA22NM"], CodeColumn("UTLA22CD", "UTLA22NM", 2022)),
        (["CTYUA20CD", "CTYUA20NM"], CodeColumn("CTYUA20CD", "CTYUA20NM", 2020)),
        (["areacd", "areanm", "start"], CodeColumn("areacd", "areanm", None)),
        (["AREACD"], CodeColumn("AREACD", None, None)),
        (["CTY23CD", "LAD23CD"], CodeColumn("LAD23CD", None, 2023)),
        (["WD23CD", "RGN23CD", "name"], None),
        (["LAD23CDO", "MCTY23CD"], None),
    ],
)
def test_the_code_column_is_known_in_any_case_and_year(
    columns: list[str], expected: CodeColumn | None
) -> None:
    assert code_column(columns) == expected


def test_a_uk_wide_layer_is_cut_to_english_councils() -> None:
    codes = ["E06000001", "E07000901", "W06000001", "S12000005", "N09000001", "E12000001", None]
    areas = coded_areas(layer({"LAD23CD": codes, "LAD23NM": list("abcdefg")}))
    assert areas is not None
    assert areas.rows["code"].tolist() == ["E06000001", "E07000901"]
    assert areas.rows["name"].tolist() == ["a", "b"]
    assert areas.calendar_year == 2023


def test_a_layer_of_regions_is_not_taken() -> None:
    assert coded_areas(layer({"areacd": ["E12000001", "E12000002"]})) is None


def test_years_are_read_and_open_ends_stay_open() -> None:
    areas = coded_areas(
        layer(
            {
                "areacd": ["E07000901", "E06000901", "E08000902"],
                "areanm": ["a", "b", "c"],
                "start": [None, 2023, None],
                "END": ["2022", None, None],
            }
        )
    )
    assert areas is not None
    assert areas.rows["start"].tolist() == [pd.NA, 2023, pd.NA]
    assert areas.rows["end"].tolist() == [2022, pd.NA, pd.NA]


def test_a_ring_that_crosses_itself_is_repaired_and_said() -> None:
    x, y = 400_000, 300_000
    tie = shapely.Polygon([(x, y), (x + 2000, y + 2000), (x + 2000, y), (x, y + 2000)])
    areas = coded_areas(layer({"LAD23CD": ["E07000901"], "LAD23NM": ["North Vale"]}, tie))
    assert areas is not None
    assert areas.rows.area.tolist() == [2_000_000]
    (warning,) = areas.problems
    assert (warning.kind, warning.is_warning) == ("invalid-ring", True)
    assert str(warning.value).startswith("E07000901 North Vale: Self-intersection")


def test_an_area_without_a_shape_is_as_good_as_absent() -> None:
    rows = gpd.GeoDataFrame(
        {"LAD23CD": ["E07000901", "E07000902", "E07000903"]},
        geometry=[BOX, None, shapely.Polygon()],
        crs="EPSG:27700",
    )
    areas = coded_areas(Layer("lad.gpkg", "lad", rows))
    assert areas is not None
    assert areas.rows["code"].tolist() == ["E07000901"]


def test_a_named_system_that_the_coordinates_contradict_is_said_and_not_followed() -> None:
    named = layer({"LAD23CD": ["E07000901"]})
    rows = named.rows.set_crs("EPSG:4326", allow_override=True)
    areas = coded_areas(Layer("lad.geojson", "lad", rows))
    assert areas is not None
    assert areas.rows.geometry[0].equals(BOX)
    (warning,) = areas.problems
    assert (warning.kind, warning.is_warning) == ("misnamed-coordinates", True)
    assert "British National Grid" in warning.expected


def test_coordinates_that_are_nowhere_in_england_are_an_error() -> None:
    areas = coded_areas(layer({"LAD23CD": ["E07000901"]}, shapely.box(0, 0, 5, 5)))
    assert areas is not None
    assert areas.rows.empty
    (problem,) = areas.problems
    assert (problem.kind, problem.is_warning) == ("not-in-england", False)
    assert problem.value == "coordinates from 0, 0, 5, 5"
