"""Figures as text: the one place where a number becomes what a reader sees."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import Measure


@lru_cache(maxsize=100_000)
def display(measure: Measure, numerator: int, denominator: int) -> str:
    """A figure from its two counts, rounded half up from the exact fraction.

    33 of 40 is "83%"; 249 of 250 outcomes complied with is "99.6%", never "100%".

    Raises:
        ZeroDivisionError: the denominator is nought: such a figure does not exist.
    """
    definition = DEFINITIONS[measure]
    return display_value(measure, Decimal(numerator) * definition.per / Decimal(denominator))


def display_value(measure: Measure, scaled: Decimal) -> str:
    """A figure already on its scale (67.2 for 67.2%, 4.61 for 4.61 per 100,000)."""
    definition = DEFINITIONS[measure]
    if not definition.is_share:
        return str(scaled.quantize(Decimal("0.1"), ROUND_HALF_UP))
    whole = scaled.quantize(Decimal(1), ROUND_HALF_UP)
    if definition.whole_only_if_all and whole == 100 and scaled < 100:
        return f"{_just_under_100(scaled)}%"
    return f"{whole}%"


def display_printed(measure: Measure, printed: Decimal) -> str:
    """A figure as its publisher printed it: a percentage keeps the decimals it came with."""
    if not DEFINITIONS[measure].is_share:
        return str(printed.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return f"{printed.normalize():f}%"


def display_range(measure: Measure, low: float, high: float) -> str:
    """An interval on the measure's own scale: "27% to 81%", "2.1 to 4.8"."""
    if DEFINITIONS[measure].is_share:
        return f"{_half_up(low * 100)}% to {_half_up(high * 100)}%"
    return f"{_half_up(low, '0.1')} to {_half_up(high, '0.1')}"


def display_count_range(low: float, high: float) -> str:
    """The interval of a count, in whole cases: "15 to 36"."""
    return f"{_half_up(low)} to {_half_up(high)}"


def _just_under_100(scaled: Decimal) -> Decimal:
    """One decimal, rounded half up, but 99.9 for 99.95 and more."""
    rounded = scaled.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return rounded if rounded < 100 else scaled.quantize(Decimal("0.1"), ROUND_FLOOR)


def _half_up(value: float, step: str = "1") -> Decimal:
    return Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
