"""Every address that no other page answers."""

from __future__ import annotations

from typing import Final

from dashboard.components.document import Page
from dashboard.components.not_found import page_not_found
from dashboard.dataset import Dataset

PATH: Final = "/{path:path}"


def layout(dataset: Dataset, /, **_: str) -> Page:
    """The page that says so, with the search."""
    return page_not_found(dataset)
