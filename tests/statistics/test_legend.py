from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.display import display
from dashboard.statistics.legend import class_words, map_class, state_words
from dashboard.vocabulary import Measure, MissingReason


def class_of(measure: Measure, numerator: int, denominator: int) -> str:
    return map_class(measure, display(measure, numerator, denominator), denominator, None)


def reads(words: str, shown: Decimal) -> bool:
    """Whether a value belongs to a class by the words of the class alone."""
    if words.startswith("under "):
        return shown < Decimal(re.findall(r"[\d.]+", words)[0])
    numbers = [Decimal(number) for number in re.findall(r"[\d.]+", words)]
    if "and over" in words:
        return shown >= numbers[0]
    if "under" in words:
        return numbers[0] <= shown < numbers[1]
    return numbers[0] <= shown <= numbers[-1]


@pytest.mark.parametrize(
    ("upheld", "investigated", "expected"),
    [
        (0, 200, "q1"),
        (98, 200, "q1"),  # 49%
        (99, 200, "q2"),  # 49.5%, shown as 50%
        (128, 200, "q2"),  # 64%
        (129, 200, "q3"),  # 64.5%, shown as 65%
        (158, 200, "q3"),  # 79%
        (159, 200, "q4"),  # 79.5%, shown as 80%
        (178, 200, "q4"),  # 89%
        (179, 200, "q5"),  # 89.5%, shown as 90%
        (200, 200, "q5"),
    ],
)
def test_an_uphold_rate_is_shaded_as_it_is_shown(
    upheld: int, investigated: int, expected: str
) -> None:
    assert class_of(Measure.UPHOLD_RATE, upheld, investigated) == expected


def test_only_full_compliance_has_the_top_class() -> None:
    assert class_of(Measure.COMPLIANCE_RATE, 249, 250) == "q4"
    assert class_of(Measure.COMPLIANCE_RATE, 250, 250) == "q5"


def test_only_a_nought_has_the_lowest_class_of_satisfactory_remedies() -> None:
    assert class_of(Measure.SATISFACTORY_REMEDY_RATE, 0, 50) == "q1"
    assert class_of(Measure.SATISFACTORY_REMEDY_RATE, 1, 50) == "q2"


def test_rates_by_population_are_shaded_by_their_one_decimal() -> None:
    # 0.95 is shown as 1.0, 2.949 as 2.9 and 2.95 as 3.0.
    shades = [class_of(Measure.UPHELD_PER_100K, n, 10_000_000) for n in (94, 95, 294, 295)]
    assert shades == ["q1", "q2", "q2", "q3"]


def test_fewer_than_5_cases_have_a_mark_beside_their_shade() -> None:
    assert class_of(Measure.UPHOLD_RATE, 4, 4) == "q5 few"
    assert class_of(Measure.UPHOLD_RATE, 5, 5) == "q5"


def test_residents_are_never_few() -> None:
    assert class_of(Measure.UPHELD_PER_100K, 0, 3) == "q1"


def test_absent_is_never_shaded_as_a_value() -> None:
    no_cases = map_class(Measure.UPHOLD_RATE, None, 0, MissingReason.NO_CASES)
    unknown = map_class(Measure.UPHOLD_RATE, None, None, MissingReason.NOT_PUBLISHED)
    assert (no_cases, unknown) == ("none", "unknown")
    assert map_class(Measure.UPHOLD_RATE, "0%", 5, None) == "q1"


def test_a_printed_figure_without_its_base_is_shaded_and_not_marked_as_few() -> None:
    assert map_class(Measure.UPHOLD_RATE, "89%", None, None) == "q4"


@pytest.mark.parametrize("measure", list(Measure))
def test_the_words_of_the_five_classes_share_no_value(measure: Measure) -> None:
    tenths = [Decimal(n) / 10 for n in range(1001)]
    shown = tenths if measure is Measure.UPHELD_PER_100K else [Decimal(n) for n in range(101)]
    for value in shown:
        assert sum(reads(words, value) for words in class_words(measure)) == 1


@given(st.sampled_from(list(Measure)), st.integers(1, 3_000), st.data())
def test_the_words_of_a_class_fit_every_value_that_is_shaded_with_it(
    measure: Measure, denominator: int, data: st.DataObject
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    shown = display(measure, numerator, denominator)
    shade = map_class(measure, shown, denominator, None).split()[0]
    words = class_words(measure)[int(shade[1]) - 1]
    assert reads(words, Decimal(shown.rstrip("%")))


def test_the_other_states_are_said_in_words() -> None:
    states = state_words(Measure.UPHOLD_RATE)
    assert states["none"] == "no investigations"
    assert states["unknown"] == "no published figure loaded"
    assert "5" in states["few"]
    assert "few" not in state_words(Measure.UPHELD_PER_100K)
