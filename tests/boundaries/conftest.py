"""Westshire: a made-up corner of England with every kind of council, on ground of ten km squares.

    until March 2023                       since April 2023
    North Vale | Easton  | Northam         Westshire   | Easton  | Northam
    South Vale | Easton  | Southam         Westshire   | Easton  | Southam

North and South Vale were districts of Westshire County, all three replaced by the unitary
Westshire. Northam and Southam are districts of Eastshire County. Easton's code changed in 2025.
"""

from __future__ import annotations

import io
import json
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import brotli
import geopandas as gpd
import pytest
import shapely

from dashboard.authorities.register import Authority, CodePeriod, Register
from dashboard.boundaries.areas import Boundaries, areas_of
from dashboard.vocabulary import AuthorityType, Tier, YearEnding

NORTH_VALE, SOUTH_VALE = "E07000901", "E07000902"
NORTHAM, SOUTHAM = "E07000903", "E07000904"
WESTSHIRE_COUNTY, EASTSHIRE_COUNTY = "E10000901", "E10000902"
WESTSHIRE = "E06000901"
EASTON, EASTON_BEFORE = "E08000902", "E08000901"

LAST_DAY, FIRST_DAY = date(2023, 3, 31), date(2023, 4, 1)


def _square(column: int, row: int, height: int = 1) -> shapely.Polygon:
    """Squares of 10 km from the corner 400 km east, 300 km north, with a corner at each border."""
    west, south = 400_000 + 10_000 * column, 300_000 + 10_000 * row
    ring = shapely.box(west, south, west + 10_000, south + 10_000 * height)
    return shapely.segmentize(ring, 10_000)


SQUARES = {
    SOUTH_VALE: _square(0, 0),
    NORTH_VALE: _square(0, 1),
    WESTSHIRE: _square(0, 0, 2),
    EASTON: _square(1, 0, 2),
    SOUTHAM: _square(2, 0),
    NORTHAM: _square(2, 1),
    WESTSHIRE_COUNTY: _square(0, 0, 2),
    EASTSHIRE_COUNTY: _square(2, 0, 2),
}
BEFORE = (NORTH_VALE, SOUTH_VALE, EASTON, NORTHAM, SOUTHAM)
SINCE = (WESTSHIRE, EASTON, NORTHAM, SOUTHAM)


def _middle(code: str) -> shapely.Point:
    """The middle of a council's ground in degrees."""
    ground = gpd.GeoSeries([SQUARES[code].centroid], crs=27700)
    return ground.to_crs(4326).iloc[0]


def _authority(
    code: str,
    name: str,
    kind: AuthorityType,
    county: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    successors: tuple[str, ...] = (),
    codes: tuple[CodePeriod, ...] = (),
) -> Authority:
    return Authority(
        code=code,
        name=f"{name} Council",
        short_name=name,
        slug=name.lower().replace(" ", "-"),
        type=kind,
        region="Midlands",
        county=county,
        first_day=first_day,
        last_day=last_day,
        successors=successors,
        codes=codes or (CodePeriod(code, None, None),),
        former_names=(),
        population_2020=None,
        latitude=_middle(code).y,
        longitude=_middle(code).x,
    )


@pytest.fixture
def register() -> Register:
    district, county = AuthorityType.DISTRICT, AuthorityType.COUNTY
    gone = {"last_day": LAST_DAY, "successors": (WESTSHIRE,)}
    return Register(
        [
            _authority(NORTH_VALE, "North Vale", district, WESTSHIRE_COUNTY, **gone),
            _authority(SOUTH_VALE, "South Vale", district, WESTSHIRE_COUNTY, **gone),
            _authority(NORTHAM, "Northam", district, EASTSHIRE_COUNTY),
            _authority(SOUTHAM, "Southam", district, EASTSHIRE_COUNTY),
            _authority(WESTSHIRE_COUNTY, "Westshire County", county, **gone),
            _authority(EASTSHIRE_COUNTY, "Eastshire County", county),
            _authority(WESTSHIRE, "Westshire", AuthorityType.UNITARY, first_day=FIRST_DAY),
            _authority(
                EASTON,
                "Easton",
                AuthorityType.METROPOLITAN,
                codes=(
                    CodePeriod(EASTON_BEFORE, None, date(2025, 3, 31)),
                    CodePeriod(EASTON, date(2025, 4, 1), None),
                ),
            ),
        ]
    )


@pytest.fixture
def squares() -> Callable[..., gpd.GeoDataFrame]:
    """Areas by code, each council's own ground unless another shape is given for it."""

    def build(*codes: str, **shapes: shapely.Geometry) -> gpd.GeoDataFrame:
        return areas_of({code: SQUARES[code] for code in codes} | shapes)

    return build


@pytest.fixture
def boundaries(squares: Callable[..., gpd.GeoDataFrame]) -> Callable[..., Boundaries]:
    """Boundaries of a calendar year, as official ones come in."""

    def build(
        year: int, *codes: str, tier: Tier = Tier.LOWER, counties_only: bool = False
    ) -> Boundaries:
        return Boundaries(
            tier=tier,
            first_year=YearEnding(year + 1),
            last_year=YearEnding(year + 1),
            areas=squares(*codes),
            source=f"Office for National Statistics: LAD_DEC_{year}.geojson",
            attribution="Open Government Licence",
            counties_only=counties_only,
        )

    return build


