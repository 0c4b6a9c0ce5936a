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


def test_a_percentage_and_the_same_one_rounded_are_no_conflict() -> None:
    percentages = _figures(59.7, 60, 59, 60.4, 59.72).assign(is_percentage=True)
    found = list(conflicts(percentages, ["authority", "year"]))
    assert [c.other.value for c in found] == [59, 60.4]
    # A count is never rounded.
    assert len(list(conflicts(_figures(59.7, 60), ["authority", "year"]))) == 1


def test_where_there_is_no_address_the_file_says_it_all() -> None:
    (conflict,) = conflicts(_figures(44, 42).assign(source_url=None), ["authority", "year"])
    assert conflict.problem().value == "42 (press)"
    assert (
        conflict.problem().expected == "44 for Leeds, 2024-03-31, as in figures.csv, row 2 (press)"
    )


def test_figures_that_agree_or_are_absent_are_no_conflict() -> None:
    assert list(conflicts(_figures(44, 44, float("nan")), ["authority", "year"])) == []
