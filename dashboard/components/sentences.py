"""Figures in plain words: the same sentences on every page, card and label."""

from __future__ import annotations

from pathlib import PurePosixPath

from dashboard.authorities.register import Authority
from dashboard.dataset import CouncilYear, Figure, Similar
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display, display_range
from dashboard.statistics.legend import map_class
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT, FEWEST_WITHOUT_A_MARK
from dashboard.vocabulary import Measure, MissingReason, SourceKind, Verdict

INTERVAL_WORDS = "Range consistent with these results if similar cases came again."

_SOURCE_WORDS = {
    SourceKind.OMBUDSMAN: "printed by the Ombudsman",
    SourceKind.COUNCIL: "printed by the council",
    SourceKind.PRESS: "printed in the press",
}


def counts(figure: Figure) -> str | None:
    """The two counts behind a figure: "4 of 6"; None if the numerator isn't known."""
    if figure.numerator is None or figure.denominator is None:
        return None
    return f"{figure.numerator:,} of {figure.denominator:,}"


def counts_in_words(figure: Figure) -> str:
    """The counts with what they count: "4 of 6 complaints investigated"."""
    definition = DEFINITIONS[figure.measure]
    pair = counts(figure)
    if pair and definition.is_share:
        return f"{pair} {definition.denominator_words}"
    if pair:
        return f"{figure.numerator:,} upheld, {figure.denominator:,} residents"
    if figure.denominator is not None and definition.is_share:
        return f"of {figure.denominator:,} {definition.denominator_words}"
    if figure.value is not None:
        return "counts not printed"
    return ""


def missing(figure: Figure) -> str:
    """Why there is no figure: "no investigations", "no published figure loaded"."""
    if figure.missing is MissingReason.NO_CASES:
        return DEFINITIONS[figure.measure].no_cases_words
    return str(figure.missing or MissingReason.NOT_PUBLISHED)


def value(figure: Figure) -> str:
    """The figure as displayed, or why there is none."""
    return figure.display or missing(figure)


def interval(figure: Figure) -> str | None:
    """The figure's interval: "30% to 90%"; None without both counts."""
    if figure.low is None or figure.high is None:
        return None
    return display_range(figure.measure, figure.low, figure.high)


def headline(council_year: CouncilYear) -> str:
    """The answer in one sentence, with its counts and the similar councils' value."""
    figure = council_year.figures[Measure.UPHOLD_RATE]
    name, year = council_year.authority.short_name, council_year.year.label
    if figure.missing is MissingReason.NO_CASES:
        return (
            f"The Ombudsman looked into no complaint about {name} in depth in {year}. So there is "
            "no uphold rate."
        )
    if figure.missing is MissingReason.DID_NOT_EXIST:
        return f"{name} did not exist in {year}, and no decision about it was made that year."
    if figure.value is None:
        absent = f"No published figure loaded for the uphold rate of {name} in {year}"
        received = council_year.counts.received
        if received is None:
            return f"{absent}."
        return f"{absent}; {received:,} complaints and enquiries about it were received."
    beside = f"; {_similar_value(figure.similar)}" if figure.similar else ""
    if pair := counts(figure):
        return f"{pair} complaints investigated were upheld ({figure.display}) in {year}{beside}."
    base = f"the {figure.denominator:,} " if figure.denominator is not None else ""
    return f"{figure.display} of {base}complaints investigated were upheld in {year}{beside}."


def chance(figure: Figure) -> str | None:
    """Whether the gap to similar councils could be chance; None without a figure."""
    if figure.value is None:
        return None
    if figure.verdict is Verdict.TOO_FEW:
        return "With so few cases, any gap to similar councils could be chance."
    if figure.verdict is Verdict.CONSISTENT:
        return "A gap of this size from similar councils is common by chance."
    if figure.verdict in (Verdict.POSSIBLY_HIGHER, Verdict.POSSIBLY_LOWER):
        word = "higher" if figure.verdict is Verdict.POSSIBLY_HIGHER else "lower"
        return (
            f"Possibly {word} than similar councils: chance alone gives a gap of this size less "
            "than once in twenty."
        )
    if figure.verdict in (Verdict.HIGHER, Verdict.LOWER):
        return (
            f"{str(figure.verdict).capitalize()} than similar councils by more than chance would "
            "explain: it alone gives such a gap less than twice in a thousand. There can be many "
            "causes."
        )
    if not figure.has_counts:
        return "The counts aren't printed, so nothing can be said about chance."
    if (
        not DEFINITIONS[figure.measure].is_share
        and figure.similar
        and not figure.similar.is_partial
    ):
        return within_range(figure, figure.similar.value)
    return "There is no full average of similar councils to compare with."


