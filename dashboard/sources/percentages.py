"""Percentages held as 0 to 1 or as 0 to 100: told from a whole column, never from one cell."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

import pandas as pd

_TENTH: Final = Decimal("0.1")


def percent_scale(numbers: pd.Series, has_sign: pd.Series) -> int:
    """What a column's numbers without a percent sign are to be multiplied by: 1 or 100.

    Takes the numbers as written ("0.4", "40" or "40%" as 40) and where the sign stands.

    Raises:
        ValueError: the column can be read both ways, or is a mixture; with what is so.
    """
    bare = numbers[~has_sign & numbers.gt(0).fillna(False)].astype("float64")
    if bare.empty:
        return 1
    has_parts = bool((bare < 1).any())
    if bare.max() > 1:
        if has_parts:
            raise ValueError(f"both {bare.min():g} and {bare.max():g}")
        return 1
    if numbers[has_sign].gt(0).any():
        raise ValueError(f"{bare.min():g} beside numbers with a percent sign")
    if not has_parts:
        raise ValueError("nothing but 0 and 1, which may be 1% or 100%")
    return 100


def in_percent(numbers: pd.Series, has_sign: pd.Series) -> pd.Series:
    """A column of percentages from 0 to 100, as Float64, to one decimal at most.

    A worksheet that works its percentages out holds 59.7222...; only 0 is 0% and only 100 is 100%.

    Raises:
        ValueError: the column's scale can't be told, with what is so.
    """
    scale = percent_scale(numbers, has_sign)
    scaled = numbers.mask(~has_sign, numbers * scale)
    return scaled.map(percentage_to_one_decimal, na_action="ignore").astype("Float64")


def to_one_decimal(number: float) -> float:
    """A number to one decimal, halves upward."""
    return float(_exact(number).quantize(_TENTH, ROUND_HALF_UP))


def percentage_to_one_decimal(percentage: float) -> float:
    """A percentage to one decimal, halves upward; never 0 or 100 unless it is."""
    exact = _exact(percentage)
    rounded = exact.quantize(_TENTH, ROUND_HALF_UP)
    if exact > 0 and not rounded:
        return float(_TENTH)
    if exact < 100 and rounded == 100:
        rounded = exact.quantize(_TENTH, ROUND_DOWN)
    return float(rounded)


def _exact(number: float) -> Decimal:
    # Ten digits hide the noise of binary fractions.
    return Decimal(f"{number:.10g}")
