"""Questions that a committee may ask: the project's own, in `data/questions.csv`."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from dashboard.resources import data_folder
from dashboard.vocabulary import SignalKind

GENERAL: Final = "general"
FEW_CASES: Final = "few-cases"
_CATEGORIES_ASKED_ABOUT: Final = 3

OMBUDSMANS_OWN: Final = (
    (
        "The Ombudsman’s scrutiny questions, topic by topic",
        "https://www.lgo.org.uk/information-centre/reports/scrutiny-questions",
    ),
    (
        "The Ombudsman’s guide for members responsible for complaints",
        "https://lgo.org.uk/information-centre/information-for-organisations-we-investigate/"
        "councils/guidance-notes/guide-for-members-responsible-for-complaints-effective-scrutiny-"
        "of-complaint-systems?chapter=1",
    ),
)
"""What the Ombudsman itself offers committees: a title and an address each."""


@dataclass(frozen=True)
class Question:
    """One question, what it is about, and the day on which it was last reviewed."""

    about: str
    """A SignalKind, a DecisionCategory, GENERAL or FEW_CASES."""
    words: str
    reviewed_on: date


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question, in the order of the file."""
    with (data_folder() / "questions.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Question(row["about"], row["question"], date.fromisoformat(row["reviewed_on"]))
            for row in csv.DictReader(stream)
        )


def about(subject: str) -> list[Question]:
    """The questions about a signal, a category, everything, or few cases."""
    return [question for question in all_questions() if question.about == subject]


def chosen(
    signals: Collection[SignalKind], upheld_categories: Sequence[str], *, has_few_cases: bool
) -> list[Question]:
    """The questions that a council's figures suggest: its signals first, then where faults were.

    `upheld_categories` are those with upheld cases, most first; a few of them are asked about.
    """
    subjects = [str(kind) for kind in SignalKind if kind in signals]
    subjects += upheld_categories[:_CATEGORIES_ASKED_ABOUT]
    subjects += [FEW_CASES] if has_few_cases else []
    return [question for subject in (*subjects, GENERAL) for question in about(subject)]
