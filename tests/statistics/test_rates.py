from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.rates import figures
from dashboard.vocabulary import Measure, MissingReason
from tests.factories import yearly_counts


def figure(measure: Measure, **counts: int) -> Mapping[str, Any]:
    """A measure of the one council that has these counts; None where there is no value."""
    frame = figures(yearly_counts({"authority": "A", **counts}))
    row = frame.set_index("measure").loc[measure].astype(object)
    return row.where(row.notna(), None).to_dict()


def test_a_rate_travels_with_its_counts_and_its_interval() -> None:
    rate = figure(Measure.UPHOLD_RATE, upheld=5, investigated=9)
    assert (rate["numerator"], rate["denominator"]) == (5, 9)
    assert rate["value"] == pytest.approx(5 / 9)
    assert rate["display"] == "56%"
    assert (round(rate["low"], 2), round(rate["high"], 2)) == (0.27, 0.81)
    assert rate["missing"] is None


def test_a_council_with_no_investigations_has_no_uphold_rate() -> None:
    rate = figure(Measure.UPHOLD_RATE, upheld=0, investigated=0)
    assert rate["value"] is rate["display"] is rate["low"] is rate["high"] is None
    assert rate["missing"] == MissingReason.NO_CASES


def test_none_upheld_of_five_is_nought_percent() -> None:
    rate = figure(Measure.UPHOLD_RATE, upheld=0, investigated=5)
    assert (rate["value"], rate["display"], rate["missing"]) == (0.0, "0%", None)


@pytest.mark.parametrize("known", [{}, {"upheld": 3}, {"investigated": 5}])
def test_without_both_counts_there_is_no_rate_and_no_nought(known: dict[str, int]) -> None:
    rate = figure(Measure.UPHOLD_RATE, **known)
    assert rate["value"] is rate["display"] is None
    assert rate["missing"] == MissingReason.NOT_PUBLISHED


def test_late_compliance_is_compliance_but_not_on_time() -> None:
    counts = {"complied": 6, "complied_late": 3, "complied_in_all": 9, "compliance_outcomes": 10}
    assert figure(Measure.COMPLIANCE_RATE, **counts)["display"] == "90%"
    assert figure(Measure.ON_TIME_COMPLIANCE_RATE, **counts)["display"] == "60%"


def test_the_satisfactory_remedy_rate_is_of_the_upheld_cases() -> None:
    counts = {"satisfactory_remedies": 1, "upheld": 8, "investigated": 20}
    assert figure(Measure.SATISFACTORY_REMEDY_RATE, **counts)["display"] == "13%"
    none_upheld = {**counts, "satisfactory_remedies": 0, "upheld": 0}
    missing = figure(Measure.SATISFACTORY_REMEDY_RATE, **none_upheld)
    assert (missing["display"], missing["missing"]) == (None, MissingReason.NO_CASES)


def test_upheld_per_100_000_residents_has_poisson_limits_on_its_own_scale() -> None:
    rate = figure(Measure.UPHELD_PER_100K, upheld=9, population=200_000)
    assert rate["value"] == pytest.approx(4.5)
    assert (round(rate["low"], 1), round(rate["high"], 1)) == (2.1, 8.5)


def test_no_upheld_case_is_a_true_nought_per_100_000() -> None:
    rate = figure(Measure.UPHELD_PER_100K, upheld=0, population=97_831)
    assert (rate["value"], rate["display"], rate["low"]) == (0.0, "0.0", 0.0)


def test_without_a_population_there_is_no_rate_by_population() -> None:
    rate = figure(Measure.UPHELD_PER_100K, upheld=4)
    assert (rate["display"], rate["missing"]) == (None, MissingReason.NOT_PUBLISHED)


def test_every_council_and_year_has_every_measure() -> None:
    counts = yearly_counts(
        {"authority": "A", "year": 2020, "upheld": 1, "investigated": 2},
        {"authority": "B", "year": 2021},
    )
    keys = figures(counts)[["authority", "year", "measure"]]
    assert set(keys.itertuples(index=False, name=None)) == {
        (authority, year, str(measure))
        for authority, year in (("A", 2020), ("B", 2021))
        for measure in Measure
    }


def test_a_frame_without_council_years_has_no_figures() -> None:
    assert figures(yearly_counts({"authority": "A"}).head(0)).empty


bases = st.integers(0, 5_000)


@settings(max_examples=25)
@given(st.lists(st.tuples(bases, bases), min_size=1, max_size=20))
def test_a_share_lies_in_its_interval_and_between_nought_and_one(
    pairs: list[tuple[int, int]],
) -> None:
    counts = yearly_counts(
        *(
            {"authority": str(n), "upheld": min(pair), "investigated": max(pair)}
            for n, pair in enumerate(pairs)
        )
    )
    rates: pd.DataFrame = figures(counts)
    rates = rates[rates["measure"] == Measure.UPHOLD_RATE]
    known = rates[rates["value"].notna()]
    # The limit at 0 of n and n of n is exact up to the last binary place.
    assert known["low"].between(0, known["value"] + 1e-12).all()
    assert known["high"].between(known["value"] - 1e-12, 1).all()
    assert rates["value"].isna().tolist() == [max(pair) == 0 for pair in pairs]
    assert (rates["value"].isna() == rates["missing"].notna()).all()
    assert (rates["value"].isna() == rates["display"].isna()).all()
