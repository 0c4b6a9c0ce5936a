"""A council beside the councils that a reader chose: counts, and whether the ranges meet."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.authorities.register import Authority
from dashboard.components import sentences
from dashboard.dataset import Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT

Pair = tuple[Authority, Figure]


def own_set(first: Pair, others: Sequence[Pair]) -> str:
    """The first council beside the others; no verdict, since whoever chooses sets the benchmark.

    Two 95% ranges that don't meet come about by chance less often than once in twenty.
    """
    authority, figure = first
    own = f"{authority.short_name}: {sentences.value(figure)}"
    if figure.value is not None:
        own += f", {sentences.counts_in_words(figure)}"
    own += f" in {figure.year.label}"
    known = [(a, f) for a, f in others if f.has_counts]
    if not known:
        return f"{own}."
    cases = sum(f.numerator or 0 for _, f in known)
    base = sum(f.denominator or 0 for _, f in known)
    who = (
        f"{known[0][0].short_name}, which you chose"
        if len(known) == 1
        else f"the {len(known)} others you chose together"
    )
    return (
        f"{own}; {who}: {cases:,} of {base:,}. "
        f"{_ranges(figure, known)}A set chosen by hand is no benchmark, so no council is named as "
        "different."
    )


def _ranges(figure: Figure, others: Sequence[Pair]) -> str:
    """Which of the others' ranges the council's own meets."""
    reach = sentences.interval(figure)
    if figure.low is None or figure.high is None or reach is None:
        return ""
    definition = DEFINITIONS[figure.measure]
    if definition.is_share and (figure.denominator or 0) < FEWEST_FOR_A_VERDICT:
        return f"With fewer than {FEWEST_FOR_A_VERDICT} cases, any gap could be chance. "
    apart = [
        f"{authority.short_name} ({sentences.interval(other)})"
        for authority, other in others
        if other.low is not None
        and other.high is not None
        and (other.low > figure.high or other.high < figure.low)
    ]
    if not apart:
        whose = f"that of {others[0][0].short_name}" if len(others) == 1 else "each of theirs"
        return f"Its range of {reach} meets {whose}: such gaps are common by chance. "
    met = len(others) - len(apart)
    rest = f" It meets the {met} others’." if met > 1 else " It meets the other’s." if met else ""
    return (
        f"Its range of {reach} doesn’t meet that of {', '.join(apart)}: chance alone gives such a "
        f"gap less than once in twenty.{rest} "
    )
