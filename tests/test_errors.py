from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.errors import (
    CallError,
    CouncilPerformanceError,
    InputError,
    Problem,
    SnapshotError,
)

PROBLEM = Problem(
    kind="unknown-decision",
    file="decided.xlsx",
    sheet="Cases",
    row=14,
    column="decision",
    value="Sustained",
    expected="one of the six decisions",
    remedy="write one of these six",
)


def test_a_problem_is_one_line_with_its_place_value_and_remedy() -> None:
    assert str(PROBLEM) == (
        "decided.xlsx, sheet Cases, row 14, column decision: error [unknown-decision]: found "
        "'Sustained'; expected one of the six decisions; write one of these six"
    )


def test_a_problem_names_only_what_it_knows_of_its_place() -> None:
    of_a_file = replace(PROBLEM, sheet=None, row=None, column=None, value=None)
    assert of_a_file.place == "decided.xlsx"
    assert "found" not in str(of_a_file)
    assert replace(PROBLEM, sheet=None).place == "decided.xlsx, row 14, column decision"


def test_a_warning_is_called_one() -> None:
    assert ": warning [unknown-decision]:" in str(replace(PROBLEM, is_warning=True))


def test_a_value_with_a_line_end_in_it_stays_on_one_line() -> None:
    assert "\n" not in str(replace(PROBLEM, value="two\nlines"))


def test_an_input_error_has_every_problem_in_order_one_a_line() -> None:
    second = replace(PROBLEM, row=15)
    error = InputError(problem for problem in (PROBLEM, second))
    assert error.problems == (PROBLEM, second)
    assert str(error).splitlines() == [str(PROBLEM), str(second)]


@pytest.mark.parametrize("error", [InputError([PROBLEM]), CallError("x"), SnapshotError("x")])
def test_every_error_that_its_reader_can_mend_has_one_base(error: Exception) -> None:
    assert isinstance(error, CouncilPerformanceError)
