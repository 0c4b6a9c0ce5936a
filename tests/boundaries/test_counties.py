from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import shapely

from dashboard.authorities.register import Register
from dashboard.boundaries import coverage
from dashboard.boundaries.areas import Boundaries, areas_of
from dashboard.boundaries.counties import with_single_tier
from dashboard.vocabulary import Tier

WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, EASTON = "E10000901", "E10000902", "E08000902"


@pytest.fixture
def counties_2022(boundaries: Callable[..., Boundaries]) -> Boundaries:
    return boundaries(2022, WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, tier=Tier.UPPER, counties_only=True)


def test_counties_alone_are_completed_with_the_single_tier_councils_of_their_year(
    register: Register, counties_2022: Boundaries, districts_2022: Boundaries
) -> None:
    (upper, lower), problems = with_single_tier([counties_2022, districts_2022], register)
    assert problems == []
    assert lower is districts_2022
    assert (upper.tier, upper.counties_only) == (Tier.UPPER, False)
    assert upper.codes == {WESTSHIRE_COUNTY, EASTSHIRE_COUNTY, EASTON}
    assert coverage.is_valid(upper.areas)


def test_counties_that_are_a_few_metres_off_are_fitted(
    register: Register, counties_2022: Boundaries, districts_2022: Boundaries
) -> None:
    wider = shapely.box(400_000, 300_000, 410_004, 320_000)
    moved = counties_2022.areas.geometry.to_dict() | {WESTSHIRE_COUNTY: wider}
    off = replace(counties_2022, areas=areas_of(moved))
    (upper, _), problems = with_single_tier([off, districts_2022], register)
    assert problems == []
    assert coverage.is_valid(upper.areas)


def test_counties_of_another_drawing_are_left_out_and_said(
    register: Register, counties_2022: Boundaries, districts_2022: Boundaries
) -> None:
    coarse = shapely.box(400_000, 300_000, 410_900, 320_000)
    moved = counties_2022.areas.geometry.to_dict() | {WESTSHIRE_COUNTY: coarse}
    (only,), (problem,) = with_single_tier(
        [replace(counties_2022, areas=areas_of(moved)), districts_2022], register
    )
    assert only is districts_2022
    assert (problem.kind, problem.is_warning) == ("counties-without-districts", True)
    assert problem.file == "LAD_DEC_2022.geojson"


def test_counties_of_a_year_without_districts_are_left_out(
    register: Register, counties_2022: Boundaries, districts_2023: Boundaries
) -> None:
    kept, problems = with_single_tier([counties_2022, districts_2023], register)
    assert kept == [districts_2023]
    assert [problem.kind for problem in problems] == ["counties-without-districts"]
    assert "2022-23" in problems[0].expected
