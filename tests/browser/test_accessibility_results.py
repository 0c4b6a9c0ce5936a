"""The results that the page /accessibility tells: of today's pages, and as a run wrote them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.accessibility_results import read_results, results_file
from tests.browser import axe
from tests.browser.accessibility_run import CHECKS, GAPS, NOT_TESTED, sealed
from tests.browser.journeys import JOURNEYS
from tests.browser.states import STATES
from tests.browser.test_axe import THEMES, WIDTHS

STALE = "data/accessibility.json is not of these pages: run `make accessibility`"


WHOLE = pytest.mark.skipif(
    not read_results().is_whole,
    reason="the run that data/accessibility.json tells of was broken off: run `make accessibility`",
)


@pytest.fixture
def written() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(results_file().read_text(encoding="utf-8"))
    return content


@WHOLE
def test_they_cover_every_page_and_state_at_every_width_in_every_theme() -> None:
    results = read_results()
    assert [(s.name, s.address) for s in results.states] == [(s.name, s.address) for s in STATES], (
        STALE
    )
    assert results.widths == tuple(WIDTHS), STALE
    assert results.themes == THEMES, STALE
    assert {state.looks for state in results.states} == {len(WIDTHS) * len(THEMES)}, STALE


def test_they_are_of_the_axe_and_the_rules_that_the_tests_run() -> None:
    results = read_results()
    assert results.axe == axe.version(), STALE
    assert results.rules == axe.RULES, STALE


@WHOLE
def test_they_claim_no_more_than_the_tests_of_this_run_show() -> None:
    """The tests beside this one fail on any fault, so a fault in the file is of another site."""
    results = read_results()
    assert [state.name for state in results.states if state.violations] == []
    assert [check.words for check in results.failed] == []
    assert [check.words for check in results.checks] == list(CHECKS.values()), STALE
    assert all(check.passed > 0 for check in results.checks)
    went = [(j.who, j.question, j.steps, j.widths) for j in results.journeys]
    assert went == [(j.who, j.question, len(j.steps), tuple(WIDTHS)) for j in JOURNEYS], STALE


def test_gaps_and_what_was_not_tested_are_those_that_are_known() -> None:
    results = read_results()
    assert results.gaps == GAPS, STALE
    assert results.not_tested == NOT_TESTED, STALE


def test_nobody_has_changed_them_by_hand(written: dict[str, Any]) -> None:
    assert sealed(written) == written


def test_a_change_by_hand_is_noticed(written: dict[str, Any]) -> None:
    written["states"][0]["violations"] = ["color-contrast"]
    assert sealed(written) != written
