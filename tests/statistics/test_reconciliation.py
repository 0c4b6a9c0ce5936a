from __future__ import annotations

import pandas as pd
import pytest

from dashboard.statistics.known_differences import known_differences, with_reasons
from dashboard.statistics.reconciliation import half_up, reconcile, reconcile_nation
from tests.factories import printed, yearly_counts


def counts(*rows: dict[str, object], source: str = "cases") -> pd.DataFrame:
    frame = yearly_counts(*rows)
    sources = ("received_source", "decided_source", "compliance_source")
    return frame.assign(**dict.fromkeys(sources, source), population_year=frame["year"] - 1)


def found(reconciled: pd.DataFrame, figure: str) -> tuple[object, object, object]:
    row = reconciled.set_index("figure").loc[figure].astype(object)
    row = row.where(row.notna(), None)
    return row["basis"], row["difference"], row["status"]


@pytest.mark.parametrize(
    ("upheld", "investigated", "said", "expected"),
    [
        (33, 40, 83, ("cases", 0.0, "equal")),
        (33, 40, 82, ("cases", -1.0, "differs")),
        (2, 16, 13, ("cases", 0.0, "equal")),
        (43, 72, 59.7, ("cases", 0.0, "equal")),
        (9, 10, 91, ("cases", 1.0, "differs")),
    ],
)
def test_a_printed_percentage_is_compared_as_it_is_rounded(
    upheld: int, investigated: int, said: float, expected: tuple[object, ...]
) -> None:
    ours = counts({"authority": "A", "upheld": upheld, "investigated": investigated})
    reconciled = reconcile(ours, printed(("A", 2020, "upheld_pct", said)))
    assert found(reconciled, "upheld_pct") == expected


def test_counts_are_compared_exactly() -> None:
    ours = counts({"authority": "A", "upheld": 9, "received": 100})
    reconciled = reconcile(
        ours, printed(("A", 2020, "upheld", 9), ("A", 2020, "received_total", 101))
    )
    assert found(reconciled, "upheld") == ("cases", 0.0, "equal")
    assert found(reconciled, "received_total") == ("cases", 1.0, "differs")


def test_a_rate_of_printed_counts_says_so_and_its_counts_are_compared_with_nothing() -> None:
    ours = counts({"authority": "A", "upheld": 8, "investigated": 10}, source="printed")
    reconciled = reconcile(
        ours, printed(("A", 2020, "upheld_pct", 80), ("A", 2020, "upheld_count", 8))
    )
    assert found(reconciled, "upheld_pct") == ("printed", 0.0, "equal")
    assert found(reconciled, "upheld_count") == (None, None, "no computed figure")


def test_ours_without_a_printed_one_and_the_other_way_round() -> None:
    ours = counts({"authority": "A", "upheld": 8, "investigated": 10})
    reconciled = reconcile(ours, printed(("A", 2020, "compliance_pct", 100)))
    assert found(reconciled, "upheld_pct") == ("cases", None, "no published figure")
    assert found(reconciled, "compliance_pct") == (None, None, "no computed figure")


def test_no_investigations_give_no_rate_to_compare() -> None:
    ours = counts({"authority": "A", "upheld": 0, "investigated": 0})
    reconciled = reconcile(ours, printed(("A", 2020, "upheld_pct", 0)))
    assert found(reconciled, "upheld_pct") == (None, None, "no computed figure")


def test_a_rate_by_residents_is_compared_for_the_population_of_its_year_only() -> None:
    ours = counts({"authority": "A", "upheld": 4, "population": 100_000})
    figures = printed(("A", 2020, "upheld_per_100k", 4))
    assert found(reconcile(ours, figures), "upheld_per_100k") == ("cases", 0.0, "equal")
    other_year = ours.assign(population_year=2011)
    assert found(reconcile(other_year, figures), "upheld_per_100k")[2] == "no computed figure"


def test_late_compliance_is_compliance_and_99_6_percent_printed_as_100_is_equal() -> None:
    ours = counts({"authority": "A", "complied_in_all": 249, "compliance_outcomes": 250})
    reconciled = reconcile(ours, printed(("A", 2020, "compliance_pct", 100)))
    assert found(reconciled, "compliance_pct") == ("cases", 0.0, "equal")


@pytest.mark.parametrize(("value", "decimals", "rounded"), [(82.5, 0, 83), (4.65, 1, 4.7)])
def test_halves_go_up(value: float, decimals: int, rounded: float) -> None:
    assert half_up(value, decimals) == rounded


def nation(*rows: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "measure", "value"]).assign(source_url=None)


def test_national_totals_are_sums_within_two_percent_and_rates_within_a_point() -> None:
    ours = counts(
        {"authority": "A", "received": 60, "upheld": 6, "investigated": 10},
        {"authority": "B", "received": 39, "upheld": 7, "investigated": 10},
    )
    theirs = nation(
        (2020, "complaints_received", 100),
        (2020, "uphold_rate", 66),
        (2020, "uphold_rate", 67),
        (2020, "upheld_decisions", 14),
        (2019, "complaints_received", 100),
        (2020, "service_improvements", 5),
    )
    reconciled = reconcile_nation(ours, theirs, frozenset({2020}))
    shown = reconciled[["figure", "computed", "status"]].astype(object)
    assert shown.where(shown.notna(), None).to_numpy().tolist() == [
        ["complaints_received", 99.0, "equal"],
        ["uphold_rate", 65.0, "equal"],
        ["uphold_rate", 65.0, "differs"],
        ["upheld_decisions", 13.0, "differs"],
        ["complaints_received", None, "no computed figure"],
    ]


def test_a_known_difference_has_its_reason_for_the_known_number_only() -> None:
    ours = counts(
        {"authority": "E10000006", "year": 2024, "upheld": 9, "investigated": 10},
        source="printed",
    )
    for said, has_reason in ((91, True), (92, False)):
        reconciled = reconcile(ours, printed(("E10000006", 2024, "upheld_pct", said)))
        explained = with_reasons(reconciled, known_differences())
        assert explained["status"].tolist() == ["differs"]
        assert explained["reason"].notna().tolist() == [has_reason]
