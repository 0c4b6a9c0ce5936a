"""The sub-categories of each service, and what a made-up resident says about them.

They stand in `matters.csv` beside this module. Each matter completes the words "a resident said
that the council ..."; the sentences are this project's own, and nobody and nowhere is meant. The
weight is a sub-category's share beside the others of its category.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dashboard.vocabulary import DecisionCategory


@dataclass(frozen=True)
class Subcategory:
    """A sub-category, its weight beside the others of its category, and its matters."""

    name: str
    weight: float
    matters: tuple[str, ...]


@cache
def subcategories() -> Mapping[DecisionCategory, tuple[Subcategory, ...]]:
    """The sub-categories of every category, in the order of the file."""
    with (Path(__file__).parent / "matters.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        DecisionCategory(category): tuple(
            Subcategory(name, float(weight), tuple(row["matter"] for row in of_name))
            for (name, weight), of_name in groupby(of_category, itemgetter("subcategory", "weight"))
        )
        for category, of_category in groupby(rows, itemgetter("category"))
    }
