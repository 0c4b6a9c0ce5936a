from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard.statistics.printed import (
    printed_averages,
    printed_counts,
    with_printed_categories,
    with_printed_counts,
    with_printed_rates,
)
from dashboard.statistics.rates import figures
from dashboard.vocabulary import Measure, MissingReason
from tests.factories import printed, yearly_counts

Row = dict[str, Any]

NOTHING = yearly_counts({"authority": "A"}).head(0)


def shown(
    published: pd.DataFrame, *cases: Row, measure: Measure = Measure.UPHOLD_RATE
) -> dict[str, Any]:
    """A measure of council A in 2019-20 from printed figures and from counts of cases."""
    computed = (yearly_counts(*cases) if cases else NOTHING).drop(columns="population")
    counts = with_printed_counts(computed, printed_counts(published)).assign(
        population=pd.array([200_000], "Int64")
    )
    found = with_printed_rates(figures(counts), published, counts)
    row = found.set_index("measure").loc[measure].astype(object)
    return row.where(row.notna(), None).to_dict()


def test_a_printed_rate_is_shown_as_printed_though_its_counts_say_otherwise() -> None:
    rate = shown(
        printed(
            ("A", 2020, "upheld_pct", 91),
            ("A", 2020, "upheld_count", 9),
            ("A", 2020, "investigations_count", 10),
        )
    )
    assert (rate["display"], rate["value"]) == ("91%", 0.91)
    assert (rate["numerator"], rate["denominator"]) == (9, 10)
    assert rate["is_printed"]
    assert rate["source"] == "ombudsman"
    assert rate["source_url"] == "https://example.org/a/2020"


def test_a_printed_rate_needs_no_counts() -> None:
    rate = shown(printed(("A", 2020, "compliance_pct", 100)), measure=Measure.COMPLIANCE_RATE)
    assert (rate["display"], rate["denominator"], rate["low"]) == ("100%", None, None)
    assert rate["missing"] is None


def test_a_printed_rate_may_have_a_base_alone() -> None:
    rate = shown(
        printed(("A", 2020, "compliance_pct", 98), ("A", 2020, "compliance_outcomes_count", 40)),
        measure=Measure.COMPLIANCE_RATE,
    )
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("98%", None, 40)


@pytest.mark.parametrize("percentage", [0, 100])
def test_a_rate_printed_for_no_outcomes_is_no_cases_and_not_nought(percentage: float) -> None:
    rate = shown(
        printed(
            ("A", 2020, "compliance_pct", percentage),
            ("A", 2020, "compliance_outcomes_count", 0),
        ),
        measure=Measure.COMPLIANCE_RATE,
    )
    assert rate["value"] is rate["display"] is None
    assert rate["missing"] == MissingReason.NO_CASES
    assert not rate["is_printed"]


def test_a_true_nought_in_print_is_a_nought() -> None:
    rate = shown(printed(("A", 2020, "upheld_pct", 0), ("A", 2020, "investigations_count", 5)))
    assert (rate["display"], rate["value"], rate["missing"]) == ("0%", 0.0, None)


def test_a_rate_is_worked_out_from_printed_counts_where_none_is_printed() -> None:
    rate = shown(printed(("A", 2020, "upheld", 3), ("A", 2020, "not_upheld", 2)))
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("60%", 3, 5)
    assert not rate["is_printed"]
    assert rate["source"] == "ombudsman"


def test_printed_figures_never_replace_figures_from_cases() -> None:
    published = printed(
        ("A", 2020, "upheld_pct", 60),
        ("A", 2020, "upheld_count", 6),
        ("A", 2020, "investigations_count", 10),
    )
    rate = shown(published, {"authority": "A", "upheld": 5, "not_upheld": 4, "investigated": 9})
    assert (rate["display"], rate["numerator"], rate["denominator"]) == ("56%", 5, 9)
    assert (rate["source"], rate["source_url"], rate["is_printed"]) == ("cases", None, False)


def test_a_printed_rate_does_not_replace_the_knowledge_that_there_was_no_case() -> None:
    cases: Row = {"authority": "A", "upheld": 0, "not_upheld": 0, "investigated": 0}
    rate = shown(printed(("A", 2020, "upheld_pct", 50)), cases)
    assert (rate["display"], rate["missing"]) == (None, MissingReason.NO_CASES)
    assert rate["source"] == "cases"


def test_a_rate_that_the_cases_can_not_give_is_shown_as_printed() -> None:
    # The case table has no column for satisfactory remedies.
    cases: Row = {"authority": "A", "upheld": 10, "not_upheld": 4, "investigated": 14}
    rate = shown(
        printed(("A", 2020, "remedy_pct", 20)), cases, measure=Measure.SATISFACTORY_REMEDY_RATE
    )
    assert (rate["display"], rate["source"], rate["is_printed"]) == ("20%", "ombudsman", True)


def test_a_printed_rate_by_population_is_shown_as_printed() -> None:
    rate = shown(printed(("A", 2020, "upheld_per_100k", 4.1)), measure=Measure.UPHELD_PER_100K)
    assert (rate["display"], rate["value"]) == ("4.1", 4.1)


