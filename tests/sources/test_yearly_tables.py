"""Yearly tables as workbooks, their numbers from the Ombudsman's own as the press printed them.

Bury 2019-20: burytimes.co.uk/news/18615315; Calderdale 2019-20: halifaxcourier.co.uk, 2990896;
Birmingham 2017-18: birminghampost.co.uk, 14952332; Blackburn with Darwen 2023-24:
lancashiretelegraph.co.uk/news/24478310.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind
from dashboard.vocabulary import ServiceArea

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]
WriteText = Callable[..., Path]
WriteXlsx = Callable[..., Path]

BURY, CALDERDALE, BIRMINGHAM = "E08000002", "E08000033", "E08000025"
BLACKBURN = "E06000008"
OUTCOMES = (
    *("Invalid or Incomplete", "Advice Given", "Referred back for Local Resolution"),
    *("Closed after Initial Enquiries", "Not Upheld", "Upheld"),
)
BURY_OUTCOMES = (4, 2, 24, 27, 9, 6)
CALDERDALE_OUTCOMES = (3, 0, 10, 17, 5, 14)
BIRMINGHAM_OUTCOMES = (21, 34, 221, 93, 29, 43)
FIGURES_OF_OUTCOMES = (
    *("invalid_incomplete", "advice_given", "referred_back", "closed_after_initial"),
    *("not_upheld", "upheld"),
)
BLACKBURN_RECEIVED = (3, 6, 2, 23, 2, 5, 2, 4, 1)


def figures(intake: Intake, authority: str, year: int) -> dict[str, float]:
    """The printed figures of a council and year."""
    frame = intake.published_figures
    if frame is None:
        return {}
    of_council = frame[(frame["authority"] == authority) & (frame["year"] == year)]
    return dict(zip(of_council["figure"], of_council["value"], strict=True))


def problems(intake: Intake) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(p.kind, p.row, p.column, p.value) for p in intake.problems]


def decided(*councils: Sequence[Any], year: str = "2019-20") -> list[Sequence[Any]]:
    """A table of decisions with its title and headings; each council is its cells."""
    return [
        (f"Complaints and enquiries decided {year}",),
        ("Authority", *OUTCOMES, "Total", "Uphold rate"),
        *councils,
    ]


def test_decisions_of_2019_20_are_figures_with_the_table_as_their_source(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    rows = [
        ("Local Government and Social Care Ombudsman",),
        ("Complaints and enquiries decided, year ended 31 March 2020",),
        (),
        (
            "Authority Name",
            *OUTCOMES,
            "Total",
            "Uphold Rate (%)",
            "Similar authorities average (%)",
        ),
        ("Bury Metropolitan Borough Council", *BURY_OUTCOMES, 72, 40, None),
        ("Calderdale Metropolitan Borough Council", *CALDERDALE_OUTCOMES, 49, 74, None),
        ("Total", 7, 2, 34, 44, 14, 20, 121, None, None),
        ("Note: complaints decided may have been received in an earlier year.",),
    ]
    write_xlsx("decided.xlsx", {"Decided": rows})
    intake = read()
    assert intake.problems == ()
    expected = dict(zip(FIGURES_OF_OUTCOMES, BURY_OUTCOMES, strict=True))
    assert figures(intake, BURY, 2020) == {**expected, "decided_total": 72, "upheld_pct": 40}
    assert figures(intake, CALDERDALE, 2020)["advice_given"] == 0
    assert intake.published_figures is not None
    first = intake.published_figures.iloc[0]
    assert (first["source_kind"], first["file"]) == ("ombudsman", "decided.xlsx")
    assert pd.isna(first["source_url"])
    (file,) = intake.files
    assert (file.kind, file.rows_taken, file.rows_skipped) == (FileKind.YEARLY_TABLE, 2, 4)


def test_the_older_and_the_newer_groups_of_decisions_are_read_in_any_layout(
    read: Read, write_text: WriteText
) -> None:
    write_text(
        "older.csv",
        "year,local authority,invalid/incomplete,advice,referred back,closed after initial "
        "inquiries,complaints not upheld,complaints upheld,% upheld\n"
        "2017-18,Birmingham City Council,21,34,221,93,29,43,60%\n",
    )
    write_text(
        "2024-25.csv",
        "COUNCIL;NOT FOR US;NOT READY FOR US;ASSESSED & CLOSED;INVESTIGATED;TOTAL\n"
        "Wiltshire Council;60;20;41;21;142\n",
    )
    write_text(
        "both.csv",
        "Dealt with 2023-24\nLocal authority,Not for us or not ready for us,Assessed and closed,"
        "Number of investigations,Complaints dealt with\nSurrey County Council,100,90,50,240\n",
    )
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BIRMINGHAM, 2018) == {
        **dict(zip(FIGURES_OF_OUTCOMES, BIRMINGHAM_OUTCOMES, strict=True)),
        "upheld_pct": 60,
    }
    assert figures(intake, "E06000054", 2025) == {
        "not_for_us": 60,
        "not_ready_for_us": 20,
        "assessed_and_closed": 41,
        "investigations_count": 21,
        "decided_total": 142,
    }
    assert figures(intake, "E10000030", 2024)["not_for_us_or_not_ready"] == 100


def test_complaints_received_are_counted_by_category_under_older_names_too(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    headings = (
        *("Council", "Adult Care Services", "Benefits & Tax", "Corporate & Other Services"),
        *("Education & Childrens Services", "Environment Services", "Highways & Transport"),
        *("Housing", "Planning & Development", "Other", "Total"),
    )
    rows = [headings, ("Blackburn with Darwen Borough Council", *BLACKBURN_RECEIVED, 48)]
    write_xlsx("complaints.xlsx", {"Received 2023-24": rows})
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BLACKBURN, 2024) == {"received_total": 48}
    received = intake.received_by_category
    assert received is not None
    assert set(received["authority"]) == {BLACKBURN}
    assert dict(zip(received["category"], received["cases"], strict=True)) == dict(
        zip(map(str, ServiceArea), BLACKBURN_RECEIVED, strict=True)
    )
    assert set(received["file"]) == {"complaints.xlsx"}


def test_remedies_and_compliance_stand_under_headings_in_two_rows(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    rows = [
        ("Remedy and compliance outcomes 2022-23",),
        (
            "Authority",
            "Uphold rate",
            None,
            "Satisfactory remedies",
            None,
            "Compliance",
            *[None] * 4,
        ),
        (
            *(None, "Authority", "Average of similar authorities", "Number", "%", "Outcomes"),
            *("Rate", "Average of similar authorities (%)", "Late", "Not complied with"),
        ),
        ("City of York Council", 0.79, 0.72, 3, 0.16, 17, 1, 0.99, 2, 0),
        ("Medway Council", 0.7, 0.72, 1, 0.1, 16, 0.94, 0.99, 0, 1),
        ("Cheltenham Borough Council", 0.5, 0.59, 0, 0, 0, "n/a", 0.98, "-", "-"),
    ]

    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("A1:J1", "A2:A3", "B2:C2", "D2:E2", "F2:J2"):
            book["Sheet"].merge_cells(cells)

    write_xlsx("remedies.xlsx", {"Sheet": rows}, merge)
    intake = read()
    assert intake.problems == ()
    assert figures(intake, "E06000014", 2023) == {
        "upheld_pct": 79,
        "similar_upheld_pct": 72,
        "remedy_count": 3,
        "remedy_pct": 16,
        "compliance_outcomes_count": 17,
        "compliance_pct": 100,
        "similar_compliance_pct": 99,
        "complied_late": 2,
        "not_complied": 0,
    }
    absent = {"compliance_pct", "complied_late", "not_complied"}
    assert not absent & figures(intake, "E07000078", 2023).keys()


def test_percent_cells_of_a_worksheet_are_percentages(read: Read, write_xlsx: WriteXlsx) -> None:
    def as_percent(book: openpyxl.Workbook) -> None:
        for row, number_format in ((3, "0%"), (4, "0.0%")):
            book["Decided"].cell(row, 9).number_format = number_format

    # Nothing but 0 and 1 would be ambiguous without the cells' format.
    write_xlsx(
        "decided.xlsx",
        {
            "Decided": decided(
                ("Bury", 0, 0, 0, 0, 0, 6, 6, 1), ("Calderdale", 0, 0, 0, 0, 5, 0, 5, 0)
            )
        },
        as_percent,
    )
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BURY, 2020)["upheld_pct"] == 100
    assert figures(intake, CALDERDALE, 2020)["upheld_pct"] == 0


def test_a_rate_that_a_worksheet_worked_out_fits_its_counts(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    birmingham = ("Birmingham", *BIRMINGHAM_OUTCOMES, 441, 43 / 72)
    write_xlsx("d.xlsx", {"Decided": decided(birmingham, year="2017-18")})
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BIRMINGHAM, 2018)["upheld_pct"] == 59.7


def test_a_column_of_0_and_1_is_an_error_that_says_why(read: Read, write_xlsx: WriteXlsx) -> None:
    rows = decided(("Bury", 0, 0, 0, 0, 0, 6, 6, 1), ("Calderdale", 0, 0, 0, 0, 5, 0, 5, 0))
    write_xlsx("decided.xlsx", {"Decided": rows})
    (problem,) = read().problems
    assert str(problem) == (
        "decided.xlsx, sheet Decided, row 2, column Uphold rate: error [ambiguous-percentages]: "
        "found 'nothing but 0 and 1, which may be 1% or 100%'; expected a column of percentages "
        "that are all from 0 to 1 or all from 0 to 100; write each percentage with its sign, as "
        "in 40%"
    )


@pytest.mark.parametrize("absent", ["n/a", "-", "", None, "\u2013", "N/A"])
def test_what_is_not_there_is_absent_and_never_nought(
    read: Read, write_xlsx: WriteXlsx, absent: str | None
) -> None:
    row = ("Bury", 4, 2, 24, 27, absent, absent, 57, absent)
    write_xlsx("decided.xlsx", {"Decided": decided(row)})
    intake = read()
    assert intake.problems == ()
    assert not {"upheld", "not_upheld", "upheld_pct"} & figures(intake, BURY, 2020).keys()
    assert figures(intake, BURY, 2020)["advice_given"] == 2


def test_a_count_in_percent_or_in_parts_is_an_error_of_its_cell(
    read: Read, write_text: WriteText
) -> None:
    write_text(
        "2019-20.csv",
        "Authority,Not upheld,Upheld,Advice given\nBury,9,40%,2\nCalderdale,5,0.74,0\n",
    )
    intake = read()
    assert problems(intake) == [
        ("bad-number", 2, "Upheld", "40%"),
        ("bad-number", 3, "Upheld", "0.74"),
    ]
    assert "Uphold rate (%)" in intake.problems[0].remedy
    assert intake.published_figures is None


def test_a_row_whose_total_is_not_its_sum_is_warned_of(read: Read, write_xlsx: WriteXlsx) -> None:
    write_xlsx("decided.xlsx", {"Decided": decided(("Bury", *BURY_OUTCOMES, 73, 40))})
    intake = read()
    assert problems(intake) == [("row-total-differs", 3, "Total", "73")]
    (problem,) = intake.warnings
    assert problem.expected == (
        "72, the sum of Invalid or Incomplete, Advice Given, Referred back for Local Resolution, "
        "Closed after Initial Enquiries, Not Upheld, Upheld in this row"
    )
    assert figures(intake, BURY, 2020)["decided_total"] == 73


def test_the_tables_total_is_compared_with_all_rows_other_bodies_included(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    rows = decided(
        ("Bury", *BURY_OUTCOMES, 72, 40),
        ("Peak District National Park Authority", 0, 0, 1, 0, 0, 0, 1, "n/a"),
        ("Metropolitan boroughs sub-total", 4, 2, 24, 27, 9, 6, 72, 40),
        ("Grand total", 4, 2, 26, 27, 9, 6, 73, None),
    )
    write_xlsx("decided.xlsx", {"Decided": rows})
    intake = read()
    assert problems(intake) == [
        ("table-total-differs", 6, "Referred back for Local Resolution", "26")
    ]
    (problem,) = intake.warnings
    assert problem.expected == "25, the sum of the 2 numbers in this column"
    others = intake.other_bodies[FileKind.YEARLY_TABLE]
    assert set(others["body"]) == {"Peak District National Park Authority"}
    assert set(intake.published_figures["authority"]) == {BURY}  # type: ignore[index]


def test_rows_of_averages_and_headings_of_parts_are_left_out(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    rows = decided(
        ("Metropolitan boroughs",),
        ("Bury", *BURY_OUTCOMES, 72, 40),
        ("Average of metropolitan boroughs", *[None] * 7, 67),
        ("District councils",),
        ("Watford Borough Council", *[1] * 6, 6, 50),
    )
    write_xlsx("decided.xlsx", {"Decided": rows})
    intake = read()
    assert intake.problems == ()
    assert intake.files[0].rows_taken == 2


@pytest.mark.parametrize(
    ("name", "sheet", "title", "years"),
    [
        ("decided.xlsx", "Decided", "Year ended 31 March 2020", None),
        ("decided.xlsx", "2019-20", "Decisions", None),
        ("decided 2019-20.xlsx", "Decided", "Decisions", None),
        ("decided.xlsx", "Decided", "Decisions", "31/03/2020"),
        ("decided 2019-20.xlsx", "2019-20", "Decisions 2019/20", "2020"),
        ("2013-14 to 2019-20.xlsx", "2019-20", "Decisions", None),
    ],
)
def test_the_year_comes_from_wherever_it_is_said(
    read: Read, write_xlsx: WriteXlsx, name: str, sheet: str, title: str, years: str | None
) -> None:
    headings, cells = (("Authority", *OUTCOMES), ("Bury", *BURY_OUTCOMES))
    if years:
        headings, cells = ((*headings, "Year ending"), (*cells, years))  # type: ignore[assignment]
    write_xlsx(name, {sheet: [(title,), headings, cells]})
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BURY, 2020)["upheld"] == 6


@pytest.mark.parametrize(
    ("name", "title", "kind", "value"),
    [
        ("decided.csv", "Decisions", "no-year", None),
        ("decided 2020.csv", "Annual review 2020", "no-year", None),
        ("decided.csv", "2019-20 and 2018-19", "no-year", "the rows above: 2018-19, 2019-20"),
        (
            "2018-19.csv",
            "Decisions 2019-20",
            "years-differ",
            "the rows above: 2019-20; the file's name: 2018-19",
        ),
        ("2011-12.csv", "Decisions", "year-outside", "2011-12"),
        ("2030-31.csv", "Decisions", "year-outside", "2030-31"),
    ],
)
def test_a_year_that_is_not_said_or_said_twice_is_refused_in_words(
    read: Read, write_text: WriteText, name: str, title: str, kind: str, value: str | None
) -> None:
    write_text(name, f"{title},,\nAuthority,Not upheld,Upheld\nBury,9,6\n")
    intake = read()
    assert [(p.kind, p.value, p.is_warning) for p in intake.problems] == [(kind, value, False)]
    assert intake.published_figures is None


def test_a_column_of_years_may_not_say_another_than_the_title(
    read: Read, write_text: WriteText
) -> None:
    text = "Decisions 2018-19,,,\nYear,Authority,Not upheld,Upheld\n2019-20,Bury,9,6\n"
    write_text("a.csv", text)
    (problem,) = read().problems
    assert problem.value == "the column of years: 2019-20; the rows above: 2018-19"


def test_a_table_whose_meaning_cannot_be_told_is_refused_with_its_headings(
    read: Read, write_text: WriteText
) -> None:
    write_text("2019-20.csv", "Council,Complaints,Rate\nBury,72,40\n")
    (problem,) = read().problems
    assert (problem.kind, problem.is_warning) == ("unknown-yearly-table", False)
    assert problem.value == "headings Council, Complaints, Rate"
    for heading in ("Authority", "Referred back for Local Resolution", "Uphold rate", "Not for us"):
        assert heading in problem.expected


def test_a_table_by_category_that_is_about_decisions_is_refused(
    read: Read, write_text: WriteText
) -> None:
    text = "Complaints upheld 2019-20,,,\nAuthority,Housing,Benefits and Tax,Other\nBury,1,2,3\n"
    write_text("a.csv", text)
    intake = read()
    assert [p.kind for p in intake.errors] == ["unknown-yearly-table"]
    assert intake.received_by_category is None


def test_every_yearly_sheet_of_a_workbook_is_read_and_others_are_named(
    read: Read, write_xlsx: WriteXlsx
) -> None:
    headings = ("Authority", *OUTCOMES)
    write_xlsx(
        "decided.xlsx",
        {
            "2019-20": [headings, ("Bury", *BURY_OUTCOMES)],
            "2017-18": [headings, ("Birmingham", *BIRMINGHAM_OUTCOMES)],
            "Contacts": [("Council", "Complaints officer"), ("Bury", "somebody")],
        },
    )
    intake = read()
    assert [(p.kind, p.sheet) for p in intake.problems] == [("sheet-not-read", "Contacts")]
    assert figures(intake, BURY, 2020)["upheld"] == 6
    assert figures(intake, BIRMINGHAM, 2018)["upheld"] == 43
    assert intake.files[0].rows_taken == 2


def test_two_headings_of_one_figure_that_differ_are_a_conflict_and_the_first_is_taken(
    read: Read, write_text: WriteText
) -> None:
    text = "Authority,Not upheld,Upheld,Number of complaints upheld\nBury,9,6,7\n"
    write_text("2019-20.csv", text)
    intake = read()
    assert problems(intake) == [
        ("sources-conflict", 2, "Number of complaints upheld", "7 (ombudsman)")
    ]
    assert figures(intake, BURY, 2020)["upheld"] == 6


def test_a_yearly_table_and_a_page_agree_where_one_rounds_the_other(
    read: Read, write_text: WriteText, write_csv: WriteCsv
) -> None:
    write_text("2017-18.csv", "Authority,Not upheld,Upheld,Uphold rate\nBirmingham,29,43,0.5972\n")
    write_csv(
        "letters.csv",
        "authority_as_written year_ending upheld_pct source_url source_kind",
        ("Birmingham", "2018-03-31", 60, "https://example.org/birmingham", "press"),
    )
    assert read().problems == ()


def test_a_yearly_table_goes_before_the_press_and_the_difference_is_said(
    read: Read, write_text: WriteText, write_csv: WriteCsv
) -> None:
    write_text("2019-20.csv", "Authority,Not upheld,Upheld\nBury,9,6\n")
    write_csv(
        "letters.csv",
        "authority_as_written year_ending upheld source_url source_kind",
        ("Bury", "2020-03-31", 5, "https://example.org/bury", "press"),
    )
    intake = read()
    assert problems(intake) == [
        ("sources-conflict", 2, "upheld", "5 (press, https://example.org/bury)")
    ]
    assert figures(intake, BURY, 2020)["upheld"] == 6


def test_two_tables_of_complaints_received_that_differ_are_a_conflict(
    read: Read, write_text: WriteText
) -> None:
    headings = "Authority,Housing,Benefits and Tax,Other"
    write_text("a 2019-20.csv", f"{headings}\nBury,1,2,3\n")
    write_text("b 2019-20.csv", f"{headings}\nBury,1,2,4\n")
    intake = read()
    assert problems(intake) == [("sources-conflict", 2, "Other", "4 (ombudsman)")]
    assert intake.received_by_category is not None
    assert intake.received_by_category["cases"].tolist() == [1, 2, 3]


def test_a_council_twice_in_a_year_is_an_error(read: Read, write_text: WriteText) -> None:
    text = "Authority,Not upheld,Upheld\nBury,9,6\nBury MBC,8,7\n"
    write_text("2019-20.csv", text)
    assert problems(read()) == [("repeated-council", 3, "Authority", "Bury MBC")]


def test_unknown_councils_and_those_still_to_come_are_errors(
    read: Read, write_text: WriteText
) -> None:
    text = "Council,Not upheld,Upheld\nBurry,9,6\nCumberland Council,1,1\n"
    write_text("2019-20.csv", text)
    assert problems(read()) == [
        ("unknown-authority", 2, "Council", "Burry"),
        ("authority-not-yet", 3, "Council", "Cumberland Council"),
    ]


def test_numbers_that_were_not_read_are_named(read: Read, write_text: WriteText) -> None:
    text = "Authority,Region,Not upheld,Upheld,Population\nBury,North West,9,6,190708\n"
    write_text("2019-20.csv", text)
    intake = read()
    assert [(p.kind, p.column) for p in intake.warnings] == [("heading-not-read", "Population")]
    assert figures(intake, BURY, 2020)["upheld"] == 6


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (("10", "7", "2", "1"), {"complied_on_time": 7}),
        (("10", "9", "2", "1"), {"complied_in_all": 9}),
        (("10", "10", "0", "0"), {"complied_on_time": 10}),
    ],
)
def test_complied_is_with_or_without_the_late_ones_as_the_sums_tell(
    read: Read, write_text: WriteText, cells: Iterable[str], meant: dict[str, int]
) -> None:
    headings = "Authority,Compliance outcomes,Complied,Complied late,Not complied"
    write_text("2022-23.csv", f"{headings}\nBury,{','.join(cells)}\n")
    intake = read()
    assert intake.problems == ()
    found = figures(intake, BURY, 2023)
    assert {k: v for k, v in found.items() if k in ("complied_on_time", "complied_in_all")} == meant


@pytest.mark.parametrize(
    "table",
    [
        "Authority,Complied,Complied late\nBury,7,2\n",
        "Authority,Compliance outcomes,Complied,Complied late,Not complied\nBury,-,7,2,1\n",
    ],
)
def test_complied_beside_late_ones_without_a_sum_is_not_guessed_at(
    read: Read, write_text: WriteText, table: str
) -> None:
    write_text("2022-23.csv", table)
    intake = read()
    assert [(p.kind, p.column) for p in intake.errors] == [("ambiguous-heading", "Complied")]


def test_a_rate_that_contradicts_its_counts_is_noticed_under_its_heading(
    read: Read, write_text: WriteText
) -> None:
    write_text("2019-20.csv", "Authority,Not upheld,Upheld,Uphold rate\nBury,9,6,41\n")
    assert problems(read()) == [("inconsistent-figure", 2, "Uphold rate", "41")]


def test_a_heading_may_go_over_several_lines(read: Read, write_text: WriteText) -> None:
    headings = 'Authority,"Not\nupheld",Upheld,"Uphold\n rate"'
    write_text("2019-20.csv", f"{headings}\nBury,9,6,40%\n")
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BURY, 2020) == {"not_upheld": 9, "upheld": 6, "upheld_pct": 40}


def test_a_yearly_table_may_be_a_parquet_file(read: Read, folder: Path) -> None:
    frame = pd.DataFrame(
        {"authority": ["Bury"], "not_upheld": [9], "upheld": [6], "uphold_rate": [0.4]}
    )
    frame.to_parquet(folder / "decided-2019-20.parquet")
    intake = read()
    assert intake.problems == ()
    assert figures(intake, BURY, 2020) == {"not_upheld": 9, "upheld": 6, "upheld_pct": 40}
