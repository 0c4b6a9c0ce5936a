"""The statement about accessibility says what the results say, good or bad."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.accessibility_results import (
    AccessibilityResults,
    CheckResult,
    JourneyResult,
    StateResult,
)
from dashboard.components.markup import to_html
from dashboard.pages.accessibility import statement
from tests.site.asking import Ask

RESULTS = AccessibilityResults(
    made_on=date(2026, 3, 9),
    axe="4.14.1",
    chromium="150.0",
    rules=("wcag2a",),
    widths=(1440, 390),
    themes=("light", "dark"),
    states=(StateResult("map", "/", 4, (), ()), StateResult("data", "/data", 4, (), ())),
    journeys=(JourneyResult("The public", "Is my council any good?", 7, (1440, 390)),),
    checks=(CheckResult("Reflow", 40, 0),),
    gaps=("Scanned letters can’t be read.",),
    not_tested=("Real screen readers.",),
)


def said(results: AccessibilityResults) -> str:
    return to_html(statement(results))


def test_a_run_without_a_fault_is_told_with_day_versions_and_numbers() -> None:
    words = said(RESULTS)
    assert "On 9 March 2026, axe-core 4.14.1 in Chromium 150.0" in words
    assert "2 pages and states, 1440 and 390 pixels wide, light and dark: 8 looks" in words
    assert "no rule broken" in words
    assert "Our checks by machine found no fault" in words


def test_it_never_claims_to_conform_in_full() -> None:
    assert "conforms in part" in said(RESULTS)


def test_gaps_and_what_nobody_has_tested_are_told() -> None:
    words = said(RESULTS)
    assert "Scanned letters can’t be read." in words
    assert "Real screen readers." in words


def test_a_broken_rule_is_told_first_and_where_it_was_broken() -> None:
    broken = StateResult("data", "/data", 4, ("color-contrast",), ())
    words = said(replace(RESULTS, states=(RESULTS.states[0], broken)))
    assert "our checks found 1 fault" in words
    assert "1 rule broken" in words
    assert "color-contrast" in words
    assert "found no fault" not in words


def test_another_check_that_failed_is_a_fault_too() -> None:
    words = said(replace(RESULTS, checks=(CheckResult("Reflow", 39, 2),)))
    assert "our checks found 2 faults" in words


def test_a_journey_that_was_not_walked_to_its_end_says_so() -> None:
    journey = replace(RESULTS.journeys[0], widths=())
    assert "not to its end" in said(replace(RESULTS, journeys=(journey,)))


@pytest.mark.parametrize("path", ["/", "/council/leeds", "/nowhere"])
def test_every_page_leads_to_it(ask: Ask, path: str) -> None:
    assert 'href="/accessibility"' in ask(path).text


def test_it_is_a_page_of_the_site(ask: Ask) -> None:
    answer = ask("/accessibility")
    assert answer.status == 200
    assert "What nobody has tested" in answer.text


def test_a_run_that_was_broken_off_is_told_as_such() -> None:
    unreached = StateResult("data", "/data", 0, (), ())
    words = said(replace(RESULTS, states=(RESULTS.states[0], unreached)))
    assert "was broken off" in words
    assert "looked at 1 pages and states" in words
    assert "no fault" not in words
