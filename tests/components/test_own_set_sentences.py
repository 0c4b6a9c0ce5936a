"""A council beside those that a reader chose."""

from __future__ import annotations

from dashboard.components.own_set_sentences import own_set
from dashboard.dataset import Figure
from tests.factories import council, figure

BUCKINGHAMSHIRE = council("Buckinghamshire")
OWN = figure(31, 39, "79%", interval=(0.64, 0.89), year=2024)


def other(name: str, n: int, d: int, low: float, high: float) -> tuple[object, Figure]:
    return council(name), figure(n, d, f"{n / d:.0%}", interval=(low, high), year=2024)


def said(*others: tuple[object, Figure], own: Figure = OWN) -> str:
    return own_set((BUCKINGHAMSHIRE, own), others)  # type: ignore[arg-type]


def test_ranges_that_meet_are_common_by_chance() -> None:
    assert said(other("Birmingham", 115, 132, 0.8, 0.92)) == (
        "Buckinghamshire: 79%, 31 of 39 complaints investigated in 2023-24; Birmingham, which you "
        "chose: 115 of 132. Its range of 64% to 89% meets that of Birmingham: such gaps are common "
        "by chance. A set chosen by hand is no benchmark, so no council is named as different."
    )


def test_a_range_that_is_not_met_is_named_and_the_others_are_counted() -> None:
    words = said(
        other("Low", 2, 40, 0.01, 0.17),
        other("Near", 30, 40, 0.6, 0.86),
        other("Far", 39, 40, 0.9, 0.99),
    )
    assert "the 3 others you chose together: 71 of 120." in words
    assert "doesn’t meet that of Low (1% to 17%), Far (90% to 99%): chance alone gives" in words
    assert "It meets the other’s." in words


def test_few_cases_say_nothing_of_a_gap() -> None:
    few = figure(1, 1, "100%", interval=(0.21, 1.0), year=2024)
    assert "With fewer than 5 cases, any gap could be chance." in said(
        other("Low", 2, 40, 0.01, 0.17), own=few
    )


def test_without_counts_of_others_only_the_own_figure_is_said() -> None:
    assert said() == "Buckinghamshire: 79%, 31 of 39 complaints investigated in 2023-24."
    printed = (council("P"), figure(None, None, "80%", value=0.8, year=2024))
    assert said(printed) == said()
