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
