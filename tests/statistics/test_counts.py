from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Register
from dashboard.statistics.counts import (
    COUNT_COLUMNS,
    category_counts,
    yearly_counts,
)
from dashboard.tallies import COMPLIANCE, DECIDED, RECEIVED, Tally
from dashboard.vocabulary import DecisionOutcome
from tests.factories import cases as cases_of
from tests.factories import compliance, council, decided, received, register

OLD = council("Old", last_day=date(2023, 3, 31), successors=["New"])
NEW = council("New", first_day=date(2023, 4, 1))


def counts_of(
    councils: Register,
    *,
    received: pd.DataFrame | None = None,
    decided: pd.DataFrame | None = None,
    compliance: pd.DataFrame | None = None,
) -> pd.DataFrame:
    counts = yearly_counts(
        councils,
        received=_tally(received, RECEIVED),
        decided=_tally(decided, DECIDED),
        compliance=_tally(compliance, COMPLIANCE),
    )
    return counts.set_index(["authority", "year"])


def _tally(frame: pd.DataFrame | None, by: Tally) -> pd.DataFrame | None:
    return None if frame is None else cases_of(frame, by).tally


def test_31_march_and_1_april_fall_in_different_years() -> None:
    cases = decided(
        ("A", "2022-03-31", "Upheld"),
        ("A", "2022-04-01", "Upheld"),
        ("A", "2023-03-31", "Upheld"),
    )
    counts = counts_of(register("A"), decided=cases)
    assert counts["upheld"].to_dict() == {("A", 2022): 1, ("A", 2023): 2}


def test_received_decided_and_complied_are_three_sets_of_cases() -> None:
    counts = counts_of(
        register("A"),
        received=received(*[("A", "2019-05-01")] * 7),
        decided=decided(("A", "2019-06-01", "Upheld"), ("A", "2019-06-02", "Advice given")),
        compliance=compliance(*[("A", "2020-01-10", "complied")] * 5),
    ).loc[("A", 2020)]
    assert (counts["received"], counts["decided"], counts["compliance_outcomes"]) == (7, 2, 5)


def test_every_outcome_has_its_count_and_its_newer_group() -> None:
    numbers = dict(zip(DecisionOutcome, (1, 2, 3, 4, 5, 6), strict=True))
    cases = decided(
        *(
            ("A", "2020-01-10", str(outcome))
            for outcome, number in numbers.items()
            for _ in range(number)
        )
    )
    counts = counts_of(register("A"), decided=cases).loc[("A", 2020)]
    assert [counts[outcome.name.lower()] for outcome in DecisionOutcome] == [1, 2, 3, 4, 5, 6]
    assert counts["decided"] == 21
    assert counts["not_for_us_or_not_ready"] == 1 + 2 + 3
    assert counts["assessed_and_closed"] == 4
    assert counts["investigated"] == 5 + 6


def test_late_compliance_counts_as_complied_in_all() -> None:
    outcomes = compliance(
        ("A", "2020-01-10", "complied"),
        ("A", "2020-01-10", "complied late"),
        ("A", "2020-01-10", "not complied"),
    )
    counts = counts_of(register("A"), compliance=outcomes).loc[("A", 2020)]
    assert (counts["complied"], counts["complied_late"], counts["not_complied"]) == (1, 1, 1)
    assert (counts["complied_in_all"], counts["compliance_outcomes"]) == (2, 3)


def test_satisfactory_remedies_are_counted_where_the_table_says_so() -> None:
    upheld = [("A", "2020-01-10", "Upheld")] * 3
    said = decided(*upheld, satisfactory=[True, False, None])
    assert counts_of(register("A"), decided=said)["satisfactory_remedies"].tolist() == [1]
    unsaid = decided(*upheld)
    assert counts_of(register("A"), decided=unsaid)["satisfactory_remedies"].isna().all()


def test_in_a_year_for_which_no_case_speaks_of_remedies_their_number_is_not_known() -> None:
    cases = decided(
        ("A", "2020-01-10", "Upheld"),
        ("A", "2021-01-10", "Upheld"),
        ("B", "2021-01-10", "Upheld"),
        satisfactory=[None, True, None],
    )
    remedies = counts_of(register("A", "B"), decided=cases)["satisfactory_remedies"]
    assert remedies.loc[("A", 2021)] == 1
    assert remedies.loc[("B", 2021)] == 0
    assert pd.isna(remedies.loc[("A", 2020)])


def test_a_council_without_a_case_in_a_whole_table_has_noughts() -> None:
    councils = [f"Council {number}" for number in range(10)]
    cases = decided(*((name, "2020-01-10", "Upheld") for name in councils[:9]))
    counts = counts_of(register(*councils), decided=cases)
    assert counts.loc[("Council 9", 2020), ["decided", "investigated"]].tolist() == [0, 0]


def test_a_council_without_a_case_in_an_extract_has_no_row_and_no_nought() -> None:
    cases = decided(("A", "2020-01-10", "Upheld"))
    counts = counts_of(register("A", "B", "C"), decided=cases)
    assert counts.index.tolist() == [("A", 2020)]


