"""A folder that says only what was received: the counts are published, and no rate is made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from dashboard.components.case_counts import case_counts
from dashboard.components.markup import to_html
from dashboard.council_year_report import as_text
from dashboard.dataset import CouncilYear, Dataset
from dashboard.publish import publish
from dashboard.publish.publication import Publication
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Measure, MissingReason, ServiceArea, YearEnding
from tests.factories import write_csv
from tests.sources.test_letter_tables import AREAS, write_letter

TODAY = date(2025, 9, 1)
BLACKBURN = ("Blackburn with Darwen", 3, 6, 2, 23, 2, 5, 2, 4, 1)
BURY = ("Bury", *[0] * 9)

Publish = Callable[..., tuple[Dataset, Publication]]


def write_received(path: Path, headings: Sequence[str], *rows: Sequence[object]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = [["Authority", *(f'"{heading}"' for heading in headings)], *rows]
    path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")


@pytest.fixture
def published(source: Path, shelf: Shelf) -> Publish:
    def publish_all(today: date = TODAY, *, dry_run: bool = False) -> tuple[Dataset, Publication]:
        publication = publish(source, shelf, today=today, dry_run=dry_run)
        return Dataset.open(shelf.current()), publication

    return publish_all


def council_year(dataset: Dataset, name: str, year: int) -> CouncilYear:
    council = dataset.names.resolve(name).authority
    assert council is not None
    return dataset.council_year(council, YearEnding(year))


def test_the_counts_are_published_and_every_rate_says_why_it_is_missing(
    source: Path, published: Publish
) -> None:
    headings = [*map(str, ServiceArea), "Total"]
    write_received(source / "received 2023-24.csv", headings, (*BLACKBURN, 48), (*BURY, 0))
    dataset, publication = published()
    assert publication.changes.lines({}) == ["First snapshot here: 2 counts and no rate."]
    assert (dataset.years, dataset.latest_year) == ((YearEnding(2024),), YearEnding(2024))
    blackburn = council_year(dataset, "Blackburn with Darwen", 2024)
    assert (blackburn.counts.received, blackburn.counts.decided) == (48, None)
    assert {f.missing for f in blackburn.figures.values()} == {MissingReason.NOT_PUBLISHED}
    assert council_year(dataset, "Bury", 2024).counts.received == 0
    assert council_year(dataset, "Leeds", 2024).counts.received is None
    assert council_year(dataset, "Carlisle", 2024).figures[Measure.UPHOLD_RATE].missing is (
        MissingReason.DID_NOT_EXIST
    )
    text = as_text(blackburn, dataset.manifest)
    assert "Uphold rate: none (no published figure loaded)" in text
    assert "received: 48\ndecided: not known\n" in text
    shown = to_html(case_counts(blackburn, dataset.categories(blackburn.authority, blackburn.year)))
    assert "Education and Children's Services</th>" in shown
    assert "not published" in shown


def test_without_a_total_the_nine_categories_give_it_and_fewer_do_not(
    source: Path, published: Publish
) -> None:
    write_received(source / "received 2023-24.csv", list(ServiceArea), BLACKBURN)
    write_received(source / "received 2022-23.csv", list(ServiceArea)[:8], BLACKBURN[:9])
    dataset, _ = published()
    assert dataset.years == (YearEnding(2023), YearEnding(2024))
    assert council_year(dataset, "Blackburn with Darwen", 2024).counts.received == 48
    fewer = council_year(dataset, "Blackburn with Darwen", 2023)
    assert fewer.counts.received is None
    found = dataset.categories(fewer.authority, fewer.year)
    assert sum(category.cases for category in found.received) == 47


def test_an_old_letter_gives_its_categories(source: Path, published: Publish) -> None:
    source.mkdir()
    row = [*BLACKBURN[1:], 48]
    write_letter(source / "bury-2016.pdf", ("Complaints and enquiries received", AREAS, row))
    dataset, _ = published()
    bury = council_year(dataset, "Bury", 2016)
    assert bury.counts.received == 48
    found = dataset.categories(bury.authority, bury.year).received
    assert {c.category: c.cases for c in found}["Education and Children's Services"] == 23


def test_cases_received_alone_are_counted_and_their_year_is_unfinished_until_it_is_over(
    source: Path, published: Publish
) -> None:
    write_csv(
        source / "received.csv",
        "reference authority category received_on",
        ("25 000 001", "Bury", "Housing", "2025-05-01"),
        ("24 000 001", "Bury", "Housing", "2024-05-01"),
    )
    dataset, _ = published()
    assert dataset.years == (YearEnding(2025), YearEnding(2026))
    assert dataset.manifest.unfinished_year == YearEnding(2026)
    assert council_year(dataset, "Bury", 2026).counts.received == 1
    finished, _ = published(today=date(2026, 4, 1))
    assert finished.manifest.unfinished_year is None


def test_a_year_with_received_only_is_there_and_is_not_the_one_shown_first(
    source: Path, published: Publish
) -> None:
    write_received(source / "received 2023-24.csv", [*map(str, ServiceArea)], BLACKBURN)
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        ("20 000 563", "Milton Keynes Council", "Housing", "2022-06-01", "Upheld"),
    )
    dataset, _ = published()
    assert dataset.years == (YearEnding(2023), YearEnding(2024))
    assert dataset.latest_year == YearEnding(2023)


def test_counts_that_are_added_and_their_councils_and_years_are_reported(
    source: Path, published: Publish
) -> None:
    write_received(source / "received 2022-23.csv", [*map(str, ServiceArea)], BLACKBURN)
    published()
    write_received(source / "received 2023-24.csv", [*map(str, ServiceArea)], BLACKBURN, BURY)
    _, publication = published(dry_run=True)
    assert publication.changes.lines({"E08000002": "Bury"}) == [
        "Against the snapshot published before: 0 figures added, 0 changed, 0 gone.",
        "2 counts added.",
        "Years added: 2024-03-31.",
        "Councils added: Bury.",
    ]