def test_the_newer_groups_are_sums_of_the_older_outcomes_where_all_are_printed() -> None:
    older = ("invalid_incomplete", 4), ("advice_given", 2), ("referred_back", 24)
    published = printed(
        *(("A", 2020, figure, count) for figure, count in older),
        ("A", 2020, "closed_after_initial", 27),
        ("B", 2020, "invalid_incomplete", 4),
        ("C", 2020, "not_for_us", 60),
        ("C", 2020, "not_ready_for_us", 20),
        ("D", 2020, "not_for_us", 60),
        ("D", 2020, "decided_total", 90),
    )
    counts = printed_counts(published).set_index("authority")
    together = counts["not_for_us_or_not_ready"]
    assert (together["A"], together["C"]) == (30, 80)
    assert together[["B", "D"]].isna().all()
    assert counts.loc["A", "assessed_and_closed"] == 27


def test_those_complied_with_are_the_outcomes_without_the_others() -> None:
    outcomes = ("A", 2023, "compliance_outcomes_count", 10)
    late, failed = ("A", 2023, "complied_late", 2), ("A", 2023, "not_complied", 1)
    counts = printed_counts(printed(outcomes, late, failed)).iloc[0]
    assert (counts["complied_in_all"], counts["complied"]) == (9, 7)
    counts = printed_counts(printed(outcomes, late)).iloc[0]
    assert counts[["complied_in_all", "complied", "not_complied"]].isna().all()


def test_printed_categories_stand_where_no_case_was_received() -> None:
    cases = pd.DataFrame(
        [("A", 2020, "received", "Housing", "", 1)],
        columns=["authority", "year", "kind", "category", "outcome", "cases"],
    )
    received = pd.DataFrame(
        [("A", 2020, "Other", 9), ("B", 2020, "Other", 0), ("B", 2020, "Housing", 4)],
        columns=["authority", "year", "category", "cases"],
    )
    counts = pd.DataFrame(
        {"authority": ["A", "B"], "year": 2020, "received_source": ["cases", "printed"]}
    )
    found = with_printed_categories(cases, received, counts)
    assert found[["authority", "category", "cases"]].to_numpy().tolist() == [
        ["A", "Housing", 1],
        ["B", "Other", 0],
        ["B", "Housing", 4],
    ]
    assert set(found["kind"]) == {"received"}


def test_counts_of_one_table_come_from_one_source() -> None:
    computed = yearly_counts({"authority": "A", "upheld": 5, "investigated": 9})
    published = printed(("A", 2020, "referred_back", 30), ("A", 2020, "received_total", 70))
    counts = with_printed_counts(
        computed.drop(columns="population"), printed_counts(published)
    ).iloc[0]
    assert (counts["upheld"], counts["decided_source"]) == (5, "cases")
    assert pd.isna(counts["referred_back"])
    assert (counts["received"], counts["received_source"]) == (70, "printed")
    assert pd.isna(counts["compliance_source"])


def test_the_number_investigated_is_the_sum_of_its_printed_parts() -> None:
    both = printed_counts(printed(("A", 2020, "upheld", 3), ("A", 2020, "not_upheld", 2)))
    assert both["investigated"].tolist() == [5]
    one = printed_counts(printed(("A", 2020, "upheld", 3)))
    assert one["investigated"].isna().all()
    given = printed_counts(printed(("A", 2020, "investigations_count", 47)))
    assert (given["investigated"].tolist(), given["upheld"].isna().all()) == ([47], True)


def test_a_year_in_print_only_has_a_row_of_its_own() -> None:
    computed = yearly_counts({"authority": "A", "year": 2020, "upheld": 5})
    published = printed(("A", 2019, "upheld_count", 2), ("B", 2020, "upheld_count", 0))
    counts = with_printed_counts(computed.drop(columns="population"), printed_counts(published))
    upheld = counts.set_index(["authority", "year"])["upheld"]
    assert upheld.to_dict() == {("A", 2019): 2, ("A", 2020): 5, ("B", 2020): 0}


def test_without_anything_in_print_the_counts_stay() -> None:
    computed = yearly_counts({"authority": "A", "upheld": 5}).drop(columns="population")
    counts = with_printed_counts(computed, printed_counts(printed()))
    assert counts[["authority", "upheld"]].to_numpy().tolist() == [["A", 5]]


def test_printed_averages_are_on_the_scale_of_their_measure() -> None:
    averages = printed_averages(
        pd.DataFrame(
            [
                ("county", 2024, "uphold_rate", 85.0, "https://example.org"),
                ("county", 2024, "upheld_per_100k", 4.2, "https://example.org"),
                ("county", 2024, "compliance_rate", None, "https://example.org"),
            ],
            columns=["authority_type", "year", "measure", "value", "source_url"],
        )
    )
    assert averages[["measure", "value", "display"]].to_numpy().tolist() == [
        ["uphold_rate", 0.85, "85%"],
        ["upheld_per_100k", 4.2, "4.2"],
    ]


def test_without_averages_in_print_there_are_none() -> None:
    assert printed_averages(None).empty