def within_range(figure: Figure, others: float) -> str:
    """Whether others' rate by population lies within a figure's range, in terms of chance."""
    reach = interval(figure)
    if figure.low is None or figure.high is None:
        return "The counts aren't printed, so nothing can be said about chance."
    if figure.low <= others <= figure.high:
        return f"That lies within its range of {reach}: a gap of this size is common by chance."
    return (
        f"That lies outside its range of {reach}: chance alone gives such a gap less than once in "
        "twenty. Residents’ needs differ from place to place, too."
    )


def one_case(figure: Figure) -> str | None:
    """What one case more would change; None without both counts or for a rate by population."""
    if figure.numerator is None or not figure.denominator:
        return None
    if figure.measure is not Measure.UPHOLD_RATE:
        return None
    other = display(figure.measure, figure.numerator, figure.denominator + 1)
    return f"One more case not upheld would make this {other}."


def low_count(figure: Figure) -> str | None:
    """A mark for few cases: "fewer than 5", "low count"; None where there are enough."""
    definition = DEFINITIONS[figure.measure]
    if not definition.is_share or not figure.denominator:
        return None
    if figure.denominator < FEWEST_FOR_A_VERDICT:
        return f"fewer than {FEWEST_FOR_A_VERDICT}"
    return "low count" if figure.denominator < FEWEST_WITHOUT_A_MARK else None


def source(figure: Figure) -> str | None:
    """Where a figure comes from: "as printed by the Ombudsman"; None if there is no figure.

    Without an address the file is named: "as printed in the Ombudsman’s table decided.xlsx".
    """
    if figure.source is None:
        return None
    if figure.source is SourceKind.CASES:
        return "worked out from the case tables"
    how = "as" if figure.is_printed else "worked out from counts"
    if figure.source_url is None and figure.source_file is not None:
        return f"{how} printed in {printed_in(figure.source, figure.source_file)}"
    return f"{how} {_SOURCE_WORDS[figure.source]}"


def printed_in(source_kind: SourceKind, file: str) -> str:
    """A printed source without an address: "the Ombudsman’s table decided-2020.xlsx"."""
    path = PurePosixPath(file)
    if source_kind is not SourceKind.OMBUDSMAN:
        return path.name
    what = "letter" if path.suffix.casefold() in (".pdf", ".txt") else "table"
    return f"the Ombudsman’s {what} {path.name}"


def similar(figure: Figure) -> str | None:
    """The similar councils' value and whose it is: "similar councils 56%"."""
    if figure.similar is None:
        return None
    whose = ", as printed" if figure.similar.source == "publisher" else ""
    return f"{_similar_value(figure.similar)}{whose}"


def _similar_value(beside: Similar) -> str:
    """An average of some councils only is never said without saying of how many."""
    if not beside.is_partial:
        return f"similar councils {beside.display}"
    return (
        f"similar councils {beside.display}, from {beside.councils} of {beside.councils_in_all} "
        "councils"
    )


def _similar_cell(beside: Similar) -> str:
    if not beside.is_partial:
        return beside.display
    return f"{beside.display}, from {beside.councils} of {beside.councils_in_all}"


def kind_and_region(authority: Authority) -> str:
    """What the council is and where: "Unitary authority · South East"."""
    words = authority.type.words
    return f"{words[0].upper()}{words[1:]} · {authority.region}"


def cells(figure: Figure) -> tuple[str, str, str, str, str, float | None]:
    """A figure as the cells of a table: CSS class, value, counts, range, similar, sort value."""
    return (
        map_class(figure.measure, figure.display, figure.denominator, figure.missing),
        value(figure),
        (counts(figure) or "") if figure.value is not None else "",
        interval(figure) or "",
        _similar_cell(figure.similar) if figure.similar else "",
        figure.value,
    )
