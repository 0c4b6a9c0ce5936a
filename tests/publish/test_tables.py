from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.publish.tables import download_of, letter_place, tables_of
from dashboard.sources.intake import FileRecord, Intake
from dashboard.sources.recognition import FileKind
from dashboard.vocabulary import MissingReason, SnapshotKind, Verdict
from tests.factories import (
    council,
    decided,
    intake,
    investigations,
    printed,
    received,
    register,
)


def figure(
    given: Intake, councils: Register, authority: str, year: int, measure: str = "uphold_rate"
) -> dict[str, Any]:
    figures = tables_of(given, councils)["yearly_figure"]
    key = ["authority_code", "year_ending", "measure"]
    row = figures.set_index(key).loc[(authority, f"{year}-03-31", measure)].astype(object)
    return row.where(row.notna(), None).to_dict()


def test_every_council_has_a_row_for_every_measure_of_every_year() -> None:
    given = intake(decided=decided(("A", "2019-06-01", "Upheld"), ("A", "2021-06-01", "Upheld")))
    tables = tables_of(given, register("A", "B"))
    assert len(tables["yearly_count"]) == 2 * 3
    assert len(tables["yearly_figure"]) == 2 * 3 * 5


def test_a_figure_from_cases_says_so() -> None:
    given = intake(decided=decided(*investigations("A", 2020, 4, 6)))
    rate = figure(given, register("A"), "A", 2020)
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("67%", 4, 6)
    assert (rate["source"], rate["source_url"], rate["is_printed"]) == ("cases", None, False)


def test_each_absent_figure_says_why() -> None:
    new = council("New", first_day=date(2020, 4, 1))
    given = intake(
        decided=decided(*investigations("A", 2020, 1, 1), ("B", "2019-06-01", "Advice given"))
    )
    councils = register("A", "B", "C", new)
    assert figure(given, councils, "B", 2020)["missing"] == MissingReason.NO_CASES
    assert figure(given, councils, "C", 2020)["missing"] == MissingReason.NOT_PUBLISHED
    assert figure(given, councils, "New", 2020)["missing"] == MissingReason.DID_NOT_EXIST
    for name in ("B", "C", "New"):
        assert figure(given, councils, name, 2020)["value"] is None


def test_an_abolished_council_keeps_its_late_decision_in_its_own_name() -> None:
    councils = register(
        council("Old", last_day=date(2023, 3, 31), successors=["New"]),
        council("New", first_day=date(2023, 4, 1)),
    )
    given = intake(
        decided=decided(("Old", "2023-06-01", "Upheld"), ("New", "2023-06-01", "Upheld"))
    )
    assert figure(given, councils, "Old", 2024)["display"] == "100%"
    assert figure(given, councils, "New", 2024)["denominator"] == 1


def test_councils_without_investigations_do_not_make_the_average_partial() -> None:
    given = intake(
        decided=decided(
            *investigations("A", 2020, 9, 10),
            *investigations("B", 2020, 16, 20),
            ("C", "2019-06-01", "Advice given"),
        )
    )
    rate = figure(given, register("A", "B", "C"), "A", 2020)
    assert (rate["similar_councils"], rate["similar_councils_in_all"]) == (3, 3)
    assert rate["verdict"] == Verdict.CONSISTENT


def test_figures_in_print_are_not_pooled_with_figures_from_cases() -> None:
    given = intake(
        decided=decided(*investigations("A", 2020, 9, 10)),
        published_figures=printed(
            ("B", 2020, "upheld_count", 0), ("B", 2020, "investigations_count", 10)
        ).assign(authority_type="unitary"),
    )
    rate = figure(given, register("A", "B"), "B", 2020)
    assert (rate["display"], rate["source"]) == ("0%", "ombudsman")
    assert (rate["similar_display"], rate["similar_councils"]) == ("90%", 1)


def test_an_average_printed_beside_a_councils_figure_is_the_publishers_average() -> None:
    given = intake(
        published_figures=printed(
            ("H", 2024, "upheld_pct", 89),
            ("H", 2024, "upheld_count", 42),
            ("H", 2024, "investigations_count", 47),
            ("H", 2024, "similar_upheld_pct", 85),
        ).assign(authority_type="unitary"),
    )
    rate = figure(given, register("H", "B"), "H", 2024)
    assert (rate["display"], rate["similar_display"]) == ("89%", "85%")
    assert (rate["similar_source"], rate["similar_url"]) == (
        "publisher",
        "https://example.org/h/2024",
    )
    assert rate["verdict"] == Verdict.CONSISTENT


