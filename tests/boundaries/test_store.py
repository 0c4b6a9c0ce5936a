from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.store import is_stored, load_embedded, read, write
from dashboard.errors import InputError
from dashboard.vocabulary import Tier, YearEnding


def test_stored_boundaries_come_back_whole(tmp_path: Path, districts_2023: Boundaries) -> None:
    found = read(write(districts_2023, tmp_path))
    assert (found.tier, found.first_year, found.last_year) == (
        Tier.LOWER,
        YearEnding(2024),
        YearEnding(2024),
    )
    assert (found.source, found.attribution) == (districts_2023.source, "Open Government Licence")
    assert found.areas.geom_equals(districts_2023.areas).all()


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "lower-2024.topo.json"),
        ({"last_year": YearEnding(2026)}, "lower-2024-2026.topo.json"),
        ({"tier": Tier.UPPER}, "upper-2024.topo.json"),
        ({"tier": Tier.UPPER, "counties_only": True}, "counties-2024.topo.json"),
    ],
)
def test_the_name_says_tier_and_years(
    tmp_path: Path, districts_2023: Boundaries, changes: dict[str, object], name: str
) -> None:
    stored = write(replace(districts_2023, **changes), tmp_path / "new folder")
    assert stored.name == name
    assert read(stored).counties_only is name.startswith("counties")


def test_the_same_boundaries_make_the_same_bytes(
    tmp_path: Path, districts_2023: Boundaries
) -> None:
    one = write(districts_2023, tmp_path / "one.json")
    again = write(read(one), tmp_path / "again.json")
    assert one.read_bytes() == again.read_bytes()


def test_a_stored_file_is_known_from_an_official_one(
    tmp_path: Path, districts_2023: Boundaries
) -> None:
    official = tmp_path / "official.topo.json"
    official.write_text('{"type": "Topology", "arcs": [], "objects": {}}')
    assert is_stored(write(districts_2023, tmp_path))
    assert not is_stored(official)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"type": "Topology"}',
        '{"format": "council-performance boundaries 0"}',
        '{"format": "council-performance boundaries 1", "tier": "lower"}',
    ],
)
def test_a_file_of_something_else_is_refused_with_the_way_to_import_it(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        read(path)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.file) == ("not-a-boundary-file", "other.json")
    assert "boundaries import" in problem.remedy


def test_a_stored_file_with_damaged_areas_is_refused(
    tmp_path: Path, districts_2023: Boundaries
) -> None:
    path = write(districts_2023, tmp_path)
    document = json.loads(path.read_text())
    path.write_text(json.dumps(document | {"arcs": []}))
    with pytest.raises(InputError):
        read(path)


def test_the_embedded_boundaries_are_todays_lower_tier() -> None:
    embedded = load_embedded()
    assert (embedded.tier, embedded.years) == (Tier.LOWER, "2025-26")
    assert len(embedded.areas) == 296
