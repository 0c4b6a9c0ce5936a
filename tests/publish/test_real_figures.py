from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from dashboard.dataset import CouncilYear, Dataset
from dashboard.publish import publish
from dashboard.resources import data_folder
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Measure, Reconciled, SnapshotKind, SourceKind, YearEnding

# One process publishes them once.
pytestmark = pytest.mark.xdist_group("real figures")

REFERENCE = Path(__file__).parents[2] / "../shared/reference"

RATES = {
    "upheld_pct": Measure.UPHOLD_RATE,
    "compliance_pct": Measure.COMPLIANCE_RATE,
    "remedy_pct": Measure.SATISFACTORY_REMEDY_RATE,
    "upheld_per_100k": Measure.UPHELD_PER_100K,
}
AVERAGES = {
    "similar_upheld_pct": Measure.UPHOLD_RATE,
    "similar_compliance_pct": Measure.COMPLIANCE_RATE,
    "similar_remedy_pct": Measure.SATISFACTORY_REMEDY_RATE,
    "similar_upheld_per_100k": Measure.UPHELD_PER_100K,
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The committed extract of real figures, published."""
    shelf = Shelf(tmp_path_factory.mktemp("real"))
    publish(data_folder() / "real", shelf, today=date(2026, 11, 1))
    return Dataset.open(shelf.current())


def printed_rows(dataset: Dataset) -> Iterator[tuple[dict[str, str], CouncilYear]]:
    """Every printed council-year, with what the site shows for it."""
    path = Path(data_folder()) / "real" / "published_figures.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            authority = dataset.names.resolve(row["authority_as_written"]).authority
            if authority is not None:
                year = YearEnding.parse(row["year_ending"])
                yield row, dataset.council_year(authority, year)


def as_shown(heading: str, printed: str) -> str:
    return f"{float(printed):g}%" if heading.endswith("_pct") else f"{float(printed):.1f}"


def test_every_real_rate_is_shown_as_it_is_printed_with_its_source(real: Dataset) -> None:
    checked = 0
    for row, council_year in printed_rows(real):
        for heading, measure in RATES.items():
            figure = council_year.figures[measure]
            if row[heading]:
                assert figure.display == as_shown(heading, row[heading]), (row, heading)
                assert figure.is_printed
                assert figure.source in set(SourceKind) - {SourceKind.CASES}
                assert figure.source_url
                checked += 1
    assert checked > 200


def test_every_real_average_is_shown_as_the_publishers(real: Dataset) -> None:
    checked = 0
    for row, council_year in printed_rows(real):
        for heading, measure in AVERAGES.items():
            if row[heading]:
                similar = council_year.figures[measure].similar
                assert similar is not None, (row, heading)
                assert similar.display == as_shown(heading, row[heading]), (row, heading)
                assert similar.source == "publisher"
                assert similar.url
                checked += 1
    assert checked > 150


def test_no_real_figure_is_worked_out_from_cases(real: Dataset) -> None:
    assert real.manifest.kind is SnapshotKind.PUBLISHED
    of_cases = real.rows("SELECT count(*) FROM yearly_figure WHERE source = 'cases'")
    assert of_cases[0][0] == 0


def test_most_council_years_have_no_published_figure_and_no_nought(real: Dataset) -> None:
    absent = real.rows(
        "SELECT count(*), sum(value IS NOT NULL), sum(display IS NOT NULL) FROM yearly_figure "
        "WHERE missing = 'no published figure loaded'"
    )
    assert absent[0][0] > 10_000
    assert tuple(absent[0])[1:] == (0, 0)


def printed_with_counts(path: Path) -> Iterator[tuple[dict[str, str], str, Decimal]]:
    """Every whole percent of a table that has both its counts beside it, and what they give."""
    both = {
        "upheld_pct": ("upheld_count", "investigations_count"),
        "remedy_pct": ("remedy_count", "upheld_count"),
    }
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            row["upheld_count"] = row["upheld_count"] or row["upheld"]
            for heading, (part, whole) in both.items():
                if row[heading] and row[part] and float(row[whole] or 0):
                    exact = Decimal(row[part]) * 100 / Decimal(row[whole])
                    yield row, heading, exact.quantize(Decimal(1), ROUND_HALF_UP)


def test_every_printed_percent_of_the_reference_is_reproduced_from_its_counts(
    tmp_path: Path,
) -> None:
    if not REFERENCE.is_dir():
        pytest.skip("../shared is not here: the reference is kept outside the project")
    source, shelf = tmp_path / "input", Shelf(tmp_path / "snapshots")
    source.mkdir()
    for name in ("letters.csv", "national.csv"):
        shutil.copyfile(REFERENCE / name, source / name)
    publish(source, shelf, today=date(2026, 11, 1))
    dataset = Dataset.open(shelf.current())
    reconciled = {
        (row["authority_code"], row["year_ending"], row["figure"]): row
        for row in dataset.rows("SELECT * FROM reconciliation WHERE printed IS NOT NULL")
    }
    checked = 0
    for row, heading, worked_out in printed_with_counts(REFERENCE / "letters.csv"):
        authority = dataset.names.resolve(row["authority_as_written"]).authority
        assert authority is not None
        ours = reconciled[authority.code, row["year_ending"], heading]
        assert ours["basis"] == "printed"
        assert (ours["status"] == Reconciled.EQUAL) == (worked_out == Decimal(row[heading]))
        assert ours["status"] == Reconciled.EQUAL or ours["reason"]
        checked += 1
    assert checked > 120