def test_the_publishers_own_table_goes_before_an_average_beside_a_councils_figure() -> None:
    given = intake(
        published_figures=printed(("H", 2024, "similar_upheld_pct", 84)).assign(
            authority_type="unitary"
        ),
        national_averages=pd.DataFrame(
            [("unitary", 2024, "uphold_rate", 85.0, "%", "https://example.org/table")],
            columns=["authority_type", "year", "measure", "value", "unit", "source_url"],
        ),
        decided=decided(*investigations("H", 2024, 9, 10)),
    )
    rate = figure(given, register("H"), "H", 2024)
    assert (rate["similar_display"], rate["similar_url"]) == ("85%", "https://example.org/table")


def test_a_percentage_printed_without_any_count_is_shown() -> None:
    given = intake(
        published_figures=printed(("H", 2024, "upheld_pct", 89)).assign(authority_type="unitary")
    )
    rate = figure(given, register("H"), "H", 2024)
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("89%", None, None)


def test_both_averages_stand_side_by_side_in_the_table_of_averages() -> None:
    given = intake(
        decided=decided(*investigations("A", 2020, 9, 10)),
        national_averages=pd.DataFrame(
            [("unitary", 2020, "uphold_rate", 56.0, "%", "https://example.org")],
            columns=["authority_type", "year", "measure", "value", "unit", "source_url"],
        ),
    )
    averages = tables_of(given, register("A"))["type_average"].set_index("measure")
    row = averages.loc["uphold_rate"]
    assert (row["display"], row["printed_display"], row["year_ending"]) == (
        "90%",
        "56%",
        "2020-03-31",
    )


def test_a_published_list_of_decisions_gives_no_rate() -> None:
    listed = pd.DataFrame(
        {
            "reference": ["19-000-001"],
            "authority": ["A"],
            "category": ["Housing"],
            "subcategory": None,
            "decision": ["Upheld"],
            "decision_date": pd.to_datetime(["2020-02-10"]),
            "is_public_report": pd.array([True], dtype="boolean"),
            "url": None,
        }
    )
    given = intake(published_decisions=listed, decided=decided(*investigations("B", 2020, 1, 2)))
    rate = figure(given, register("A", "B"), "A", 2020)
    assert (rate["display"], rate["missing"]) == (None, MissingReason.NOT_PUBLISHED)


def test_letters_of_a_file_and_of_an_address_are_one_a_council_and_year() -> None:
    letters = pd.DataFrame(
        {
            "authority": ["A", "B"],
            "year": [2020, 2020],
            "file": ["letters/A Letter.PDF", None],
            "url": [None, "https://example.org/b"],
            "text": ["Annual Review letter", None],
        }
    )
    given = intake(letters=letters, received=received(("A", "2019-05-01")))
    table = tables_of(given, register("A", "B"))["letter"].astype(object)
    rows = table.where(table.notna(), None).to_numpy().tolist()
    assert rows == [
        ["A", "2020-03-31", "letters/A-2020.pdf", None, "Annual Review letter"],
        ["B", "2020-03-31", None, "https://example.org/b", None],
    ]
    assert letter_place("A", 2020, "letters/A Letter.PDF") == "letters/A-2020.pdf"


def test_every_file_is_recorded_with_its_checksum() -> None:
    record = FileRecord("decided.csv", "0ab1", 120, FileKind.DECIDED, 6, 2, ("a title", "a note"))
    table = tables_of(intake(files=(record,)), register("A"))["source_file"]
    assert table.to_numpy().tolist() == [
        ["decided.csv", str(FileKind.DECIDED), "0ab1", 120, 6, 2, "a title; a note"]
    ]


def test_the_download_has_only_rows_with_a_figure_each_saying_what_it_is() -> None:
    given = intake(decided=decided(*investigations("A", 2020, 4, 6)))
    councils = register("A", "B")
    download = download_of(
        tables_of(given, councils), councils, SnapshotKind.DEMONSTRATION, "version 1"
    )
    assert download[["authority", "measure", "display"]].to_numpy().tolist() == [
        ["A Council", "upheld_per_100k", "4.0"],
        ["A Council", "uphold_rate", "67%"],
    ]
    assert download["data"].unique().tolist() == ["demonstration"]
    assert download["data_version"].unique().tolist() == ["version 1"]


def test_an_empty_folder_gives_empty_tables() -> None:
    tables = tables_of(intake(), register("A"))
    assert {name for name, table in tables.items() if not table.empty} == {"method_break"}
