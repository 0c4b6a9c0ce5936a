"""Numbers of complaints received in plain words: the range, the year before, the residents."""

from __future__ import annotations

from dashboard.authorities.register import Authority
from dashboard.dataset.comparison_records import ReceivedBeside
from dashboard.statistics.breaks import BREAKS
from dashboard.statistics.display import display_count_range
from dashboard.vocabulary import ChangeVerdict, YearEnding


def received(
    found: dict[YearEnding, ReceivedBeside], year: YearEnding, authority: Authority
) -> list[str]:
    """What is said of the number of a year, with every count; nothing if it isn't known."""
    of_year = found.get(year)
    if of_year is None:
        return []
    return [
        f"{authority.short_name}: {of_year.received:,} complaints and enquiries received in "
        f"{year.label}, range {display_count_range(of_year.low, of_year.high)} if such a year "
        "came again.",
        change(of_year, year),
        *_beside_others(of_year, authority),
    ]


def change(found: ReceivedBeside, year: YearEnding) -> str:
    """The number beside that of the year before, and whether the change could be chance."""
    if found.earlier_year is None or found.verdict is None:
        return _why_no_change(year)
    verdict = {
        ChangeVerdict.NOT_CLEAR: (
            "no clear change; chance alone often gives a difference of this size"
        ),
        ChangeVerdict.POSSIBLE: (
            "a possible change; chance alone gives such a difference less than once in twenty"
        ),
        ChangeVerdict.UNLIKELY_CHANCE: (
            "unlikely to be chance, which alone gives such a difference less than once in a hundred"
        ),
    }[found.verdict]
    return (
        f"Received: {found.earlier_received:,} in {found.earlier_year.label}, {found.received:,} "
        f"in {year.label}: {verdict}."
    )


def _why_no_change(year: YearEnding) -> str:
    for b in BREAKS:
        if b.touches_counts and b.first_year_after == year:
            return f"The number doesn’t compare with the year before. {b.words}"
    before = YearEnding(year.last - 1)
    return (
        f"No number that compares is known for {before.label}, so nothing can be said of a change."
    )


def _beside_others(found: ReceivedBeside, authority: Authority) -> list[str]:
    """What the residents would give at the others' rate, and whether that is within the range."""
    if found.expected is None or not found.others_residents:
        return []
    per_100k = (found.others_received or 0) / found.others_residents * 100_000
    others = (
        f"The other {authority.type.plural} together: {found.others_received:,} received, "
        f"{per_100k:.1f} per 100,000 residents. At that rate its residents would give "
        f"{found.expected:.0f}"
    )
    if found.low <= found.expected <= found.high:
        return [f"{others}, which lies within the range: a gap of this size is common by chance."]
    side = "fewer" if found.received < found.expected else "more"
    return [
        f"{others}, which lies outside the range: {side} than chance alone would explain. Many "
        "things besides the council’s work make people complain or not."
    ]
