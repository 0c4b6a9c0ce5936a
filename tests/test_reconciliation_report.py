from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.authorities.register import Register
from dashboard.dataset import Dataset
from dashboard.publish import publish
from dashboard.reconciliation_report import ReconciliationReport, Tolerance
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Reconciled, YearEnding
from tests.factories import write_csv

CUMBRIA = "Cumbria County Council"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Three upheld of four in Leeds, of which print says 80% and one case more; and Cumbria."""
    folder: Path = tmp_path_factory.mktemp("reconciled")
    source = folder / "input"
    source.mkdir()
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        *(
            (f"19 000 00{n}", "Leeds City Council", "Housing", "2020-01-10", decision)
            for n, decision in enumerate(["Upheld"] * 3 + ["Not upheld"])
        ),
    )
    write_csv(
        source / "printed.csv",
        "authority_as_written year_ending upheld_pct upheld_count investigations_count source_url "
        "source_kind",
        ("Leeds City Council", "2020-03-31", 80, 4, 5, "https://example.org/leeds", "ombudsman"),
        (CUMBRIA, "2024-03-31", 91, 9, 10, "https://example.org/cumbria", "ombudsman"),
    )
    shelf = Shelf(folder / "snapshots")
    publish(source, shelf)
    return Dataset.open(shelf.current())


def test_each_difference_is_named_with_counts_and_source(dataset: Dataset) -> None:
    report = ReconciliationReport.of(dataset, Tolerance())
    assert [(f.figure, f.difference) for f in report.beyond] == [
        ("investigations_count", 1.0),
        ("upheld_count", 1.0),
        ("upheld_pct", 5.0),
    ]
    words = report.as_text()
    assert (
        "Leeds City Council, 2019-20, upheld_pct: computed 75 (3 of 4), printed 80, "
        "difference +5; https://example.org/leeds"
    ) in words


def test_a_known_difference_is_listed_with_its_reason_and_allowed(dataset: Dataset) -> None:
    report = ReconciliationReport.of(dataset, Tolerance())
    (known,) = report.within
    assert known.authority.name == CUMBRIA
    assert "91% beside 9 upheld of 10" in report.as_text()


def test_tolerance_is_in_points_for_rates_and_in_cases_for_counts(dataset: Dataset) -> None:
    def beyond(tolerance: Tolerance) -> list[str]:
        return [figure.figure for figure in ReconciliationReport.of(dataset, tolerance).beyond]

    assert beyond(Tolerance(points=5)) == ["investigations_count", "upheld_count"]
    assert beyond(Tolerance(cases=1)) == ["upheld_pct"]
    assert beyond(Tolerance(points=5, cases=1)) == []


def test_the_document_has_the_same_for_machines(dataset: Dataset) -> None:
    document = ReconciliationReport.of(dataset, Tolerance(points=5, cases=1)).as_document()
    assert document["totals"][str(Reconciled.DIFFERS)] == 4
    assert document["beyond_tolerance"] == []
    assert {row["figure"] for row in document["allowed"]} == {
        "upheld_pct",
        "upheld_count",
        "investigations_count",
    }


@pytest.fixture(scope="module")
def of_every_council(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """One case upheld of each council; print says one more point of counties, and 9% more cases."""
    folder: Path = tmp_path_factory.mktemp("of-every-council")
    source = folder / "input"
    councils = [council.name for council in Register.load().in_year(YearEnding(2024))]
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        *(
            (f"19 {n // 1000:03d} {n % 1000:03d}", name, "Housing", "2024-03-28", "Upheld")
            for n, name in enumerate(councils)
        ),
    )
    url = "https://example.org/national"
    write_csv(
        source / "national.csv",
        "year_ending measure breakdown value unit source_url",
        ("2024-03-31", "upheld_decisions", "all", len(councils) + 1, "count", url),
        ("2024-03-31", "detailed_investigations", "all", len(councils) + 30, "count", url),
        ("2024-03-31", "complaints_received", "all", 17000, "count", url),
        ("2024-03-31", "average_uphold_rate_by_type", "county", 99, "%", url),
        ("2024-03-31", "average_uphold_rate_by_type", "district", 90, "%", url),
    )
    shelf = Shelf(folder / "snapshots")
    publish(source, shelf, today=date(2024, 9, 1))
    return Dataset.open(shelf.current())


def test_national_figures_and_averages_have_their_own_tolerance(of_every_council: Dataset) -> None:
    report = ReconciliationReport.of(of_every_council, Tolerance())
    assert report.beyond == ()
    assert not report.passes
    words = report.as_text()
    assert "England, 2023-24, detailed_investigations: computed " in words
    assert "average of district councils, 2023-24, uphold_rate: computed 100.0" in words
    assert "upheld_decisions" not in words
    assert "county" not in words
    assert "complaints_received" not in words
    document = report.as_document()["national_and_averages_beyond_tolerance"]
    assert {(row["about"], row["difference"]) for row in document} == {
        ("England", 30.0),
        ("average of district councils", -10.0),
    }
    assert ReconciliationReport.of(of_every_council, Tolerance(points=10, cases=30)).passes
