from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.sources.intake import Intake
from dashboard.tallies import brought
from dashboard.vocabulary import DecisionCategory, ServiceArea

Read = Callable[[], Intake]
WriteCsv = Callable[..., Path]


def _received(write_csv: WriteCsv, *categories: str) -> None:
    rows = [
        (f"20 000 {number:03d}", "Leeds City Council", category, "2020-04-01")
        for number, category in enumerate(categories)
    ]
    write_csv("received.csv", "reference authority category received_on", *rows)


def _categories(intake: Intake) -> list[str]:
    assert intake.received is not None
    return brought(intake.received.rows)["category"].tolist()


def test_every_category_of_each_list_is_known_in_other_spellings(
    read: Read, write_csv: WriteCsv
) -> None:
    for categories in (ServiceArea, DecisionCategory):
        _received(write_csv, *(c.replace(" and ", " & ").upper() for c in categories))
        intake = read()
        assert intake.problems == ()
        assert _categories(intake) == [str(category) for category in categories]


def test_a_name_of_both_lists_is_read_as_the_rest_of_its_file(
    read: Read, write_csv: WriteCsv
) -> None:
    both = ("Adult Care Services", "Benefits & Tax", "Housing")
    _received(write_csv, *both)
    assert _categories(read()) == ["Adult Social Care", "Benefits and Tax", "Housing"]
    _received(write_csv, *both, "Education")
    assert _categories(read())[:2] == ["Adult care services", "Benefits and tax"]


def test_a_file_that_mixes_the_lists_is_warned_of(read: Read, write_csv: WriteCsv) -> None:
    _received(write_csv, "Education", "Highways and Transport")
    (problem,) = read().problems
    assert (problem.kind, problem.column, problem.is_warning) == (
        "mixed-categories",
        "category",
        True,
    )