def test_a_council_of_an_extract_has_noughts_in_a_year_without_cases() -> None:
    cases = decided(
        ("A", "2020-01-10", "Upheld"),
        ("A", "2021-01-10", "Upheld"),
        ("B", "2020-01-10", "Upheld"),
    )
    counts = counts_of(register("A", "B", "C", "D"), decided=cases)
    assert counts.loc[("B", 2021), "investigated"] == 0


def test_a_table_that_is_not_there_gives_no_noughts() -> None:
    counts = counts_of(register("A"), decided=decided(("A", "2020-01-10", "Upheld")))
    assert counts["received"].isna().all()
    assert counts["compliance_outcomes"].isna().all()
    assert counts["not_upheld"].tolist() == [0]


def test_a_table_gives_no_noughts_in_years_that_it_does_not_reach() -> None:
    counts = counts_of(
        register("A"),
        received=received(("A", "2019-05-01")),
        decided=decided(("A", "2020-01-10", "Upheld"), ("A", "2021-01-10", "Upheld")),
    )
    assert counts.loc[("A", 2020), "received"] == 1
    assert pd.isna(counts.loc[("A", 2021), "received"])


def test_a_decision_after_the_end_of_a_council_counts_for_it_and_not_for_its_successor() -> None:
    cases = decided(
        ("Old", "2023-01-10", "Upheld"),
        ("Old", "2023-06-01", "Upheld"),
        ("New", "2024-01-10", "Not upheld"),
    )
    counts = counts_of(register(OLD, NEW), decided=cases)
    assert counts["upheld"].to_dict() == {("Old", 2023): 1, ("Old", 2024): 1, ("New", 2024): 0}


def test_a_council_has_no_noughts_in_years_in_which_it_did_not_exist() -> None:
    cases = decided(("Old", "2023-01-10", "Upheld"), ("New", "2024-01-10", "Upheld"))
    counts = counts_of(register(OLD, NEW), decided=cases)
    assert counts.index.tolist() == [("New", 2024), ("Old", 2023)]


def test_no_tables_give_no_counts() -> None:
    counts = yearly_counts(register("A"), received=None, decided=None, compliance=None)
    assert counts.empty
    assert counts.columns.tolist() == ["authority", "year", *COUNT_COLUMNS]


def test_tables_with_headings_only_give_no_counts() -> None:
    counts = yearly_counts(register("A"), received=received(), decided=decided(), compliance=None)
    assert counts.empty


def test_a_table_with_headings_only_says_nothing_of_any_year() -> None:
    counts = counts_of(
        register("A"), received=received(), decided=decided(("A", "2020-01-10", "Upheld"))
    )
    assert counts["received"].isna().all()


def test_cases_are_counted_by_the_category_of_their_own_table() -> None:
    asked = received(("A", "2019-05-01"), ("A", "2019-05-02")).assign(
        category=["Housing", "Planning and Development"]
    )
    answered = decided(
        ("A", "2020-01-10", "Upheld"), ("A", "2020-01-11", "Upheld"), ("B", "2020-04-01", "Upheld")
    )
    counted = category_counts(received=_tally(asked, RECEIVED), decided=_tally(answered, DECIDED))
    assert sorted(counted.itertuples(index=False, name=None)) == [
        ("A", 2020, "decided", "Housing", "Upheld", 2),
        ("A", 2020, "received", "Housing", "", 1),
        ("A", 2020, "received", "Planning and Development", "", 1),
        ("B", 2021, "decided", "Housing", "Upheld", 1),
    ]


def test_no_tables_have_no_categories() -> None:
    assert category_counts(received=None, decided=None).empty


cases_of_two = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.dates(date(2018, 4, 1), date(2022, 3, 31)).map(date.isoformat),
        st.sampled_from([str(outcome) for outcome in DecisionOutcome]),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=25)
@given(cases_of_two)
def test_every_case_is_counted_once_and_the_groups_add_up(cases: list[Any]) -> None:
    counts = counts_of(register("A", "B"), decided=decided(*cases))
    assert counts["decided"].sum() == len(cases)
    groups = ["not_for_us_or_not_ready", "assessed_and_closed", "investigated"]
    assert (counts[groups].sum(axis="columns") == counts["decided"]).all()
    outcomes = [outcome.name.lower() for outcome in DecisionOutcome]
    assert (counts[outcomes].sum(axis="columns") == counts["decided"]).all()


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_cases_does_not_matter(order: int) -> None:
    cases = [
        ("A", "2020-01-10", "Upheld"),
        ("B", "2020-02-10", "Not upheld"),
        ("A", "2021-02-10", "Not upheld"),
    ]
    counts = counts_of(register("A", "B"), decided=decided(*cases[::order]))
    assert counts["upheld"].to_dict() == {
        ("A", 2020): 1,
        ("A", 2021): 0,
        ("B", 2020): 0,
        ("B", 2021): 0,
    }
