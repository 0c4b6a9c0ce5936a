"""From yearly counts to figures: each with its counts and interval, or why there is none."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dashboard.statistics.definitions import DEFINITIONS, Definition
from dashboard.statistics.display import display
from dashboard.statistics.intervals import poisson, wilson
from dashboard.vocabulary import MissingReason

FIGURE_COLUMNS: Final = (
    "authority",
    "year",
    "measure",
    "numerator",
    "denominator",
    "value",
    "display",
    "low",
    "high",
    "missing",
)


def figures(counts: pd.DataFrame) -> pd.DataFrame:
    """Every measure of every council and year in a frame of yearly counts.

    Takes the columns of `counts.yearly_counts` and `population`. Returns FIGURE_COLUMNS, a row
    a measure: value, low and high on the measure's scale (shares from 0 to 1, rates per 100,000
    residents), `missing` a MissingReason where there is no value.
    """
    return pd.concat(
        [_measure_figures(counts, definition) for definition in DEFINITIONS.values()],
        ignore_index=True,
    )


def _measure_figures(counts: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    numerator = counts[definition.numerator].astype("Float64").to_numpy(float, na_value=np.nan)
    denominator = counts[definition.denominator].astype("Float64").to_numpy(float, na_value=np.nan)
    known = ~np.isnan(numerator) & (denominator > 0)
    scale = 1 if definition.is_share else definition.per
    value = np.full(len(counts), np.nan)
    value[known] = numerator[known] / denominator[known] * scale
    low, high = _interval(definition, np.where(known, numerator, np.nan), denominator)
    return pd.DataFrame(
        {
            "authority": counts["authority"],
            "year": counts["year"],
            "measure": str(definition.measure),
            "numerator": counts[definition.numerator].astype("Int64"),
            "denominator": counts[definition.denominator].astype("Int64"),
            "value": value,
            "display": [
                display(definition.measure, int(n), int(d)) if is_known else None
                for n, d, is_known in zip(numerator, denominator, known, strict=True)
            ],
            "low": low * scale,
            "high": high * scale,
            "missing": pd.Series(str(MissingReason.NOT_PUBLISHED), index=counts.index)
            .mask(denominator == 0, str(MissingReason.NO_CASES))
            .mask(known, None),
        }
    )


def _interval(
    definition: Definition, numerator: np.ndarray, denominator: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Both limits, as shares of the denominator."""
    known = ~np.isnan(numerator)
    low, high = np.full(len(numerator), np.nan), np.full(len(numerator), np.nan)
    limits = wilson if definition.is_share else _poisson_per_person
    low[known], high[known] = limits(numerator[known], denominator[known])
    return low, high


def _poisson_per_person(
    numerator: np.ndarray, denominator: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    low, high = poisson(numerator)
    return low / denominator, high / denominator
