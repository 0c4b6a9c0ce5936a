from __future__ import annotations

import re
from pathlib import Path

import pytest
import shapely

from dashboard.boundaries.areas import areas_of
from dashboard.boundaries.overlap import overlap, overlap_report
from dashboard.boundaries.store import load_embedded, write
from dashboard.errors import InputError

SHARED = Path(__file__).parents[2] / ".." / "shared" / "boundaries"


def test_overlap_is_ground_in_common_over_ground_in_either() -> None:
    ours = areas_of({"a": shapely.box(0, 0, 10, 10), "b": shapely.box(10, 0, 20, 10)})
    theirs = areas_of({"a": shapely.box(0, 0, 10, 10), "b": shapely.box(15, 0, 25, 10)})
    assert overlap(ours, theirs).to_dict() == {"a": 1.0, "b": pytest.approx(50 / 150)}


def test_authorities_without_a_counterpart_have_no_overlap() -> None:
    ours = areas_of({"a": shapely.box(0, 0, 10, 10)})
    theirs = areas_of({"a": shapely.box(0, 0, 10, 10), "c": shapely.box(10, 0, 20, 10)})
    assert list(overlap(ours, theirs).index) == ["a"]


def test_the_embedded_boundaries_agree_wholly_with_themselves(tmp_path: Path) -> None:
    stored = write(load_embedded(), tmp_path)
    first, *councils, last = overlap_report(stored)
    assert first.startswith("Districts and single-tier councils, 2025-26: ")
    assert len(councils) == 296
    assert councils[0].split() == ["Adur", "1.000"]
    assert re.fullmatch(r"median overlap 1\.00, lowest 1\.00 \(.+\)", last)


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.geojson").write_text("a note")
    with pytest.raises(InputError):
        overlap_report(tmp_path / "note.geojson")


@pytest.mark.parametrize(
    ("name", "councils", "lowest"),
    [
        ("ons-style/LAD_DEC_2023_UK_BSC.geojson", 296, 0.74),
        ("ons-style/CTY_DEC_2023_EN_BSC.gpkg", 21, 0.95),
    ],
)
def test_the_embedded_boundaries_agree_with_official_ones_as_well_as_stated(
    name: str, councils: int, lowest: float
) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared is not here: {name} is an official file, not for committing")
    lines = overlap_report(path)
    match = re.fullmatch(r"median overlap (\d\.\d\d), lowest (\d\.\d\d) \(.+\)", lines[-1])
    assert match
    assert float(match[1]) >= 0.96
    assert float(match[2]) >= lowest
    assert len(lines) == councils + 2


def test_councils_that_were_replaced_since_are_named() -> None:
    path = SHARED / "ons-style" / "LAD_DEC_2019_UK_BSC.zip"
    if not path.exists():
        pytest.skip("../shared is not here: the official file of 2019 is not for committing")
    line = overlap_report(path)[-2]
    assert line.startswith("not embedded, since replaced: Allerdale, Aylesbury Vale, ")
