"""The document round a page: what it says of the data's age and kind."""

from __future__ import annotations

from dataclasses import replace

from dash import html

from dashboard.components.document import Page, document
from dashboard.dataset import Dataset
from dashboard.vocabulary import SnapshotKind, YearEnding

PAGE = Page(title="A page", body=html.P("Words."))


def test_old_figures_say_which_year_is_the_newest_and_which_is_missing(
    four_councils: Dataset,
) -> None:
    manifest = replace(four_councils.manifest, years=(YearEnding(2024), YearEnding(2025)))
    written = document(PAGE, manifest, str, missing_year=YearEnding(2026))
    assert "The newest year here is 2024-25. The figures for 2025-26 should be out" in written


def test_new_figures_say_nothing_of_their_age(four_councils: Dataset) -> None:
    assert "Older figures" not in document(PAGE, four_councils.manifest, str)


def test_made_up_figures_say_so_in_title_and_page(four_councils: Dataset) -> None:
    manifest = replace(four_councils.manifest, kind=SnapshotKind.DEMONSTRATION)
    written = document(PAGE, manifest, str)
    assert "<title>Demonstration data: A page" in written
    assert "made-up cases, not the Ombudsman’s figures" in written
