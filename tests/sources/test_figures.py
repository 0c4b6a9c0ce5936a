from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]

HEADINGS = (
    "authority_as_written authority_type year_ending upheld_pct upheld_count investigations_count "
    "upheld decided_total source_url source_kind"
)
URL = "https://example.org/page"


def _figures(intake: Intake) -> dict[tuple[str, int, str], float]:
    rows = intake.published_figures
    if rows is None:
        return {}
    keys = zip(rows["authority"], rows["year"], rows["figure"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def test_a_nought_is_a_figure_and_a_blank_is_none(read: Read, write_csv: WriteCsv) -> None:
    row = ("Leeds City Council", "metropolitan", "2024-03-31", "", "0.0", "-", "n/a", "", URL)
    write_csv("figures.csv", HEADINGS, (*row, "council"))
    intake = read()
    assert intake.problems == ()
    assert _figures(intake) == {("E08000035", 2024, "upheld_count"): 0.0}
    assert intake.published_figures is not None
    assert intake.published_figures.iloc[0][["source_kind", "source_url"]].tolist() == [
        *("council", URL)
    ]


@pytest.mark.parametrize("year", ["2023-24", "2024", "31/03/2024", "31 March 2024", "2023/24"])
def test_the_year_may_be_written_in_any_usual_way(
    read: Read, write_csv: WriteCsv, year: str
) -> None:
    write_csv("f.csv", HEADINGS, ("Leeds", "", year, "85%", "", "", "", "", URL, "press"))
    assert _figures(read()) == {("E08000035", 2024, "upheld_pct"): 85.0}


def test_where_sources_differ_the_best_is_taken_and_both_are_named(
    read: Read, write_csv: WriteCsv
) -> None:
    leeds = ("E08000035", "", "2024-03-31")
    write_csv(
        "figures.csv",
        HEADINGS,
        (*leeds, "", "42", "", "", "", "https://example.org/paper", "press"),
        (*leeds, "85", "44", "52", "", "", "https://example.org/ombudsman", "ombudsman"),
        (*leeds, "85", "", "", "43", "180", "https://example.org/council", "council"),
    )
    intake = read()
    assert {(p.kind, p.row, p.column, p.is_warning) for p in intake.problems} == {
        ("sources-conflict", 2, "upheld_count", True),
        ("sources-conflict", 4, "upheld", True),
    }
    first = next(p for p in intake.problems if p.row == 2)
    assert first.value == "42 (press, https://example.org/paper)"
    assert "44 for Leeds City Council, year ended 31 March 2024" in first.expected
    assert "https://example.org/ombudsman" in first.expected
    assert _figures(intake) == {
        ("E08000035", 2024, "upheld_pct"): 85,
        ("E08000035", 2024, "upheld_count"): 44,
        ("E08000035", 2024, "investigations_count"): 52,
        ("E08000035", 2024, "decided_total"): 180,
    }


def test_of_two_sources_of_one_rank_the_first_stays_and_it_is_said(
    read: Read, write_csv: WriteCsv
) -> None:
    row = ("Leeds City Council", "", "2024-03-31", "", "")
    write_csv(
        "figures.csv",
        HEADINGS,
        (*row, "", "", "104", "https://example.org/a", "press"),
        (*row, "", "", "110", "https://example.org/b", "press"),
    )
    intake = read()
    (problem,) = intake.problems
    assert problem.row == 3
    assert "its source stands first" in problem.remedy
    assert list(_figures(intake).values()) == [104]


def test_sources_that_agree_make_one_figure(read: Read, write_csv: WriteCsv) -> None:
    row = ("Leeds City Council", "", "2024-03-31", "85", "44", "52", "44", "")
    write_csv("a.csv", HEADINGS, (*row, "https://example.org/a", "press"))
    write_csv("b.csv", HEADINGS, (*row, "https://example.org/b", "ombudsman"))
    intake = read()
    assert intake.problems == ()
    assert intake.published_figures is not None
    assert intake.published_figures["source_kind"].tolist() == ["ombudsman"] * 4


def test_what_cannot_be_a_figure_is_an_error_with_its_cell(read: Read, write_csv: WriteCsv) -> None:
    leeds = ("Leeds City Council", "metropolitan")
    write_csv(
        "figures.csv",
        HEADINGS,
        (*leeds, "2024-12-31", "85", "", "", "", "", URL, "press"),
        (*leeds, "2024-03-31", "most", "", "", "", "", URL, "press"),
        (*leeds, "2024-03-31", "", "4.5", "", "", "", URL, "press"),
        (*leeds, "2024-03-31", "", "-4", "", "", "", URL, "press"),
        (*leeds, "2024-03-31", "85", "", "", "", "", "", "press"),
        (*leeds, "2024-03-31", "85", "", "", "", "", URL, "radio"),
        ("Leeds City Council", "city", "2024-03-31", "85", "", "", "", "", URL, "press"),
        ("Leads", "", "2024-03-31", "85", "", "", "", "", URL, "press"),
        ("Westmorland and Furness Council", "", "2023-03-31", "85", "", "", "", "", URL, "press"),
        (*leeds, "2030-03-31", "85", "", "", "", "", URL, "press"),
    )
    intake = read()
    assert sorted((p.row, p.kind, p.column, p.value) for p in intake.errors) == [
        (2, "bad-year", "year_ending", "2024-12-31"),
        (3, "bad-number", "upheld_pct", "most"),
        (4, "bad-number", "upheld_count", "4.5"),
        (5, "bad-number", "upheld_count", "-4"),
        (6, "empty-cell", "source_url", None),
        (7, "unknown-source-kind", "source_kind", "radio"),
        (8, "unknown-authority-type", "authority_type", "city"),
        (9, "unknown-authority", "authority_as_written", "Leads"),
        (10, "authority-not-yet", "year_ending", "2023-03-31"),
        (11, "year-in-future", "year_ending", "2030-03-31"),
    ]
    assert _figures(intake) == {}


@pytest.mark.parametrize(
    ("figures", "column"),
    [
        (("101", "", "", "", ""), "upheld_pct"),
        (("", "9", "8", "", ""), "investigations_count"),
        (("", "", "9", "", "8"), "decided_total"),
        (("91", "9", "10", "", ""), "upheld_pct"),
    ],
)
def test_figures_that_contradict_each_other_are_warned_of_and_kept(
    read: Read, write_csv: WriteCsv, figures: tuple[str, ...], column: str
) -> None:
    row = ("Leeds City Council", "", "2024-03-31", *figures, URL, "ombudsman")
    write_csv("figures.csv", HEADINGS, row)
    intake = read()
    assert [(p.kind, p.row, p.column) for p in intake.warnings] == [
        ("inconsistent-figure", 2, column)
    ]
    assert intake.errors == ()
    assert len(_figures(intake)) == sum(bool(figure) for figure in figures)


def test_a_percentage_rounded_either_way_fits_its_counts(read: Read, write_csv: WriteCsv) -> None:
    for percentage in ("82", "83"):
        row = ("Leeds", "", "2024-03-31", percentage, "33", "40", "", "", URL, "ombudsman")
        write_csv("figures.csv", HEADINGS, row)
        assert read().problems == ()


def test_a_type_other_than_the_registers_is_warned_of(read: Read, write_csv: WriteCsv) -> None:
    row = ("Leeds City Council", "district", "2024-03-31", "85", "", "", "", "", URL, "press")
    write_csv("figures.csv", HEADINGS, row)
    intake = read()
    assert [(p.kind, p.value) for p in intake.warnings] == [("authority-type-differs", "district")]
    assert intake.published_figures is not None
    assert intake.published_figures["authority_type"].tolist() == ["metropolitan"]


def test_figures_of_other_bodies_are_kept_apart(read: Read, write_csv: WriteCsv) -> None:
    row = ("Transport for London", "", "2024-03-31", "", "", "", "", "422", URL, "press")
    write_csv("figures.csv", HEADINGS, row)
    intake = read()
    assert _figures(intake) == {}
    (other,) = intake.other_bodies[FileKind.PUBLISHED_FIGURES].to_dict("records")
    assert (other["body"], other["value"]) == ("Transport for London", 422)


def test_the_real_council_years_that_have_two_sources_conflict_in_one_figure_only(
    read: Read, folder: Path
) -> None:
    reference = Path(__file__).parents[2] / "../shared/reference/letters.csv"
    if not reference.exists():
        pytest.skip(f"../shared is not here: {reference}")
    (folder / "letters.csv").write_bytes(reference.read_bytes())
    intake = read()
    assert intake.errors == ()
    assert [(p.kind, p.row, p.column) for p in intake.warnings] == [
        ("sources-conflict", 131, "upheld")
    ]
    figures = _figures(intake)
    assert len(figures) > 1000
    assert figures["E08000035", 2024, "upheld_count"] == 44
