from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.sources.intake import Intake

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]

HEADINGS = "authority year population"


def test_estimates_are_read_by_name_or_code(read: Read, write_csv: WriteCsv) -> None:
    write_csv(
        "people.csv",
        HEADINGS,
        ("Leeds City Council", "2020", "798,786"),
        ("E06000042", "mid-2021", "270203"),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.populations is not None
    assert intake.populations.to_dict("records") == [
        {"authority": "E08000035", "year": 2020, "population": 798786},
        {"authority": "E06000042", "year": 2021, "population": 270203},
    ]


def test_countries_regions_and_places_outside_england_are_left_out_and_counted(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "people.csv",
        HEADINGS,
        ("E92000001", "2020", "56550138"),
        ("ENGLAND", "2020", "56550138"),
        ("West Midlands", "2020", "5961929"),
        ("W06000015", "2020", "369202"),
        ("Leeds", "2020", "798786"),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.populations is not None
    assert len(intake.populations) == 1
    assert (intake.files[0].rows_taken, intake.files[0].rows_skipped) == (1, 4)


def test_everything_wrong_with_estimates_is_said_at_once(read: Read, write_csv: WriteCsv) -> None:
    write_csv(
        "people.csv",
        HEADINGS,
        ("Leeds", "2019-20", "798786"),
        ("Leeds", "2020", "many"),
        ("Leeds", "2020", "0"),
        ("Leeds", "2021", "798786"),
        ("E08000035", "2021", "798786"),
        ("E08000035", "2021", "798787"),
        ("Leads", "2021", "798787"),
    )
    intake = read()
    assert sorted((p.row, p.kind, p.value) for p in intake.errors) == [
        (2, "bad-year", "2019-20"),
        (3, "bad-number", "many"),
        (4, "bad-number", "0"),
        (7, "repeated-population", "798787"),
        (8, "unknown-authority", "Leads"),
    ]
    repeated = next(p for p in intake.errors if p.kind == "repeated-population")
    assert "people.csv, row 5, has 798786" in repeated.expected


def test_estimates_without_their_councils_lack_a_column(read: Read, write_csv: WriteCsv) -> None:
    write_csv("population.csv", "council year population", ("Leeds", "2020", "798786"))
    assert [(p.kind, p.column) for p in read().errors] == [("missing-column", "authority")]


def test_an_estimate_far_from_that_of_2020_or_of_a_year_to_come_is_said(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "people.csv",
        HEADINGS,
        ("Leeds", "2021", "799"),
        ("Leeds", "2022", "1700000"),
        ("Leeds", "2023", "812000"),
        ("Leeds", "2035", "850000"),
    )
    assert [(p.kind, p.row, p.value, p.is_warning) for p in read().problems] == [
        ("unlikely-population", 2, "799", True),
        ("unlikely-population", 3, "1700000", True),
        ("year-in-future", 5, "2035", False),
    ]
