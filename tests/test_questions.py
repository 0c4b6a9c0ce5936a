"""Questions to ask: one at least for every signal and category, chosen by what was seen."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.questions import FEW_CASES, GENERAL, about, all_questions, chosen
from dashboard.vocabulary import DecisionCategory, SignalKind


@pytest.mark.parametrize(
    "subject", [*map(str, SignalKind), *map(str, DecisionCategory), GENERAL, FEW_CASES]
)
def test_there_is_a_question_about_every_signal_and_category(subject: str) -> None:
    assert about(subject)


def test_every_question_is_about_something_known_ends_as_one_and_was_reviewed() -> None:
    known = {*map(str, SignalKind), *map(str, DecisionCategory), GENERAL, FEW_CASES}
    for question in all_questions():
        assert question.about in known
        assert question.words.endswith("?")
        assert question.reviewed_on >= date(2026, 1, 1)
    assert len({question.words for question in all_questions()}) == len(all_questions())


def test_signals_come_first_then_the_three_categories_with_most_upheld_then_the_rest() -> None:
    found = chosen(
        {SignalKind.LATE},
        ["Housing", "Planning", "Education", "Health"],
        has_few_cases=False,
    )
    subjects = list(dict.fromkeys(question.about for question in found))
    assert subjects == ["late", "Housing", "Planning", "Education", GENERAL]


def test_few_cases_have_a_question_of_their_own() -> None:
    found = chosen(set(), [], has_few_cases=True)
    assert [question.about for question in found] == [FEW_CASES] + [GENERAL] * 4
