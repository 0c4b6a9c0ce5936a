"""Snapshots from nothing but the Ombudsman's yearly tables; sources in tests/sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.components.case_counts import case_counts
from dashboard.components.markup import to_html
from dashboard.components.printed_table import printed_table
from dashboard.components.strip import measure_card
from dashboard.council_year_report import as_document, as_text
from dashboard.dataset import CategoryCount, CouncilYear, Dataset
from dashboard.errors import InputError
from dashboard.publish import publish
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Measure, ServiceArea, YearEnding
from tests.factories import write_csv

TODAY = date(2025, 9, 1)
DECIDED = (
    *("Authority", "Invalid or Incomplete", "Advice Given", "Referred back for Local Resolution"),
    *("Closed after Initial Enquiries", "Not Upheld", "Upheld", "Total", "Uphold rate"),
    "Average uphold rate of similar authorities",
)
BURY = ("Bury", 4, 2, 24, 27, 9, 6, 72, 40, 67)
RECEIVED = ("Authority", *map(str, ServiceArea), "Total")
BLACKBURN = ("Blackburn with Darwen", 3, 6, 2, 23, 2, 5, 2, 4, 1, 48)

Write = Callable[..., Path]


@pytest.fixture
def write(source: Path) -> Write:
    """Writes a workbook of one sheet from its rows."""

    def write_rows(name: str, *rows: Sequence[Any]) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        source.mkdir(exist_ok=True)
        book.save(source / name)
        return source / name

    return write_rows


@pytest.fixture
def published(source: Path, tmp_path: Path) -> Callable[..., Dataset]:
    def publish_all(*allowed: str) -> Dataset:
        shelf = Shelf(tmp_path / "snapshots")
        publish(source, shelf, today=TODAY, allowed=frozenset(allowed))
        return Dataset.open(shelf.current())

    return publish_all


def council_year(dataset: Dataset, slug: str, year: int) -> CouncilYear:
    council = dataset.names.resolve(slug).authority
    assert council is not None
    return dataset.council_year(council, YearEnding(year))


def test_bury_is_shown_as_the_table_prints_it_and_the_table_is_named(
    write: Write, published: Callable[..., Dataset]
) -> None:
    write("decided 2019-20.xlsx", DECIDED, BURY)
    dataset = published()
    bury = council_year(dataset, "Bury", 2020)
    text = as_text(bury, dataset.manifest)
    assert "Uphold rate: 40%, 6 of 15, range 20% to 64%, similar councils 67%" in text
    assert "printed in the Ombudsman’s table decided 2019-20.xlsx" in text
    rate = as_document(bury, dataset.manifest)["measures"]["uphold_rate"]
    assert (rate["numerator"], rate["denominator"], rate["display"]) == (6, 15, "40%")
    assert (rate["source"], rate["source_url"]) == ("ombudsman", None)
    assert rate["source_file"] == "decided 2019-20.xlsx"
    assert (bury.counts.decided, bury.counts.not_for_us_or_not_ready) == (72, 4 + 2 + 24)
    assert (bury.counts.received, bury.counts.compliance_outcomes) == (None, None)


def test_the_profile_names_the_table_where_there_is_no_address(
    write: Write, published: Callable[..., Dataset]
) -> None:
    write("decided 2019-20.xlsx", DECIDED, BURY)
    dataset = published()
    bury = council_year(dataset, "Bury", 2020)
    printed = dataset.printed(bury.authority, bury.year)
    assert {(p.source_url, p.source_file) for p in printed} == {(None, "decided 2019-20.xlsx")}
    table = to_html(printed_table(printed))
    assert "<td>the Ombudsman’s table decided 2019-20.xlsx</td>" in table
    card = to_html(measure_card(bury.figures[Measure.UPHOLD_RATE], bury.authority))
    assert "As printed in the Ombudsman’s table decided 2019-20.xlsx." in card
    assert 'rel="external"' not in card


def test_complaints_received_are_shown_by_category_where_there_is_no_case_table(
    write: Write, published: Callable[..., Dataset]
) -> None:
    write("received 2023-24.xlsx", RECEIVED, BLACKBURN)
    write("decided 2023-24.xlsx", DECIDED, ("Bury", *BURY[1:]))
    dataset = published()
    blackburn = council_year(dataset, "Blackburn with Darwen", 2024)
    assert blackburn.counts.received == 48
    assert blackburn.counts.sources["received"] == "printed"
    categories = dataset.categories(blackburn.authority, blackburn.year)
    assert categories.decided == ()
    assert categories.received[0] == CategoryCount("Education and Children's Services", 23, 0, 0)
    assert sum(category.cases for category in categories.received) == 48
    shown = to_html(case_counts(blackburn, categories))
    assert "Received, by category of the yearly tables" in shown


def test_cases_received_go_before_the_printed_categories(
    write: Write, source: Path, published: Callable[..., Dataset]
) -> None:
    write("received 2023-24.xlsx", RECEIVED, BLACKBURN, ("Bury", *[1] * 9, 9))
    write("decided 2023-24.xlsx", DECIDED, BURY)
    write_csv(
        source / "received.csv",
        "reference authority category received_on",
        ("23 000 001", "Blackburn with Darwen", "Housing", "2023-06-01"),
    )
    dataset = published()
    blackburn = council_year(dataset, "Blackburn with Darwen", 2024)
    assert blackburn.counts.received == 1
    found = dataset.categories(blackburn.authority, blackburn.year)
    assert found.received == (CategoryCount("Housing", 1, 0, 0),)
    bury = council_year(dataset, "Bury", 2024)
    assert len(dataset.categories(bury.authority, bury.year).received) == 9


def test_compliance_is_worked_out_from_the_printed_outcomes(
    write: Write, published: Callable[..., Dataset]
) -> None:
    write(
        "compliance 2022-23.xlsx",
        ("Authority", "Compliance outcomes", "Complied late", "Not complied"),
        ("Bury", 10, 2, 1),
    )
    bury = council_year(published(), "Bury", 2023)
    assert (bury.counts.complied, bury.counts.complied_late, bury.counts.not_complied) == (7, 2, 1)
    rate = bury.figures[Measure.COMPLIANCE_RATE]
    assert (rate.display, rate.numerator, rate.denominator) == ("90%", 9, 10)
    on_time = bury.figures[Measure.ON_TIME_COMPLIANCE_RATE]
    assert (on_time.display, on_time.numerator) == ("70%", 7)


@pytest.mark.parametrize(
    ("row", "total", "kind"),
    [
        (("Bury", 4, 2, 24, 27, 9, 6, 73, 40, 67), None, "row-total-differs"),
        (BURY, ("Total", 4, 2, 24, 27, 9, 7, 72), "table-total-differs"),
    ],
)
def test_a_total_that_differs_stops_a_publish_until_it_is_allowed(
    write: Write,
    published: Callable[..., Dataset],
    row: Sequence[Any],
    total: Sequence[Any] | None,
    kind: str,
) -> None:
    write("decided 2019-20.xlsx", DECIDED, row, *([total] if total else []))
    with pytest.raises(InputError) as refused:
        published()
    assert [problem.kind for problem in refused.value.problems] == [kind]
    counts = council_year(published(kind), "Bury", 2020).counts
    assert counts.decided == row[DECIDED.index("Total")]


def test_the_database_names_the_file_of_every_printed_figure(
    write: Write, published: Callable[..., Dataset]
) -> None:
    write("decided 2019-20.xlsx", DECIDED, BURY)
    folder = published().folder
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        sources = connection.execute(
            "SELECT DISTINCT source_kind, source_url, source_file FROM printed_figure"
        ).fetchall()
        rows = connection.execute("SELECT name, kind, rows_taken FROM source_file").fetchall()
    assert sources == [("ombudsman", None, "decided 2019-20.xlsx")]
    assert rows == [("decided 2019-20.xlsx", "yearly table", 1)]
