"""Search by name without script: leads to the council, or lists the near ones."""

from __future__ import annotations

from typing import Final

from dashboard.components import addresses
from dashboard.components.document import Page, Redirect
from dashboard.components.not_found import council_not_found
from dashboard.dataset import Dataset

PATH: Final = "/search"


def layout(dataset: Dataset, /, q: str = "", **_: str) -> Page | Redirect:
    """The council that was meant, or the names nearest to what was written."""
    if not q.strip():
        return Redirect("/")
    found = dataset.names.resolve(q)
    if found.authority:
        return Redirect(addresses.council(found.authority))
    return council_not_found(dataset, q.strip(), status=200)
