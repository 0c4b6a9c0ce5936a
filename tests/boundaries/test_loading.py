from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest

from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.loading import load
from dashboard.boundaries.store import EMBEDDED_FILE, load_embedded, write
from dashboard.errors import InputError
from dashboard.vocabulary import Tier


def test_without_files_the_embedded_boundaries_serve() -> None:
    loaded = load([], Register.load())
    assert [b.years for b in loaded.boundaries] == ["2025-26"]
    assert loaded.warnings == ()


def test_official_files_go_before_the_embedded_boundaries(
    tmp_path: Path, register: Register, official_rows: Callable[..., gpd.GeoDataFrame]
) -> None:
    official_rows().to_file(tmp_path / "lad.gpkg")
    loaded = load([tmp_path / "lad.gpkg"], register)
    assert [len(b.areas) for b in loaded.boundaries] == [4, 296]


def test_stored_files_and_folders_of_them_are_taken_too(
    tmp_path: Path, register: Register, districts_2022: Boundaries, districts_2023: Boundaries
) -> None:
    write(districts_2022, tmp_path / "folder")
    write(districts_2023, tmp_path / "folder")
    single = write(districts_2023, tmp_path / "single")
    by_folder = load([tmp_path / "folder"], register).boundaries
    assert [b.years for b in by_folder] == ["2022-23", "2023-24", "2025-26"]
    assert [b.years for b in load([single], register).boundaries] == ["2023-24", "2025-26"]


def test_problems_of_all_files_come_together(tmp_path: Path, register: Register) -> None:
    for name in ("one.geojson", "two.geojson"):
        (tmp_path / name).write_text("nothing")
    with pytest.raises(InputError) as refused:
        load([tmp_path / "one.geojson", tmp_path / "two.geojson"], register)
    assert [p.file for p in refused.value.problems] == ["one.geojson", "two.geojson"]


def test_a_file_that_is_absent_is_a_problem(tmp_path: Path, register: Register) -> None:
    with pytest.raises(InputError, match=r"absent\.geojson"):
        load([tmp_path / "absent.geojson"], register)


def test_counties_alone_without_their_districts_are_a_warning(
    tmp_path: Path, boundaries: Callable[..., Boundaries]
) -> None:
    drawn = boundaries(2018, "E10000901", tier=Tier.UPPER, counties_only=True)
    kent = replace(drawn, areas=drawn.areas.rename(index={"E10000901": "E10000016"}))
    loaded = load([write(kent, tmp_path)], Register.load())
    assert [b.years for b in loaded.boundaries] == ["2025-26"]
    assert [w.kind for w in loaded.warnings] == ["counties-without-districts"]


def test_the_embedded_file_is_among_the_data() -> None:
    assert EMBEDDED_FILE == "england-2025.topo.json"
    assert load_embedded().attribution.startswith("Source: Office for National Statistics")
