"""The five classes in which the map shades each measure, and what its other states mean.

The limits are the same in every year, so that a colour means the same. A figure is classed as
it is displayed: 64.6% reads "65%" and stands in "65 to 79%".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import Measure, MissingReason

_LIMITS: Final[dict[Measure, tuple[Decimal, ...]]] = {
    Measure.UPHOLD_RATE: (Decimal(50), Decimal(65), Decimal(80), Decimal(90)),
    Measure.COMPLIANCE_RATE: (Decimal(80), Decimal(90), Decimal(95), Decimal(100)),
    Measure.ON_TIME_COMPLIANCE_RATE: (Decimal(50), Decimal(70), Decimal(85), Decimal(100)),
    Measure.SATISFACTORY_REMEDY_RATE: (Decimal(1), Decimal(10), Decimal(20), Decimal(30)),
    Measure.UPHELD_PER_100K: (Decimal(1), Decimal(3), Decimal(6), Decimal(9)),
}
"""Where the second to the fifth class begin, on the scale on which the figure is displayed."""

_WORDS: Final[dict[Measure, tuple[str, ...]]] = {
    Measure.UPHOLD_RATE: ("under 50%", "50 to 64%", "65 to 79%", "80 to 89%", "90% and over"),
    Measure.COMPLIANCE_RATE: ("under 80%", "80 to 89%", "90 to 94%", "95% to under 100%", "100%"),
    Measure.ON_TIME_COMPLIANCE_RATE: (
        "under 50%",
        "50 to 69%",
        "70 to 84%",
        "85% to under 100%",
        "100%",
    ),
    Measure.SATISFACTORY_REMEDY_RATE: ("0%", "1 to 9%", "10 to 19%", "20 to 29%", "30% and over"),
    Measure.UPHELD_PER_100K: ("under 1", "1 to 2.9", "3 to 5.9", "6 to 8.9", "9 and over"),
}

_DIFFERENCES: Final = (-15, -5, 5, 15)
"""Points: up to the first is the first class, from the last on the fifth."""

DIFFERENCE_WORDS: Final = (
    "15 points or more below",
    "5 to 14 below",
    "within 4 points",
    "5 to 14 above",
    "15 points or more above",
)
"""The classes of the difference from similar councils; neither end is the better one."""


def difference_class(points: int) -> str:
    """The CSS class of a difference from similar councils in whole points: "d1" to "d5"."""
    low, below, above, high = _DIFFERENCES
    steps = (points > low, points > below, points >= above, points >= high)
    return f"d{1 + sum(steps)}"


FEW: Final = "few"
NONE: Final = "none"
UNKNOWN: Final = "unknown"


def class_words(measure: Measure) -> tuple[str, ...]:
    """The five classes in words, lowest first."""
    return _WORDS[measure]


def state_words(measure: Measure) -> dict[str, str]:
    """What the map's other states mean: hatched, plain grey, dotted."""
    definition = DEFINITIONS[measure]
    states = {NONE: definition.no_cases_words, UNKNOWN: str(MissingReason.NOT_PUBLISHED)}
    if definition.is_share:
        cases = definition.denominator_words.removeprefix("complaints ")
        return {FEW: f"fewer than {FEWEST_FOR_A_VERDICT} {cases}", **states}
    return states


def legend_entries(measure: Measure) -> list[tuple[str, str]]:
    """The CSS classes and the words of each entry of a measure's legend, shades first."""
    shades = [(f"q{n}", words) for n, words in enumerate(class_words(measure), start=1)]
    states = [
        (f"q3 {state}" if state == FEW else state, words)
        for state, words in state_words(measure).items()
    ]
    return [*shades, *states]


def map_class(
    measure: Measure, display: str | None, denominator: int | None, missing: MissingReason | None
) -> str:
    """The CSS classes of an area: "q1" to "q5", with "few" added; "none" or "unknown"."""
    if display is None:
        return NONE if missing is MissingReason.NO_CASES else UNKNOWN
    shown = Decimal(display.rstrip("%"))
    shade = f"q{1 + sum(shown >= limit for limit in _LIMITS[measure])}"
    if not DEFINITIONS[measure].is_share or denominator is None:
        return shade
    return f"{shade} {FEW}" if denominator < FEWEST_FOR_A_VERDICT else shade
