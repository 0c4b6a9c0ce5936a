"""Every threshold of the statistics, in one place; the methods page prints them from here."""

from __future__ import annotations

from typing import Final

FEWEST_FOR_A_VERDICT: Final = 5
"""Below this denominator there is no verdict, no rank, no flag and a hatched area on the map."""

FEWEST_WITHOUT_A_MARK: Final = 10
"""From FEWEST_FOR_A_VERDICT up to one below this, a figure is shown and marked "low count"."""

CONFIDENCE: Final = 0.95
"""The level of every interval."""

FUNNEL_WARNING: Final = 0.95
"""Outside these funnel limits, but inside the next, a council is "possibly different"."""

FUNNEL_ALARM: Final = 0.998
"""Only outside these funnel limits is a council named as different."""

WHOLE_TABLE_SHARE: Final = 0.9
"""Case tables with at least this share of the councils are taken to cover every council.

A council without a case in them has noughts then. Below it they are an extract, which says
nothing about the councils that are not in it.
"""

EXACT_POISSON_BELOW: Final = 10
"""Rates per 100,000 carry exact Poisson limits below this count, Byar's from it on."""

UNLIKELY_CHANCE_BELOW: Final = 0.01
"""A change or gap with a smaller P value is "unlikely to be chance"."""

POSSIBLE_CHANGE_BELOW: Final = 0.05
"""One with a smaller P value than this is a "possible change"."""

COMPARABLE_YEARS_FOR_A_TREND: Final = 5
"""A trend has a verdict from so many comparable years on."""

YEARS_POOLED: Final = 3
"""So many comparable years are put together where one has too few cases."""

LIKE_COUNCILS: Final = 15
"""So many councils of the same powers are the nearest in population."""

DISPERSION_TEST_BELOW: Final = 0.01
"""Funnel limits are widened if chance gives such a spread less often than this."""

FEWEST_COUNCILS_FOR_DISPERSION: Final = 10
"""With fewer councils nothing is said about the spread of a type."""

FEWEST_FOR_QUARTILES: Final = 4
"""With fewer councils there is no middle half."""

FALSE_DISCOVERY_RATE: Final = 0.05
"""Of the tested signals of a kind in a year, at most this share is chance, in the long run."""

MONTHS_FOR_AN_IMPROVEMENT: Final = 12
"""A case upheld so long after a service improvement was agreed, in its category, is a signal."""

MONTHS_OF_AN_IMPROVEMENT: Final = 36
"""So long after it was agreed, a service improvement is no longer held against a new case."""

FEWEST_UPHELD_AGAIN: Final = 3
"""So many cases upheld again in a category in a year are a signal."""
