from __future__ import annotations

import hashlib
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

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

Wheel = Callable[..., Path]
Archive = Callable[[Path, dict[str, list[list[tuple[int, int]]]]], Path]

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


def test_english_postcodes_with_a_place_are_read_from_the_wheel(
    tmp_path: Path, postcode_wheel: Wheel
) -> None:
    wheel = postcode_wheel(
        tmp_path / "postcodes.whl",
        ("E07000901", 400050.0, 300050.0),
        ("W06000001", 300000.0, 300000.0),
        (None, None, None),
        ("E06000901", 410050.0, 310050.0),
    )

    assert read_postcodes(wheel).to_dict("list") == {
        "code": ["E07000901", "E06000901"],
        "x": [400050.0, 410050.0],
        "y": [300050.0, 310050.0],
    }


def test_english_constituencies_are_read_from_the_script(
    tmp_path: Path, constituency_archive: Archive
) -> None:
    square = [(-1024, 53_248), (-1004, 53_248), (-1004, 53_268), (-1024, 53_268)]
    speck = [(-900, 53_000), (-900, 53_000), (-900, 53_000)]
    archive = constituency_archive(
        tmp_path / "constituencies.tgz",
        {"E14000001": [square], "W07000001": [square], "E14000002": [square, speck]},
    )

    constituencies = read_constituencies(archive)

    assert constituencies["code"].tolist() == ["E14000001", "E14000002"]
    assert constituencies.crs.to_epsg() == 27700
    # 20/1024 of a degree is about 1.34 km to the east and 2.17 km to the north at 52 degrees.
    assert constituencies.area.to_numpy() == pytest.approx(1_340 * 2_172, rel=0.01)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.tgz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("package/readme.md"))
    with pytest.raises(CallError, match="westminster_2016_uk"):
        read_constituencies(path)


def test_the_pinned_package_names_its_version() -> None:
    assert CONSTITUENCIES.fetch[-1].endswith("@0.0.1")
    assert len(CONSTITUENCIES.sha256) == 64
