from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.display import display, display_printed, display_range
from dashboard.vocabulary import Measure

SHARES = [measure for measure in Measure if measure is not Measure.UPHELD_PER_100K]


@pytest.mark.parametrize(
    ("upheld", "investigated", "shown"),
    [
        (1, 8, "13%"),  # 12.5
        (33, 40, "83%"),  # 82.5
        (1, 200, "1%"),  # 0.5
        (9, 10, "90%"),
        (2, 3, "67%"),
        (1, 3, "33%"),
        (0, 5, "0%"),
        (7, 7, "100%"),
    ],
)
def test_whole_percents_round_half_up(upheld: int, investigated: int, shown: str) -> None:
    assert display(Measure.UPHOLD_RATE, upheld, investigated) == shown


def test_a_long_fraction_is_rounded_from_the_fraction_and_not_from_a_float() -> None:
    # 1.005 as a float lies below its half; the fraction does not.
    assert display(Measure.UPHELD_PER_100K, 201, 20_000_000) == "1.0"
    assert display(Measure.UPHELD_PER_100K, 21, 2_000_000) == "1.1"  # 1.05


@pytest.mark.parametrize("measure", [Measure.COMPLIANCE_RATE, Measure.ON_TIME_COMPLIANCE_RATE])
@pytest.mark.parametrize(
    ("complied", "outcomes", "shown"),
    [
        (249, 250, "99.6%"),
        (199, 200, "99.5%"),
        (1999, 2000, "99.9%"),  # 99.95
        (99_999, 100_000, "99.9%"),
        (250, 250, "100%"),
        (198, 200, "99%"),
        (0, 3, "0%"),
    ],
)
def test_compliance_is_100_percent_only_if_every_outcome_was_complied_with(
    measure: Measure, complied: int, outcomes: int, shown: str
) -> None:
    assert display(measure, complied, outcomes) == shown


def test_an_uphold_rate_may_round_up_to_100_percent() -> None:
    assert display(Measure.UPHOLD_RATE, 249, 250) == "100%"


@pytest.mark.parametrize(
    ("upheld", "residents", "shown"),
    [(9, 200_000, "4.5"), (20, 400_000, "5.0"), (0, 97_831, "0.0"), (1, 1_900, "52.6")],
)
def test_rates_per_100_000_residents_have_one_decimal(
    upheld: int, residents: int, shown: str
) -> None:
    assert display(Measure.UPHELD_PER_100K, upheld, residents) == shown


def test_none_of_none_can_not_be_shown() -> None:
    with pytest.raises(ArithmeticError):
        display(Measure.UPHOLD_RATE, 0, 0)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("91", "91%"), ("91.0", "91%"), ("100.0", "100%"), ("0.0", "0%"), ("66.7", "66.7%")],
)
def test_a_printed_percentage_keeps_its_decimals(printed: str, shown: str) -> None:
    assert display_printed(Measure.UPHOLD_RATE, Decimal(printed)) == shown


def test_a_printed_rate_by_population_has_one_decimal() -> None:
    assert display_printed(Measure.UPHELD_PER_100K, Decimal("4")) == "4.0"


def test_ranges_are_written_on_the_scale_of_the_measure() -> None:
    assert display_range(Measure.UPHOLD_RATE, 0.2667, 0.8112) == "27% to 81%"
    assert display_range(Measure.UPHELD_PER_100K, 2.06, 8.54) == "2.1 to 8.5"


@given(st.sampled_from(SHARES), st.integers(1, 30_000), st.data())
def test_a_shown_share_lies_within_half_a_point_of_the_exact_one(
    measure: Measure, denominator: int, data: st.DataObject
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    shown = Fraction(display(measure, numerator, denominator).rstrip("%"))
    exact = Fraction(100 * numerator, denominator)
    assert -Fraction(1, 2) < shown - exact <= Fraction(1, 2)


@given(st.integers(1, 30_000), st.data())
def test_compliance_reads_100_percent_exactly_when_it_is(
    outcomes: int, data: st.DataObject
) -> None:
    complied = data.draw(st.integers(max(0, outcomes - 3), outcomes))
    shown = display(Measure.COMPLIANCE_RATE, complied, outcomes)
    assert (shown == "100%") == (complied == outcomes)
