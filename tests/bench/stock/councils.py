"""The councils that every stock map shows: the same boundaries and rates as the project's own."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MATERIAL = Path(os.environ.get("BENCH_MATERIAL", "."))
BOUNDARIES = MATERIAL / "boundaries.geojson"

CLASS_COLOURS = ["#e3eef5", "#b5d3e7", "#7fb2d5", "#4287b8", "#1b5a8c"]
CLASS_STARTS = [0, 20, 40, 60, 80]


@dataclass(frozen=True)
class Councils:
    """Codes and names in one order, and for each year the uphold rates in that order."""

    codes: list[str]
    names: dict[str, str]
    years: list[str]
    rates: dict[str, list[float | None]]
    """Percent; None where there is no rate."""

    def sentence(self, code: str, year: str) -> str:
        """The text of the panel."""
        rate = self.rates[year][self.codes.index(code)]
        known = "no rate" if rate is None else f"{rate:.0f}% upheld"
        return f"{self.names[code]}: {known}"


def load() -> Councils:
    """The councils as the bench wrote them down."""
    written: dict[str, Any] = json.loads((MATERIAL / "councils.json").read_text("utf-8"))
    return Councils(**written)
