"""The tables of letters of before 2018-19, in texts and in PDFs with cells of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from dashboard.sources.intake import Intake
from dashboard.sources.letter_figures import read_letter_figures
from dashboard.vocabulary import ServiceArea, YearEnding

Read = Callable[[], Intake]

RECEIVED = """Complaints and enquiries received
Adult Care
Services Benefits and
Tax Corporate
and Other
Services Education and
Children’s Services Environment
Services Highways
and Transport Housing Planning and
Development Other Total
3 6 2 23 2 5 2 4 1 48
"""
DECIDED = """Decisions made Detailed Investigations
Incomplete or Invalid Advice Given Referred back for Local Resolution Closed After Initial
Enquiries Not Upheld Upheld Uphold Rate Total
4 2 24 27 9 6 40.04% 72
"""
CATEGORIES = [3, 6, 2, 23, 2, 5, 2, 4, 1]
BY_CATEGORY = dict(zip(ServiceArea, CATEGORIES, strict=True))
HEAD = "An Ombudsman’s annual letter\nCouncil: Bury Council\nFor the period ending: 31/03/2016\n"
AREAS = (
    *("Adult Care Services", "Benefits and Tax", "Corporate and Other Services"),
    *("Education and Children’s Services", "Environment Services", "Highways and Transport"),
    *("Housing", "Planning and Development", "Other", "Total"),
)
OUTCOMES = (
    *("Incomplete or Invalid", "Advice Given", "Referred back for Local Resolution"),
    *("Closed After Initial Enquiries", "Not Upheld", "Upheld", "Uphold Rate", "Total"),
)


def write_letter(path: Path, *tables: tuple[str, Sequence[str], Sequence[object]]) -> None:
    """A letter of 2015-16 to Bury as a PDF of drawn tables, each with its title."""
    style = ParagraphStyle("small", fontSize=8)
    parts = [Paragraph(line, style) for line in HEAD.splitlines()]
    for title, headings, row in tables:
        cells = [[Paragraph(heading, style) for heading in headings], list(map(str, row))]
        parts += [Paragraph(title, style), Table(cells, colWidths=70)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(parts)


def received(text: str, year: int = 2016) -> dict[ServiceArea, int]:
    return dict(read_letter_figures(text, YearEnding(year)).received)


def test_both_tables_of_a_letter_are_read_with_their_totals() -> None:
    figures = read_letter_figures(RECEIVED + DECIDED, YearEnding(2016))
    assert dict(figures.received) == BY_CATEGORY
    assert dict(figures.values) == {
        "invalid_incomplete": 4,
        "advice_given": 2,
        "referred_back": 24,
        "closed_after_initial": 27,
        "not_upheld": 9,
        "upheld": 6,
        "upheld_pct": 40.0,
        "decided_total": 72,
        "investigations_count": 15,
        "received_total": 48,
    }
    assert figures.unread == ()


def test_a_table_of_2013_14_has_the_council_before_the_numbers_and_fewer_groups() -> None:
    text = (
        "Complaints and enquiries received\nLocal authority\nAdult care services\nBenefits and tax"
        "\nCorporate and other services\nEducation and childrens services\nEnvironmental services "
        "and public protection and regulation\nHighways & transport\nHousing\nPlanning & "
        "development\nTotal\nBury MBC\n3\n6\n2\n23\n2\n5\n2\n4\n47\n"
    )
    assert received(text, 2014) == dict(list(BY_CATEGORY.items())[:-1])


def test_groups_may_stand_one_a_line() -> None:
    lines = [
        f"{area}: {cases}"
        for area, cases in zip(AREAS, [*CATEGORIES, "1,048"], strict=True)
        if area != "Other"
    ]
    text = "Complaints received\n" + "\n".join(lines).replace("Housing: 2", "Housing: 1,003")
    assert received(text)[ServiceArea.HOUSING] == 1003


@pytest.mark.parametrize(
    "damaged",
    [
        RECEIVED.replace(" 48", " 49"),
        RECEIVED.replace(" 48", ""),
        RECEIVED.replace("3 6 2", "3 - 2"),
        RECEIVED.replace(" 48", " 48 12"),
        RECEIVED.replace("Housing ", ""),
        RECEIVED.replace("3 6 2", "Average of similar authorities 3 6 2"),
        RECEIVED.replace("received", "decided"),
        RECEIVED + RECEIVED.replace("3 6 2", "6 3 2"),
    ],
    ids=["sum", "total", "mark", "more", "heading", "others", "decided", "two years"],
)
def test_a_table_that_could_mean_something_else_is_not_read_and_is_named(damaged: str) -> None:
    figures = read_letter_figures(damaged + DECIDED, YearEnding(2016))
    assert dict(figures.received) == {}
    assert "received_total" not in figures.values
    assert figures.unread == ("complaints received by category",)


def test_two_tables_of_decisions_that_differ_are_not_guessed() -> None:
    before = DECIDED.replace("9 6 40.04%", "6 9 60%")
    figures = read_letter_figures(RECEIVED + DECIDED + before, YearEnding(2016))
    assert "upheld" not in figures.values
    assert figures.unread == ("decisions by outcome",)
    assert read_letter_figures(DECIDED + DECIDED, YearEnding(2016)).values["upheld"] == 6


def test_a_pdf_of_drawn_tables_gives_its_figures_with_the_letter_as_the_source(
    read: Read, folder: Path
) -> None:
    write_letter(
        folder / "bury-2016.pdf",
        ("Complaints and enquiries received", AREAS, [*CATEGORIES, 48]),
        ("Decisions made", OUTCOMES, [4, 2, 24, 27, 9, 6, "40%", 72]),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.received_by_category is not None
    rows = intake.received_by_category.itertuples(index=False, name=None)
    assert list(rows) == [
        ("E08000002", 2016, str(area), cases, "bury-2016.pdf")
        for area, cases in BY_CATEGORY.items()
    ]
    assert intake.published_figures is not None
    figures = intake.published_figures.set_index("figure")["value"]
    assert (figures["received_total"], figures["upheld"], figures["decided_total"]) == (48, 6, 72)


def test_a_letter_and_a_yearly_table_that_differ_are_a_conflict_and_the_table_is_taken(
    read: Read, folder: Path
) -> None:
    write_letter(
        folder / "bury-2016.pdf", ("Complaints and enquiries received", AREAS, [*CATEGORIES, 48])
    )
    (folder / "received 2015-16.csv").write_text(
        "Authority," + ",".join(f'"{area}"' for area in ServiceArea) + ",Total\n"
        "Bury,3,6,2,23,2,5,3,4,0,48\n",
        encoding="utf-8",
    )
    intake = read()
    assert [(p.kind, p.column, p.value, p.expected.split(" (")[0]) for p in intake.problems] == [
        (
            "letter-figures-not-read",
            None,
            "decisions by outcome",
            'figures in words that stand once, such as "67% of complaints we investigated were '
            'upheld", or a table of numbers that add up to its total',
        ),
        *(
            (
                "sources-conflict",
                area,
                f"{cases} (ombudsman)",
                f"{taken} for Bury Metropolitan Borough Council, year ended 31 March 2016, as in "
                "received 2015-16.csv, row 2",
            )
            for area, cases, taken in (("Housing", 2, 3), ("Other", 1, 0))
        ),
    ]
    assert intake.received_by_category is not None
    taken = intake.received_by_category.set_index("category")["cases"]
    assert (taken["Housing"], taken["Other"], len(taken)) == (3, 0, 9)
