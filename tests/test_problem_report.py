from __future__ import annotations

import csv
from pathlib import Path

from dashboard.errors import Problem
from dashboard.problem_report import SPELLED_OUT, problem_lines, write_problems


def problem(
    row: int | None,
    value: str | None = "Leads",
    *,
    file: str = "decided.csv",
    column: str | None = "authority",
    kind: str = "unknown-authority",
    is_warning: bool = False,
) -> Problem:
    return Problem(
        kind=kind,
        file=file,
        expected="a council",
        remedy="correct it",
        row=row,
        column=column,
        value=value,
        is_warning=is_warning,
    )


def test_a_few_problems_are_a_line_each_and_nothing_else() -> None:
    problems = [problem(row) for row in range(2, 2 + SPELLED_OUT)]
    assert problem_lines(problems) == [str(p) for p in problems]
    assert problem_lines([]) == []


def test_of_many_the_first_rows_are_spelled_out_and_the_rest_told_by_value() -> None:
    problems = [problem(row) for row in range(2, 2 + SPELLED_OUT)]
    problems += [problem(row, "Nowhere") for row in range(100, 1100)]
    problems += [problem(1100, "Bristol"), problem(1101, "x" * 90)]
    problems += [problem(3, "2099-01-01", column="decided_on", kind="date-in-future")]
    lines = problem_lines(sorted(problems, key=lambda p: p.row or 0))
    assert len(lines) == SPELLED_OUT + 1 + 2
    assert "row 3, column authority" in lines[1]
    assert "row 3, column decided_on" in lines[2]
    assert lines[-2] == (
        "decided.csv, rows 100 to 1101, column authority: 1,002 more [unknown-authority] errors: "
        f"'Nowhere' (1,000), 'Bristol' (1), '{'x' * 40}...' (1)"
    )
    assert lines[-1] == (
        "1,023 problems in all; --problems FILE writes every one with its row to a CSV file, "
        "--json prints them"
    )


def test_each_file_column_and_kind_has_its_own_first_rows_and_its_count_follows_its_file() -> None:
    rows = range(2, 2 + SPELLED_OUT + 1)
    first = [problem(row, None, column="category", kind="empty-cell") for row in rows]
    first += [problem(row, is_warning=True) for row in rows]
    second = [problem(None, str(row), file="letters.csv", column=None) for row in rows]
    lines = problem_lines([*first, *second])
    assert [line for line in lines if " more [" in line] == [
        "decided.csv, rows 22 to 22, column category: 1 more [empty-cell] errors",
        "decided.csv, rows 22 to 22, column authority: 1 more [unknown-authority] warnings: "
        "'Leads' (1)",
        "letters.csv: 1 more [unknown-authority] errors: '22' (1)",
    ]
    assert [line.split(",")[0].split(":")[0] for line in lines[2 * SPELLED_OUT :]][:3] == [
        "decided.csv",
        "decided.csv",
        "letters.csv",
    ]


def test_the_table_has_every_problem_and_no_formula(tmp_path: Path) -> None:
    problems = [problem(row) for row in range(2, 2002)]
    problems.append(problem(2002, "=HYPERLINK(A1)"))
    write_problems(tmp_path / "problems.csv", problems)
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2001
    assert rows[0] == {
        "level": "error",
        "file": "decided.csv",
        "sheet": "",
        "row": "2",
        "column": "authority",
        "value": "Leads",
        "expected": "a council",
        "remedy": "correct it",
        "kind": "unknown-authority",
    }
    assert rows[-1]["value"] == "'=HYPERLINK(A1)"
