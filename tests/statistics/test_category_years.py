"""Figures by category: what a category's nought is, and what isn't known of it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Register
from dashboard.publish.category_tables import category_tables
from dashboard.publish.tables import tables_of
from dashboard.statistics.category_years import averages_by_category, figures_by_category
from dashboard.statistics.category_years import category_counts_by_year as counts_by_year
from dashboard.vocabulary import AuthorityType, Measure, MissingReason, Verdict
from tests.factories import compliance, council, intake, register, yearly_counts
from tests.factories import decided as cases_decided

Case = tuple[str, str, str, str]
"""Council, category, day and decision."""


def decided(*cases: Case) -> pd.DataFrame:
    frame = cases_decided(*((who, day, decision) for who, _, day, decision in cases))
    return frame.assign(category=[category for _, category, _, _ in cases])


def upheld(who: str, category: str, number: int, of: int, day: str = "2019-10-01") -> list[Case]:
    return [(who, category, day, "Upheld" if n < number else "Not upheld") for n in range(of)]


def tables(councils: Register, *cases: Case, **more: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return tables_of(intake(decided=decided(*cases), **more), councils)


def figure(found: dict[str, pd.DataFrame], who: str, category: str, measure: Measure) -> pd.Series:
    frame = found["category_figure"]
    rows = frame[
        frame["authority_code"].eq(who)
        & frame["category"].eq(category)
        & frame["measure"].eq(measure)
    ]
    (row,) = rows.to_dict("records")
    return pd.Series(row)


def test_each_category_has_its_own_rate_with_its_own_range() -> None:
    found = tables(register("A"), *upheld("A", "Housing", 5, 9), *upheld("A", "Planning", 1, 1))
    housing = figure(found, "A", "Housing", Measure.UPHOLD_RATE)
    assert (housing["numerator"], housing["denominator"], housing["display"]) == (5, 9, "56%")
    assert (round(housing["low"], 2), round(housing["high"], 2)) == (0.27, 0.81)
    assert figure(found, "A", "Planning", Measure.UPHOLD_RATE)["display"] == "100%"


def test_a_category_without_an_investigation_has_no_rate_but_a_nought_by_residents() -> None:
    populations = pd.DataFrame({"authority": ["A"], "year": [2020], "population": [100_000]})
    found = tables(
        register("A", "B"),
        *upheld("A", "Housing", 1, 1),
        *upheld("B", "Planning", 1, 1),
        populations=populations,
    )
    frame = found["category_figure"]
    of_a = frame[frame["authority_code"].eq("A") & frame["category"].eq("Planning")]
    assert of_a["measure"].tolist() == [Measure.UPHELD_PER_100K]
    assert of_a["display"].tolist() == ["0.0"]


def test_a_service_that_a_council_does_not_run_has_no_nought() -> None:
    councils = register("A", council("D", AuthorityType.DISTRICT))
    found = tables(councils, *upheld("A", "Education", 1, 1), *upheld("D", "Housing", 1, 1))[
        "category_figure"
    ]
    of_district = found[found["authority_code"].eq("D")]
    assert set(of_district["category"]) == {"Housing"}


def test_an_average_pools_a_category_and_england_is_the_sum_of_all_types() -> None:
    kinds = list(AuthorityType)
    councils = register(*(council(str(n), kind) for n, kind in enumerate(kinds)), council("x"))
    cases = [c for n in range(5) for c in upheld(str(n), "Planning", n, 4)]
    found = tables(councils, *cases, *upheld("x", "Planning", 4, 4))["category_average"]
    rates = found[found["measure"].eq(Measure.UPHOLD_RATE)].set_index("type")
    assert rates.loc["england", ["numerator", "denominator"]].tolist() == [14, 24]
    assert rates.loc["unitary", ["numerator", "denominator", "councils"]].tolist() == [7, 8, 2]


def test_a_category_that_no_council_of_a_type_has_still_belongs_to_england() -> None:
    """Counties have no housing; England's rate is of those that have."""
    kinds = list(AuthorityType)
    councils = register(*(council(str(n), kind) for n, kind in enumerate(kinds)))
    cases = [c for n in range(5) if n for c in upheld(str(n), "Housing", 1, 2)]
    found = tables(councils, *cases, *upheld("0", "Planning", 1, 1))["category_average"]
    rates = found[found["measure"].eq(Measure.UPHOLD_RATE) & found["category"].eq("Housing")]
    assert "county" not in set(rates["type"])
    assert rates.set_index("type").loc["england", "denominator"] == 8


def test_a_verdict_in_a_category_leaves_the_council_itself_out() -> None:
    found = tables(
        register("A", "B"), *upheld("A", "Housing", 40, 40), *upheld("B", "Housing", 20, 40)
    )
    assert figure(found, "A", "Housing", Measure.UPHOLD_RATE)["verdict"] == Verdict.HIGHER
    few = tables(register("A", "B"), *upheld("A", "Housing", 4, 4), *upheld("B", "Housing", 1, 40))
    assert figure(few, "A", "Housing", Measure.UPHOLD_RATE)["verdict"] == Verdict.TOO_FEW


