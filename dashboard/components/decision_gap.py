"""The gap between a count of decisions and the cases that are listed, in words."""

from __future__ import annotations

from dashboard.components.decision_question import DecisionQuestion
from dashboard.dataset import Counted, Dataset, Flag
from dashboard.vocabulary import OutcomeGroup, YearEnding


def gap(dataset: Dataset, question: DecisionQuestion, listed: int) -> str | None:
    """How the decisions listed compare with their count; None if no figure counts what is asked.

    `listed` is how many the question, which looks for no words, finds.
    """
    asked = question.filter(dataset.register)
    counted = dataset.counted(asked)
    if counted is None:
        return None
    sets = dataset.decisions.sets
    found = sets.found(asked)
    return gap_sentences(
        question,
        counted,
        listed,
        found.intersection_cardinality(sets.counted),
        len(sets.possible(asked) - found),
    )


def gap_sentences(
    question: DecisionQuestion, counted: Counted, listed: int, listed_counted: int, possible: int
) -> str:
    """How many of the decisions that the figures count are listed, and what of the others.

    Args:
        question: what the list was asked for.
        counted: how many the figures count.
        listed: how many are listed ...
        listed_counted: ... and of them, how many stand in the case table.
        possible: how many more may belong to the list, but don't state what was asked for.
    """
    if counted.is_from_cases:
        return _beside_cases(question, counted, listed, listed_counted)
    return _beside_print(question, counted, listed, possible)


def _beside_cases(
    question: DecisionQuestion, counted: Counted, listed: int, listed_counted: int
) -> str:
    absent, more = counted.decisions - listed_counted, listed - listed_counted
    said = _of(question, counted, listed_counted)
    if absent:
        said += f"; {absent:,} {_was(absent)} not published"
    said += "."
    if more:
        noun = "decision is" if more == 1 else "decisions are"
        said += (
            f" {more:,} more {noun} listed that only lists of published decisions have: the "
            "figures don’t count them."
        )
    return said


def _beside_print(question: DecisionQuestion, counted: Counted, listed: int, possible: int) -> str:
    if listed > counted.decisions:
        return (
            f"{listed:,} {_what(question, listed)} of {_years(counted)} {_is(listed)} listed, "
            f"{listed - counted.decisions:,} more than the {counted.decisions:,} that the printed "
            "figures count: the two come from different sources."
        )
    said = _of(question, counted, listed)
    absent = counted.decisions - listed
    if not absent:
        return f"{said}."
    said += f"; {absent:,} {_is(absent)} in no list of published decisions that was loaded"
    if possible:
        noun = "decision" if possible == 1 else "decisions"
        said += f", or among {possible:,} listed {noun} without all of these facts"
    return f"{said}. The count is as printed."


def _of(question: DecisionQuestion, counted: Counted, listed: int) -> str:
    total = counted.decisions
    what = f"{_what(question, max(1, total))} of {_years(counted)}"
    if not total:
        return f"No {what} was counted"
    if total == 1:
        return f"The one {what} is listed" if listed else f"0 of 1 {what} is listed"
    if listed == total:
        return f"All {total:,} {what} are listed"
    return f"{listed:,} of {total:,} {what} {_is(listed)} listed"


def _what(question: DecisionQuestion, number: int) -> str:
    """What was counted: "upheld decisions about Housing"."""
    noun = "decision" if number == 1 else "decisions"
    if Flag.REMEDY in question.flags:
        return f"upheld {noun} with a remedy already offered"
    outcome = question.outcome
    kind = "investigated" if outcome is OutcomeGroup.INVESTIGATED else str(outcome or "").lower()
    words = f"{kind} {noun}" if kind in ("upheld", "not upheld", "investigated") else noun
    if kind and words == noun:
        words += f" “{outcome}”"
    return f"{words} in {question.category}" if question.category else words


def _years(counted: Counted) -> str:
    return years_words(counted.years)


def years_words(years: tuple[YearEnding, ...]) -> str:
    """One year, or the first and the last of several: "2019-20 to 2021-22"."""
    first, last = years[0].label, years[-1].label
    return first if first == last else f"{first} to {last}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