@pytest.fixture
def districts_2022(boundaries: Callable[..., Boundaries]) -> Boundaries:
    """The lower tier in the last year before Westshire became one council."""
    return boundaries(2022, *BEFORE)


@pytest.fixture
def districts_2023(boundaries: Callable[..., Boundaries]) -> Boundaries:
    """The lower tier since."""
    return boundaries(2023, *SINCE)


@pytest.fixture
def official_rows() -> Callable[..., gpd.GeoDataFrame]:
    """Rows as ONS publishes them: LADyyCD, LADyyNM and geometry in British National Grid."""

    def build(
        year: int = 2023,
        shapes: Mapping[str, shapely.Geometry] | None = None,
        column: str = "LAD{}CD",
    ) -> gpd.GeoDataFrame:
        given = shapes or {code: SQUARES[code] for code in SINCE}
        code_column = column.format(f"{year % 100:02d}")
        return gpd.GeoDataFrame(
            {code_column: list(given), re.sub("(?i)cd$", "NM", code_column): list(given)},
            geometry=list(given.values()),
            crs="EPSG:27700",
        )

    return build


@pytest.fixture(scope="session")
def area_of_path() -> Callable[[str], float]:
    """The ground that SVG path data encloses, in square units, holes left out."""

    def measure(d: str) -> float:
        assert re.fullmatch(r"[mlhvz0-9 -]+", d), "only relative steps in whole units"
        total, x, y, start = 0.0, 0, 0, (0, 0)
        for command, numbers in re.findall(r"([mlhvz])([^mlhvz]*)", d):
            steps = [int(number) for number in re.findall(r"-?\d+", numbers)]
            if command == "h":
                moves = [(step, 0) for step in steps]
            elif command == "v":
                moves = [(0, step) for step in steps]
            else:
                moves = list(zip(steps[::2], steps[1::2], strict=True))
            for n, (dx, dy) in enumerate(moves):
                if command == "m" and n == 0:
                    x, y = x + dx, y + dy
                    start = (x, y)
                else:
                    total += x * (y + dy) - (x + dx) * y
                    x, y = x + dx, y + dy
            if command == "z":
                total += x * start[1] - start[0] * y
                x, y = start
        return abs(total) / 2

    return measure


@pytest.fixture
def postcode_wheel() -> Callable[..., Path]:
    """A wheel of postcodes as the registry has it, from rows of authority, x and y."""

    def text(word: str) -> bytes:
        return bytes([0xA0 + len(word)]) + word.encode()

    def value(item: str | float | None) -> bytes:
        if item is None:
            return b"\xc0"
        return text(item) if isinstance(item, str) else b"\xcb" + struct.pack(">d", item)

    def build(path: Path, *rows: tuple[str | None, float | None, float | None]) -> Path:
        lists = b"".join(
            text(name) + b"\xdc" + struct.pack(">H", len(rows)) + b"".join(map(value, items))
            for name, items in zip(
                ("laua", "oseast1m", "osnrth1m"), zip(*rows, strict=True), strict=True
            )
        )
        packed = b"\x81" + text("data") + b"\x83" + lists
        with zipfile.ZipFile(path, "w") as files:
            files.writestr("postcodes/postcodes_A.msgpack.br", brotli.compress(packed))
            files.writestr("postcodes/__init__.py", "")
        return path

    return build


@pytest.fixture
def constituency_archive() -> Callable[..., Path]:
    """An archive of constituencies as the registry has it, from rings in 1/1024 of a degree."""

    def encoded(ring: list[tuple[int, int]]) -> str:
        steps = [
            (x - from_x, y - from_y)
            for (from_x, from_y), (x, y) in zip(ring[:1] + ring, [*ring, ring[0]], strict=True)
        ]
        return "".join(chr(64 + ((d << 1) ^ (d >> 31))) for step in steps for d in step)

    def feature(code: str, rings: list[list[tuple[int, int]]]) -> dict[str, object]:
        shapes, offsets = [[encoded(ring)] for ring in rings], [[list(ring[0])] for ring in rings]
        is_single = len(rings) == 1
        geometry = {
            "type": "Polygon" if is_single else "MultiPolygon",
            "coordinates": shapes[0] if is_single else shapes,
            "encodeOffsets": offsets[0] if is_single else offsets,
        }
        return {"type": "Feature", "properties": {"name": code}, "geometry": geometry}

    def build(path: Path, rings: Mapping[str, list[list[tuple[int, int]]]]) -> Path:
        features = [feature(code, shapes) for code, shapes in rings.items()]
        document = json.dumps({"type": "FeatureCollection", "features": features})
        script = f"registerMap('UK', {document});".encode()
        with tarfile.open(path, "w:gz") as archive:
            entry = tarfile.TarInfo("package/echarts-united-kingdom-js/westminster_2016_uk.js")
            entry.size = len(script)
            archive.addfile(entry, io.BytesIO(script))
        return path

    return build
