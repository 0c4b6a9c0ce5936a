"""When figures are old: the next year's are out, and aren't here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.dataset import Dataset
from dashboard.dataset.freshness import missing_year
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind, YearEnding


def published(dataset: Dataset, *years: int) -> Manifest:
    return replace(
        dataset.manifest,
        kind=SnapshotKind.PUBLISHED,
        years=tuple(YearEnding(year) for year in years),
    )


def test_until_september_the_year_before_is_the_newest(four_councils: Dataset) -> None:
    manifest = published(four_councils, 2024, 2025)
    assert missing_year(manifest, date(2026, 9, 30)) is None


def test_from_october_the_figures_of_the_year_that_ended_in_march_are_missed(
    four_councils: Dataset,
) -> None:
    manifest = published(four_councils, 2024, 2025)
    assert missing_year(manifest, date(2026, 10, 1)) == YearEnding(2026)


def test_with_that_year_nothing_is_missed(four_councils: Dataset) -> None:
    assert missing_year(published(four_councils, 2026), date(2026, 10, 1)) is None


def test_a_demonstration_is_never_old(four_councils: Dataset) -> None:
    manifest = replace(published(four_councils, 2020), kind=SnapshotKind.DEMONSTRATION)
    assert missing_year(manifest, date(2026, 10, 1)) is None
