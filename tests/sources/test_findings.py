from __future__ import annotations

import pandas as pd

from dashboard.sources.findings import LISTED_IN_FULL, Findings, Rule

RULE = Rule("unknown-authority", "a council", "correct it")


def test_a_thousand_problems_of_a_kind_are_listed_and_the_rest_counted() -> None:
    findings = Findings()
    values = pd.Series(["Nowhere"] * 2500, index=range(2, 2502), dtype="str")
    findings.add_rows(RULE, file="decided.csv", sheet=None, column="authority", values=values)
    problems = findings.problems()
    assert len(problems) == LISTED_IN_FULL + 1
    assert problems[0].row == 2
    assert problems[999].row == 1001
    assert "1,500 more of this kind, 2,500 in all, the last in row 2501" in problems[-1].expected
    assert problems[-1].kind == "unknown-authority"


def test_each_file_and_kind_has_its_own_thousand() -> None:
    findings = Findings()
    for file in ("a.csv", "b.csv"):
        values = pd.Series(["x"] * LISTED_IN_FULL, dtype="str")
        findings.add_rows(RULE, file=file, sheet=None, column="authority", values=values)
    assert len(findings.problems()) == 2 * LISTED_IN_FULL


def test_a_very_long_value_is_shortened_in_the_message() -> None:
    findings = Findings()
    values = pd.Series(["x" * 5000], index=[7], dtype="str")
    findings.add_rows(RULE, file="a.csv", sheet="Cases", column="authority", values=values)
    (problem,) = findings.problems()
    assert problem.value == "x" * 200 + "... (5,000 characters)"
    assert problem.place == "a.csv, sheet Cases, row 7, column authority"
