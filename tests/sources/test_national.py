from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.intake import Intake

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]

HEADINGS = "year_ending measure breakdown value unit source_url"
URL = "https://example.org/page"


def test_averages_by_type_national_figures_and_others_are_told_apart(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "national.csv",
        HEADINGS,
        ("2024-03-31", "average_uphold_rate_by_type", "London borough", "85", "%", URL),
        ("2024-03-31", "average_upheld_per_100k_by_type", "county", "4.5", "per 100,000", URL),
        ("2024-03-31", "uphold_rate", "all", "80", "%", URL),
        ("2024-03-31", "complaints_received", "all", "17,937", "count", URL),
        ("2024-03-31", "uphold_rate", "Housing, North West region", "70", "%", URL),
    )
    intake = read()
    assert intake.problems == ()
    assert intake.national_averages is not None
    assert intake.national_averages.to_dict("records") == [
        {
            "authority_type": "london borough",
            "year": 2024,
            "measure": "uphold_rate",
            "value": 85.0,
            "unit": "%",
            "source_url": URL,
        },
        {
            "authority_type": "county",
            "year": 2024,
            "measure": "upheld_per_100k",
            "value": 4.5,
            "unit": "per 100,000",
            "source_url": URL,
        },
    ]
    assert intake.national_figures is not None
    assert intake.national_figures["value"].tolist() == [80, 17937]
    assert intake.other_national_figures is not None
    assert intake.other_national_figures["breakdown"].tolist() == ["Housing, North West region"]


def test_a_value_that_is_no_number_is_kept_as_written_and_warned_of(
    read: Read, write_csv: WriteCsv
) -> None:
    row = ("2025-03-31", "complaints_received", "all", ">20000", "count", URL)
    write_csv("national.csv", HEADINGS, row)
    intake = read()
    assert [(p.kind, p.row, p.value) for p in intake.warnings] == [("inexact-figure", 2, ">20000")]
    assert intake.national_figures is not None
    assert intake.national_figures["value"].isna().all()
    assert intake.national_figures["value_as_written"].tolist() == [">20000"]


def test_an_average_of_no_known_type_and_an_impossible_percentage_are_said(
    read: Read, write_csv: WriteCsv
) -> None:
    write_csv(
        "national.csv",
        HEADINGS,
        ("2024-03-31", "average_uphold_rate_by_type", "parish", "85", "%", URL),
        ("2024-03-31", "uphold_rate", "all", "180", "%", URL),
        ("2024-03-31", "compliance_rate", "all", "0.99", "%", URL),
    )
    assert [(p.kind, p.row, p.is_warning) for p in read().problems] == [
        ("unknown-authority-type", 2, False),
        ("bad-number", 3, False),
        ("ambiguous-percentages", 4, True),
    ]


def test_an_average_beside_a_councils_figure_that_differs_is_warned_of(
    read: Read, write_csv: WriteCsv
) -> None:
    row = ("2024-03-31", "average_uphold_rate_by_type", "metropolitan", "80", "%", URL)
    write_csv("national.csv", HEADINGS, row)
    write_csv(
        "figures.csv",
        "authority_as_written year_ending similar_upheld_pct source_url source_kind",
        ("Leeds City Council", "2024-03-31", "80", URL, "ombudsman"),
        ("Bradford Metropolitan District Council", "2024-03-31", "81", URL, "press"),
        ("Leeds City Council", "2023-03-31", "77", URL, "ombudsman"),
    )
    (problem,) = read().problems
    assert (problem.kind, problem.file, problem.row) == ("sources-conflict", "figures.csv", 3)
    assert problem.column == "similar_upheld_pct"
    assert "as in national.csv, row 2" in problem.expected


def test_the_real_national_table_has_every_average_once(read: Read, folder: Path) -> None:
    reference = Path(__file__).parents[2] / "../shared/reference/national.csv"
    if not reference.exists():
        pytest.skip(f"../shared is not here: {reference}")
    (folder / "national.csv").write_bytes(reference.read_bytes())
    intake = read()
    assert [p.kind for p in intake.problems] == ["inexact-figure"]
    averages = intake.national_averages
    assert averages is not None
    assert len(averages) == 71
    assert not averages.duplicated(["authority_type", "year", "measure"]).any()
