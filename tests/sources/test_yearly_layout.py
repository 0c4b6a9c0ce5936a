from __future__ import annotations

import pytest

from dashboard.sources.grid import Grid, MergedCells, text_grid
from dashboard.sources.yearly_layout import YearlySheet, find_yearly, looks_yearly


def _grid(*rows: str, merged: tuple[MergedCells, ...] = ()) -> Grid:
    """A sheet of rows whose cells stand between bars."""
    cells = text_grid([[cell.strip() for cell in row.split("|")] for row in rows], first_row=1)
    return Grid(None, cells, merged=merged)


def _yearly(*rows: str, merged: tuple[MergedCells, ...] = ()) -> YearlySheet | None:
    return find_yearly(_grid(*rows, merged=merged), "table.csv")


def _found(*rows: str, merged: tuple[MergedCells, ...] = ()) -> dict[str, str]:
    """Each figure that is read, with its heading."""
    sheet = _yearly(*rows, merged=merged)
    assert sheet is not None
    return {figure: heading for heading, figure in sheet.headings.figures.items()}


def test_headings_below_titles_are_found_and_the_titles_kept() -> None:
    sheet = _yearly(
        "Complaints decided",
        "Year ended 31 March 2020",
        "",
        "Council | Not Upheld | Upheld | Uphold rate | Total",
        "Bury | 9 | 6 | 40% | 15",
    )
    assert sheet is not None
    assert sheet.recognised.heading_row == 4
    assert sheet.headings.authority == "Council"
    assert "Year ended 31 March 2020" in sheet.headings.above
    assert dict(sheet.headings.figures) == {
        "Not Upheld": "not_upheld",
        "Upheld": "upheld",
        "Uphold rate": "upheld_pct",
        "Total": "decided_total",
    }


def test_a_bare_total_is_that_of_the_nine_groups_or_of_the_decisions() -> None:
    received = "Authority | Adult Care Services | Housing | Other | Total"
    assert _found(received) == {"received_total": "Total"}
    assert _found("Authority | Advice Given | Total") == {
        "advice_given": "Advice Given",
        "decided_total": "Total",
    }
    assert _found("Authority | Compliance rate | Total") == {"compliance_pct": "Compliance rate"}


def test_a_bare_total_beside_both_is_said_to_be_ambiguous() -> None:
    sheet = _yearly("Authority | Benefits and Tax | Housing | Other | Not upheld | Upheld | Total")
    assert sheet is not None
    assert [(p.kind, p.column) for p in sheet.problems] == [("ambiguous-heading", "Total")]


def test_groups_over_merged_cells_reach_as_far_as_these() -> None:
    rows = (
        "Authority | Uphold rate | | Upheld |",
        "Authority | Authority | Similar authorities | Number | Per 100,000 residents",
    )
    merged = (MergedCells(1, 2, 0, 0), MergedCells(1, 1, 1, 2), MergedCells(1, 1, 3, 4))
    assert _found(*rows, merged=merged) == {
        "upheld_pct": "Uphold rate: Authority",
        "similar_upheld_pct": "Uphold rate: Similar authorities",
        "upheld": "Upheld: Number",
        "upheld_per_100k": "Upheld: Per 100,000 residents",
    }


def test_a_heading_over_two_rows_may_stand_in_either() -> None:
    rows = (
        "Authority | Decisions | | | Uphold rate",
        "| Advice Given | Not Upheld | Upheld |",
        "Bury | 2 | 9 | 6 | 40%",
    )
    sheet = _yearly(*rows)
    assert sheet is not None
    assert sheet.recognised.heading_row == 2
    assert set(sheet.headings.figures.values()) == {
        *("advice_given", "not_upheld", "upheld", "upheld_pct")
    }


def test_a_group_that_may_reach_further_than_it_stands_is_said_to_be_ambiguous() -> None:
    sheet = _yearly(
        "Authority | Average of similar authorities | | ",
        "| Uphold rate | Compliance rate | Uphold rate per 100,000",
    )
    assert sheet is not None
    assert [p.kind for p in sheet.problems] == ["ambiguous-heading"] * 2


def test_what_stands_under_another_year_is_not_read_as_of_this_one() -> None:
    figures = _found(
        "Authority | This year | Previous year | Decisions",
        "| Upheld | Upheld | Not upheld",
    )
    assert figures == {"not_upheld": "Decisions: Not upheld"}


def test_the_same_heading_twice_is_said_and_so_are_two_names_of_one_group() -> None:
    sheet = _yearly("Authority | Upheld | Not upheld | Upheld")
    assert sheet is not None
    assert sheet.recognised.repeated == ("Upheld",)
    sheet = _yearly("Authority | Adult Care Services | Adult Social Care | Housing | Other")
    assert sheet is not None
    assert sheet.recognised.repeated == ("Adult Social Care",)


def test_numbers_under_an_unknown_heading_are_noticed_and_words_are_not() -> None:
    sheet = _yearly(
        "Authority | Type | Population | Upheld | Not upheld",
        "Bury | Metropolitan | 190,708 | 6 | 9",
    )
    assert sheet is not None
    assert sheet.headings.not_told == ("Population",)


@pytest.mark.parametrize(
    "headings",
    [
        "reference | authority | category | upheld",
        "Case reference | Council | Received",
        "authority | year | population",
        "authority | Housing | Other | Total",
        "gss_code | name | region",
        "Upheld | Not upheld | Advice given",
        "",
    ],
)
def test_other_tables_are_no_yearly_ones(headings: str) -> None:
    assert _yearly(headings) is None


@pytest.mark.parametrize(
    "headings",
    [
        "Authority | Complaints | Rate",
        "Council | Fully upheld | Partly upheld",
        "Upheld | Not upheld | Advice given",
    ],
)
def test_a_table_of_councils_and_complaints_looks_like_a_yearly_one(headings: str) -> None:
    assert looks_yearly(_grid("A title", headings)) == headings.split(" | ")


@pytest.mark.parametrize(
    "headings",
    [
        "reference | authority | complaint",
        "authority | year | population",
        "authority | region | total",
        "name | address | telephone",
        "Complaints received by councils",
    ],
)
def test_other_tables_do_not_look_like_one(headings: str) -> None:
    assert looks_yearly(_grid(headings)) == []
