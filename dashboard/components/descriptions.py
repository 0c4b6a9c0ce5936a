"""What each page is described as where it is listed or shared: its counts and its period."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components import sentences
from dashboard.components.signal_sentences import KIND_LABELS
from dashboard.dataset import CouncilYear, Dataset, Letter
from dashboard.dataset.comparison_records import Signal
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import Measure, Tier, Verdict, YearEnding


def council(council_year: CouncilYear, *, is_unfinished: bool) -> str:
    """A council's year: "Leeds: 31 of 36 complaints investigated were upheld (86%) in 2023-24"."""
    figure = council_year.figures[Measure.UPHOLD_RATE]
    said = sentences.headline(council_year).removesuffix(".")
    if figure.value is not None:  # Without a figure the sentence names the council itself.
        said = f"{council_year.authority.short_name}: {said}"
    if figure.verdict is Verdict.TOO_FEW:
        said += f"; fewer than {FEWEST_FOR_A_VERDICT} investigations, so no verdict"
    if is_unfinished:
        said += "; the year is unfinished"
    return f"{said}."


def england(dataset: Dataset, measure: Measure, year: YearEnding) -> str:
    """All councils together in a year, or how many of them have a figure."""
    definition = DEFINITIONS[measure]
    together = {group.year: group for group in dataset.comparing.group_history(None, measure)}
    found = together.get(year)
    if found is None:
        existing = sum(authority.existed_in(year) for authority in dataset.register)
        loaded = dataset.councils_counted(measure, year)
        return f"Figures of {loaded} of {existing} English councils are loaded for {year.label}."
    counts = f"{found.numerator:,} of {found.denominator:,} {definition.denominator_words}"
    if definition.is_share:
        said = f"{counts} were {definition.numerator_words} ({found.display})"
    else:
        said = f"{found.numerator:,} upheld, {found.denominator:,} residents ({found.display})"
    partial = (
        f", from {found.councils} of {found.councils_in_all} councils"
        if found.councils < found.councils_in_all
        else ""
    )
    return f"Across England, {said} in {year.label}{partial}."


def map_page(dataset: Dataset, measure: Measure, year: YearEnding, tier: Tier) -> str:
    """The map of a measure, with what all councils did together."""
    label, councils = DEFINITIONS[measure].label, tier.words.lower()
    return (
        f"{label} of English {councils} on a map and in a table, each with its counts and range. "
        f"{england(dataset, measure, year)}"
    )


def compare(dataset: Dataset) -> str:
    """The page on which a comparison begins."""
    return (
        "Compare an English council with councils of its type, its region or like population, or "
        f"up to ten of your choice: complaints upheld, with counts and ranges, {_years(dataset)}."
    )


def trends(dataset: Dataset, name: str, measure: Measure) -> str:
    """The years of a council, a type of council or England."""
    return (
        f"{name}: {DEFINITIONS[measure].label.lower()} and categories year by year, "
        f"{_years(dataset)}, each with its counts, and every break in method marked."
    )


def signals(found: Sequence[Signal], year: YearEnding) -> str:
    """The early warnings of a year by kind."""
    counted = [
        f"{sum(signal.kind is kind for signal in found):,} {words.lower()}"
        for kind, words in KIND_LABELS.items()
        if any(signal.kind is kind for signal in found)
    ]
    return (
        f"{_counted(len(found), 'signal')} in the complaint figures of English councils in "
        f"{year.label}{': ' if counted else ''}{'; '.join(counted)}. A signal is a question, "
        "not a judgement."
    )


def decisions(total: int, of_whom: str) -> str:
    """The published decisions about a council or about all."""
    return (
        f"{_counted(total, 'decision')} about {of_whom} published by the Local Government and "
        "Social Care Ombudsman: search the words, or choose category, outcome and date."
    )


def letters(found: Sequence[Letter], of_whom: str) -> str:
    """The annual review letters to a council or to all."""
    if not found:
        return f"No annual review letter of the Ombudsman to {of_whom} is loaded."
    years = sorted({letter.year for letter in found})
    return (
        f"{_counted(len(found), 'annual review letter')} of the Ombudsman to {of_whom}, "
        f"{_span(years)}, each beside the figures that it prints."
    )


def letter(council_year: CouncilYear) -> str:
    """One annual review letter, with the council's figures of its year."""
    return (
        f"The Ombudsman’s annual review letter for {council_year.year.label}. "
        f"{council(council_year, is_unfinished=False)}"
    )


def data(dataset: Dataset) -> str:
    """The page about the data."""
    return (
        f"Complaint figures of English councils, {_years(dataset)}, as CSV, Parquet and XLSX: "
        "where they come from, how they compare with printed ones, and every correction."
    )


def methods(dataset: Dataset) -> str:
    """The page of definitions."""
    return (
        "How each complaint figure of English councils is worked out: definitions, ranges, "
        f"fewer than {FEWEST_FOR_A_VERDICT} cases, similar councils, and the breaks in method, "
        f"{_years(dataset)}."
    )


def _years(dataset: Dataset) -> str:
    return _span(dataset.years)


def _span(years: Sequence[YearEnding]) -> str:
    """The years from the first to the last: "2018-19 to 2024-25"."""
    first, last = years[0], years[-1]
    return first.label if first == last else f"{first.label} to {last.label}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
