"""Whether the figures of a council-year can all be true: parts and wholes, rates and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.sources.columns import Columns
from dashboard.sources.findings import Rule
from dashboard.sources.recognition import FIGURE_COLUMNS

ROUNDING: Final = 0.5
"""Points by which a whole percent may differ from what its counts give."""

SLIP: Final = 2.5
"""Points up to which a difference may be a slip in print, as 91% beside 9 of 10 was.

More means that the figures don't belong together: columns are swapped, or the scale is another.
"""

_PERCENTAGES: Final = tuple(column for column in FIGURE_COLUMNS if column.endswith("_pct"))
OF_COUNTS: Final = "the percentage that its two counts give"
TOO_LARGE: Final = Rule(
    "bad-number", "a percentage from 0 to 100", "write the percentage as it is printed"
)
BELOW_ONE: Final = Rule(
    "ambiguous-percentages",
    "a percentage from 0 to 100, as it is printed: 85, not 0.85",
    "multiply the column by 100 if these are shares; allow this kind if less than 1% is meant",
    is_warning=True,
)


def inconsistent(expected: str) -> Rule:
    """The notice of a figure that another one makes doubtful."""
    return Rule(
        "inconsistent-figure",
        expected,
        "compare the row with its source; it is shown as written",
        is_warning=True,
    )


def contradicting(expected: str) -> Rule:
    """The warning, which stops a publish, of figures of which one must be wrong."""
    return Rule(
        "contradicting-figures",
        expected,
        "compare the row with its source: a number may be wrong, two columns swapped, or a "
        "percentage on another scale; allow this kind if it is printed so",
        is_warning=True,
    )


def check_percentages(columns: Columns, figures: pd.DataFrame) -> None:
    """Refuses percentages above 100, and warns of those that look like shares of one.

    `figures` has FIGURE_COLUMNS, which the columns of the table are called by.
    """
    for percentage in _PERCENTAGES:
        columns.break_rule(TOO_LARGE, percentage, figures[percentage] > 100)
        is_below_one = (figures[percentage] > 0) & (figures[percentage] < 1)
        columns.break_rule(BELOW_ONE, percentage, is_below_one)


def check_plausibility(
    columns: Columns, figures: pd.DataFrame, headings: Mapping[str, str]
) -> None:
    """Warns of figures that contradict each other.

    `figures` has columns of FIGURE_COLUMNS, any of them, and `headings` the column of the table in
    which each stands.
    """
    numbers = figures.reindex(columns=list(FIGURE_COLUMNS)).astype("Float64")
    upheld = numbers["upheld_count"].fillna(numbers["upheld"])
    investigated = numbers["investigations_count"]
    for part, whole, column, expected in (
        (upheld, investigated, "investigations_count", "no fewer than were upheld"),
        (numbers["remedy_count"], upheld, "remedy_count", "no more than were upheld"),
        (investigated, numbers["decided_total"], "decided_total", "no fewer than investigated"),
    ):
        columns.break_rule(contradicting(expected), headings.get(column, column), part > whole)
    investigated = investigated.fillna(upheld + numbers["not_upheld"])
    for rate, part, whole in (
        ("upheld_pct", upheld, investigated),
        ("remedy_pct", numbers["remedy_count"], upheld),
        ("compliance_pct", numbers["complied_in_all"], numbers["compliance_outcomes_count"]),
    ):
        off = (numbers[rate] - 100 * part / whole.mask(whole == 0)).abs()
        column = headings.get(rate, rate)
        columns.break_rule(contradicting(OF_COUNTS), column, off > SLIP)
        columns.break_rule(inconsistent(OF_COUNTS), column, (off > ROUNDING) & (off <= SLIP))


def check_decided(columns: Columns, numbers: pd.DataFrame) -> None:
    """Warns of totals of decisions that aren't the sum of the newer groups."""
    investigated = numbers["investigations_count"]
    parts = numbers["not_for_us_or_not_ready"] + numbers["assessed_and_closed"] + investigated
    expected = "the sum of not for us or not ready, assessed and closed, and investigated"
    columns.break_rule(inconsistent(expected), "decided_total", parts != numbers["decided_total"])
