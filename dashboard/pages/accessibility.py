"""How accessible the site is, told from the results of the last run of its checks."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.accessibility_results import AccessibilityResults, StateResult, read_results
from dashboard.components.document import Page
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset

PATH: Final = "/accessibility"

_NONE: Final = "no rule broken"
_UNDECIDED: Final = {
    "color-contrast": "contrast of words over a picture, such as the marks of a chart",
    "label-content-name-mismatch": "names of buttons that show only a sign, such as +",
}
"""Rules of axe that a person has to judge, in words."""


def layout(_: Dataset, /, **__: str) -> Page:
    """The page of the results that travel with the program."""
    return Page(
        title="Accessibility",
        section="accessibility",
        description="What has been checked so that everyone can use this site, and what has not.",
        body=statement(read_results()),
    )


def statement(results: AccessibilityResults) -> html.Div:
    """What was checked and found, what is not right, what nobody has tried."""
    return html.Div(
        [
            html.H1("Accessibility of this site"),
            html.P(_conformance(results), className="lead"),
            html.P(
                "It is made to be used with a keyboard alone, at 320 pixels or 400% zoom, with "
                "your own colours, in the dark, on paper, and without script. Every map and chart "
                "has a table with the same figures."
            ),
            html.H2("What is not right yet"),
            html.Ul([html.Li(gap) for gap in results.gaps]),
            html.H2("What nobody has tested"),
            html.Ul([html.Li(gap) for gap in results.not_tested]),
            html.H2("If something stands in your way"),
            html.P(
                "Please say so in the issues of this project’s repository, with the address of "
                "the page, what you wanted to do and what you use to read it. Whoever runs "
                "this site can pass it on for you."
            ),
            *_checks(results),
            *_journeys(results),
            html.H2("Page by page"),
            _states(results),
        ],
        className="column",
    )


def _conformance(results: AccessibilityResults) -> str:
    aim = "We aim at the Web Content Accessibility Guidelines 2.2, level AA. "
    if not results.is_whole:
        return (
            f"{aim}The run of our checks that this page tells of was broken off, so it says "
            "nothing of the pages that it did not reach."
        )
    if results.violations or results.failed:
        faults = results.violations + sum(check.failed for check in results.failed)
        return (
            f"{aim}The site conforms only in part: our checks found {_number(faults, 'fault')}, "
            "listed below."
        )
    return (
        f"{aim}Our checks by machine found no fault. Machines see only some faults, and nobody "
        "outside has tested the site, so we say that it conforms in part."
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _checks(results: AccessibilityResults) -> list[Any]:
    day = f"{results.made_on.day} {results.made_on:%B %Y}"
    widths = " and ".join(str(width) for width in results.widths)
    broken = _number(results.violations, "rule") + " broken" if results.violations else _NONE
    rows = [
        html.Tr(
            [
                html.Th(check.words, scope="row"),
                html.Td(f"{check.passed:,}", className="number"),
                html.Td(f"{check.failed:,}", className="number"),
            ]
        )
        for check in results.checks
    ]
    return [
        html.H2("What was checked"),
        html.P(
            f"On {day}, axe-core {results.axe} in Chromium {results.chromium} looked at "
            f"{sum(state.looks > 0 for state in results.states)} pages and states, {widths} "
            f"pixels wide, {' and '.join(results.themes)}: {results.looks} looks, {broken}. It "
            "went by its rules for WCAG 2.0, 2.1 and 2.2, levels A and AA, and by its makers’ own "
            "advice."
        ),
        *_undecided(results),
        wide_table(
            "Other checks in the same run",
            (("What was checked", False), ("Held", True), ("Failed", True)),
            rows,
        ),
    ]


def _undecided(results: AccessibilityResults) -> list[Any]:
    """What axe leaves to people: it is neither right nor wrong by its rules."""
    rules = sorted({rule for state in results.states for rule in state.undecided})
    if not rules:
        return []
    said = [_UNDECIDED.get(rule, rule) for rule in rules]
    return [
        html.P(f"It could not decide, and left to a person: {'; '.join(said)}."),
    ]


def _journeys(results: AccessibilityResults) -> list[Any]:
    rows = [
        html.Tr(
            [
                html.Th(journey.who, scope="row"),
                html.Td(journey.question),
                html.Td(str(journey.steps), className="number"),
                html.Td(
                    ", ".join(f"{width} pixels" for width in journey.widths) or "not to its end"
                ),
            ]
        )
        for journey in results.journeys
    ]
    return [
        html.H2("Four readers, by keyboard alone"),
        html.P("Each went from a question to its answer, and could see the focus at every stop."),
        wide_table(
            "Journeys walked by keyboard",
            (("Reader", False), ("Question", False), ("Steps", True), ("Walked at", False)),
            rows,
        ),
    ]


def _states(results: AccessibilityResults) -> html.Details:
    return html.Details(
        [
            html.Summary(f"The {len(results.states)} pages and states, and what axe found"),
            wide_table(
                "What axe found on each page and state",
                (("Page or state", False), ("Looks", True), ("Rules broken", False)),
                [_state(state) for state in results.states],
            ),
        ]
    )


def _state(state: StateResult) -> html.Tr:
    return html.Tr(
        [
            html.Th(state.name, scope="row"),
            html.Td(str(state.looks), className="number"),
            html.Td(", ".join(state.violations) or "none"),
        ]
    )
