from __future__ import annotations

from collections.abc import Sequence

from dashboard.sources.findings import Findings
from dashboard.sources.grid import Grid, text_grid
from dashboard.sources.recognition import recognise
from dashboard.sources.records import Records, read_records

HEADINGS = ["Reference", "Authority", "Category", "Received on"]
CASE = ["20 000 563", "Leeds City Council", "Housing", "2020-04-01"]
OTHER_CASE = ["20 000 564", "Leeds City Council", "Housing", "2020-04-02"]


def _read(*rows: Sequence[str], sheet: str | None = "Cases") -> tuple[Records, Findings]:
    grid = Grid(sheet, text_grid(rows, first_row=1))
    recognised = recognise(grid, "received.xlsx")
    assert recognised is not None
    findings = Findings()
    return read_records("received.xlsx", grid, recognised, findings), findings


def test_titles_notes_and_totals_are_left_out_and_counted() -> None:
    records, findings = _read(
        ["Complaints received"],
        ["Year ended 31 March 2020"],
        [],
        HEADINGS,
        CASE,
        [],
        OTHER_CASE,
        [],
        ["Total", "", "", "2"],
        ["Notes"],
        ["1. Counts are provisional", "and may change"],
        ["Source: the Ombudsman, as at 1 May"],
    )
    assert records.cells.index.tolist() == [5, 7]
    assert records.skipped == 2 + 4
    assert records.cells["reference"].tolist() == ["20 000 563", "20 000 564"]
    assert "2 title rows above the headings" in records.remarks
    assert findings.problems() == ()


def test_a_case_of_which_only_the_reference_is_filled_is_no_note() -> None:
    records, _ = _read(HEADINGS, CASE, ["20 000 565"])
    assert records.cells.index.tolist() == [2, 3]
    assert records.skipped == 0


def test_a_note_between_cases_is_not_passed_over() -> None:
    records, _ = _read(HEADINGS, CASE, ["Cases of the second half"], OTHER_CASE)
    assert records.cells.index.tolist() == [2, 3, 4]


def test_headings_that_stand_again_on_a_later_page_are_no_case() -> None:
    records, _ = _read(HEADINGS, CASE, HEADINGS, OTHER_CASE)
    assert records.cells.index.tolist() == [2, 4]
    assert records.skipped == 1


def test_cells_are_stripped_and_blank_ones_absent() -> None:
    records, _ = _read(HEADINGS, ["  20 000 563\u00a0", " ", "Housing", ""])
    assert records.cells.loc[2, "reference"] == "20 000 563"
    assert records.cells.loc[2].isna().tolist() == [False, True, False, True]


def test_a_missing_column_names_the_heading_that_may_be_meant() -> None:
    records, findings = _read(["Reference", "Authority", "Categry", "Received on"], CASE)
    (problem,) = findings.problems()
    assert (problem.kind, problem.sheet, problem.row) == ("missing-column", "Cases", 1)
    assert problem.column == "category"
    assert problem.remedy == 'rename "Categry" to "category"'
    assert "columns not read: Categry" in records.remarks


def test_a_slip_in_an_optional_heading_is_a_warning() -> None:
    _, findings = _read([*HEADINGS, "Sub categry"], [*CASE, "Repairs"])
    (problem,) = findings.problems()
    assert (problem.kind, problem.value, problem.is_warning) == (
        "unknown-heading",
        "Sub categry",
        True,
    )
    assert '"subcategory"' in problem.expected


def test_a_heading_that_stands_twice_is_an_error() -> None:
    _, findings = _read([*HEADINGS, "CATEGORY"], [*CASE, "Planning"])
    (problem,) = findings.problems()
    assert (problem.kind, problem.value, problem.is_warning) == (
        "repeated-heading",
        "CATEGORY",
        False,
    )


def test_a_comma_that_splits_a_cell_of_a_text_file_is_an_error() -> None:
    rows = [HEADINGS, CASE, ["20 000 564", "Bristol", " City of", "Housing", "2020-04-01"]]
    _, findings = _read(*rows, sheet=None)
    assert [(p.kind, p.row, p.value) for p in findings.problems()] == [
        ("extra-cells", 3, "2020-04-01")
    ]


def test_jottings_beside_the_table_of_a_workbook_are_said_and_no_error() -> None:
    records, findings = _read(HEADINGS, [*CASE, "", "checked"], OTHER_CASE)
    assert findings.problems() == ()
    assert "cells beside the table in 1 rows were not read" in records.remarks
