from __future__ import annotations

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.findings import LISTED_IN_FULL, Findings, Rule

RULE = Rule("unknown-authority", "a council", "correct it")


def test_so_many_problems_of_a_kind_are_kept_and_the_rest_counted() -> None:
    findings = Findings()
    rows = range(2, LISTED_IN_FULL + 1502)
    values = pd.Series(["Nowhere"] * len(rows), index=rows, dtype="str")
    findings.add_rows(RULE, file="decided.csv", sheet=None, column="authority", values=values)
    problems = findings.problems()
    assert len(problems) == LISTED_IN_FULL + 1
    assert (problems[0].row, problems[-2].row) == (2, LISTED_IN_FULL + 1)
    assert (problems[-1].row, problems[-1].kind) == (rows[-1], "unknown-authority")
    assert problems[-1].expected == (
        "a council (1,500 more of this kind, 101,500 in all, the last in this row)"
    )


def test_problems_stand_by_file_sheet_and_row_whatever_was_looked_for_first() -> None:
    findings = Findings()
    for file, sheet, column, rows in (
        ("b.xlsx", "Cases", "authority", [9, 4]),
        ("a.csv", None, "authority", [3]),
        ("b.xlsx", "Others", "decision", [2]),
        ("b.xlsx", "Cases", "decision", [4, 2]),
    ):
        values = pd.Series(["x"] * len(rows), index=rows, dtype="str")
        findings.add_rows(RULE, file=file, sheet=sheet, column=column, values=values)
    findings.add(Problem("no-year", "b.xlsx", "a year", "write it", sheet="Cases"))
    assert [(p.file, p.sheet, p.row, p.column) for p in findings.problems()] == [
        ("b.xlsx", "Cases", None, None),
        ("b.xlsx", "Cases", 2, "decision"),
        ("b.xlsx", "Cases", 4, "authority"),
        ("b.xlsx", "Cases", 4, "decision"),
        ("b.xlsx", "Cases", 9, "authority"),
        ("b.xlsx", "Others", 2, "decision"),
        ("a.csv", None, 3, "authority"),
    ]


def test_a_very_long_value_is_shortened_in_the_message() -> None:
    findings = Findings()
    values = pd.Series(["x" * 5000], index=[7], dtype="str")
    findings.add_rows(RULE, file="a.csv", sheet="Cases", column="authority", values=values)
    (problem,) = findings.problems()
    assert problem.value == "x" * 200 + "... (5,000 characters)"
    assert problem.place == "a.csv, sheet Cases, row 7, column authority"
