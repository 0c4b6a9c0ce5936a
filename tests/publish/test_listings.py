from __future__ import annotations

import pandas as pd

from dashboard.publish.listings import listings_of
from dashboard.sources.intake import Intake
from tests.factories import compliance, decided, intake


def listed_in(table: str, given: Intake) -> pd.DataFrame:
    return pd.concat(list(listings_of(given)[table]), ignore_index=True)


def test_only_published_cases_are_listed_as_decisions() -> None:
    cases = decided(*[("A", "2020-01-10", "Upheld")] * 3).assign(
        published=pd.array([True, False, None], dtype="boolean"),
        url=[None, None, "https://www.lgo.org.uk/decisions/housing/x/20-000-002"],
    )
    listed = listed_in("decision", intake(decided=cases))
    assert listed["reference"].tolist() == ["20-000-000", "20-000-002"]


def test_a_case_in_the_table_and_in_a_list_is_listed_once() -> None:
    cases = decided(("A", "2020-01-10", "Upheld")).assign(
        published=pd.array([True], dtype="boolean"), summary=["What happened."]
    )
    also = pd.DataFrame(
        {
            "reference": ["20-000-000", "19-000-001"],
            "authority": ["A", "A"],
            "category": [None, "Housing"],
            "subcategory": None,
            "decision": ["Upheld", None],
            "decision_date": pd.to_datetime(["2020-01-10", "2020-02-10"]),
            "is_public_report": pd.array([None, True], dtype="boolean"),
            "url": None,
        }
    )
    given = intake(decided=cases, published_decisions=also)
    listed = listed_in("decision", given)
    assert listed["reference"].tolist() == ["20-000-000", "19-000-001"]
    assert listed["summary"].tolist()[0] == "What happened."
    assert listed["is_report"].tolist()[1] is True


def test_recommendations_are_the_rows_of_the_compliance_table() -> None:
    outcomes = compliance(("A", "2020-01-10", "complied"), ("A", "2020-01-11", "not complied"))
    listed = listed_in("recommendation", intake(compliance=outcomes))
    assert listed["outcome"].tolist() == ["complied", "not complied"]
