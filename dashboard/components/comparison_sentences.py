"""Comparisons in plain words: every gap and change with both counts and what chance says."""

from __future__ import annotations

from typing import Final

from dashboard.authorities.register import Authority
from dashboard.components import sentences
from dashboard.dataset import Figure
from dashboard.dataset.comparison_records import (
    Change,
    Comparison,
    Expected,
    GroupYear,
    Pooled,
    RankInterval,
    Trend,
)
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display, display_range
from dashboard.statistics.thresholds import COMPARABLE_YEARS_FOR_A_TREND, FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import ChangeVerdict, Measure, PeerGroup, TrendVerdict, Verdict

GROUP_LABELS = {
    PeerGroup.TYPE: "Councils of the same type",
    PeerGroup.REGION: "The region, same services",
    PeerGroup.ENGLAND: "All of England",
    PeerGroup.LIKE: "Same services, like population",
    PeerGroup.NEIGHBOURS: "Statistical neighbours",
}


def group_words(group: PeerGroup, authority: Authority) -> str:
    """A group as it is named in a sentence: "the other unitary authorities"."""
    powers = authority.type.powers.plural
    return {
        PeerGroup.TYPE: f"the other {authority.type.plural}",
        PeerGroup.REGION: f"the other {powers} in {_region(authority)}",
        PeerGroup.ENGLAND: "all other councils in England",
        PeerGroup.LIKE: f"the {powers} nearest in population",
        PeerGroup.NEIGHBOURS: "its statistical neighbours",
    }[group]


def _region(authority: Authority) -> str:
    """The region in a sentence: "the South East", but "London"."""
    has_article = authority.region not in ("London", "Yorkshire and The Humber")
    return f"the {authority.region}" if has_article else authority.region


def why_in_group(
    group: PeerGroup, authority: Authority, residents: int | None, own_residents: int | None
) -> str:
    """Why another council stands in a council's group."""
    if group is PeerGroup.LIKE and residents and own_residents:
        return f"{residents:,} residents beside {own_residents:,}, same services"
    return {
        PeerGroup.TYPE: f"also a {authority.type.words}",
        PeerGroup.REGION: f"same services, also in {_region(authority)}",
        PeerGroup.ENGLAND: "in England",
        PeerGroup.LIKE: "same services, like population",
        PeerGroup.NEIGHBOURS: "in the file of statistical neighbours",
    }[group]


def gap(figure: Figure, beside: Comparison | None, authority: Authority) -> str:
    """A council beside a group in one or two sentences: both counts, and whether it is chance."""
    name = authority.short_name
    if figure.value is None:
        return f"{name}: {sentences.missing(figure)} in {figure.year.label}."
    own = f"{name}: {figure.display}, {sentences.counts_in_words(figure)} in {figure.year.label}"
    if beside is None and figure.similar is not None:
        return f"{own}; {sentences.similar(figure)}. {sentences.chance(figure)}"
    if beside is None:
        return f"{own}. The counts of no other council of this group are loaded."
    return f"{own}; {others(figure, beside, authority)}"


def others(figure: Figure, beside: Comparison, authority: Authority) -> str:
    """What a group did, with its counts, and whether the gap to it is chance."""
    together = (
        f"{group_words(beside.group, authority)}: {beside.display}, {beside.numerator:,} of "
        f"{beside.denominator:,}"
    )
    if beside.councils < beside.councils_in_all:
        together += f", from {beside.councils} of {beside.councils_in_all} councils"
    return f"{together}. {gap_chance(figure, beside)}"


def in_category(figure: Figure, of_type: GroupYear, authority: Authority) -> str:
    """A category's figure beside the other councils of the type, with both counts.

    Raises:
        ValueError: the figure has no counts.
    """
    if figure.numerator is None or figure.denominator is None:
        raise ValueError("a figure without counts stands beside nothing")
    numerator = of_type.numerator - figure.numerator
    denominator = of_type.denominator - figure.denominator
    own = (
        f"{authority.short_name}: {figure.display}, {sentences.counts_in_words(figure)} in "
        f"{figure.year.label}"
    )
    if denominator <= 0:
        return f"{own}. No other {authority.type.words} has such a case."
    together = (
        f"{group_words(PeerGroup.TYPE, authority)}: "
        f"{display(figure.measure, numerator, denominator)}, {numerator:,} of {denominator:,}"
    )
    if of_type.councils < of_type.councils_in_all:
        known = f"from {of_type.councils} of {of_type.councils_in_all} councils"
        return f"{own}; {together}, {known}. {_NOT_ALL_KNOWN}"
    if not DEFINITIONS[figure.measure].is_share:
        per = DEFINITIONS[figure.measure].per
        return f"{own}; {together}. {sentences.within_range(figure, numerator / denominator * per)}"
    return f"{own}; {together}. {_VERDICTS.get(figure.verdict, 'No verdict is given.')}"


_VERDICTS: Final[dict[Verdict | None, str]] = {
    Verdict.TOO_FEW: f"With fewer than {FEWEST_FOR_A_VERDICT} cases, any gap could be chance.",
    Verdict.CONSISTENT: "A gap of this size is common by chance.",
    Verdict.POSSIBLY_HIGHER: (
        "Possibly higher: chance alone gives such a gap less than once in twenty."
    ),
    Verdict.POSSIBLY_LOWER: (
        "Possibly lower: chance alone gives such a gap less than once in twenty."
    ),
    Verdict.HIGHER: (
        "Higher by more than chance would explain: it alone gives such a gap less than twice in "
        "a thousand. There can be many causes."
    ),
    Verdict.LOWER: (
        "Lower by more than chance would explain: it alone gives such a gap less than twice in "
        "a thousand. There can be many causes."
    ),
    Verdict.NO_BENCHMARK: "There is nothing to compare with.",
}
_NOT_ALL_KNOWN: Final = "As not all councils of the group are known, no verdict is given."


