"""Writes `data/accessibility.json`, which the page /accessibility tells in words.

    make accessibility

It is a plugin of pytest, named on the command line of that target only: the results are what the
tests themselves found in that run, failed ones included.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from dashboard.accessibility_results import results_file
from tests.browser import axe
from tests.browser.journeys import JOURNEYS
from tests.browser.states import STATES

CHECKS: Final = {
    "test_focus": "The focus is in view, uncovered and marked at every stop of the Tab key",
    "test_reflow": (
        "At 320 pixels, with text twice as large and with text set wider nothing is lost or "
        "scrolls sideways; on a phone what can be tapped is 24 pixels or more"
    ),
    "test_reading_order": (
        "Language, titles, headings, landmarks, names and the order of reading in the "
        "accessibility tree; changes are said"
    ),
    "test_points": ("Charts have a sentence and a table, and a keyboard goes through their points"),
    "test_comparing": "Comparisons are made and their charts walked through by keyboard",
    "test_forced_colours": "With forced colours, legend, map, strips and charts can be told apart",
    "test_motion_and_print": (
        "Nothing moves where less motion is asked for; printed pages keep figures and sources"
    ),
    "test_search": "The search by the pattern of an ARIA combobox",
    "test_without_script": "Without script, map, tables, profiles and forms work",
}
"""Test modules, and what they check in the words of the page."""

GAPS: Final = (
    "The two charts of a profile are drawn by a script, and without script they are missing. "
    "Sentences and tables with the same figures stand on the same page.",
    "Areas of small councils on the map are smaller than 24 pixels on a phone. Search and table "
    "lead to the same councils, and the map can be made larger.",
    "Letters are shown as their authors made them. Scanned or untagged PDF letters can't be read "
    "by a screen reader; their figures stand in a table beside them.",
    "Workbooks and CSV files to download have headings and notes, but no check of their "
    "accessibility is run.",
)
NOT_TESTED: Final = (
    "Real screen readers (NVDA, JAWS, VoiceOver, TalkBack): what they are given is tested, what "
    "they say is not.",
    "Disabled people using the site: nobody has been asked yet.",
    "Voice control, switches and screen magnifiers.",
    "Browsers other than Chromium, and phones in the hand rather than at their width.",
    "An audit by someone outside the project.",
)


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """The results with a digest over all of them, which a change by hand does not fit."""
    bare = {key: value for key, value in content.items() if key != "seal"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True)
    return {**bare, "seal": hashlib.sha256(text.encode()).hexdigest()}


class _Run:
    """Takes note of what the tests report; only the process that gathers them does."""

    def __init__(self) -> None:
        self.looks: list[dict[str, Any]] = []
        self.journeys: list[dict[str, Any]] = []
        self.chromium: set[str] = set()
        self.outcomes: dict[str, Counter[str]] = {name: Counter() for name in CHECKS}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        module = report.nodeid.split("::")[0].rsplit("/", 1)[-1].removesuffix(".py")
        if module in self.outcomes:
            self.outcomes[module]["passed" if report.passed else "failed"] += 1
        for kind, found in report.user_properties:
            if kind == "look":
                self.looks.append(found)  # type: ignore[arg-type]
            elif kind == "journey" and report.passed:
                self.journeys.append(found)  # type: ignore[arg-type]
            elif kind == "chromium":
                self.chromium.add(str(found))

    def pytest_sessionfinish(self) -> None:
        text = json.dumps(sealed(self._content()), ensure_ascii=False, indent=1)
        results_file().write_text(f"{text}\n", encoding="utf-8")

    def _content(self) -> dict[str, Any]:
        widths = sorted({look["width"] for look in self.looks}, reverse=True)
        return {
            "made_on": datetime.now(UTC).date().isoformat(),
            "axe": axe.version(),
            "chromium": ", ".join(sorted(self.chromium)),
            "rules": list(axe.RULES),
            "widths": widths,
            "themes": sorted({look["theme"] for look in self.looks}, reverse=True),
            "states": [self._state(state.name, state.address) for state in STATES],
            "journeys": [
                {
                    "who": journey.who,
                    "question": journey.question,
                    "steps": len(journey.steps),
                    "widths": sorted(
                        (w["width"] for w in self.journeys if w["who"] == journey.who),
                        reverse=True,
                    ),
                }
                for journey in JOURNEYS
            ],
            "checks": [
                {"words": words, "passed": count["passed"], "failed": count["failed"]}
                for name, words in CHECKS.items()
                for count in [self.outcomes[name]]
            ],
            "gaps": list(GAPS),
            "not_tested": list(NOT_TESTED),
        }

    def _state(self, name: str, address: str) -> dict[str, Any]:
        looks = [look for look in self.looks if look["state"] == name]
        return {
            "name": name,
            "address": address,
            "looks": len({(look["width"], look["theme"]) for look in looks}),
            "violations": sorted({rule for look in looks for rule in look["violations"]}),
            "undecided": sorted({rule for look in looks for rule in look["undecided"]}),
        }


def pytest_configure(config: pytest.Config) -> None:
    """Gathers in the process to which the others report."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Run(), "accessibility-run")