def test_where_not_all_councils_are_known_a_category_has_no_verdict() -> None:
    cases = (*upheld("A", "Housing", 40, 40), *upheld("B", "Housing", 20, 40))
    councils = register("A", "B", *(f"other {n}" for n in range(8)))
    found = tables(councils, *cases)
    assert pd.isna(figure(found, "A", "Housing", Measure.UPHOLD_RATE)["verdict"])


def test_changes_stop_at_a_break_and_years_are_pooled_by_category() -> None:
    cases = [
        case
        for year, number in ((2020, 1), (2021, 5), (2022, 9), (2023, 9))
        for case in upheld("A", "Housing", number, 10, f"{year - 1}-10-01")
    ]
    found = tables(register("A"), *cases, *upheld("A", "Planning", 1, 1, "2019-10-01"))
    changes = found["category_change"]
    housing = changes[changes["category"].eq("Housing") & changes["measure"].eq("uphold_rate")]
    assert sorted(housing["year_ending"]) == ["2021-03-31", "2022-03-31"], "2023 is after a break"
    pooled = found["category_pooled"]
    of_housing = pooled[pooled["category"].eq("Housing") & pooled["measure"].eq("uphold_rate")]
    assert of_housing[["year_ending", "numerator", "denominator"]].to_numpy().tolist() == [
        ["2022-03-31", 15, 30]
    ]


def test_compliance_by_category_is_not_known_where_an_outcome_has_none() -> None:
    outcomes = compliance(
        *(("A", "2019-06-01", "complied"), ("A", "2019-07-01", "not complied")),
        *(("B", "2019-06-01", "complied"), ("B", "2019-07-01", "complied late")),
    ).assign(category=["Housing", None, "Housing", "Housing"])
    found = tables(register("A", "B"), *upheld("A", "Housing", 1, 1), compliance=outcomes)
    of_a = figure(found, "A", "Housing", Measure.COMPLIANCE_RATE)
    assert pd.isna(of_a["value"])
    assert of_a["missing"] == MissingReason.NOT_PUBLISHED
    of_b = figure(found, "B", "Housing", Measure.ON_TIME_COMPLIANCE_RATE)
    assert (of_b["numerator"], of_b["denominator"]) == (1, 2)


def test_remedies_that_no_case_states_are_not_known_in_any_category() -> None:
    found = tables(register("A"), *upheld("A", "Housing", 2, 2), *upheld("A", "Planning", 0, 1))
    of_remedies = found["category_figure"]
    of_remedies = of_remedies[of_remedies["measure"].eq(Measure.SATISFACTORY_REMEDY_RATE)]
    assert of_remedies["value"].isna().all()


def test_printed_figures_have_no_categories() -> None:
    counts = yearly_counts({"authority": "A", "upheld": 5, "investigated": 9}).assign(
        decided_source="printed", compliance_source=None
    )
    assert category_tables(intake(), counts, register("A"), unfinished=None) == {}


CASES = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["Housing", "Planning", "Education"]),
        st.sampled_from(["2018-10-01", "2019-10-01"]),
        st.sampled_from(["Upheld", "Not upheld", "Advice given"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=8, deadline=None)
@given(CASES, st.randoms())
def test_categories_add_up_and_the_order_of_cases_changes_nothing(
    cases: list[Case], random: object
) -> None:
    councils = register("A", "B", "C")
    found = tables(councils, *cases)
    shuffled = list(cases)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = tables(councils, *shuffled)
    for name in ("category_figure", "category_average", "category_change", "category_pooled"):
        pd.testing.assert_frame_equal(found[name], again[name])
    rates = found["category_figure"]
    rates = rates[rates["measure"].eq(Measure.UPHOLD_RATE) & rates["value"].notna()]
    added = rates.groupby(["authority_code", "year_ending"])[["numerator", "denominator"]].sum()
    whole = found["yearly_figure"]
    whole = whole[whole["measure"].eq(Measure.UPHOLD_RATE) & whole["value"].notna()]
    whole = whole.set_index(["authority_code", "year_ending"])[["numerator", "denominator"]]
    pd.testing.assert_frame_equal(added, whole.sort_index(), check_dtype=False)
    assert (rates["low"] <= rates["value"]).all()
    assert (rates["value"] <= rates["high"]).all()


def test_the_pooled_rate_of_a_category_lies_between_the_extremes() -> None:
    counts = yearly_counts(
        *(
            {"authority": name, "upheld": n, "investigated": 10, "decided": 10}
            for name, n in (("A", 2), ("B", 9), ("C", 5))
        )
    ).assign(category="Housing")
    found = averages_by_category(figures_by_category(counts), register("A", "B", "C"))
    rate = found[found["measure"].eq(Measure.UPHOLD_RATE)]["value"].tolist()
    assert rate == [pytest.approx(16 / 30)]


def test_a_table_that_names_no_category_gives_no_counts_by_category() -> None:
    counts = yearly_counts({"authority": "A"}).assign(decided_source="cases")
    tally = pd.DataFrame({"category": pd.Series([None], dtype="str")})
    assert counts_by_year(counts, decided=tally, compliance=None).empty