def gap_chance(figure: Figure, beside: Comparison) -> str:
    """Whether the gap between a figure and a group is chance, or why that isn't said."""
    if beside.verdict is not None:
        return _VERDICTS[beside.verdict]
    if beside.group is PeerGroup.ENGLAND:
        return "They run different services, so no verdict is given."
    if beside.councils < beside.councils_in_all:
        return _NOT_ALL_KNOWN
    if not DEFINITIONS[figure.measure].is_share:
        return sentences.within_range(figure, beside.value)
    return "No verdict is given."


def change(figure: Figure, since: Change | None) -> str | None:
    """A change in one sentence, with both counts; None where the years don't compare."""
    if since is None or figure.value is None:
        return None
    before = f"{since.earlier_numerator:,} of {since.earlier_denominator:,}"
    now = sentences.counts(figure)
    if not DEFINITIONS[figure.measure].is_share:
        before, now = f"{since.earlier_numerator:,} upheld", f"{figure.numerator:,} upheld"
    words = (
        f"From {since.earlier_display} ({before}) in {since.earlier_year.label} to "
        f"{figure.display} ({now}) in {figure.year.label}"
    )
    verdict = {
        None: f"with fewer than {FEWEST_FOR_A_VERDICT} cases in a year, it could well be chance",
        ChangeVerdict.NOT_CLEAR: (
            "no clear change; chance alone often gives a difference of this size"
        ),
        ChangeVerdict.POSSIBLE: (
            "a possible change; chance alone gives such a difference less than once in twenty"
        ),
        ChangeVerdict.UNLIKELY_CHANCE: (
            "unlikely to be chance, which alone gives such a difference less than once in a hundred"
        ),
    }[since.verdict]
    return f"{words}: {verdict}."


def parts(since: Change | None) -> str | None:
    """What a change is made of; None where it isn't known."""
    if since is None or since.national_part is None or since.verdict is None:
        return None
    is_share = DEFINITIONS[since.measure].is_share
    return (
        f"Of the difference of {_signed(since.difference, is_share)}, "
        f"{_signed(since.national_part, is_share)} is the change in all of England, "
        f"{_signed(since.type_part or 0, is_share)} what the other councils of the type changed "
        f"beyond it, and {_signed(since.own_part or 0, is_share)} the council’s own."
    )


def difference(since: Change) -> str:
    """A change as a number with its sign: "+12 points", "−0.4"."""
    return _signed(since.difference, DEFINITIONS[since.measure].is_share)


def _signed(value: float, is_share: bool) -> str:
    """A difference with its sign, a true minus: "+12 points", "−0.4"."""
    number = f"{abs(value) * 100:.0f}" if is_share else f"{abs(value):.1f}"
    sign = "" if float(number) == 0 else "+" if value > 0 else "−"
    unit = (" point" if number == "1" else " points") if is_share else ""
    return f"{sign}{number}{unit}"


def pooled(together: Pooled | None) -> str | None:
    """Three years together, with their counts and range."""
    if together is None:
        return None
    reach = display_range(together.measure, together.low, together.high)
    return (
        f"Three years together, {together.first_year.label} to {together.last_year.label}: "
        f"{together.display}, {together.numerator:,} of {together.denominator:,} "
        f"{DEFINITIONS[together.measure].denominator_words}, range {reach}."
    )


def expected(figure: Figure, mix: Expected | None) -> str | None:
    """The observed uphold rate beside the one that the mix of categories leads to expect."""
    if mix is None or figure.measure is not Measure.UPHOLD_RATE or figure.value is None:
        return None
    return (
        f"For this mix of categories, the uphold rates of all of England would give "
        f"{mix.display} ({mix.expected:.1f} of {mix.investigated:,}); observed: {figure.display} "
        f"({mix.upheld:,} of {mix.investigated:,})."
    )


def rank(place: RankInterval | None) -> str:
    """The ranks that the data support: "4 to 51 of 62"; empty without."""
    if place is None:
        return ""
    if place.first == place.last:
        return f"{place.first} of {place.councils}"
    return f"{place.first} to {place.last} of {place.councils}"


def trend(run: Trend) -> str:
    """A run of comparable years in one sentence."""
    span = (
        f"{run.first_year.label} to {run.last_year.label}"
        if run.years > 1
        else run.first_year.label
    )
    if run.verdict is TrendVerdict.TOO_FEW_YEARS:
        years = "1 comparable year" if run.years == 1 else f"{run.years} comparable years"
        return f"{span}: {years}; a verdict on a trend takes {COMPARABLE_YEARS_FOR_A_TREND}."
    said = {
        TrendVerdict.NOT_CLEAR: "no clear trend; ups and downs of this size are common by chance",
        TrendVerdict.RISING: "rising, by more than chance would explain",
        TrendVerdict.FALLING: "falling, by more than chance would explain",
    }[run.verdict]
    return f"{span}, {run.years} comparable years: {said}."
