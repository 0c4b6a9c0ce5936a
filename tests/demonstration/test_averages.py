from __future__ import annotations

import csv
from collections.abc import Mapping

import numpy as np
import pytest

from dashboard.demonstration import averages
from dashboard.demonstration.averages import TYPES, YEARS
from dashboard.resources import data_folder
from dashboard.vocabulary import AuthorityType, YearEnding


def published(measure: str, breakdown: str, year: int) -> set[float]:
    path = data_folder() / "real" / "national_averages.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            float(row["value"])
            for row in csv.DictReader(lines)
            if (row["measure"], row["breakdown"], row["year_ending"])
            == (measure, breakdown, str(YearEnding(year)))
        }


NATIONAL = {
    "uphold_rate": averages.STATED_UPHOLD_RATE,
    "compliance_rate": averages.STATED_COMPLIANCE_RATE,
    "late_compliance_share": averages.STATED_LATE_SHARE,
    "complaints_received": averages.STATED_RECEIVED,
    "upheld_decisions": averages.STATED_UPHELD,
    "detailed_investigations": averages.STATED_INVESTIGATIONS,
}
BY_TYPE = {
    "average_uphold_rate_by_type": averages.STATED_UPHOLD_RATE_BY_TYPE,
    "average_satisfactory_remedy_rate_by_type": averages.STATED_SATISFACTORY_REMEDY_RATE_BY_TYPE,
    "average_upheld_per_100k_by_type": averages.STATED_UPHELD_PER_100K_BY_TYPE,
}


def rate(table: np.ndarray, of_type: AuthorityType, year: int) -> float:
    return float(table[TYPES.index(of_type), YEARS.index(year)])


@pytest.mark.parametrize(("measure", "stated"), NATIONAL.items())
def test_every_national_number_is_a_published_one(
    measure: str, stated: Mapping[int, float]
) -> None:
    assert {year: published(measure, "all", year) for year in stated} == {
        year: {value} for year, value in stated.items()
    }


@pytest.mark.parametrize(("measure", "stated"), BY_TYPE.items())
def test_every_number_of_a_type_is_a_published_one(
    measure: str, stated: Mapping[AuthorityType, Mapping[int, float]]
) -> None:
    for of_type, values in stated.items():
        for year, value in values.items():
            assert published(measure, of_type.value, year) == {value}, (of_type, year)


def test_upheld_per_100k_of_england_is_published() -> None:
    assert published("upheld_per_100k", "all regions", 2024) == {5.6}
    assert published("upheld_per_100k", "all", 2025) == {6.2}


def test_a_printed_average_is_used_as_it_is() -> None:
    assert rate(averages.uphold_rates(), AuthorityType.COUNTY, 2024) == pytest.approx(0.85)
    assert rate(averages.uphold_rates(), AuthorityType.DISTRICT, 2020) == pytest.approx(0.45)


def test_a_missing_average_keeps_its_distance_from_the_national_rate() -> None:
    # Counties: 4 above the nation in 2020-21, 6 above in 2022-23; between them the nation had 66.
    assert rate(averages.uphold_rates(), AuthorityType.COUNTY, 2022) == pytest.approx(0.71)
    # London: 5 above in 2020-21, the first year known, and so in 2018-19, when the nation had 58.
    assert rate(averages.uphold_rates(), AuthorityType.LONDON_BOROUGH, 2019) == pytest.approx(0.63)


def test_every_rate_is_a_share_for_every_type_and_year() -> None:
    for table in (averages.uphold_rates(), averages.satisfactory_remedy_rates()):
        assert table.shape == (5, len(YEARS))
        assert ((table > 0) & (table < 1)).all()
    assert ((averages.compliance_rates() > 0.99) & (averages.compliance_rates() < 1)).all()


def test_investigations_follow_from_upheld_and_the_uphold_rate() -> None:
    # 4.5 upheld per 100,000 at 85% are 5.3 investigations.
    assert rate(averages.investigations_per_100k(), AuthorityType.COUNTY, 2024) == pytest.approx(
        5.294, abs=0.001
    )
    # 2,104 upheld at 67% are 3,140 of the 4,003 investigations of 2023-24.
    ratio = (
        averages.investigations_per_100k()[:, YEARS.index(2021)]
        / (averages.investigations_per_100k()[:, YEARS.index(2024)])
    )
    assert ratio == pytest.approx(3140.3 / 4003, abs=0.001)
