from __future__ import annotations

import pandas as pd

from dashboard.sources.conflicts import conflicts


def _figures(*values: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "authority": "E08000035",
            "year": 2024,
            "about": "Leeds, 2024-03-31",
            "heading": "upheld",
            "value": list(values),
            "source_kind": "press",
            "source_url": [f"https://example.org/{n}" for n in range(len(values))],
            "file": "figures.csv",
            "sheet": None,
            "row": range(2, 2 + len(values)),
        }
    )


def test_each_figure_that_differs_from_the_first_is_a_conflict_with_it() -> None:
    found = list(conflicts(_figures(44, 42, 44, 41), ["authority", "year"]))
    assert [(c.position, c.taken.value, c.other.value) for c in found] == [(1, 44, 42), (3, 44, 41)]


def test_figures_that_agree_or_are_absent_are_no_conflict() -> None:
    assert list(conflicts(_figures(44, 44, float("nan")), ["authority", "year"])) == []
