from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.components.markup import to_html
from dashboard.dataset import Dataset
from dashboard.errors import CallError
from dashboard.pages import data
from dashboard.publish import publish
from dashboard.publish.terms import Terms
from dashboard.snapshot.shelf import Shelf

TODAY = date(2024, 9, 1)
LICENCE = "https://example.org/licence"


def test_publisher_and_licence_stay_with_the_figures(
    source: Path, decide: Callable[..., Path], shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY, publisher=" A civic group ", licence=LICENCE)
    dataset = Dataset.open(shelf.current())
    assert (dataset.manifest.publisher, dataset.manifest.licence) == ("A civic group", LICENCE)
    notes = (dataset.folder / "downloads" / "notes.txt").read_text("utf-8")
    assert "Published by\nA civic group" in notes
    assert f"Licence\n{LICENCE}" in notes
    page = to_html(data.layout(dataset).body)
    assert "<dt>Published by</dt><dd>A civic group</dd>" in page
    assert f'href="{LICENCE}"' in page


def test_neither_is_guessed(source: Path, decide: Callable[..., Path], shelf: Shelf) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY)
    dataset = Dataset.open(shelf.current())
    assert (dataset.manifest.publisher, dataset.manifest.licence) == (None, None)
    assert "Licence" not in (dataset.folder / "downloads" / "notes.txt").read_text("utf-8")
    assert "<dt>Licence" not in to_html(data.layout(dataset).body)


@pytest.mark.parametrize("licence", ["OGL", "", "javascript:alert(1)", "https://", "https:///x"])
def test_a_licence_is_an_address(licence: str) -> None:
    with pytest.raises(CallError, match=re.escape(f"--licence {licence} is no address")):
        Terms.of(None, licence)
