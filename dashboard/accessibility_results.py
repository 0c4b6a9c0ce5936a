"""What the last run of the accessibility checks found: `data/accessibility.json`, never by hand.

`make accessibility` writes the file; `tests/browser/accessibility_run.py` is its writer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.resources import data_folder


@dataclass(frozen=True)
class StateResult:
    """What axe found on a page or state, in all widths and themes together."""

    name: str
    address: str
    looks: int
    violations: tuple[str, ...]
    """Rules that were broken."""
    undecided: tuple[str, ...]
    """Rules that a person has to judge."""


@dataclass(frozen=True)
class JourneyResult:
    """A reader's way by keyboard alone."""

    who: str
    question: str
    steps: int
    widths: tuple[int, ...]
    """Pixels at which it was walked to its end."""


@dataclass(frozen=True)
class CheckResult:
    """Another check, in words, with how often it held and how often not."""

    words: str
    passed: int
    failed: int


@dataclass(frozen=True)
class AccessibilityResults:
    """A whole run."""

    made_on: date
    axe: str
    chromium: str
    rules: tuple[str, ...]
    widths: tuple[int, ...]
    themes: tuple[str, ...]
    states: tuple[StateResult, ...]
    journeys: tuple[JourneyResult, ...]
    checks: tuple[CheckResult, ...]
    gaps: tuple[str, ...]
    not_tested: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the run came to its end: every state was looked at, every check ran."""
        return all(state.looks for state in self.states) and all(
            check.passed + check.failed for check in self.checks
        )

    @property
    def looks(self) -> int:
        """How often axe looked at a page."""
        return sum(state.looks for state in self.states)

    @property
    def violations(self) -> int:
        """How many rules were broken, each counted once for a page or state."""
        return sum(len(state.violations) for state in self.states)

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The other checks that did not hold everywhere."""
        return tuple(check for check in self.checks if check.failed)


def results_file() -> Path:
    """Where the results lie."""
    return data_folder() / "accessibility.json"


def read_results() -> AccessibilityResults:
    """The results that travel with the program."""
    found = json.loads(results_file().read_text(encoding="utf-8"))
    return AccessibilityResults(
        made_on=date.fromisoformat(found["made_on"]),
        axe=found["axe"],
        chromium=found["chromium"],
        rules=tuple(found["rules"]),
        widths=tuple(found["widths"]),
        themes=tuple(found["themes"]),
        states=tuple(
            StateResult(
                state["name"],
                state["address"],
                state["looks"],
                tuple(state["violations"]),
                tuple(state["undecided"]),
            )
            for state in found["states"]
        ),
        journeys=tuple(
            JourneyResult(j["who"], j["question"], j["steps"], tuple(j["widths"]))
            for j in found["journeys"]
        ),
        checks=tuple(CheckResult(c["words"], c["passed"], c["failed"]) for c in found["checks"]),
        gaps=tuple(found["gaps"]),
        not_tested=tuple(found["not_tested"]),
    )
