from __future__ import annotations

import pandas as pd
import pytest

from dashboard.statistics.known_differences import known_differences, with_reasons
from dashboard.statistics.reconciliation import (
    half_up,
    reconcile,
    reconcile_averages,
    reconcile_nation,
)
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


COVERED = dict.fromkeys(("received_source", "decided_source"), frozenset({2020}))


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
    reconciled = reconcile_nation(ours, theirs, COVERED)
    shown = reconciled[["figure", "computed", "status"]].astype(object)
    assert shown.where(shown.notna(), None).to_numpy().tolist() == [
        ["complaints_received", 99.0, "equal"],
        ["uphold_rate", 65.0, "equal"],
        ["uphold_rate", 65.0, "differs"],
        ["upheld_decisions", 13.0, "differs"],
        ["complaints_received", None, "no computed figure"],
    ]


def computed_nation(ours: pd.DataFrame, figure: str) -> float | None:
    (row,) = reconcile_nation(ours, nation((2020, figure, 10)), COVERED).itertuples()
    assert (row.status == "no computed figure") == bool(pd.isna(row.computed))
    return None if pd.isna(row.computed) else float(row.computed)


def test_a_table_that_is_not_there_gives_no_national_nought() -> None:
    ours = counts({"authority": "A", "upheld": 6, "investigated": 10})
    assert computed_nation(ours.assign(received_source=None), "complaints_received") is None
    assert computed_nation(ours, "satisfactory_remedy_rate") is None
    assert computed_nation(ours, "compliance_rate") is None
    assert computed_nation(ours, "uphold_rate") == 60


def test_printed_counts_are_not_added_to_those_of_cases() -> None:
    ours = counts({"authority": "A", "upheld": 6}, {"authority": "B", "upheld": 7})
    assert computed_nation(ours, "upheld_decisions") == 13
    one_printed = ours.assign(decided_source=["cases", "printed"])
    assert computed_nation(one_printed, "upheld_decisions") == 6
    assert computed_nation(ours.assign(decided_source="printed"), "upheld_decisions") is None


def test_without_national_figures_and_averages_there_is_nothing_to_compare() -> None:
    ours = counts({"authority": "A", "upheld": 6, "investigated": 10})
    assert reconcile_nation(ours, nation(), COVERED).empty
    none = pd.DataFrame(columns=["type", "year", "measure", "value", "source_url"])
    counted = none.assign(numerator=None, denominator=None, councils=None, councils_in_all=None)
    assert reconcile_averages(counted.drop(columns="source_url"), none).empty


def average(
    measure: str, computed: tuple[int, int] | None, said: float | None, councils: int = 62
) -> list[object]:
    """Computed, difference and status of the average of unitary authorities, 62 in all."""
    key = {"type": "unitary", "year": 2020, "measure": measure}
    scale = 100_000 if measure == "upheld_per_100k" else 1
    ours = (
        []
        if computed is None
        else [
            {
                **key,
                "numerator": computed[0],
                "denominator": computed[1],
                "councils": councils,
                "councils_in_all": 62,
                "value": computed[0] / computed[1] * scale,
            }
        ]
    )
    theirs = [] if said is None else [{**key, "value": said, "source_url": "https://example.org"}]
    columns = ["type", "year", "measure", "value"]
    reconciled = reconcile_averages(
        pd.DataFrame(
            ours, columns=[*columns, "numerator", "denominator", "councils", "councils_in_all"]
        ),
        pd.DataFrame(theirs, columns=[*columns, "source_url"]),
    )
    row = reconciled[["computed", "difference", "status"]].astype(object).iloc[0]
    return list(row.where(row.notna(), None))


def test_averages_are_equal_within_a_point_and_differ_beyond() -> None:
    assert average("uphold_rate", (669, 1000), 0.67) == [66.9, 0.1, "equal"]
    assert average("uphold_rate", (660, 1000), 0.67) == [66.0, 1.0, "equal"]
    assert average("uphold_rate", (650, 1000), 0.67) == [65.0, 2.0, "differs"]
    assert average("upheld_per_100k", (5, 100_000), 5.1) == [5.0, 0.1, "equal"]
    assert average("upheld_per_100k", (5, 100_000), 5.2) == [5.0, 0.2, "differs"]


def test_an_average_of_some_councils_is_none_to_compare() -> None:
    assert average("uphold_rate", (669, 1000), 0.67, 61) == [None, None, "no computed figure"]
    assert average("uphold_rate", None, 0.67) == [None, None, "no computed figure"]
    assert average("uphold_rate", (670, 1000), None) == [67.0, None, "no published figure"]


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
